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
        CaseWish.Note w => Note(w),
        CaseWish.KeepClaim w => KeepClaim(w),
        CaseWish.DeclinePage w => DeclinePage(w),
        CaseWish.CallForHelp w => CallForHelp(w),
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
            : Decision.Accept(new CaseEvent.Claimed(wish.By.Id, Lease(wish, wish.At)) { At = wish.At, By = wish.By });
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
            : Decision.Accept(new CaseEvent.Assigned(wish.To, Lease(wish, wish.At)) { At = wish.At, By = wish.By });
    }

    private Decision Note(CaseWish.Note wish)
    {
        var noted = new CaseEvent.Noted(wish.Body, Owner == wish.By.Id && Runs(ClockKind.ClaimLease) ? Lease(wish, wish.At) : null) { At = wish.At, By = wish.By };
        if (wish.PromiseBy is not { } due)
            return Decision.Accept(noted);
        if (Status == CaseStatus.Resolved)
            return RefuseResolved();
        return due <= wish.At
            ? Decision.Refuse(new(RefusalCode.TooLate) { Since = due })
            : Decision.Accept(noted, new CaseEvent.ClockStarted(wish.Policy.Until(ClockKind.Promise, Question(), wish.At, due)) { At = wish.At, By = wish.By });
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

    private Decision Snooze(CaseWish.Snooze wish)
    {
        if (Status == CaseStatus.Resolved)
            return RefuseResolved();
        return wish.Until <= wish.At
            ? Decision.Refuse(new(RefusalCode.TooLate) { Since = wish.Until })
            : Decision.Accept(new CaseEvent.Snoozed(wish.Until, Owner is not null && Runs(ClockKind.ClaimLease) ? Lease(wish, wish.Until) : null) { At = wish.At, By = wish.By });
    }

    private Decision Resolve(CaseWish.Resolve wish) => Status == CaseStatus.Resolved
        ? RefuseResolved()
        : Decision.Accept(new CaseEvent.Resolved(wish.Reason) { At = wish.At, By = wish.By });

    private Decision Reopen(CaseWish.Reopen wish)
    {
        if (Status != CaseStatus.Resolved)
            return Decision.Refuse(new(RefusalCode.NotResolved));
        var reopened = new CaseEvent.Reopened() { At = wish.At, By = wish.By };
        return On(ClockKind.Resolution) is { } clock && Judgement.HasClock && (clock.PausedAt ?? clock.StoppedAt) is { } since
            ? Decision.Accept(reopened, new CaseEvent.ClockResumed(wish.Policy.Resume(clock.Target, Question(), since, wish.At)) { At = wish.At, By = wish.By })
            : Decision.Accept(reopened);
    }

    private Decision Reclassify(CaseWish.Reclassify wish)
    {
        if (Judgement.Kind == wish.Kind && Judgement.Priority == wish.Priority)
            return Decision.Nothing;
        var judgement = new Judgement(wish.Kind, wish.Priority, "by hand");
        var asked = this with { Judgement = judgement, Route = judgement.HasClock && !Judgement.HasClock ? wish.Route ?? Route : Route };
        List<CaseEvent> events = [asked.Reclassified(wish, asked.Route == Route ? null : asked.Route)];
        if (judgement.HasClock && On(ClockKind.Resolution) is { Running: true } clock && asked.Anew(clock, wish.Policy) is { } end)
            events.Add(new CaseEvent.Retargeted(end, "another class") { At = wish.At, By = wish.By });
        var told = Owner is null && IsOpen && wish.Priority < Judgement.Priority ? wish.Alert.Where(id => id != wish.By.Id).ToImmutableArray() : [];
        if (!told.IsEmpty)
            events.Add(asked.Alerting(wish, told));
        return Decision.Accept([.. events]);
    }

    /// <summary>The promise of an answer is the new class's, from where the old one began; of a case that was quiet, from now.</summary>
    private CaseEvent.Reclassified Reclassified(CaseCommand command, string? route)
    {
        var start = On(Response) switch
        {
            _ when !Judgement.HasClock || Status == CaseStatus.Resolved => null,
            { Running: true } running => command.Policy.Start(Response, Question(), running.Target.StartedAt),
            _ when Answers > 0 => null,
            var stopped => command.Policy.Start(Response, Question(), stopped?.Target.StartedAt ?? command.At),
        };
        return new(Judgement, start, route) { At = command.At, By = (command as CaseWish)?.By };
    }

    private Decision RefuseResolved() =>
        Decision.Refuse(new(RefusalCode.AlreadyResolved) { Who = Resolution?.By, Since = Resolution?.At });
}
