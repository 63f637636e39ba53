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
        FirstResponse = e.Clock is { } start ? new Clock { Target = start } : null,
        Earlier = e.Earlier,
    };

    /// <summary>The case after one event. Every event is known here; one that changes nothing else still raises the version.</summary>
    public Case Evolve(CaseEvent happened) => happened switch
    {
        CaseEvent.Opened e => From(e),
        CaseEvent.Claimed e => OwnedBy(e.Owner, e.At),
        CaseEvent.Assigned e => OwnedBy(e.Owner, e.At) with { Escalation = null },
        CaseEvent.Released => Unowned(),
        CaseEvent.ReplyQueued e => Next() with { Pending = e.Reply, SnoozedUntil = null },
        CaseEvent.ReplyUndone => Next() with { Pending = null },
        CaseEvent.ReplyLeft => Staged(ReplyStage.Sending),
        CaseEvent.ReplyHeld e => Staged(ReplyStage.Held, e.Why),
        CaseEvent.ReplyDelayed e => Staged(ReplyStage.Countdown, until: e.Until),
        CaseEvent.ReplyUnclear => Staged(ReplyStage.Unknown),
        CaseEvent.ReplyParked => Staged(ReplyStage.Parked),
        CaseEvent.ReplyRetried e => Staged(ReplyStage.Countdown, until: e.At),
        CaseEvent.Answered e => AnsweredBy(e),
        CaseEvent.Escalated e => Next() with { Escalation = new Escalation(e.To, e.By?.Id, e.At, e.Note) },
        CaseEvent.SentBack => Next() with { Escalation = null },
        CaseEvent.Snoozed e => Next() with { SnoozedUntil = e.Until },
        CaseEvent.Resolved e => ResolvedBy(e),
        CaseEvent.Reopened e => Unowned() with { Status = CaseStatus.New, Resolution = null, FirstResponse = Restarted(e.Clock) },
        CaseEvent.Reclassified e => Next() with { Judgement = e.Judgement, FirstResponse = Reset(e.Clock, e.At), Route = e.Route ?? Route },
        CaseEvent.CustomerWrote e => Heard(e),
        CaseEvent.PostEdited e => e.Current ? Next() with { LastMark = e.Mark } : Next(),
        CaseEvent.PostDeleted e => e.Current ? Next() with { GoneAt = e.At } : Next(),
        CaseEvent.Nagged e => Passed(e.Percent),
        CaseEvent.PassedQuietly e => Passed(e.Percents[^1]),
        CaseEvent.Breached e => Passed(e.Percents[^1]),
        CaseEvent.Retargeted e => Next() with { FirstResponse = Reset(e.Clock, e.At) },
        CaseEvent.PersonJoined e => Joined(e),
        CaseEvent.Alerted e => Next() with { Alert = new Alert(e.Told, e.At) },
        CaseEvent.Acknowledged e => Next() with { Alert = e.By is { } by ? Alert?.By(by.Id, e.At) : Alert },
        CaseEvent.Noted or CaseEvent.ReplyRemarked or CaseEvent.Unreached => Next(),
        _ => throw new UnreachableException(happened.GetType().Name),
    };

    private Case Heard(CaseEvent.CustomerWrote e)
    {
        var heard = Next() with
        {
            Status = Status == CaseStatus.Waiting ? (Owner is null ? CaseStatus.New : CaseStatus.Claimed) : Status,
            SnoozedUntil = null,
        };
        return e.Current ? heard with { LastPost = e.Post, LastMark = e.Mark, LastPostAt = e.PostedAt, GoneAt = null } : heard;
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

    private Case OwnedBy(PersonId owner, DateTimeOffset at) => Next() with
    {
        Owner = owner,
        ClaimedAt = at,
        Token = Owner == owner ? Token : Token + 1,
        Status = Status == CaseStatus.New ? CaseStatus.Claimed : Status,
        SnoozedUntil = null,
        Alert = Alert?.By(owner, at),
    };

    private Case Unowned() => Next() with
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

    private Case AnsweredBy(CaseEvent.Answered e) => Next() with
    {
        Pending = null,
        Answers = Answers + 1,
        LastAnswer = new Answer(e.Author, e.At, e.Audience, e.Url),
        Status = Status == CaseStatus.Resolved ? Status : CaseStatus.Waiting,
        FirstResponse = Stopped(e.At),
        Escalation = Escalation is { By: null } ? null : Escalation,
    };

    private Case ResolvedBy(CaseEvent.Resolved e) => Next() with
    {
        Status = CaseStatus.Resolved,
        Resolution = new Resolution(e.By?.Id ?? throw new InvalidOperationException("Only a person resolves a case."), e.At, e.Reason),
        FirstResponse = Stopped(e.At),
        Escalation = null,
        SnoozedUntil = null,
        Alert = e.By is { } by ? Alert?.By(by.Id, e.At) : Alert,
    };

    private Clock? Stopped(DateTimeOffset at) => FirstResponse is { Running: true } clock ? clock with { StoppedAt = at } : FirstResponse;

    /// <summary>A promise that no answer has kept runs again: from the post that reopened the case, or as it stood where a person did.</summary>
    private Clock? Restarted(ClockStart? start)
    {
        if (Answers > 0 || !Judgement.HasClock)
            return FirstResponse;
        return start is { } target ? new Clock { Target = target } : FirstResponse is { } clock ? clock with { StoppedAt = null } : null;
    }

    private Case Passed(int percent) => Next() with
    {
        FirstResponse = FirstResponse is { } clock ? clock with { Passed = Math.Max(clock.Passed, percent) } : null,
    };

    /// <summary>A clock gets another target: marks of the old one that lie behind are not told a second time.</summary>
    private Clock? Reset(ClockStart? start, DateTimeOffset at)
    {
        if (start is null || Answers > 0 || Status == CaseStatus.Resolved)
            return Stopped(at);
        var passed = FirstResponse is { Running: true } running && running.Target.DueAt == start.DueAt ? running.Passed : 0;
        return new Clock { Target = start, Passed = passed };
    }
}
