using System.Diagnostics;

namespace SocialCareBot.Cases;

public sealed partial record Case
{
    /// <summary>The case that begins with this event.</summary>
    public static Case From(CaseEvent.Opened e) => new()
    {
        Id = e.Case,
        Number = e.Number,
        Version = 1,
        Status = CaseStatus.New,
        Network = e.Network,
        NetworkTitle = e.NetworkTitle,
        Account = e.Account,
        Brand = e.Brand,
        Customer = e.Customer,
        ThreadRoot = e.ThreadRoot,
        Route = e.Route,
        Judgement = e.Judgement,
        Can = e.Can,
        OpenedAt = e.At,
        LastPost = e.Post,
        LastMark = e.Mark,
        LastPostAt = e.PostedAt,
        Practice = e.Practice,
        Reach = e.Reach,
        Language = e.Language,
        Tags = e.Tags,
        FirstResponse = e.Clock is { } start ? new Clock { Target = start } : null,
        Earlier = e.Earlier,
    };

    /// <summary>The case after one event. Every event is known here; one that changes nothing else still raises the version.</summary>
    public Case Evolve(CaseEvent happened) => happened switch
    {
        CaseEvent.Opened e => From(e),
        CaseEvent.Claimed e => OwnedBy(e.Owner, e.At).Started(e.Lease),
        CaseEvent.Assigned e => OwnedBy(e.Owner, e.At).Started(e.Lease) with { Escalation = null },
        CaseEvent.Released => Unowned(happened.At),
        CaseEvent.LeaseEnded e => Unowned(e.At) with { LastReminder = new(ClockKind.ClaimLease, e.StartedAt, WholeLease, e.At) },
        CaseEvent.LeaseRenewed e => Next().Started(e.Lease) with { LeaseExtended = e.Asked },
        CaseEvent.Noted e => e.Lease is { } lease ? Next().Started(lease) with { LeaseExtended = false } : Next(),
        CaseEvent.ReplyQueued e => Next().WithoutLeases(e.At) with { Pending = e.Reply, SnoozedUntil = null },
        CaseEvent.ReplyUndone => Next() with { Pending = null },
        CaseEvent.ReplyLeft => Staged(ReplyStage.Sending),
        CaseEvent.ReplyHeld e => Staged(ReplyStage.Held, e.Why),
        CaseEvent.ReplyDelayed e => Staged(ReplyStage.Countdown, until: e.Until),
        CaseEvent.ReplyUnclear => Staged(ReplyStage.Unknown),
        CaseEvent.ReplyParked => Staged(ReplyStage.Parked),
        CaseEvent.ReplyRetried e => Staged(ReplyStage.Countdown, until: e.At),
        CaseEvent.Answered e => AnsweredBy(e),
        CaseEvent.Escalated e => Next().Passed(ClockKind.Ladder, e.Step ?? 0) with { Escalation = new Escalation(e.To, e.By?.Id, e.At, e.Note) { Step = e.Step, Steps = e.Steps } },
        CaseEvent.SentBack => Next().Stopped(happened.At, ClockKind.Ladder) with { Escalation = null },
        CaseEvent.Snoozed e => Next().Started(e.Lease) with { SnoozedUntil = e.Until },
        CaseEvent.Resolved e => ResolvedBy(e),
        CaseEvent.Reopened e => ReopenedBy(e),
        CaseEvent.Reclassified e => Classified(e),
        CaseEvent.PriorityRaised e => Next() with { Judgement = Judgement with { Priority = e.Priority, Rule = $"{Judgement.Rule} · {e.Reason}" } },
        CaseEvent.CustomerWrote e => Heard(e),
        CaseEvent.PostEdited e => e.Current ? Next() with { LastMark = e.Mark } : Next(),
        CaseEvent.PostDeleted e => e.Current ? Next() with { GoneAt = e.At } : Next(),
        CaseEvent.Nagged e => Next().Passed(e.Clock, e.Percent) with { LastReminder = new(e.Clock, e.StartedAt, e.Percent, e.At) },
        CaseEvent.PassedQuietly e => Next().Passed(e.Clock, e.Percents[^1]),
        CaseEvent.Breached e => Next().Passed(e.Clock, e.Percents[^1]).Acted(e.Clock, e.Acts) with { LastReminder = new(e.Clock, e.StartedAt, 100, e.At) },
        CaseEvent.Retargeted e => Next().Retargeted(e.Clock),
        CaseEvent.ClockStarted e => Next().Started(e.Clock),
        CaseEvent.ClockResumed e => Next().Resumed(e.Clock, e.At),
        CaseEvent.PersonJoined e => Joined(e),
        CaseEvent.Alerted e => Next().Stopped(e.At, ClockKind.Paging, ClockKind.Acknowledgement).Started(e.Rounds) with { Alert = new Alert(e.Told, e.At) },
        CaseEvent.Paged e => Next().Passed(ClockKind.Paging, e.Round) with { Alert = Alert is { } alert ? alert with { Told = [.. alert.Told.Union(e.Told)], Round = e.Round } : null },
        CaseEvent.StepSkipped e => Next().Passed(e.Clock, e.Number),
        CaseEvent.GatewaysCalled e => Next().Passed(ClockKind.Ladder, e.Step),
        CaseEvent.Acknowledged e => Next().Stopped(e.At, ClockKind.Paging).Started(e.Lease) with { Alert = e.By is { } by ? Alert?.By(by.Id, e.At) : Alert },
        CaseEvent.AcknowledgementEnded e => Next().Stopped(e.At, ClockKind.Acknowledgement) with { Alert = null },
        CaseEvent.ReplyRemarked or CaseEvent.Unreached or CaseEvent.PageDeclined or CaseEvent.HelpCalled or CaseEvent.GatewayFailed => Next(),
        _ => throw new UnreachableException(happened.GetType().Name),
    };

    private Case Heard(CaseEvent.CustomerWrote e)
    {
        var heard = Next() with
        {
            Status = Status == CaseStatus.Waiting ? (Owner is null ? CaseStatus.New : CaseStatus.Claimed) : Status,
            SnoozedUntil = null,
        };
        return e.Current ? heard with { LastPost = e.Post, LastMark = e.Mark, LastPostAt = e.PostedAt, GoneAt = null, Can = e.Can ?? Can } : heard;
    }

    /// <summary>Nothing changes hands, so the claim token stays: who had it has it.</summary>
    private Case Joined(CaseEvent.PersonJoined e)
    {
        PersonId Now(PersonId id) => id == e.Goes ? e.Stays : id;
        return Next() with
        {
            Owner = Owner is { } owner ? Now(owner) : null,
            Pending = Pending is { } reply ? reply with { By = Now(reply.By) } : null,
            Escalation = Escalation is { } escalation
                ? escalation with { To = escalation.To is { } to ? Now(to) : null, By = escalation.By is { } by ? Now(by) : null }
                : null,
            Alert = Alert is { } alert
                ? alert with { Told = [.. alert.Told.Select(Now).Distinct()], AcknowledgedBy = alert.AcknowledgedBy is { } seen ? Now(seen) : null }
                : null,
            LastAnswer = LastAnswer is { } answer ? answer with { By = Now(answer.By) } : null,
            Resolution = Resolution is { } end ? end with { By = Now(end.By) } : null,
        };
    }

    private Case Next() => this with { Version = Version + 1 };

    private Case OwnedBy(PersonId owner, DateTimeOffset at) => Next().WithoutLeases(at).Stopped(at, ClockKind.Paging, ClockKind.Ladder) with
    {
        Owner = owner,
        ClaimedAt = at,
        Token = Owner == owner ? Token : Token + 1,
        Status = Status == CaseStatus.New ? CaseStatus.Claimed : Status,
        SnoozedUntil = null,
        Alert = Alert?.By(owner, at),
    };

    private Case Unowned(DateTimeOffset at) => Next().WithoutLeases(at) with
    {
        Owner = null,
        ClaimedAt = null,
        Token = Owner is null ? Token : Token + 1,
        Status = Status == CaseStatus.Claimed ? CaseStatus.New : Status,
        SnoozedUntil = null,
    };

    private Case Staged(ReplyStage stage, Hold? why = null, DateTimeOffset? until = null) => Next() with
    {
        Pending = Pending is { } reply ? reply with { Stage = stage, Held = why, LeavesAt = until ?? reply.LeavesAt } : null,
    };

    /// <summary>Whatever was promised until the next word is kept; what begins with this answer comes as an event of its own.</summary>
    private Case AnsweredBy(CaseEvent.Answered e)
    {
        var now = Next().WithoutLeases(e.At).Stopped(e.At, ClockKind.FirstResponse, ClockKind.NextResponse, ClockKind.Promise, ClockKind.Window, ClockKind.Paging, ClockKind.Ladder);
        return (Status == CaseStatus.Resolved ? now : now.Paused(e.At)) with
        {
            Pending = null,
            Answers = Answers + 1,
            LastAnswer = new Answer(e.Author, e.At, e.Audience, e.Url),
            Status = Status == CaseStatus.Resolved ? Status : CaseStatus.Waiting,
            Escalation = Escalation is { By: null } ? null : Escalation,
        };
    }

    private Case ResolvedBy(CaseEvent.Resolved e) => Next().AllStopped(e.At) with
    {
        Status = CaseStatus.Resolved,
        Resolution = new Resolution(e.By?.Id ?? throw new InvalidOperationException("Only a person resolves a case."), e.At, e.Reason),
        Escalation = null,
        SnoozedUntil = null,
        LeaseExtended = false,
        Alert = e.By is { } by ? Alert?.By(by.Id, e.At) : Alert,
    };

    /// <summary>A promise that no answer has kept stands again as it was where a person reopens the case; where the customer does, a new one follows.</summary>
    private Case ReopenedBy(CaseEvent.Reopened e)
    {
        var now = Unowned(e.At) with { Status = CaseStatus.New, Resolution = null };
        if (Answers > 0 || !Judgement.HasClock || FirstResponse is not { } clock)
            return now;
        return e.Clock is { } start ? now.Started(start) : e.By is null ? now : now.With(clock with { StoppedAt = null });
    }

    /// <summary>Marks of the old promise that lie behind are not told a second time where its end stays.</summary>
    private Case Classified(CaseEvent.Reclassified e)
    {
        var now = Next() with { Judgement = e.Judgement, Route = e.Route ?? Route };
        if (!e.Judgement.HasClock)
            return now.Stopped(e.At, ClockKind.FirstResponse, ClockKind.NextResponse, ClockKind.Resolution, ClockKind.Window, ClockKind.Paging, ClockKind.Ladder);
        if (e.Clock is not { } start || Status == CaseStatus.Resolved)
            return now.Stopped(e.At, ClockKind.FirstResponse, ClockKind.NextResponse);
        var passed = On(start.Kind) is { Running: true } running && running.Target.DueAt == start.DueAt ? running.Passed : 0;
        return now.With(new Clock { Target = start, Passed = passed });
    }
}
