using System.Collections.Immutable;
using System.Diagnostics;

namespace SocialCareBot.Cases;

public sealed partial record Case
{
    /// <summary>How a case begins: it is opened, and people are alerted where its route asks for it.</summary>
    public static IReadOnlyList<CaseEvent> Begin(CaseFact.Received fact) =>
        fact.Alert.Count > 0 ? [Open(fact), new CaseEvent.Alerted([.. fact.Alert]) { At = fact.At }] : [Open(fact)];

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
        Clock = fact.Clock,
        Earlier = fact.Earlier,
        By = fact.By,
    };

    private Decision Record(CaseFact fact) => fact switch
    {
        CaseFact.Received f => CustomerWrote(new() { At = f.At, Post = f.Post.NativeId, Mark = f.Post.Mark, PostedAt = f.Post.PostedAt, Judgement = f.Judgement, Route = f.Route, Clock = f.Clock }),
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
        CaseFact.ReplyParked f => OfPending(f.Row, f.At, "parked", reply => reply.Stage is ReplyStage.Sending or ReplyStage.Unknown
            ? new CaseEvent.ReplyParked(reply.Row) { At = f.At }
            : null),
        CaseFact.InstantPassed f => InstantPassed(f),
        CaseFact.Unreached f => Decision.Accept(new CaseEvent.Unreached(f.Who, f.Front, f.Reason, f.Instead) { At = f.At }),
        CaseFact.PersonJoined f => Decision.Accept(new CaseEvent.PersonJoined(f.Goes, f.Stays) { At = f.At }),
        CaseFact.Retarget f => Retarget(f),
        _ => throw new UnreachableException(fact.GetType().Name),
    };

    private Decision CustomerWrote(CaseFact.CustomerWrote fact)
    {
        List<CaseEvent> events = [];
        if (Status == CaseStatus.Resolved)
            events.Add(new CaseEvent.Reopened(Judgement.HasClock ? fact.Clock : null) { At = fact.At });
        events.Add(new CaseEvent.CustomerWrote(fact.Post, fact.Mark, fact.PostedAt, fact.PostedAt >= LastPostAt) { At = fact.At });
        if (!Judgement.HasClock && fact.Judgement is { HasClock: true } judgement)
            events.Add(new CaseEvent.Reclassified(judgement, fact.Clock, fact.Route) { At = fact.At });
        else if (StartsEarlier(fact.Clock) is { } earlier)
            events.Add(new CaseEvent.Retargeted(earlier, "an earlier post was heard later") { At = fact.At });
        if (fact.Alert.Count > 0 && events.Exists(happened => happened is CaseEvent.Reopened or CaseEvent.Reclassified))
            events.Add(new CaseEvent.Alerted([.. fact.Alert]) { At = fact.At });
        return Decision.Accept([.. events]);
    }

    /// <summary>A response clock starts at the oldest post that waits for an answer, also when that one is heard last.</summary>
    private ClockStart? StartsEarlier(ClockStart? start) =>
        FirstResponse is { Running: true } clock && start?.StartedAt < clock.Target.StartedAt ? start : null;

    private Decision Confirmed(CaseFact.ReplyConfirmed fact) => OfPending(fact.Row, fact.At, "stands on the network", reply =>
        new CaseEvent.Answered(reply.Row, reply.By, reply.Audience, fact.NativeId, fact.Url) { At = fact.At });

    private Decision OfPending(ReplyId row, DateTimeOffset at, string remark, Func<PendingReply, CaseEvent?> decide)
    {
        if (Pending is not { } reply || reply.Row != row)
            return Decision.Accept(new CaseEvent.ReplyRemarked(row, remark) { At = at });
        return decide(reply) is { } happened ? Decision.Accept(happened) : Decision.Nothing;
    }

    private Decision InstantPassed(CaseFact.InstantPassed fact)
    {
        if (FirstResponse is not { Running: true } clock || clock.Target.StartedAt != fact.StartedAt)
            return Decision.Nothing;
        var percents = clock.Target.Marks
            .Where(mark => mark.Percent > clock.Passed && mark.At <= fact.At)
            .Select(mark => mark.Percent)
            .ToImmutableArray();
        if (percents.IsEmpty)
            return Decision.Nothing;
        var (rung, told) = Told(fact.Watchers);
        if (percents[^1] >= 100)
            return Breach(fact, clock, percents, rung, told);
        if (rung == Rung.Owner && SnoozedUntil > fact.At)
            return Decision.Accept(new CaseEvent.PassedQuietly(clock.Kind, fact.StartedAt, percents) { At = fact.At });
        return Decision.Accept(new CaseEvent.Nagged(clock.Kind, fact.StartedAt, percents, rung, told) { At = fact.At });
    }

    private Decision Breach(CaseFact.InstantPassed fact, Clock clock, ImmutableArray<int> percents, Rung rung, ImmutableArray<PersonId> told)
    {
        var breached = new CaseEvent.Breached(clock.Kind, fact.StartedAt, clock.Target.DueAt, percents, rung, told) { At = fact.At };
        return Escalation is null
            ? Decision.Accept(breached, new CaseEvent.Escalated(fact.Watchers.Manager, null) { At = fact.At })
            : Decision.Accept(breached);
    }

    private (Rung Rung, ImmutableArray<PersonId> Told) Told(Watchers watchers) => this switch
    {
        { Owner: { } owner } => (Rung.Owner, [owner]),
        _ when watchers.Duty.Count > 0 => (Rung.Duty, [.. watchers.Duty]),
        _ when watchers.Manager is { } manager => (Rung.Manager, [manager]),
        _ => (Rung.Desk, []),
    };

    private Decision Retarget(CaseFact.Retarget fact) =>
        FirstResponse is { Running: true } clock && (clock.Target.PolicyVersion, clock.Target.DueAt) != (fact.Clock.PolicyVersion, fact.Clock.DueAt)
            ? Decision.Accept(new CaseEvent.Retargeted(fact.Clock, fact.Reason) { At = fact.At })
            : Decision.Nothing;
}
