using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using SocialCareBot.Cases;
using SocialCareBot.Store;

namespace SocialCareBot.Bench;

/// <summary>
/// Kills <see cref="KillChild"/> at random moments while it writes, opens what is left, and compares it with what was acknowledged: nothing of that may be
/// missing, nothing may stand half, and the file must be whole. FAULTS.md row 5.
/// </summary>
internal sealed class KillCampaign(TimeProvider time, Random chance, TextWriter report)
{
    /// <summary>So many deaths does one file suffer; more would only make the looking slower.</summary>
    private const int PerFile = 50;

    /// <summary>The next child begins so far before the last acknowledged post, as a source reads its overlap again.</summary>
    private const int Overlap = 20;

    /// <summary>Starting takes a core most of a life, so a second one helps.</summary>
    private const int FilesAtOnce = 2;

    private static readonly TimeSpan LongestLife = TimeSpan.FromMilliseconds(400);
    private readonly ConcurrentQueue<string> _damage = [];
    private long _acknowledged;

    /// <summary>0 when nothing was lost.</summary>
    public async Task<int> Run(int kills)
    {
        var started = time.GetTimestamp();
        // Mostly short lives, in which a child is killed in its first writes, and some long ones, in which it has come up to speed.
        var lives = Enumerable.Range(0, kills).Select(_ => LongestLife * Math.Pow(chance.NextDouble(), 3)).Chunk(PerFile).ToList();
        await Parallel.ForEachAsync(lives, new ParallelOptions { MaxDegreeOfParallelism = FilesAtOnce }, async (some, _) => await File(some));
        var seconds = time.GetElapsedTime(started).TotalSeconds;
        foreach (var damage in _damage.Take(20))
            await report.WriteLineAsync(damage);
        await report.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{kills} kills in {seconds:f0} s, {_acknowledged} acknowledgements, {_damage.Count} of them lost or damaged"));
        return _damage.Count == 0 ? 0 : 1;
    }

    private async Task File(IReadOnlyList<TimeSpan> lives)
    {
        var folder = Directory.CreateTempSubdirectory("care-kill").FullName;
        try
        {
            var acknowledged = new HashSet<string>(StringComparer.Ordinal);
            var last = 0;
            foreach (var life in lives)
            {
                var lines = await OneLife(folder, Math.Max(0, last - Overlap), life);
                acknowledged.UnionWith(lines);
                Interlocked.Add(ref _acknowledged, lines.Count);
                last = Math.Max(last, lines.Select(Number).DefaultIfEmpty(0).Max());
                Compare(folder, acknowledged);
            }
            if (Database.Sqlite(BenchDesk.FileIn(folder)).Read(FirstBreak) is { } broken)
                _damage.Enqueue($"the log of {broken} is broken");
        }
        finally
        {
            if (_damage.IsEmpty)
                Directory.Delete(folder, true);
            else
                await report.WriteLineAsync($"what is left stands in {folder}");
        }
    }

    /// <summary>Starts a child, lets it write for a random while after its first acknowledgement, kills it, and returns what it acknowledged.</summary>
    private async Task<IReadOnlyList<string>> OneLife(string folder, int from, TimeSpan life)
    {
        string[] arguments = [typeof(KillCampaign).Assembly.Location, "kill-child", folder, from.ToString(CultureInfo.InvariantCulture)];
        var start = new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardOutput = true, UseShellExecute = false };
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

    private void Compare(string folder, HashSet<string> acknowledged)
    {
        var found = Database.Sqlite(BenchDesk.FileIn(folder)).Read(session => new Findings(session));
        foreach (var damage in acknowledged.Except(found.Facts).Select(lost => $"acknowledged and lost: {lost}").Concat(found.Damage))
            _damage.Enqueue(damage);
    }

    private static string? FirstBreak(Session session) => session
        .Query<string>("select id from cases")
        .FirstOrDefault(id => CaseLog.FirstBreak(CaseLog.Of(session, new CaseId(Guid.Parse(id)))) is not null);

    private static int Number(string line) => int.Parse(line.AsSpan(line.IndexOf(' ', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture);

    /// <summary>What stands in the file, in the child's words, and what stands there by halves.</summary>
    private sealed class Findings
    {
        /// <summary>Each asks for the number of rows that must not be.</summary>
        private static readonly IReadOnlyDictionary<string, string> Halves = new Dictionary<string, string>
        {
            ["posts without a case"] = "select count(*) from post where case_id is null",
            ["cases for one post"] = "select count(*) - count(distinct thread_root) from cases",
            ["cases that are not where their log is"] = "select count(*) from cases c where version <> (select count(*) from case_log l where l.case_id = c.id)",
            ["cases without a clock"] = "select count(*) from cases c where not exists (select 1 from clock k where k.case_id = c.id)",
            ["answers without a row"] = "select count(*) from case_log l where kind = 'ReplyQueued' and not exists (select 1 from outbox o where o.case_id = l.case_id)",
            ["rows without an answer"] = "select count(*) from outbox o where not exists (select 1 from case_log l where l.case_id = o.case_id and kind = 'ReplyQueued')",
            ["rows without words"] = "select count(*) from outbox o where not exists (select 1 from body b where b.id = o.body_id)",
        };

        public Findings(Session session)
        {
            if (session.First<string>("pragma quick_check") is { } check and not "ok")
                Damage.Add($"quick_check: {check}");
            Damage.AddRange(Halves.Where(half => session.First<long>(half.Value) != 0).Select(half => half.Key));
            foreach (var (root, kind) in session.Query<(string, string)>("select c.thread_root, l.kind from cases c join case_log l on l.case_id = c.id"))
                Facts.Add($"{Word(kind)} {root[1..]}");
        }

        public HashSet<string> Facts { get; } = new(StringComparer.Ordinal);

        public List<string> Damage { get; } = [];

        private static string Word(string kind) => kind switch
        {
            "Opened" => "heard",
            "Claimed" => "claimed",
            _ => "answered",
        };
    }
}
