using SocialCareBot.Cases;
using SocialCareBot.Sla;
using SocialCareBot.Store;

namespace SocialCareBot.Desk;

/// <summary>The one table from logged events to sentences.</summary>
public static class LogWords
{
    /// <summary>"10:19 Ana claimed it."; an event only a newer version knows is named by its kind.</summary>
    public static string Say(LogLine line, People people, Clockface clock, DateTimeOffset now) =>
        $"{clock.At(line.At, now)} {(line.Event is { } happened ? Say(happened, people, clock, now) : line.Kind)}";

    private static string Say(CaseEvent happened, People people, Clockface clock, DateTimeOffset now)
    {
        var who = happened.By is { } by ? people.Name(by.Id) : "The clock";
        var from = happened.By is { } there ? $" ({Fronts.Title(there.Front)})" : "";
        return happened switch
        {
            CaseEvent.Opened e => $"{(happened.By is null ? "Opened" : $"{who} opened it from a message{from},")} as {e.Judgement.Kind.ToString().ToLowerInvariant()}, {e.Judgement.Priority} (rule: {e.Judgement.Rule}).",
            CaseEvent.Claimed => $"{who} claimed it{from}.",
            CaseEvent.Released => $"{who} handed it back{from}.",
            CaseEvent.Assigned e => e.Owner == happened.By?.Id ? $"{who} took it{from}." : $"{who} gave it to {people.Name(e.Owner)}{from}.",
            CaseEvent.Noted => $"{who} wrote a note{from}.",
            CaseEvent.ReplyQueued e => $"{who} sent an answer{from}; it goes out at {clock.Exactly(e.Reply.LeavesAt)}.",
            CaseEvent.ReplyUndone => $"{who} took the answer back{from}.",
            CaseEvent.ReplyLeft => "The answer left.",
            CaseEvent.ReplyDelayed e => $"The network did not take the answer now ({e.Reason.TrimEnd('.')}); it goes out at {clock.Exactly(e.Until)}.",
            CaseEvent.ReplyHeld e => $"The answer is held. {Refusals.Say(e.Why)}",
            CaseEvent.ReplyUnclear e => $"Nobody can tell yet whether the answer is public ({e.Reason.TrimEnd('.')}).",
            CaseEvent.ReplyParked { Restored: true } => "The answer came from a restored backup and may have gone out since; a person must look.",
            CaseEvent.ReplyParked => "The answer was not found on the network; a person must look.",
            CaseEvent.ReplyRetried => $"{who} looked, it was not there, and sent it again{from}.",
            CaseEvent.Answered e => happened.By is null ? $"{people.Name(e.Author)}'s answer stands on the network." : $"{who} saw the answer on the network{from}.",
            CaseEvent.ReplyRemarked e => $"News of an earlier answer: {e.Remark}.",
            CaseEvent.Escalated e => $"{who} put it before {(e.To is { } to ? people.Name(to) : "the managers")}{from}.",
            CaseEvent.SentBack => $"{who} sent it back with a note{from}.",
            CaseEvent.Snoozed e => $"{who} asked for quiet until {clock.At(e.Until, now)}{from}. The deadline stays.",
            CaseEvent.Resolved e => $"{who} resolved it: {FormChoices.Word(e.Reason)}{from}.",
            CaseEvent.Reopened => happened.By is null ? "Reopened, because the customer wrote again." : $"{who} reopened it{from}.",
            CaseEvent.Reclassified e => $"{(happened.By is null ? "The customer's new words" : who)} made it a {e.Judgement.Kind.ToString().ToLowerInvariant()}, {e.Judgement.Priority}{from}.",
            CaseEvent.CustomerWrote => "The customer wrote again.",
            CaseEvent.PostEdited => "The customer changed the post.",
            CaseEvent.PostDeleted => "The customer deleted the post.",
            CaseEvent.Nagged e => !e.Clock.IsPromise() || e.Percent > 100 ? $"{Capital(Told(e.Rung, e.Told, people))}." : $"{e.Percent} % of the time is over: {Told(e.Rung, e.Told, people)}.",
            CaseEvent.PassedQuietly e => $"{e.Percents[^1]} % of the time is over; quiet, because the owner asked for it or another promise is nearer.",
            CaseEvent.Breached e => $"{Capital(Case.Promise(e.Clock))} was due at {clock.At(e.DueAt, now)}: {Told(e.Rung, e.Told, people)}.",
            CaseEvent.PriorityRaised e => $"It is {e.Priority} now: {e.Reason}.",
            CaseEvent.ClockStarted { Clock.Kind: ClockKind.ClaimLease } e => $"The claim lasts until {clock.At(e.Clock.DueAt, now)}.",
            CaseEvent.ClockStarted { Clock.Kind: ClockKind.Ladder } => "The ladder begins.",
            CaseEvent.ClockStarted e => $"{Capital(Case.Promise(e.Clock.Kind))} is due at {clock.At(e.Clock.DueAt, now)}.",
            CaseEvent.ClockResumed e => $"{Capital(Case.Promise(e.Clock.Kind))} is due at {clock.At(e.Clock.DueAt, now)} now; the time that lay with the customer does not count.",
            CaseEvent.LeaseRenewed e => e.Asked ? $"{who} is on it{from}; the claim lasts until {clock.At(e.Lease.DueAt, now)}." : $"Work was seen; the claim lasts until {clock.At(e.Lease.DueAt, now)}.",
            CaseEvent.LeaseEnded { LeftBehind: true } e => $"{people.Name(e.Owner)}'s shift was over and nobody took it over: it went back to the queue, and {Told(e.Rung, e.Told, people)}.",
            CaseEvent.LeaseEnded e => $"No news from {people.Name(e.Owner)}: it went back to the queue, and {Told(e.Rung, e.Told, people)}.",
            CaseEvent.Paged e => $"Round {e.Round} of paging ({e.Step}): {(e.Told.IsEmpty ? "nobody is known" : Names(e.Told, people))}{By(e.PolicyVersion)}.",
            CaseEvent.PageDeclined => $"{who} passed the page on{from}.",
            CaseEvent.HelpCalled => $"{who} called for help{from}.",
            CaseEvent.GatewaysCalled e => $"Step {e.Step} of the ladder: {string.Join(" and ", e.Gateways)} {(e.Gateways.Length == 1 ? "was" : "were")} called.",
            CaseEvent.GatewayFailed e => $"{e.Gateway} did not take the call: {e.Reason}.",
            CaseEvent.StepSkipped e => $"Step {e.Number} ({e.Step}) means nobody at this hour; it was skipped.",
            CaseEvent.AcknowledgementEnded e => $"{people.Name(e.Who)} acknowledged it, and nothing more was seen; it is paged again.",
            CaseEvent.Alerted e => $"{Names(e.Told, people)} {(e.Told.Length == 1 ? "was" : "were")} alerted{By(e.Rounds?.PolicyVersion)}.",
            CaseEvent.Acknowledged => $"{who} acknowledged it{from}.",
            CaseEvent.Unreached e => $"{people.Name(e.Who)} could not be reached on {Fronts.Title(e.Front)} ({e.Reason}); {(e.Instead is { } front ? $"the message on {Fronts.Title(front)} stands" : "mentioned in the thread instead")}.",
            CaseEvent.PersonJoined e => $"{people.Name(e.Stays)} is one person on both fronts now.",
            CaseEvent.Retargeted e => $"The deadline is now {clock.At(e.Clock.DueAt, now)}: {e.Reason.TrimEnd('.')}.",
            _ => happened.GetType().Name,
        };
    }

    private static string Told(Rung rung, IReadOnlyCollection<PersonId> told, People people)
    {
        var names = Names(told, people);
        return rung switch
        {
            Rung.Owner => $"a reminder to {names}, who has it",
            Rung.Duty => $"a reminder to {names}, on duty",
            Rung.Lead => $"a reminder to {names}, since nobody is on duty",
            Rung.Admin => $"a reminder to {names}, since nobody else is there",
            Rung.Manager => $"a reminder to {names}, since nobody is on duty",
            _ => "shown on the desk, since nobody is on duty",
        };
    }

    /// <summary>Which policy said who is on call.</summary>
    private static string By(int? policy) => policy is null ? "" : $" (policy version {policy})";

    private static string Capital(string words) => $"{char.ToUpperInvariant(words[0])}{words[1..]}";

    private static string Names(IEnumerable<PersonId> told, People people) => string.Join(", ", told.Select(id => people.Name(id)));
}
