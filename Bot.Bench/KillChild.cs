using System.Globalization;
using SocialCareBot.Cases;
using SocialCareBot.Desk;

namespace SocialCareBot.Bench;

/// <summary>Hears posts and claims their cases, several at once, and says so after each COMMIT. Lives until somebody kills it.</summary>
internal static class KillChild
{
    private const int AtOnce = 8;

    public static async Task<int> Run(string folder, int from, TimeProvider time)
    {
        using var desk = new BenchDesk(folder, time);
        var output = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });
        var next = from;
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Work()));
        return 0;

        async Task Work()
        {
            while (true)
            {
                var number = Interlocked.Increment(ref next);
                var text = number.ToString(CultureInfo.InvariantCulture);
                await desk.Desk.Hear(desk.Post(number), CancellationToken.None);
                await output.WriteLineAsync($"heard {text}");
                await desk.Desk.Handle(desk.CaseOf(number), new CaseWish.Claim { At = time.GetUtcNow(), By = BenchDesk.Agent }, With.Nothing, CancellationToken.None);
                await output.WriteLineAsync($"claimed {text}");
            }
        }
    }
}
