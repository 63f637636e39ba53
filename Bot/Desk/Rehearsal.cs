using System.Collections.Immutable;
using SocialCareBot.Cases;

namespace SocialCareBot.Desk;

/// <summary>
/// What would have happened to a case under another policy: its log is lived through again. What people, customers and networks did stays as it was; what clocks
/// did is decided anew. People would have acted otherwise under other reminders, which nobody can rehearse.
/// </summary>
public sealed class Rehearsal(ClockPolicy policy, Func<Case, ClockKind, DateTimeOffset, Watchers> watchers)
{
    /// <summary>The log as it would have been, until the given instant.</summary>
    /// <param name="log">The events of one case from its beginning.</param>
    public IReadOnlyList<CaseEvent> Live(IReadOnlyList<CaseEvent> log, DateTimeOffset until)
    {
        List<CaseEvent> done = [];
        Case? now = null;
        foreach (var command in Together(log))
        {
            if (now is not null)
                now = Pass(now, command[0].At, done);
            now = now is null ? Opened(command, done) : Again(now, command, done);
        }
        if (now is not null)
            Pass(now, until, done);
        return done;
    }

    /// <summary>Events of one command stand together, with one instant and one actor; several posts can be heard at one instant.</summary>
    private static IEnumerable<IReadOnlyList<CaseEvent>> Together(IReadOnlyList<CaseEvent> log)
    {
        List<CaseEvent> group = [];
        foreach (var happened in log)
        {
            if (group.Count > 0 && ((group[0].At, group[0].By?.Id) != (happened.At, happened.By?.Id) || Begins(happened, group[^1])))
            {
                yield return group;
                group = [];
            }
            group.Add(happened);
        }
        if (group.Count > 0)
            yield return group;
    }

    private static bool Begins(CaseEvent happened, CaseEvent before) =>
        happened is CaseEvent.Reopened { By: null } || (happened is CaseEvent.CustomerWrote && before is not CaseEvent.Reopened { By: null });

    /// <summary>Decides every instant that comes before <paramref name="until"/>, one after the other.</summary>
    private Case Pass(Case now, DateTimeOffset until, List<CaseEvent> done)
    {
        while (now.Clocks.Where(clock => clock.NextAt < until).MinBy(clock => clock.NextAt) is { } clock)
        {
            var fact = new CaseFact.InstantPassed
            {
                At = clock.NextAt!.Value,
                Clock = clock.Kind,
                StartedAt = clock.Target.StartedAt,
                Watchers = watchers(now, clock.Kind, clock.NextAt.Value),
                Policy = policy,
            };
            var before = now;
            now = Record(now, now.Decide(fact).Events, done);
            if (now == before)
                return now;
        }
        return now;
    }

    private Case Opened(IReadOnlyList<CaseEvent> group, List<CaseEvent> done)
    {
        var opened = (CaseEvent.Opened)group[0];
        var events = Case.Begin(new CaseFact.Received
        {
            At = opened.At,
            Case = opened.Case,
            Number = opened.Number,
            Post = Post(opened),
            Judgement = opened.Judgement,
            Route = opened.Route,
            Tags = opened.Tags,
            Earlier = opened.Earlier,
            Language = opened.Language,
            Alert = Alerted(group),
            By = opened.By,
            Policy = policy,
        });
        done.Add(events[0]);
        return Record(Case.From((CaseEvent.Opened)events[0]), [.. events.Skip(1)], done);
    }

    private Case Again(Case now, IReadOnlyList<CaseEvent> group, List<CaseEvent> done)
    {
        if (group.OfType<CaseEvent.CustomerWrote>().FirstOrDefault() is { } wrote)
            return Record(now, now.Decide(Heard(now, wrote, group)).Events, done);
        if (group is [CaseEvent.PriorityRaised { By: null } raised, ..] && !group.Any(happened => happened is CaseEvent.Breached))
            return Record(now, now.Decide(new CaseFact.Spread { At = raised.At, AtLeast = raised.Priority, Reason = raised.Reason, Policy = policy }).Events, done);
        return group.Aggregate(now, (then, happened) => Record(then, [.. Remade(then, happened)], done));
    }

    private CaseFact.CustomerWrote Heard(Case now, CaseEvent.CustomerWrote wrote, IReadOnlyList<CaseEvent> group)
    {
        var woken = group.OfType<CaseEvent.Reclassified>().FirstOrDefault();
        return new()
        {
            At = wrote.At,
            Post = wrote.Post,
            Mark = wrote.Mark,
            PostedAt = wrote.PostedAt,
            ReceivedAt = wrote.At,
            Judgement = woken?.Judgement ?? now.Judgement,
            Route = woken?.Route ?? now.Route,
            Can = wrote.Can,
            Alert = Alerted(group),
            Policy = policy,
        };
    }

    /// <summary>The event as this policy would have it: with its own targets, or not at all where a clock did it.</summary>
    private IEnumerable<CaseEvent> Remade(Case now, CaseEvent happened) => happened switch
    {
        CaseEvent.Nagged or CaseEvent.Breached or CaseEvent.PassedQuietly or CaseEvent.LeaseEnded or CaseEvent.AcknowledgementEnded or CaseEvent.Retargeted or CaseEvent.PriorityRaised => [],
        CaseEvent.Escalated or CaseEvent.Paged or CaseEvent.StepSkipped or CaseEvent.Alerted or CaseEvent.Released when happened.By is null => [],
        CaseEvent.Claimed e => [e with { Lease = Start(now, ClockKind.ClaimLease, e.At) }],
        CaseEvent.Assigned e => [e with { Lease = Start(now, ClockKind.ClaimLease, e.At) }],
        CaseEvent.Snoozed e => [e with { Lease = Leased(now) ? Start(now, ClockKind.ClaimLease, e.Until) : null }],
        CaseEvent.Noted e => [e with { Lease = Leased(now) && now.Owner == e.By?.Id ? Start(now, ClockKind.ClaimLease, e.At) : null }],
        CaseEvent.LeaseRenewed e => Leased(now) && Start(now, ClockKind.ClaimLease, e.At) is { } lease ? [e with { Lease = lease }] : [],
        CaseEvent.Acknowledged e => now.Alert is { Over: false } ? [e with { Lease = now.Owner is null ? Start(now, ClockKind.Acknowledgement, e.At) : null }] : [],
        CaseEvent.Alerted e => [e with { Rounds = Start(now, ClockKind.Paging, e.At) }],
        CaseEvent.ClockStarted { Clock.Kind: ClockKind.Promise } e => [e with { Clock = policy.Until(ClockKind.Promise, Question(now), e.Clock.StartedAt, e.Clock.DueAt) }],
        CaseEvent.ClockStarted => [],
        CaseEvent.ClockResumed e => now.On(ClockKind.Resolution) is { } clock && (clock.PausedAt ?? clock.StoppedAt) is { } since ? [e with { Clock = policy.Resume(clock.Target, Question(now), since, e.At) }] : [],
        CaseEvent.Reclassified e => Classed(now, e),
        _ => [happened],
    };

    private IReadOnlyList<CaseEvent> Classed(Case now, CaseEvent.Reclassified happened)
    {
        if (happened.By is not { } by)
            return [happened];
        var events = now.Decide(new CaseWish.Reclassify { At = happened.At, By = by, Kind = happened.Judgement.Kind, Priority = happened.Judgement.Priority, Route = happened.Route, Policy = policy }).Events;
        return events.Count > 0 ? events : [happened with { Clock = null }];
    }

    private static Case Record(Case now, IReadOnlyList<CaseEvent> events, List<CaseEvent> done)
    {
        done.AddRange(events);
        return events.Aggregate(now, (then, happened) => then.Evolve(happened));
    }

    private ClockStart? Start(Case now, ClockKind kind, DateTimeOffset from) => policy.Start(kind, Question(now), from);

    private static bool Leased(Case now) => now.On(ClockKind.ClaimLease) is { Running: true };

    private static ClockQuestion Question(Case now) =>
        new() { Brand = now.Brand, Network = now.Network, Route = now.Route, Judgement = now.Judgement, Reach = now.Reach, Tags = now.Tags };

    private static IReadOnlyList<PersonId> Alerted(IReadOnlyList<CaseEvent> group) =>
        group.OfType<CaseEvent.Alerted>().Select(alerted => alerted.Told).FirstOrDefault(ImmutableArray<PersonId>.Empty);

    /// <summary>As much of the post as a clock asks for.</summary>
    private static Post Post(CaseEvent.Opened e) => new()
    {
        Network = e.Network,
        NetworkTitle = e.NetworkTitle,
        NativeId = e.Post,
        Version = "1",
        Account = e.Account,
        Brand = e.Brand,
        Author = new Author { Id = e.Customer, Handle = e.Customer, Name = e.Customer, Followers = e.Reach },
        Text = "",
        ThreadRoot = e.ThreadRoot,
        PostedAt = e.PostedAt,
        ReceivedAt = e.At,
        Can = e.Can,
        Practice = e.Practice,
    };
}
