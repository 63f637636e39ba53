namespace SocialCareBot.Cases;

public sealed partial record Case
{
    private Decision Reply(CaseWish.Reply wish)
    {
        if (RefuseReply(wish) is { } refusal)
            return Decision.Refuse(refusal);
        var claims = Owner is null;
        var reply = new PendingReply
        {
            Row = wish.Row,
            Body = wish.Body,
            By = wish.By.Id,
            Token = claims ? Token + 1 : Token,
            Seen = wish.Seen,
            Audience = wish.Audience,
            LeavesAt = wish.LeavesAt,
            PromiseBy = wish.PromiseBy,
        };
        List<CaseEvent> events = [];
        if (claims)
            events.Add(new CaseEvent.Claimed(wish.By.Id) { At = wish.At, By = wish.By });
        if (Pending is { } held)
            events.Add(new CaseEvent.ReplyUndone(held.Row) { At = wish.At, By = wish.By });
        events.Add(new CaseEvent.ReplyQueued(reply) { At = wish.At, By = wish.By });
        return Decision.Accept([.. events]);
    }

    private Refusal? RefuseReply(CaseWish.Reply wish)
    {
        if (Status == CaseStatus.Resolved)
            return RefuseResolved().Refusal;
        if (Owner is { } owner && owner != wish.By.Id)
            return Refusal.TakenBy(owner, ClaimedAt);
        if (Pending is { Stage: not ReplyStage.Held } pending)
            return new(RefusalCode.ReplyPending) { Who = pending.By, Since = pending.LeavesAt };
        if (GoneAt is { } gone)
            return new(RefusalCode.PostGone) { Since = gone };
        var way = Way(wish.Audience);
        if (!way.Allowed || way.Expires <= wish.At)
            return new(RefusalCode.NotPossible) { Detail = way.Reason, Since = way.Expires };
        if (wish.PromiseBy <= wish.LeavesAt)
            return new(RefusalCode.TooLate) { Since = wish.PromiseBy };
        if (wish.Token != Token)
            return new(RefusalCode.TokenChanged) { Who = Owner, Since = ClaimedAt };
        return wish.Seen != LastMark ? new(RefusalCode.CustomerWrote) : null;
    }

    private Capability Way(Audience audience) => audience == Audience.Public ? Can.PublicReply : Can.PrivateReply;

    private Decision UndoReply(CaseWish.UndoReply wish) => Pending switch
    {
        null => Decision.Refuse(new(RefusalCode.NothingToUndo)),
        { CanUndo: true } reply when Owner is not null && Lease(wish, wish.At) is { } lease => Decision.Accept(
            new CaseEvent.ReplyUndone(reply.Row) { At = wish.At, By = wish.By },
            new CaseEvent.ClockStarted(lease) { At = wish.At, By = wish.By }),
        { CanUndo: true } reply => Decision.Accept(new CaseEvent.ReplyUndone(reply.Row) { At = wish.At, By = wish.By }),
        { } reply => Decision.Refuse(new(RefusalCode.AlreadyLeft) { Who = reply.By, Since = reply.LeavesAt }),
    };

    private Decision RetryReply(CaseWish.RetryReply wish) => Pending is { Unknown: true } reply
        ? Decision.Accept(new CaseEvent.ReplyRetried(reply.Row) { At = wish.At, By = wish.By })
        : Decision.Refuse(new(RefusalCode.NothingUnknown));

    private Decision MarkReplySent(CaseWish.MarkReplySent wish) => Pending is { Unknown: true } reply
        ? Decision.Accept([.. Answer(reply, wish, null, null)])
        : Decision.Refuse(new(RefusalCode.NothingUnknown));

    /// <summary>The last look before a reply leaves. What it finds here is what the customer would see.</summary>
    private Decision Leave(CaseFact.ReplyDue fact)
    {
        if (Pending is not { } reply || reply.Row != fact.Row || reply.Stage is not (ReplyStage.Countdown or ReplyStage.Held))
            return Decision.Nothing;
        if (reply is { Stage: ReplyStage.Held, Held.Reason: not HoldReason.StopSwitch })
            return Decision.Nothing;
        var hold = Against(reply, fact.At) ?? fact.Against;
        if (hold is null)
            return Decision.Accept(new CaseEvent.ReplyLeft(reply.Row) { At = fact.At });
        return hold == reply.Held
            ? Decision.Nothing
            : Decision.Accept(new CaseEvent.ReplyHeld(reply.Row, hold) { At = fact.At });
    }

    private Hold? Against(PendingReply reply, DateTimeOffset at)
    {
        if (Status == CaseStatus.Resolved)
            return new(HoldReason.CaseResolved);
        if (reply.Token != Token)
            return new(HoldReason.TokenChanged);
        if (GoneAt is not null)
            return new(HoldReason.PostGone);
        if (Way(reply.Audience) is { } way && (!way.Allowed || way.Expires <= at))
            return new(HoldReason.WindowClosed, way.Reason);
        if (reply.Seen == LastMark)
            return null;
        var samePost = LastMark.StartsWith(LastPost + "#", StringComparison.Ordinal) && reply.Seen.StartsWith(LastPost + "#", StringComparison.Ordinal);
        return new(samePost ? HoldReason.PostEdited : HoldReason.CustomerWrote);
    }
}
