using System.Diagnostics;
using System.Globalization;

namespace SocialCareBot.Bench;

/// <summary>
/// Durable claims over HTTP, each on another case with its log and clock and answered with its card, against the same server answering at once. The server has
/// one core to itself and its default thread pool, the clients have the others; both endpoints have answered some thousands before. Printed are medians of
/// three rounds, and the ratio within a round.
/// </summary>
internal sealed class ClickRate(int clicks, int atOnce)
{
    private const int Rounds = 3;

    private const int WarmUps = 4;
    private const int WarmUpCalls = 2_000;

    /// <summary>Calls before anything is measured.</summary>
    internal const int Warmed = WarmUps * WarmUpCalls;

    public async Task<int> Run()
    {
        LeaveFirstCore();
        using var server = Server();
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = atOnce }) { BaseAddress = new Uri((await server.StandardOutput.ReadLineAsync())!) };
        await Print("steady", (path, from, calls) => Steady(server, client, path, from, calls));
        SideBySide.PrintMemory(server, "the server");
        server.StandardInput.Close();
        await server.WaitForExitAsync();
        return 0;
    }

    /// <summary>The clicks of a burst leave at the same moment; the next burst begins when the last answer of one is there.</summary>
    public async Task<int> RunBursts()
    {
        LeaveFirstCore();
        using var server = Server();
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = atOnce }) { BaseAddress = new Uri((await server.StandardOutput.ReadLineAsync())!) };
        await Print("burst", (path, from, calls) => Bursts(server, client, path, from, calls));
        SideBySide.PrintMemory(server, "the server");
        server.StandardInput.Close();
        await server.WaitForExitAsync();
        return 0;
    }

    private async Task Print(string kind, Func<string, int, int, Task<Figures>> measure)
    {
        async Task<(Figures Bare, Figures Claim)> Round(int from, int calls) => (await measure("/bare/", from, calls), await measure("/claim/", from, calls));
        await WarmUp((from, calls) => Round(1 + from, calls));
        List<(Figures Bare, Figures Claim)> rounds = [];
        for (var round = 0; round < Rounds; round++)
            rounds.Add(await Round(1 + Warmed + (round * clicks), clicks));
        var bare = Figures.Median(rounds.Select(round => round.Bare));
        var claim = Figures.Median(rounds.Select(round => round.Claim));
        var ratio = rounds.Select(round => round.Claim.PerSecond / round.Bare.PerSecond).Order().ElementAt(Rounds / 2);
        Console.WriteLine($"bare   {bare}");
        Console.WriteLine($"claim  {claim}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio  {ratio:F2} of the bare endpoint, {kind}, {atOnce} at once, {clicks} claims a round, server on one core"));
    }

    private async Task<Figures> Steady(Process server, HttpClient client, string path, int from, int calls)
    {
        var times = new double[calls];
        var before = Processor(server);
        var start = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(Enumerable.Range(0, calls), new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (call, _) => times[call] = await One(client, $"{path}{from + call}"));
        return Figures.Of(times, Stopwatch.GetElapsedTime(start), Processor(server) - before);
    }

    private async Task<Figures> Bursts(Process server, HttpClient client, string path, int from, int calls)
    {
        List<double> times = [];
        var before = Processor(server);
        var start = Stopwatch.GetTimestamp();
        foreach (var burst in Enumerable.Range(from, calls).Chunk(atOnce))
            times.AddRange(await Task.WhenAll(burst.Select(number => One(client, $"{path}{number}"))));
        return Figures.Of([.. times], Stopwatch.GetElapsedTime(start), Processor(server) - before);
    }

    private static async Task<double> One(HttpClient client, string path)
    {
        var began = Stopwatch.GetTimestamp();
        using var answer = await client.PostAsync(path, null);
        answer.EnsureSuccessStatusCode();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    /// <summary>
    /// Calls, and a pause after each lot: on one core .NET compiles busy methods anew only after a second in which it met no new one, and without that what is
    /// measured is code that was compiled in haste.
    /// </summary>
    internal static async Task WarmUp(Func<int, int, Task> calls)
    {
        for (var lot = 0; lot < WarmUps; lot++)
        {
            await calls(lot * WarmUpCalls, WarmUpCalls);
            await Task.Delay(TimeSpan.FromSeconds(2.5));
        }
    }

    /// <summary>What a server has worked so far; taskset becomes the program it starts.</summary>
    internal static TimeSpan Processor(Process server)
    {
        server.Refresh();
        return server.TotalProcessorTime;
    }

    /// <summary>This program keeps off the first core.</summary>
    internal static void LeaveFirstCore()
    {
        using var self = Process.GetCurrentProcess();
        if (OperatingSystem.IsLinux() && Environment.ProcessorCount > 1)
            self.ProcessorAffinity &= ~1;
    }

    /// <summary>A program on the first core alone.</summary>
    internal static Process Start(params string[] command) => Process.Start(new ProcessStartInfo("taskset", ["-c", "0", .. command])
    {
        RedirectStandardOutput = true,
        RedirectStandardInput = true,
        UseShellExecute = false,
    })!;

    /// <summary>This program once more, on the first core alone.</summary>
    internal static Process Again(params string[] arguments) => Start([.. Itself(arguments)]);

    /// <summary>The command that runs this program once more, whether it was started by itself or through the dotnet command.</summary>
    internal static IEnumerable<string> Itself(params string[] arguments) =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [Environment.ProcessPath!, typeof(ClickRate).Assembly.Location, .. arguments] : [Environment.ProcessPath!, .. arguments];

    private Process Server() => Again("click-server", (Warmed + (clicks * Rounds)).ToString(CultureInfo.InvariantCulture));
}
