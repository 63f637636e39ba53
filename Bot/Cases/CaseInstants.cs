using System.Collections.Immutable;

namespace SocialCareBot.Cases;

public sealed partial record Case
{
    private Decision InstantPassed(CaseFact.InstantPassed fact)
    {
        if (On(fact.Clock) is not { Ticking: true } clock || clock.Target.StartedAt != fact.StartedAt)
            return Decision.Nothing;
        var passed = clock.Target.Marks.Where(mark => mark.Percent > clock.Passed && mark.At <= fact.At).ToImmutableArray();
        if (passed.IsEmpty)
            return Decision.Nothing;
        return fact.Clock switch
        {
            ClockKind.ClaimLease => ClaimPassed(fact, passed),
            ClockKind.Acknowledgement => AcknowledgementPassed(fact, passed),
            ClockKind.Paging => Decision.Accept([.. Page(fact, fact.Watchers, passed[^1].Percent)]),
            ClockKind.Ladder => Decision.Accept([.. Climb(fact, passed[^1].Percent)]),
            _ => PromisePassed(fact, clock, passed),
        };
    }

    private Decision PromisePassed(CaseFact.InstantPassed fact, Clock clock, ImmutableArray<ClockMark> passed)
    {
        var (percents, last) = (passed.Select(mark => mark.Percent).ToImmutableArray(), passed[^1]);
        var (rung, told) = Told(fact.Watchers, last.Tell ?? Rung.Owner);
        if (percents[^1] >= 100 && clock.Passed < 100)
            return Breach(fact, clock, percents, rung, told);
        // Of two promises the tighter one speaks; and an owner who asked for quiet is not reminded.
        if (!Rules(clock) || (rung == Rung.Owner && SnoozedUntil > fact.At && last.Percent < 100))
            return Decision.Accept(new CaseEvent.PassedQuietly(clock.Kind, fact.StartedAt, percents) { At = fact.At });
        return Decision.Accept(new CaseEvent.Nagged(clock.Kind, fact.StartedAt, percents, rung, told) { At = fact.At, Alone = last.Alone });
    }

    private bool Rules(Clock clock) => Ruling is not { } ruling || ruling.Kind == clock.Kind || ruling.Late || clock.Late;

    private Decision Breach(CaseFact.InstantPassed fact, Clock clock, ImmutableArray<int> percents, Rung rung, ImmutableArray<PersonId> told)
    {
        var acts = clock.Target.OnBreach.Distinct().Except(clock.Acted).Select(action => (Action: action, Events: Act(action, fact, clock).ToList())).Where(act => act.Events.Count > 0).ToList();
        var breached = new CaseEvent.Breached(clock.Kind, fact.StartedAt, clock.Target.DueAt, percents, rung, told) { At = fact.At, Acts = [.. acts.Select(act => act.Action)] };
        return Decision.Accept([breached, .. acts.SelectMany(act => act.Events)]);
    }

    private IEnumerable<CaseEvent> Act(BreachAction action, CaseFact.InstantPassed fact, Clock clock) => action switch
    {
        BreachAction.RaisePriority when Judgement.Priority > Priority.P1 => Raised(fact, Judgement.Priority - 1, $"{Promise(clock.Kind)} is late").Take(1),
        BreachAction.Page when Alert is not { Over: false } && Everybody(fact.Watchers, Rung.Duty) is { Told.IsEmpty: false } duty => [Alerting(fact, duty.Told)],
        BreachAction.Release when Owner is not null => [new CaseEvent.Released { At = fact.At }],
        BreachAction.Ladder when Escalation is null && !Runs(ClockKind.Ladder) && fact.Policy.Start(ClockKind.Ladder, Question(), fact.At) is { } ladder =>
            [new CaseEvent.ClockStarted(ladder) { At = fact.At }],
        BreachAction.Manager when Escalation is null => [new CaseEvent.Escalated(fact.Watchers.Manager, null) { At = fact.At }],
        _ => [],
    };

    /// <summary>"the first answer", as it stands in sentences.</summary>
    public static string Promise(ClockKind kind) => kind switch
    {
        ClockKind.FirstResponse => "the first answer",
        ClockKind.NextResponse => "the next answer",
        ClockKind.Resolution => "the end of the matter",
        ClockKind.Promise => "the promised news",
        ClockKind.Window => "the last moment the network takes an answer",
        _ => kind.ToString(),
    };

    /// <summary>Whoever has it, and where nobody is left, the next in line: never nobody as long as anybody is known.</summary>
    private (Rung Rung, ImmutableArray<PersonId> Told) Told(Watchers watchers, Rung from) =>
        from == Rung.Owner && Owner is { } owner ? (Rung.Owner, [owner]) : Everybody(watchers, from == Rung.Owner ? Rung.Duty : from);

    private static (Rung Rung, ImmutableArray<PersonId> Told) Everybody(Watchers watchers, Rung from)
    {
        (Rung Rung, IReadOnlyList<PersonId> People)[] line =
        [
            (Rung.Duty, watchers.Duty),
            (Rung.Lead, watchers.Leads),
            (Rung.Manager, watchers.Manager is { } manager ? [manager] : []),
            (Rung.Admin, watchers.Admins),
        ];
        var some = line.SkipWhile(step => step.Rung != from).Concat(line).FirstOrDefault(step => step.People.Count > 0);
        return some.People is { } people ? (some.Rung, [.. people]) : (Rung.Desk, []);
    }
}
