using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace SocialCareBot.Bench;

/// <summary>
/// Kills children at random moments while they work, each over what the one before left behind, and has their victim say what of it is lost or damaged. FAULTS.md
/// row 5.
/// </summary>
/// <param name="victim">For a folder and the number of it.</param>
internal sealed class KillCampaign(TimeProvider time, Random chance, TextWriter report, Func<string, int, IVictim> victim)
{
    /// <summary>So many deaths does one file suffer; more would only make the looking slower.</summary>
    private const int PerFile = 50;

    /// <summary>Starting takes a core most of a life, so a second one helps.</summary>
    private const int FilesAtOnce = 2;

    private static readonly TimeSpan LongestLife = TimeSpan.FromMilliseconds(400);
    private readonly ConcurrentQueue<string> _damage = [];
    private readonly ConcurrentDictionary<string, int> _figures = new(StringComparer.Ordinal);

    /// <summary>0 when nothing was lost.</summary>
    public async Task<int> Run(int kills)
    {
        var started = time.GetTimestamp();
        // Mostly short lives, in which a child is killed in its first writes, and some long ones, in which it has come up to speed.
        var files = Enumerable.Range(0, kills).Select(_ => LongestLife * Math.Pow(chance.NextDouble(), 3)).Chunk(PerFile).Index().ToList();
        await Parallel.ForEachAsync(files, new ParallelOptions { MaxDegreeOfParallelism = FilesAtOnce }, async (file, _) => await File(file.Index, file.Item));
        var seconds = time.GetElapsedTime(started).TotalSeconds;
        foreach (var damage in _damage.Take(20))
            await report.WriteLineAsync(damage);
        var figures = string.Join(", ", _figures.OrderBy(figure => figure.Key, StringComparer.Ordinal).Select(figure => $"{figure.Value} {figure.Key}"));
        await report.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{kills} kills in {seconds:f0} s: {figures}; {_damage.Count} lost or damaged"));
        return _damage.IsEmpty ? 0 : 1;
    }

    private async Task File(int number, IReadOnlyList<TimeSpan> lives)
    {
        var folder = Directory.CreateTempSubdirectory("care-kill").FullName;
        try
        {
            var one = victim(folder, number);
            foreach (var life in lives)
                Accuse(one.Bury(await OneLife(one.Arguments, life)));
            Accuse(await one.Judge());
            foreach (var (what, count) in one.Figures)
                _figures.AddOrUpdate(what, count, (_, before) => before + count);
        }
        finally
        {
            if (_damage.IsEmpty)
                Directory.Delete(folder, true);
            else
                await report.WriteLineAsync($"what is left stands in {folder}");
        }
    }

    /// <summary>Starts a child, lets it work for a random while after its first word, kills it, and returns all its words.</summary>
    private async Task<IReadOnlyList<string>> OneLife(IReadOnlyList<string> arguments, TimeSpan life)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [typeof(KillCampaign).Assembly.Location, .. arguments]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var child = Process.Start(start)!;
        List<string> lines = [];
        if (await child.StandardOutput.ReadLineAsync() is { } first)
            lines.Add(first);
        await Task.Delay(life, time);
        child.Kill();
        while (await child.StandardOutput.ReadLineAsync() is { } line)
            lines.Add(line);
        await child.WaitForExitAsync();
        if (child.ExitCode != 128 + 9)
            _damage.Enqueue($"the child ended by itself with {child.ExitCode}");
        return lines;
    }

    private void Accuse(IEnumerable<string> damages)
    {
        foreach (var damage in damages)
            _damage.Enqueue(damage);
    }
}
