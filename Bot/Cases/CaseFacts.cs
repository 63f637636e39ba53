using System.Diagnostics;

namespace SocialCareBot.Cases;

public sealed partial record Case
{
    /// <summary>How a case begins: it is opened with its promises, and people are alerted where its route asks for it.</summary>
    public static IReadOnlyList<CaseEvent> Begin(CaseFact.Received fact)
    {
        var opened = Open(fact);
        var fresh = From(opened);
        List<CaseEvent> events = [opened, .. Beginning(fresh, fact)];
        if (fact.Alert.Count > 0)
            events.Add(fresh.Alerting(fact, [.. fact.Alert]));
        return events;
    }

    /// <summary>The first event of a case.</summary>
    public static CaseEvent.Opened Open(CaseFact.Received fact) => new()
    {
        At = fact.At,
        Case = fact.Case,
        Number = fact.Number,
        Network = fact.Post.Network,
        NetworkTitle = fact.Post.NetworkTitle,
        Account = fact.Post.Account,
        Brand = fact.Post.Brand,
        Customer = fact.Post.Author.Id,
        ThreadRoot = fact.Post.Thread,
        Post = fact.Post.NativeId,
        Mark = fact.Post.Mark,
        PostedAt = fact.Post.PostedAt,
        Judgement = fact.Judgement,
        Route = fact.Route,
        Can = fact.Post.Can,
        Reach = fact.Post.Author.Followers,
        Language = fact.Language,
        Practice = fact.Post.Practice,
        Tags = fact.Tags,
        Clock = fact.Judgement.HasClock ? fact.Policy.Start(ClockKind.FirstResponse, Question(fact), Clamp(fact.Post.PostedAt, fact.Post.ReceivedAt)) : null,
        Earlier = fact.Earlier,
        By = fact.By,
    };

    private static ClockQuestion Question(CaseFact.Received fact) => new()
    {
        Brand = fact.Post.Brand,
        Network = fact.Post.Network,
        Route = fact.Route,
        Judgement = fact.Judgement,
        Reach = fact.Post.Author.Followers,
        Tags = fact.Tags,
    };

    private Decision Record(CaseFact fact) => fact switch
    {
        CaseFact.Received f => CustomerWrote(new() { At = f.At, Post = f.Post.NativeId, Mark = f.Post.Mark, PostedAt = f.Post.PostedAt, Judgement = f.Judgement, Route = f.Route, ReceivedAt = f.Post.ReceivedAt, Can = f.Post.Can, Policy = f.Policy }),
        CaseFact.CustomerWrote f => CustomerWrote(f),
        CaseFact.PostEdited f => Decision.Accept(new CaseEvent.PostEdited(f.NativeId, f.Mark, f.NativeId == LastPost) { At = f.At }),
        CaseFact.PostDeleted f => Decision.Accept(new CaseEvent.PostDeleted(f.NativeId, f.NativeId == LastPost) { At = f.At }),
        CaseFact.ReplyDue f => Leave(f),
        CaseFact.ReplyConfirmed f => Confirmed(f),
        CaseFact.ReplyFailed f => OfPending(f.Row, f.At, "failed", reply => reply.Stage is ReplyStage.Countdown or ReplyStage.Sending
            ? new CaseEvent.ReplyHeld(reply.Row, f.Why) { At = f.At }
            : null),
        CaseFact.ReplyDelayed f => OfPending(f.Row, f.At, "delayed", reply => reply.Stage == ReplyStage.Sending
            ? new CaseEvent.ReplyDelayed(reply.Row, f.Until, f.Reason) { At = f.At }
            : null),
        CaseFact.ReplyUnclear f => OfPending(f.Row, f.At, "outcome unclear", reply => reply.Stage == ReplyStage.Sending
            ? new CaseEvent.ReplyUnclear(reply.Row, f.Reason) { At = f.At }
            : null),
        CaseFact.ReplyParked f => OfPending(f.Row, f.At, "parked", reply => reply.Stage is ReplyStage.Sending or ReplyStage.Unknown || (f.Restored && reply.Stage != ReplyStage.Parked)
            ? new CaseEvent.ReplyParked(reply.Row) { At = f.At, Restored = f.Restored }
            : null),
        CaseFact.InstantPassed f => InstantPassed(f),
        CaseFact.Unreached f => Decision.Accept(new CaseEvent.Unreached(f.Who, f.Front, f.Reason, f.Instead) { At = f.At }),
        CaseFact.PersonJoined f => Decision.Accept(new CaseEvent.PersonJoined(f.Goes, f.Stays) { At = f.At }),
        CaseFact.Retarget f => Retarget(f),
        CaseFact.Spread f => Spread(f),
        CaseFact.FormOpened f => FormOpened(f),
        CaseFact.LeftBehind f => LeftBehind(f),
        CaseFact.GatewayFailed f => Decision.Accept(new CaseEvent.GatewayFailed(f.Gateway, f.Reason) { At = f.At }),
        _ => throw new UnreachableException(fact.GetType().Name),
    };

    private Decision CustomerWrote(CaseFact.CustomerWrote fact)
    {
        List<CaseEvent> events = [];
        var current = fact.PostedAt >= LastPostAt;
        if (Status == CaseStatus.Resolved)
            events.Add(new CaseEvent.Reopened() { At = fact.At });
        events.Add(new CaseEvent.CustomerWrote(fact.Post, fact.Mark, fact.PostedAt, current) { At = fact.At, Can = current ? fact.Can : null });
        if (!Judgement.HasClock && fact.Judgement is { HasClock: true } judgement)
            events.Add(new CaseEvent.Reclassified(judgement, null, fact.Route) { At = fact.At });
        var now = events.Aggregate(this, (then, happened) => then.Evolve(happened));
        events.AddRange(now.Going(fact, current));
        if (fact.Alert.Count > 0 && events.Exists(happened => happened is CaseEvent.Reopened or CaseEvent.Reclassified))
            events.Add(now.Alerting(fact, [.. fact.Alert]));
        return Decision.Accept([.. events]);
    }

    private Decision Confirmed(CaseFact.ReplyConfirmed fact) => Pending is { } reply && reply.Row == fact.Row
        ? Decision.Accept([.. Answer(reply, fact, fact.NativeId, fact.Url)])
        : Decision.Accept(new CaseEvent.ReplyRemarked(fact.Row, "stands on the network") { At = fact.At });

    /// <summary>The answer stands; what it promised begins to run.</summary>
    private IEnumerable<CaseEvent> Answer(PendingReply reply, CaseCommand command, string? nativeId, string? url)
    {
        var by = (command as CaseWish)?.By;
        yield return new CaseEvent.Answered(reply.Row, reply.By, reply.Audience, nativeId, url) { At = command.At, By = by };
        if (reply.PromiseBy is { } due && due > command.At && Status != CaseStatus.Resolved)
            yield return new CaseEvent.ClockStarted(command.Policy.Until(ClockKind.Promise, Question(), command.At, due)) { At = command.At, By = by };
    }

    private Decision OfPending(ReplyId row, DateTimeOffset at, string remark, Func<PendingReply, CaseEvent?> decide)
    {
        if (Pending is not { } reply || reply.Row != row)
            return Decision.Accept(new CaseEvent.ReplyRemarked(row, remark) { At = at });
        return decide(reply) is { } happened ? Decision.Accept(happened) : Decision.Nothing;
    }

    /// <summary>Every promise that the policy sets gets the policy's end of today; of one that rests, the rest comes on top when it goes on.</summary>
    private Decision Retarget(CaseFact.Retarget fact) => Decision.Accept([.. Clocks
        .Where(clock => clock.Running && clock.Target.PolicyVersion != fact.Policy.Version && Judgement.HasClock)
        .Select(clock => Today(clock, fact.Policy))
        .OfType<ClockStart>()
        .Select(target => new CaseEvent.Retargeted(target, fact.Reason) { At = fact.At })]);

    private ClockStart? Today(Clock clock, ClockPolicy policy) => clock.Kind switch
    {
        ClockKind.FirstResponse or ClockKind.NextResponse or ClockKind.Resolution => Anew(clock, policy),
        ClockKind.Promise or ClockKind.Window => policy.Until(clock.Kind, Question(), clock.Target.StartedAt, clock.Target.DueAt),
        _ => null,
    };

    /// <summary>Whoever is heard by many waits less: tighter ends for the promises that run, never looser ones.</summary>
    private Decision Spread(CaseFact.Spread fact)
    {
        if (!IsOpen || !Judgement.HasClock || fact.AtLeast >= Judgement.Priority)
            return Decision.Nothing;
        return Decision.Accept([.. Raised(fact, fact.AtLeast, fact.Reason)]);
    }

    private IEnumerable<CaseEvent> Raised(CaseCommand command, Priority priority, string reason)
    {
        yield return new CaseEvent.PriorityRaised(priority, reason) { At = command.At };
        var raised = this with { Judgement = Judgement with { Priority = priority } };
        foreach (var clock in Clocks.Where(clock => clock is { Running: true, Kind: ClockKind.FirstResponse or ClockKind.NextResponse or ClockKind.Resolution }))
        {
            if (raised.Anew(clock, command.Policy) is { } tighter && tighter.DueAt < clock.Target.DueAt)
                yield return new CaseEvent.Retargeted(tighter, reason) { At = command.At };
        }
    }
}
