using SocialCareBot.Cases;
using SocialCareBot.Store;
using Due = (string CaseId, string Kind, long StartedAt, long NextAt, string Route);

namespace SocialCareBot.Desk;

/// <summary>Turns instants that have come into facts, the earliest first, those of one instant by the names of their clocks. Looks at an index, does what is due, and may run twice.</summary>
public sealed class Sweep(Database database, CaseDesk desk, DeskFacts facts, Turns turns, TimeProvider time)
{
    private const int AtOnce = 500;

    /// <summary>Decides every clock whose next instant has come, where it is this node's turn; returns how many.</summary>
    public async Task<int> Once(CancellationToken ct)
    {
        if (turns.Mine(Turns.Sweep) is not { } turn)
            return 0;
        var with = new With { Also = turn.Check };
        var decided = 0;
        while (true)
        {
            var now = time.Now();
            var due = database.Read(session => session.Query<Due>(
                """
                select k.case_id, k.kind, k.started_at, k.next_at, c.route
                from clock k
                join cases c on c.id = k.case_id
                where k.next_at <= @now
                order by k.next_at, k.kind
                limit @AtOnce
                """,
                new { now = now.Ms(), AtOnce }));
            var watchers = due.Select(row => (row.Route, row.Kind)).Distinct().ToDictionary(one => one, one => facts.Standby.Watchers(facts.Rules.Route(one.Route), Enum.Parse<ClockKind>(one.Kind), now));
            var answers = await Task.WhenAll(due.Select(row => Pass(row, watchers[(row.Route, row.Kind)], now, with, ct)));
            var changed = answers.Count(answer => answer is DeskAnswer.Done { Events.Count: > 0 });
            decided += changed;
            // A full page in which nothing changed would be the same page again.
            if (due.Count < AtOnce || changed == 0)
                return decided;
        }
    }

    private async Task<DeskAnswer> Pass(Due row, Watchers watchers, DateTimeOffset now, With with, CancellationToken ct)
    {
        var passed = new CaseFact.InstantPassed
        {
            At = now,
            Clock = Enum.Parse<ClockKind>(row.Kind),
            StartedAt = Instants.Of(row.StartedAt),
            Watchers = watchers,
        };
        var answer = await desk.Handle(new CaseId(Guid.Parse(row.CaseId)), passed, with, ct);
        Telemetry.Swept(time.Now() - Instants.Of(row.NextAt));
        return answer;
    }
}
