using System.Globalization;
using SocialCareBot.Cases;
using SocialCareBot.Store;

namespace SocialCareBot.Bench;

/// <summary>
/// <see cref="SweepChild"/>, for which clocks fall due: every instant must be decided exactly once, with all that belongs to it, and nothing acknowledged may be missing.
/// </summary>
internal sealed class SweepingVictim(string folder, Random chance) : IVictim
{
    private static readonly DateTimeOffset Begin = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    private readonly HashSet<string> _acknowledged = new(StringComparer.Ordinal);
    private readonly List<Look> _looks = [];
    private DateTimeOffset _from = Begin;
    private (int Decided, int Rows) _seen;

    /// <summary>Mostly nothing happens between two lives; sometimes the machine stands for up to two hours.</summary>
    public IReadOnlyList<string> Arguments => ["sweep-child", folder, (_from + (chance.Next(4) == 0 ? TimeSpan.FromHours(2) * chance.NextDouble() : TimeSpan.Zero)).Ms().ToString(CultureInfo.InvariantCulture), chance.Next().ToString(CultureInfo.InvariantCulture)];

    public IReadOnlyDictionary<string, int> Figures => new Dictionary<string, int>
    {
        ["acknowledgements"] = _acknowledged.Count,
        ["instants decided"] = _seen.Decided,
        ["looks"] = _looks.Count,
        ["rows compared"] = _seen.Rows,
    };

    public IEnumerable<string> Bury(IReadOnlyList<string> told)
    {
        foreach (var line in told.Select(line => line.Split(' ')))
        {
            if (line[0] == "looked")
                Note(new Look(At(line[1]), At(line[2])));
            else
                _acknowledged.Add(string.Join(' ', line));
        }
        return [];
    }

    /// <summary>The sweep goes on over what the last death left, and then everything must be decided.</summary>
    public async Task<IReadOnlyList<string>> Judge()
    {
        using var desk = new BenchDesk(folder, TimeOf(out var time), SweepTeam.Rules);
        desk.Facts.People.Reload();
        for (var look = 0; look < 5; look++)
        {
            var begin = time.Now();
            await desk.Sweep.Once(CancellationToken.None);
            Note(new Look(begin, begin));
            time.Advance(TimeSpan.FromMinutes(20));
        }
        var audit = new SweepAudit(desk.Facts, _looks);
        var damage = desk.Database.Read(session => Damage(session).Concat(session.Query<string>("select id from cases").SelectMany(id => audit.Of(session, new CaseId(Guid.Parse(id))))).ToList());
        _seen = (audit.Decided, audit.Rows);
        return damage;
    }

    private MovingTime TimeOf(out MovingTime time)
    {
        var last = Database.Sqlite(BenchDesk.FileIn(folder)).Read(session => session.First<long>("select max(updated_at) from cases"));
        return time = new MovingTime(Instants.Of(Math.Max(last, _from.Ms())));
    }

    private IEnumerable<string> Damage(Session session)
    {
        if (session.First<string>("pragma quick_check") is { } check and not "ok")
            yield return $"quick_check: {check}";
        var found = session.Query<(string Root, string Kind, long At)>("select c.thread_root, l.kind, l.at from cases c join case_log l on l.case_id = c.id")
            .Select(fact => string.Create(CultureInfo.InvariantCulture, $"{fact.Root[1..]} {fact.Kind}{(fact.Kind == "Opened" ? "" : $" {fact.At}")}"));
        foreach (var lost in _acknowledged.Except(found))
            yield return $"acknowledged and lost: {lost}";
    }

    private void Note(Look look)
    {
        _looks.Add(look);
        _from = look.End;
    }

    private static DateTimeOffset At(string ms) => Instants.Of(long.Parse(ms, CultureInfo.InvariantCulture));
}
