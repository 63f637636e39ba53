using System.Diagnostics;
using System.Globalization;
using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Store;

namespace SocialCareBot.Bench;

/// <summary>
/// The sweep over many open clocks: what a look costs when nothing is due, against a bare look at one indexed row in the same file; and how late each of a stream of
/// due instants is decided when the sweep looks twice a second, as it does in the bot.
/// </summary>
internal sealed class SweepRate(int clocks, TimeProvider time)
{
    private const int Rounds = 3;
    private const int Looks = 200;
    private const int Seconds = 20;

    public async Task<int> Run()
    {
        var folder = Directory.CreateTempSubdirectory("care-sweep").FullName;
        using (var desk = new BenchDesk(folder, time))
        {
            foreach (var some in Enumerable.Range(1, clocks).Chunk(1_000))
                await Task.WhenAll(some.Select(number => desk.Desk.Hear(desk.Post(number), CancellationToken.None)));
            Console.WriteLine($"{clocks} open clocks, {desk.Database.Read(session => session.First<long>("select count(*) from clock where next_at is not null"))} of them with an instant to come");
            await Nothing(desk);
            await Lateness(desk);
            SideBySide.PrintMemory();
        }
        Directory.Delete(folder, recursive: true);
        return 0;
    }

    private static async Task Nothing(BenchDesk desk)
    {
        List<(double Bare, double Sweep)> rounds = [];
        for (var round = 0; round <= Rounds; round++)
        {
            var bare = Stopwatch.GetTimestamp();
            for (var look = 0; look < Looks; look++)
                desk.Database.Read(session => session.First<long>("select min(next_at) from clock where next_at is not null"));
            var began = Stopwatch.GetTimestamp();
            for (var look = 0; look < Looks; look++)
                await desk.Sweep.Once(CancellationToken.None);
            // The first round warms up.
            if (round > 0)
                rounds.Add((Stopwatch.GetElapsedTime(bare, began).TotalMilliseconds / Looks, Stopwatch.GetElapsedTime(began).TotalMilliseconds / Looks));
        }
        var middle = rounds.OrderBy(round => round.Sweep).ElementAt(Rounds / 2);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"nothing due: {middle.Sweep:F3} ms a look, a bare look {middle.Bare:F3} ms, {middle.Sweep / middle.Bare:F1} times as long"));
    }

    /// <summary>Fifty posts a second whose first reminder comes while we look; how late it is decided stands in their logs.</summary>
    private async Task Lateness(BenchDesk desk)
    {
        var first = desk.Facts.Rules.Policy.Start(ClockKind.FirstResponse, Question, DateTimeOffset.UnixEpoch)!.Marks[0].At - DateTimeOffset.UnixEpoch;
        var (now, lead) = (time.GetUtcNow(), TimeSpan.FromSeconds(3));
        var due = Seconds * 50;
        await Task.WhenAll(Enumerable.Range(1, due).Select(number =>
            desk.Desk.Hear(BenchDesk.Post(clocks + number, now) with { PostedAt = now + lead + TimeSpan.FromMilliseconds(number * 20) - first }, CancellationToken.None)));
        for (var look = 0; look < 2 * (Seconds + 5); look++)
        {
            await desk.Sweep.Once(CancellationToken.None);
            await Task.Delay(TimeSpan.FromMilliseconds(500), time);
        }
        var late = desk.Database.Read(session => session.Query<(long At, string Data)>("select at, data from case_log where kind = 'Nagged'"))
            .Select(line => line.At - (StoreJson.Read<CaseEvent.Nagged>(line.Data).StartedAt + first).ToUnixTimeMilliseconds()).Order().ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{late.Count} of {due} instants decided, looking twice a second: p50 {late[late.Count / 2]} ms, p99 {late[late.Count * 99 / 100]} ms, latest {late[^1]} ms after"));
    }

    private static ClockQuestion Question { get; } = new() { Brand = "GridCo", Network = MuteNetwork.Key, Route = "care", Judgement = new(PostKind.Complaint, Priority.P3, "") };
}
