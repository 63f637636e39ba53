using System.Diagnostics;
using System.Globalization;
using SocialCareBot.Store;

namespace SocialCareBot.Bench;

/// <summary>Kills the writing child again and again, and compares what it acknowledged with what the file holds. Nothing acknowledged may be missing.</summary>
internal static class KillCampaign
{
    private const int KillsPerFile = 50;

    public static async Task<int> Run(int kills, TimeProvider time)
    {
        var start = Stopwatch.GetTimestamp();
        var acknowledged = 0;
        for (var file = 0; file * KillsPerFile < kills; file++)
            acknowledged += await OneFile(Math.Min(KillsPerFile, kills - (file * KillsPerFile)), time);
        Console.WriteLine($"{kills} kills, {acknowledged} acknowledged steps, none lost, quick_check ok, {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s");
        return 0;
    }

    private static async Task<int> OneFile(int kills, TimeProvider time)
    {
        var folder = Directory.CreateTempSubdirectory("care-kill").FullName;
        var acknowledged = 0;
        for (var kill = 0; kill < kills; kill++)
        {
            var lines = await KillOnce(folder, from: kill * 100_000, after: 3 + (kill * 37 % 140));
            Compare(folder, lines, time);
            acknowledged += lines.Count;
        }
        Check(folder);
        Directory.Delete(folder, recursive: true);
        return acknowledged;
    }

    /// <summary>Lets the child write until it has said so many lines, then kills it; returns every whole line it said.</summary>
    private static async Task<List<string>> KillOnce(string folder, int from, int after)
    {
        using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!)
        {
            ArgumentList = { typeof(KillCampaign).Assembly.Location, "kill-child", folder, from.ToString(CultureInfo.InvariantCulture) },
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        List<string> lines = [];
        while (await child.StandardOutput.ReadLineAsync() is { } line)
        {
            lines.Add(line);
            if (lines.Count == after)
                child.Kill();
        }
        await child.WaitForExitAsync();
        // The last line may have been cut in the middle by the death.
        return [.. lines.Where(line => line.Split(' ') is [_, { Length: > 0 }])];
    }

    private static void Compare(string folder, List<string> lines, TimeProvider time)
    {
        using var desk = new BenchDesk(folder, time);
        foreach (var line in lines.SkipLast(1))
        {
            var parts = line.Split(' ');
            var found = desk.Database.Read(session => CaseStore.Look(session, desk.CaseOf(int.Parse(parts[1], CultureInfo.InvariantCulture))));
            if (found is null || (parts[0] == "claimed" && found.Owner != BenchDesk.Agent.Id))
                throw new InvalidOperationException($"Lost: {line}");
            if (desk.Database.Read(session => CaseLog.Of(session, found.Id)) is var log && (log.Count != found.Version || CaseLog.FirstBreak(log) is not null))
                throw new InvalidOperationException($"The log of {found.Name} does not fit the case.");
        }
    }

    private static void Check(string folder)
    {
        var verdict = Database.Sqlite(BenchDesk.FileIn(folder)).Read(session => session.First<string>("pragma quick_check"));
        if (verdict != "ok")
            throw new InvalidOperationException($"quick_check: {verdict}");
    }
}
