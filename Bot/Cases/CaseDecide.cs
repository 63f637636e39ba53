using System.Collections.Immutable;
using System.Diagnostics;

namespace SocialCareBot.Cases;

public sealed partial record Case
{
    /// <summary>What a command leads to. Facts are never refused; wishes may be. Throws only for a command nobody taught it.</summary>
    public Decision Decide(CaseCommand command) => command switch
    {
        CaseFact fact => Record(fact),
        CaseWish wish when Gate(wish) is { } refusal => Decision.Refuse(refusal),
        CaseWish.Claim w => Claim(w),
        CaseWish.Release w => Release(w),
        CaseWish.Assign w => Assign(w),
        CaseWish.Note w => Decision.Accept(new CaseEvent.Noted(w.Body) { At = w.At, By = w.By }),
        CaseWish.Reply w => Reply(w),
        CaseWish.UndoReply w => UndoReply(w),
        CaseWish.RetryReply w => RetryReply(w),
        CaseWish.MarkReplySent w => MarkReplySent(w),
        CaseWish.Escalate w => Escalate(w),
        CaseWish.SendBack w => SendBack(w),
        CaseWish.Acknowledge w => Acknowledge(w),
        CaseWish.Snooze w => Snooze(w),
        CaseWish.Resolve w => Resolve(w),
        CaseWish.Reopen w => Reopen(w),
        CaseWish.Reclassify w => Reclassify(w),
        _ => throw new UnreachableException(command.GetType().Name),
    };

    private Decision Claim(CaseWish.Claim wish)
    {
        if (Status == CaseStatus.Resolved)
            return RefuseResolved();
        if (Owner == wish.By.Id)
            return Decision.Nothing;
        return Owner is { } owner
            ? Decision.Refuse(Refusal.TakenBy(owner, ClaimedAt))
            : Decision.Accept(new CaseEvent.Claimed(wish.By.Id) { At = wish.At, By = wish.By });
    }

    private Decision Release(CaseWish.Release wish) => Owner is null
        ? Decision.Nothing
        : Decision.Accept(new CaseEvent.Released { At = wish.At, By = wish.By });

    private Decision Assign(CaseWish.Assign wish)
    {
        if (Status == CaseStatus.Resolved)
            return RefuseResolved();
        return Owner == wish.To && Escalation is null
            ? Decision.Nothing
            : Decision.Accept(new CaseEvent.Assigned(wish.To) { At = wish.At, By = wish.By });
    }

    private Decision Escalate(CaseWish.Escalate wish)
    {
        if (Status == CaseStatus.Resolved)
            return RefuseResolved();
        return Escalation is { To: { } manager } escalation && manager == wish.To
            ? Decision.Refuse(new(RefusalCode.AlreadyWithManager) { Who = manager, Since = escalation.At })
            : Decision.Accept(new CaseEvent.Escalated(wish.To, wish.Body) { At = wish.At, By = wish.By });
    }

    private Decision SendBack(CaseWish.SendBack wish) => Escalation is null
        ? Decision.Refuse(new(RefusalCode.NotEscalated))
        : Decision.Accept(new CaseEvent.SentBack(wish.Body) { At = wish.At, By = wish.By });

    private Decision Acknowledge(CaseWish.Acknowledge wish) => Alert switch
    {
        null => Decision.Refuse(new(RefusalCode.NotAlerted)),
        { Over: true } over when over.AcknowledgedBy == wish.By.Id => Decision.Nothing,
        { Over: true } over => Decision.Refuse(new(RefusalCode.AlreadyAcknowledged) { Who = over.AcknowledgedBy, Since = over.AcknowledgedAt }),
        _ => Decision.Accept(new CaseEvent.Acknowledged { At = wish.At, By = wish.By }),
    };

    private Decision Snooze(CaseWish.Snooze wish)
    {
        if (Status == CaseStatus.Resolved)
            return RefuseResolved();
        return wish.Until <= wish.At
            ? Decision.Refuse(new(RefusalCode.TooLate) { Since = wish.Until })
            : Decision.Accept(new CaseEvent.Snoozed(wish.Until) { At = wish.At, By = wish.By });
    }

    private Decision Resolve(CaseWish.Resolve wish) => Status == CaseStatus.Resolved
        ? RefuseResolved()
        : Decision.Accept(new CaseEvent.Resolved(wish.Reason) { At = wish.At, By = wish.By });

    private Decision Reopen(CaseWish.Reopen wish) => Status == CaseStatus.Resolved
        ? Decision.Accept(new CaseEvent.Reopened() { At = wish.At, By = wish.By })
        : Decision.Refuse(new(RefusalCode.NotResolved));

    private Decision Reclassify(CaseWish.Reclassify wish)
    {
        if (Judgement.Kind == wish.Kind && Judgement.Priority == wish.Priority)
            return Decision.Nothing;
        var judgement = new Judgement(wish.Kind, wish.Priority, "by hand");
        var route = judgement.HasClock && !Judgement.HasClock ? wish.Route : null;
        var reclassified = new CaseEvent.Reclassified(judgement, wish.Clock, route) { At = wish.At, By = wish.By };
        var told = Owner is null && IsOpen && wish.Priority < Judgement.Priority ? wish.Alert.Where(id => id != wish.By.Id).ToImmutableArray() : [];
        return told.IsEmpty ? Decision.Accept(reclassified) : Decision.Accept(reclassified, new CaseEvent.Alerted(told) { At = wish.At });
    }

    private Decision RefuseResolved() =>
        Decision.Refuse(new(RefusalCode.AlreadyResolved) { Who = Resolution?.By, Since = Resolution?.At });
}
