using System.Collections.Immutable;

namespace SocialCareBot.Cases;

/// <content>What keeps our own people at it: claims that run out, pages that go round until somebody acknowledges, ladders.</content>
public sealed partial record Case
{
    private const int WholeLease = 100;

    private ClockStart? Lease(CaseCommand command, DateTimeOffset from) => command.Policy.Start(ClockKind.ClaimLease, Question(), from);

    private Decision KeepClaim(CaseWish.KeepClaim wish)
    {
        if (Owner != wish.By.Id)
            return Decision.Refuse(Owner is { } owner ? Refusal.TakenBy(owner, ClaimedAt) : new(RefusalCode.NotYours));
        if (!Runs(ClockKind.ClaimLease) || Lease(wish, wish.At) is not { } lease)
            return Decision.Nothing;
        return LeaseExtended
            ? Decision.Refuse(new(RefusalCode.LeaseExtended) { Since = On(ClockKind.ClaimLease)!.Target.DueAt })
            : Decision.Accept(new CaseEvent.LeaseRenewed(lease, Asked: true) { At = wish.At, By = wish.By });
    }

    /// <summary>The owner at work: the claim begins anew. Not more often than each tenth of it, or the log would be about nothing else.</summary>
    private Decision FormOpened(CaseFact.FormOpened fact) =>
        Owner == fact.Who && On(ClockKind.ClaimLease) is { Running: true } clock && fact.At - clock.Target.StartedAt >= clock.Target.Budget / 10 && Lease(fact, fact.At) is { } lease
            ? Decision.Accept(new CaseEvent.LeaseRenewed(lease, Asked: false) { At = fact.At })
            : Decision.Nothing;

    private Decision ClaimPassed(CaseFact.InstantPassed fact, ImmutableArray<ClockMark> passed)
    {
        if (Owner is not { } owner)
            return Decision.Nothing;
        if (passed[^1].Percent >= WholeLease)
            return Decision.Accept(Ended(owner, fact.At, fact.StartedAt, fact.Watchers));
        return Decision.Accept(new CaseEvent.Nagged(ClockKind.ClaimLease, fact.StartedAt, [.. passed.Select(mark => mark.Percent)], Rung.Owner, [owner]) { At = fact.At });
    }

    private Decision LeftBehind(CaseFact.LeftBehind fact) => Owner == fact.Owner
        ? Decision.Accept(Ended(fact.Owner, fact.At, On(ClockKind.ClaimLease)?.Target.StartedAt ?? fact.At, fact.Watchers) with { LeftBehind = true })
        : Decision.Nothing;

    private static CaseEvent.LeaseEnded Ended(PersonId owner, DateTimeOffset at, DateTimeOffset startedAt, Watchers watchers)
    {
        var (rung, told) = Everybody(watchers, Rung.Duty);
        return new(owner, startedAt, rung, told) { At = at };
    }

    private CaseEvent.Alerted Alerting(CaseCommand command, ImmutableArray<PersonId> told) =>
        new(told, command.Policy.Start(ClockKind.Paging, Question(), command.At)) { At = command.At, By = (command as CaseWish)?.By };

    private Decision DeclinePage(CaseWish.DeclinePage wish) => Alert switch
    {
        null => Decision.Refuse(new(RefusalCode.NotAlerted)),
        { Over: true } over => Decision.Refuse(new(RefusalCode.AlreadyAcknowledged) { Who = over.AcknowledgedBy, Since = over.AcknowledgedAt }),
        _ => Decision.Accept([new CaseEvent.PageDeclined { At = wish.At, By = wish.By }, .. Page(wish, wish.Watchers, (On(ClockKind.Paging)?.Passed ?? 0) + 1, not: wish.By.Id)]),
    };

    /// <summary>Also for somebody who has the case already: the next in line is paged, and nobody is let go.</summary>
    private Decision CallForHelp(CaseWish.CallForHelp wish)
    {
        if (Status == CaseStatus.Resolved)
            return RefuseResolved();
        if (Alert is null)
            return Decision.Refuse(new(RefusalCode.NotAlerted));
        return Decision.Accept([new CaseEvent.HelpCalled { At = wish.At, By = wish.By }, .. Page(wish, wish.Watchers, (On(ClockKind.Paging)?.Passed ?? 0) + 1, not: wish.By.Id)]);
    }

    /// <summary>The round of this number, or the first after it that means anybody; those that mean nobody are said, never waited for.</summary>
    /// <param name="not">Whoever pressed is not written to again.</param>
    private static IEnumerable<CaseEvent> Page(CaseCommand command, Watchers watchers, int number, PersonId? not = null)
    {
        var by = (command as CaseWish)?.By;
        foreach (var step in watchers.Steps.Where(step => step.Number >= number).OrderBy(step => step.Number))
        {
            var told = step.People.Where(id => id != not).ToImmutableArray();
            if (!told.IsEmpty)
            {
                yield return new CaseEvent.Paged(step.Number, step.Name, told) { At = command.At, By = by, PolicyVersion = watchers.PolicyVersion };
                yield break;
            }
            yield return new CaseEvent.StepSkipped(ClockKind.Paging, step.Number, step.Name) { At = command.At, By = by };
        }
        // Past the last step, or where no step means anybody: whoever is known at all.
        var last = Math.Max(number, watchers.Steps.Select(step => step.Number).DefaultIfEmpty(0).Max());
        var (rung, anybody) = Everybody(watchers, Rung.Lead);
        yield return new CaseEvent.Paged(last, rung.ToString(), [.. anybody.Where(id => id != not)]) { At = command.At, By = by, PolicyVersion = watchers.PolicyVersion };
    }

    private Decision Acknowledge(CaseWish.Acknowledge wish) => Alert switch
    {
        null => Decision.Refuse(new(RefusalCode.NotAlerted)),
        { Over: true } over when over.AcknowledgedBy == wish.By.Id => Decision.Nothing,
        { Over: true } over => Decision.Refuse(new(RefusalCode.AlreadyAcknowledged) { Who = over.AcknowledgedBy, Since = over.AcknowledgedAt }),
        _ => Decision.Accept(new CaseEvent.Acknowledged(Owner is null ? wish.Policy.Start(ClockKind.Acknowledgement, Question(), wish.At) : null) { At = wish.At, By = wish.By }),
    };

    /// <summary>Acknowledged and then nothing: first a word to whoever did, then everybody on duty is paged again.</summary>
    private Decision AcknowledgementPassed(CaseFact.InstantPassed fact, ImmutableArray<ClockMark> passed)
    {
        if (Alert?.AcknowledgedBy is not { } who || Owner is not null)
            return Decision.Nothing;
        if (passed[^1].Percent < WholeLease)
            return Decision.Accept(new CaseEvent.Nagged(ClockKind.Acknowledgement, fact.StartedAt, [.. passed.Select(mark => mark.Percent)], Rung.Owner, [who]) { At = fact.At, Alone = true });
        var (_, told) = Everybody(fact.Watchers, Rung.Duty);
        return Decision.Accept(new CaseEvent.AcknowledgementEnded(who) { At = fact.At }, Alerting(fact, told));
    }

    private IEnumerable<CaseEvent> Climb(CaseFact.InstantPassed fact, int number)
    {
        // A step that is not for a case of this priority has no instant.
        var steps = fact.Watchers.Steps.Where(step => On(ClockKind.Ladder)!.Target.Marks.Any(mark => mark.Percent == step.Number)).ToList();
        foreach (var step in steps.Where(step => step.Number >= number).OrderBy(step => step.Number))
        {
            if (step.People.Count > 0)
                yield return new CaseEvent.Escalated(step.People[0], null) { At = fact.At, Step = step.Number, Steps = steps.Max(one => one.Number) };
            if (step.Channel)
                yield return new CaseEvent.Nagged(ClockKind.Ladder, fact.StartedAt, [step.Number], Rung.Duty, [.. fact.Watchers.Duty]) { At = fact.At };
            if (step.Gateways.Count > 0)
                yield return new CaseEvent.GatewaysCalled(step.Number, fact.StartedAt, [.. step.Gateways]) { At = fact.At };
            if (!step.MeansNobody)
                yield break;
            yield return new CaseEvent.StepSkipped(ClockKind.Ladder, step.Number, step.Name) { At = fact.At };
        }
        if (Escalation is null)
            yield return new CaseEvent.Escalated(fact.Watchers.Manager, null) { At = fact.At };
        else
            yield return new CaseEvent.StepSkipped(ClockKind.Ladder, number, "nobody is left") { At = fact.At };
    }
}
