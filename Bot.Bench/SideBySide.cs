using System.Diagnostics;
using System.Globalization;

namespace SocialCareBot.Bench;

/// <summary>Ours against a bare baseline in the same run: both warm up, then take turns; printed are medians of three and the ratio within a round.</summary>
internal static class SideBySide
{
    private const int Rounds = 3;

    /// <summary>Prints both lines and the ratio of their rates; returns the median round of ours.</summary>
    public static async Task<Figures> Print(string what, (string Name, Func<Task<Figures>> Run) bare, (string Name, Func<Task<Figures>> Run) ours)
    {
        await bare.Run();
        await ours.Run();
        List<(Figures Bare, Figures Ours)> rounds = [];
        for (var round = 0; round < Rounds; round++)
            rounds.Add((await bare.Run(), await ours.Run()));
        var middle = Figures.Median(rounds.Select(round => round.Ours));
        Console.WriteLine($"{bare.Name,-22} {Figures.Median(rounds.Select(round => round.Bare))}");
        Console.WriteLine($"{ours.Name,-22} {middle}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio                  {Median(rounds.Select(round => round.Ours.PerSecond / round.Bare.PerSecond)):F2} of {bare.Name}, {what}"));
        return middle;
    }

    public static double Median(IEnumerable<double> figures) => figures.Order().ToList() is var all ? all[all.Count / 2] : 0;

    /// <summary>Calls one after the other on this thread.</summary>
    public static Figures OneByOne(int calls, Action<int> call)
    {
        var times = new double[calls];
        var before = Worked();
        var start = Stopwatch.GetTimestamp();
        for (var number = 0; number < calls; number++)
        {
            var began = Stopwatch.GetTimestamp();
            call(number);
            times[number] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }
        return Figures.Of(times, Stopwatch.GetElapsedTime(start), Worked() - before);
    }

    /// <summary>Calls with so many under way at any time; each says which of the callers it is.</summary>
    public static async Task<Figures> AtOnce(int calls, int atOnce, Func<int, int, Task> call)
    {
        var times = new double[calls];
        var next = -1;
        var before = Worked();
        var start = Stopwatch.GetTimestamp();
        async Task Caller(int caller)
        {
            await Task.Yield();
            while (Interlocked.Increment(ref next) is var number && number < calls)
            {
                var began = Stopwatch.GetTimestamp();
                await call(caller, number);
                times[number] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            }
        }
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(Caller));
        return Figures.Of(times, Stopwatch.GetElapsedTime(start), Worked() - before);
    }

    /// <summary>The most memory this process has held so far.</summary>
    public static void PrintMemory()
    {
        using var self = Process.GetCurrentProcess();
        PrintMemory(self, "this process");
    }

    /// <summary>
    /// The most memory a process has held, and what of it is its own at the end: the rest are pages of programs, which the system shares and takes back. Ask before it
    /// ends.
    /// </summary>
    public static void PrintMemory(Process process, string whose)
    {
        process.Refresh();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"memory                 {process.PeakWorkingSet64 / 1_000_000} MB at most, {Own(process)} MB of its own at the end, {whose}"));
    }

    /// <summary>In MB; where the system does not tell it apart, all it holds.</summary>
    internal static long Own(Process process)
    {
        var status = $"/proc/{process.Id}/status";
        return File.Exists(status)
            ? File.ReadLines(status).Where(line => line.StartsWith("RssAnon", StringComparison.Ordinal) || line.StartsWith("RssShmem", StringComparison.Ordinal))
                .Sum(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture)) * 1024 / 1_000_000
            : process.WorkingSet64 / 1_000_000;
    }

    private static TimeSpan Worked()
    {
        using var self = Process.GetCurrentProcess();
        return self.TotalProcessorTime;
    }
}
