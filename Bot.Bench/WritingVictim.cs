using System.Globalization;
using SocialCareBot.Cases;
using SocialCareBot.Store;

namespace SocialCareBot.Bench;

/// <summary><see cref="KillChild"/>, which writes: nothing acknowledged may be missing, nothing may stand half, and the file must be whole.</summary>
internal sealed class WritingVictim(string folder) : IVictim
{
    /// <summary>The next child begins so far before the last acknowledged post, as a source reads its overlap again.</summary>
    private const int Overlap = 20;

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

    private readonly Database _database = Database.Sqlite(BenchDesk.FileIn(folder));
    private readonly HashSet<string> _acknowledged = new(StringComparer.Ordinal);
    private int _last;
    private int _count;

    public IReadOnlyList<string> Arguments => ["kill-child", folder, Math.Max(0, _last - Overlap).ToString(CultureInfo.InvariantCulture)];

    public IReadOnlyDictionary<string, int> Figures => new Dictionary<string, int> { ["acknowledgements"] = _count };

    public IEnumerable<string> Bury(IReadOnlyList<string> told)
    {
        _acknowledged.UnionWith(told);
        _count += told.Count;
        _last = Math.Max(_last, told.Select(Number).DefaultIfEmpty(0).Max());
        return _database.Read(session => Damage(session).ToList());
    }

    public Task<IReadOnlyList<string>> Judge() => Task.FromResult(_database.Read<IReadOnlyList<string>>(session =>
    [
        .. session.Query<string>("select id from cases").Where(id => CaseLog.FirstBreak(CaseLog.Of(session, new CaseId(Guid.Parse(id)))) is not null).Select(id => $"the log of {id} is broken"),
    ]));

    private IEnumerable<string> Damage(Session session)
    {
        if (session.First<string>("pragma quick_check") is { } check and not "ok")
            yield return $"quick_check: {check}";
        foreach (var half in Halves.Where(half => session.First<long>(half.Value) != 0))
            yield return half.Key;
        var found = session.Query<(string Root, string Kind)>("select c.thread_root, l.kind from cases c join case_log l on l.case_id = c.id").Select(fact => $"{Word(fact.Kind)} {fact.Root[1..]}");
        foreach (var lost in _acknowledged.Except(found))
            yield return $"acknowledged and lost: {lost}";
    }

    private static string Word(string kind) => kind switch
    {
        "Opened" => "heard",
        "Claimed" => "claimed",
        _ => "answered",
    };

    private static int Number(string line) => int.Parse(line.AsSpan(line.IndexOf(' ', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture);
}
