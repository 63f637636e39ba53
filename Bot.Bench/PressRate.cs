using System.Diagnostics;

namespace SocialCareBot.Bench;

/// <summary>Presses of a chat's buttons, each on a case of its own, so many at once.</summary>
internal static class PressRate
{
    public static async Task<Figures> Measure(HttpClient client, Process server, string[] cases, int atOnce, Func<string, HttpRequestMessage> press)
    {
        var times = new double[cases.Length];
        var before = ClickRate.Processor(server);
        var start = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(Enumerable.Range(0, cases.Length), new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (call, ct) =>
        {
            using var request = press(cases[call]);
            var began = Stopwatch.GetTimestamp();
            using var answer = await client.SendAsync(request, ct);
            answer.EnsureSuccessStatusCode();
            times[call] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        });
        return Figures.Of(times, Stopwatch.GetElapsedTime(start), ClickRate.Processor(server) - before);
    }
}
