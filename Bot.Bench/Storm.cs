using System.Diagnostics;
using System.Globalization;

namespace SocialCareBot.Bench;

/// <summary>
/// So many posts at once, by customers of their own, and meanwhile people who press Claim in Slack: no post is lost, no card is there twice, the channel is given no
/// more than it takes, presses are answered soon, and memory stays within bounds.
/// </summary>
internal sealed class Storm(int posts, TimeProvider time)
{
    private const int AtOnce = 64;
    private const int Presses = 1_500;
    private const int Warmed = 200;
    private const long MostMemory = 250_000_000;

    /// <summary>The window of a channel in Slack is three messages in three seconds; one more may fall into it on its way.</summary>
    private const int MostInThreeSeconds = 4;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(50);

    public async Task<int> Run()
    {
        ClickRate.LeaveFirstCore();
        using var server = ClickRate.Again("storm-server", Presses.ToString(CultureInfo.InvariantCulture));
        var (hook, press) = ((await server.StandardOutput.ReadLineAsync())!, (await server.StandardOutput.ReadLineAsync())!);
        var cases = (await server.StandardOutput.ReadLineAsync())!.Split(' ');
        using var sender = new SignedPosts(hook, AtOnce, time);
        using var client = new HttpClient();
        await SideBySide.AtOnce(Warmed, 8, (_, number) => sender.Send(1 + number));
        foreach (var one in cases[..Warmed])
            await Press(client, press, one);

        var storm = SideBySide.AtOnce(posts - Warmed, AtOnce, (_, number) => sender.Send(1 + Warmed + number));
        List<double> presses = [];
        foreach (var one in cases[Warmed..].TakeWhile(_ => !storm.IsCompleted))
        {
            presses.Add(await Press(client, press, one));
            await Task.Delay(Gap);
        }
        var figures = await storm;
        await server.StandardInput.WriteLineAsync("standing");
        var standing = (await server.StandardOutput.ReadLineAsync())!.Split(' ').Select(figure => int.Parse(figure, CultureInfo.InvariantCulture)).ToList();
        server.Refresh();
        var memory = server.PeakWorkingSet64;
        server.StandardInput.Close();
        await server.WaitForExitAsync();
        return Judge(figures, presses, standing, memory) ? 0 : 1;
    }

    private async Task<double> Press(HttpClient client, string address, string id)
    {
        using var request = SlackRate.Press(address, id, time);
        var began = Stopwatch.GetTimestamp();
        using var answer = await client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private bool Judge(Figures figures, List<double> presses, List<int> standing, long memory)
    {
        presses.Sort();
        var p99 = presses[presses.Count * 99 / 100];
        var all = posts + Presses;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{posts} posts at {figures.PerSecond:F0}/s: {standing[0]} of {all} stored, {standing[1]} cases, {standing[6]} of them without a card that stands or waits"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{presses.Count} presses meanwhile: p50 {presses[presses.Count / 2]:F0} ms, p99 {p99:F0} ms, longest {presses[^1]:F0} ms; {standing[2]} of {presses.Count + Warmed} claimed"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{standing[3]} cards in the channel, {standing[4]} twice, at most {standing[5]} within three seconds; memory {memory / 1_000_000} MB at most"));
        return standing[0] == all && standing[1] == all && standing[6] == 0 && standing[2] == presses.Count + Warmed
            && standing[3] > 0 && standing[4] == 0 && standing[5] <= MostInThreeSeconds
            && presses.Count > 100 && p99 < Soon.TotalMilliseconds && memory < MostMemory;
    }
}
