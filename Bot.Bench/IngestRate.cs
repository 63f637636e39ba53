using System.Diagnostics;
using System.Globalization;

namespace SocialCareBot.Bench;

/// <summary>
/// Signed posts into the whole bot, each a case of its own with its card in a chat: as fast as they are taken, against durable inserts alone on the same core; or at
/// a steady rate. Nothing may be lost and no card be there twice. Printed are medians of three rounds.
/// </summary>
internal sealed class IngestRate(int posts, TimeProvider time)
{
    private const int Rounds = 3;
    private const int AtOnce = 64;
    private const int Warmed = 3_000;
    private const int RawInserts = 5_000;
    private int _sent;

    /// <summary>What a listening service sends.</summary>
    public static string Body(int number) =>
        $$"""
        {"type":"post.created","id":"p{{number}}","network":"Shop forum","author":{"id":"a{{number}}","handle":"mira{{number}}","name":"Mira {{number}}","followers":120},
        "text":"The power has been out in our street since nine, and your hotline says nothing. This is post {{number}}.","url":"https://forum.example/p{{number}}","language":"en"}
        """;

    /// <summary>All at once.</summary>
    public async Task<int> Run() => await With(async (server, sender) =>
    {
        List<(double Raw, Figures Taken, double[] Handed)> rounds = [];
        for (var round = 0; round < Rounds; round++)
        {
            var raw = double.Parse((await Ask(server, "raw", RawInserts)), CultureInfo.InvariantCulture);
            var taken = await Flood(server, sender, posts);
            rounds.Add((raw, taken, await Handed(server)));
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"durable inserts alone  {SideBySide.Median(rounds.Select(round => round.Raw)),8:F0}/s"));
        Console.WriteLine($"the bot                {Figures.Median(rounds.Select(round => round.Taken))}");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"ratio                  {SideBySide.Median(rounds.Select(round => round.Taken.PerSecond / round.Raw)):F2} of durable inserts alone, {posts} posts a round, {AtOnce} at once, server on one core"));
        Print(rounds.Select(round => round.Handed));
    });

    /// <summary>So many a second.</summary>
    public async Task<int> Run(int perSecond) => await With(async (server, sender) =>
    {
        List<double[]> rounds = [];
        var gap = TimeSpan.FromSeconds(1.0 / perSecond);
        for (var round = 0; round < Rounds; round++)
        {
            var began = Stopwatch.GetTimestamp();
            List<Task> calls = [];
            for (var post = 0; post < posts / Rounds; post++)
            {
                if ((gap * post) - Stopwatch.GetElapsedTime(began) is { Ticks: > 0 } left)
                    await Task.Delay(left);
                calls.Add(sender.Send(++_sent));
            }
            await Task.WhenAll(calls);
            rounds.Add(await Handed(server));
        }
        Console.WriteLine($"{posts} posts at {perSecond} a second");
        Print(rounds);
    });

    private static void Print(IEnumerable<double[]> rounds)
    {
        var all = rounds.ToList();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"received to handed     p50 {SideBySide.Median(all.Select(figures => figures[0])):F0} ms  p95 {SideBySide.Median(all.Select(figures => figures[1])):F0} ms  longest {all.Max(figures => figures[2]):F0} ms; nothing lost, nothing twice"));
    }

    private async Task<int> With(Func<Process, SignedPosts, Task> measure)
    {
        ClickRate.LeaveFirstCore();
        using var server = ClickRate.Again("ingest-server");
        var url = (await server.StandardOutput.ReadLineAsync())!;
        using var sender = new SignedPosts(url, AtOnce, time);
        await Flood(server, sender, Warmed);
        await Handed(server);
        await measure(server, sender);
        SideBySide.PrintMemory(server, "the bot");
        server.StandardInput.Close();
        await server.WaitForExitAsync();
        return 0;
    }

    private async Task<Figures> Flood(Process server, SignedPosts sender, int some)
    {
        var first = _sent + 1;
        _sent += some;
        var before = ClickRate.Processor(server);
        var figures = await SideBySide.AtOnce(some, AtOnce, (_, number) => sender.Send(first + number));
        return figures with { Cost = (ClickRate.Processor(server) - before).TotalMicroseconds / some };
    }

    /// <summary>Median, 95th and longest wait of the cards since the last time; throws for anything lost or double.</summary>
    private async Task<double[]> Handed(Process server)
    {
        var figures = (await Ask(server, "handed", _sent)).Split(' ').Select(figure => double.Parse(figure, CultureInfo.InvariantCulture)).ToList();
        if (figures is not [var stored, var cases, var cards, 0, ..] || stored != _sent || cases != _sent || cards != _sent)
            throw new InvalidOperationException($"Of {_sent} posts {figures[0]} are stored, {figures[1]} are cases, {figures[2]} were handed on, {figures[3]} of them twice.");
        return [.. figures[4..]];
    }

    private static async Task<string> Ask(Process server, string what, int number)
    {
        await server.StandardInput.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{what} {number}"));
        return await server.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server has ended.");
    }
}
