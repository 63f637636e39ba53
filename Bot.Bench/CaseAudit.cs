using System.Globalization;
using SocialCareBot.Cases;
using SocialCareBot.Store;

namespace SocialCareBot.Bench;

/// <summary>Compares a case at rest with what the core says of it: its log row by row, its clocks, and the case itself.</summary>
internal static class CaseAudit
{
    /// <summary>What a row of the log should be and is, wherever the two differ.</summary>
    public static IEnumerable<string> Log(string name, IReadOnlyList<LogLine> found, IReadOnlyList<CaseEvent> due)
    {
        for (var row = 0; row < Math.Max(found.Count, due.Count); row++)
        {
            var (there, said) = (row < found.Count ? Text(found[row]) : "nothing", row < due.Count ? Text(due[row], row + 1) : "nothing");
            if (there != said)
                yield return $"{name}, row {row + 1} of the log: there is {there}, and the core says {said}";
        }
        if (CaseLog.FirstBreak(found) is { } broken)
            yield return $"{name}, row {broken} of the log: its hash does not follow from the row before";
    }

    /// <summary>Where its clocks or the case itself are not as they should be.</summary>
    public static IEnumerable<string> State(Session session, Case due)
    {
        var found = session.Query<(string, long, int, long, long, long?, long?)>(
            "select kind, started_at, policy_version, budget, due_at, next_at, stopped_at from clock where case_id = @id", new { id = due.Id.ToString() });
        var should = due.Clocks.Select(clock => (clock.Kind.ToString(), clock.Target.StartedAt.Ms(), clock.Target.PolicyVersion, (long)clock.Target.Budget.TotalMilliseconds, clock.Target.DueAt.Ms(), clock.NextAt.Ms(), clock.StoppedAt.Ms())).ToList();
        foreach (var clock in found.Except(should))
            yield return $"{due.Name}: there is the clock {clock}, and the core does not know it so";
        foreach (var clock in should.Except(found))
            yield return $"{due.Name}: the core says the clock {clock}, and it is not there so";
        if (session.First<string>("select state from cases where id = @id", new { id = due.Id.ToString() }) is var state && state != StoreJson.Write(due))
            yield return $"{due.Name}: it is {state}, and the core says {StoreJson.Write(due)}";
    }

    private static string Text(LogLine line) => Text(line.Seq, line.At, line.Actor, line.Kind, line.Data);

    private static string Text(CaseEvent happened, int row) => Text(row, happened.At, happened.By?.Id, StoreJson.KindOf(happened), StoreJson.Write(happened));

    private static string Text(int row, DateTimeOffset at, PersonId? by, string kind, string data) =>
        string.Create(CultureInfo.InvariantCulture, $"{row} {at:yyyy-MM-dd HH:mm:ss.fff} {kind} by {by?.ToString() ?? "nobody"} {data}");
}
