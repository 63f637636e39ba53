using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SocialCareBot.Bench;

/// <summary>
/// What the system was asked for, seen by strace: no acknowledgement leaves a process before the log with its change was synced to the disk. Posts are heard one at a
/// time and in groups, in turns; each turn is acknowledged when all of it was.
/// </summary>
internal static partial class SyncedAnswers
{
    private const int Group = 16;
    private const string Told = "acknowledged ";

    public static async Task<int> Run(int turns)
    {
        var folder = Directory.CreateTempSubdirectory("care-sync");
        var trace = Path.Combine(folder.FullName, "trace");
        string[] child = [.. ClickRate.Itself("sync-child", folder.FullName, turns.ToString(CultureInfo.InvariantCulture))];
        using (var strace = Process.Start(new ProcessStartInfo("strace", ["-f", "-y", "-e", "trace=write,pwrite64,pwritev,fsync,fdatasync", "-o", trace, .. child]) { UseShellExecute = false, RedirectStandardOutput = true })!)
        {
            await strace.StandardOutput.ReadToEndAsync();
            await strace.WaitForExitAsync();
            if (strace.ExitCode != 0)
                throw new InvalidOperationException($"strace or what it looked at ended with {strace.ExitCode}.");
        }
        var seen = Judge(File.ReadLines(trace));
        folder.Delete(recursive: true);
        Console.WriteLine($"{seen.Acknowledged} acknowledgements of 1 and of {Group} posts in turn, {seen.Syncs} syncs of the log; {seen.Early} acknowledgements left before the sync");
        return seen.Acknowledged == turns && seen.Early == 0 ? 0 : 1;
    }

    /// <summary>The process that is looked at.</summary>
    public static async Task<int> Child(string folder, int turns, TimeProvider time)
    {
        using var desk = new BenchDesk(folder, time);
        await using var told = Console.OpenStandardOutput();
        var post = 0;
        for (var turn = 0; turn < turns; turn++)
        {
            await Task.WhenAll(Enumerable.Range(0, turn % 2 == 0 ? 1 : Group).Select(_ => desk.Desk.Hear(desk.Post(++post), CancellationToken.None)));
            await told.WriteAsync(Encoding.ASCII.GetBytes($"{Told}{turn}\n"));
        }
        return 0;
    }

    /// <summary>Reads calls in their order. A sync counts for what was written before it began, and only once it has come back.</summary>
    private static (int Acknowledged, int Syncs, int Early) Judge(IEnumerable<string> trace)
    {
        var (acknowledged, syncs, early, written, synced, known) = (0, 0, 0, 0, 0, 0);
        var begun = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in trace)
        {
            var thread = line.Split(' ')[0];
            if (line.Contains(Told, StringComparison.Ordinal))
            {
                acknowledged++;
                early += written == known || synced < written ? 1 : 0;
                known = written;
            }
            else if (LogWrite().IsMatch(line))
                written++;
            else if (LogSync().IsMatch(line))
                begun[thread] = written;
            if (SyncBack().IsMatch(line) && begun.Remove(thread, out var covers))
                (synced, syncs) = (Math.Max(synced, covers), syncs + 1);
        }
        return (acknowledged, syncs, early);
    }

    [GeneratedRegex(@"\bp?write(64|v)?\(\d+<[^>]*-wal>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LogWrite();

    [GeneratedRegex(@"\bf(data)?sync\(\d+<[^>]*-wal>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LogSync();

    [GeneratedRegex(@"\bf(data)?sync( resumed>|\().*= 0$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SyncBack();
}
