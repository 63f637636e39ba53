using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Ports;
using SocialCareBot.Sla;
using SocialCareBot.Store;

namespace SocialCareBot.Desk;

/// <summary>What a chat message should say now. A reminder that is answered or moot keeps one quiet sentence, so that old ones do not shout.</summary>
public sealed class ChatWords(DeskFacts facts, CaseCards cards, ReplySwitch stop)
{
    private const string RepliesHeld = "Replies are held for everybody.";
    private readonly AlertWords _alerts = new(facts);
    private readonly HandOverWords _handOvers = new(facts);

    /// <summary>The message of this row about this case; the row's own version is not looked at.</summary>
    public ChatMessage For(MessageRow row, CaseView view, DateTimeOffset now) => row.Purpose switch
    {
        MessagePurpose.Nag => Nag(row, view, now),
        MessagePurpose.Manager => Manager(row, view, now),
        MessagePurpose.Alert => _alerts.For(row, view, now),
        _ => Card(view.Card, now),
    };

    /// <summary>The card of a case, for which less is read than for what else is said about it.</summary>
    public ChatMessage.CaseCard Card(CardView view, DateTimeOffset now) =>
        new(cards.Model(view, now, stop.Held is null || !view.Case.IsOpen ? null : RepliesHeld)) { Summary = Summary(view.Case) };

    /// <summary>A hand-over as it stands now; null where it is no longer kept.</summary>
    public ChatMessage? HandOver(Database database, MessageRow row, DateTimeOffset now) => _handOvers.For(database, Guid.Parse(row.SubjectId), now);

    /// <summary>A new message nobody needs any more: the case has moved on before it could be posted.</summary>
    public static bool IsMoot(MessageRow row, CaseView view) => row.Purpose switch
    {
        MessagePurpose.Nag => NagOver(Detail(row), view.Case),
        MessagePurpose.Manager => view.Case.Escalation is null,
        MessagePurpose.Alert => AlertWords.IsMoot(row, view),
        _ => false,
    };

    private static string Summary(Case c) => $"{c.Judgement.Priority} · {c.Judgement.Kind} · {c.Name} on {c.NetworkTitle}";

    private ChatMessage.Nag Nag(MessageRow row, CaseView view, DateTimeOffset now)
    {
        var detail = Detail(row);
        var c = view.Case;
        var clock = facts.Rules.Clock(c.Route);
        var over = NagOver(detail, c) || !Concerns(detail, c);
        var text = NagText(detail, view, row, clock);
        var model = new NagModel
        {
            CaseId = c.Id.ToString(),
            Number = c.Name,
            Version = c.Version,
            To = [.. detail.Told.Select(id => Mention(row, id)).OfType<CardPerson>()],
            Text = Unmentioned(row, detail.Told) + text,
            Late = detail.Percent >= 100 && detail.Clock.IsPromise(),
            Outcome = over ? Outcome(c, clock, now) : null,
            Buttons = over ? [] : NagButtons(detail, c),
        };
        return new ChatMessage.Nag(model, over ? [] : detail.Told) { Summary = text };
    }

    /// <summary>Null for somebody this front has no address of: a mention without one would be refused, or ignored.</summary>
    private CardPerson? Mention(MessageRow row, PersonId id) =>
        facts.People.On(row.Front, row.Tenant, id)?.Address is { Length: > 0 } address ? new CardPerson(address, facts.People.Name(id)) : null;

    private string Unmentioned(MessageRow row, IReadOnlyList<PersonId> told) =>
        string.Concat(told.Where(id => Mention(row, id) is null).Select(id => $"{facts.People.Name(id)}, "));

    private string NagText(NagDetail detail, CaseView view, MessageRow row, Clockface clock)
    {
        var c = view.Case;
        var about = $"{c.Name} from {view.Last?.Author.Name ?? "a customer"}";
        var due = c.On(detail.Clock)?.Target.DueAt ?? row.CreatedAt;
        return detail.Clock switch
        {
            ClockKind.ClaimLease when detail.LeftBehind => $"{about} is free again: nobody took it over at the change of shift.",
            ClockKind.ClaimLease when detail.Percent >= 100 => $"{about} is free again: there was no news for too long.",
            ClockKind.ClaimLease => $"{about} goes back to the queue at {clock.At(due, detail.At)} without news.",
            ClockKind.Ladder => $"{about} is late and climbs the ladder; it is step {detail.Percent}.",
            ClockKind.Acknowledgement => $"you acknowledged {about}, and nobody has it yet. It is paged again at {clock.At(due, detail.At)}.",
            _ => ClockWords.Reminder(about, detail.Clock, due, detail.At, clock),
        };
    }

    private static IReadOnlyList<CardButton> NagButtons(NagDetail nag, Case c) => c.Owner is null
        ? [CardButton.Of(CardVerbs.Claim, primary: true), CardButton.Of(CardVerbs.Escalate)]
        : [.. CanKeep(nag, c) ? new[] { CardButton.Of(CardVerbs.KeepClaim, primary: true) } : [], new CardButton(CardVerbs.Release, "Hand back"), CardButton.Of(CardVerbs.Escalate)];

    /// <summary>"I'm on it" works once for a claim.</summary>
    private static bool CanKeep(NagDetail nag, Case c) => nag.Rung == Rung.Owner && !c.LeaseExtended && c.On(ClockKind.ClaimLease) is { Ticking: true };

    /// <summary>Of all reminders of a case only the last one stands, and only as long as its clock runs.</summary>
    private static bool NagOver(NagDetail nag, Case c) =>
        c.LastReminder is not { } last || (last.Clock, last.StartedAt, last.Percent) != (nag.Clock, nag.StartedAt, nag.Percent)
        || (nag.Clock == ClockKind.ClaimLease && nag.Percent >= 100 ? !c.IsOpen : c.On(nag.Clock) is not { Running: true } clock || clock.Target.StartedAt != nag.StartedAt);

    private bool Concerns(NagDetail nag, Case c) => nag.Clock == ClockKind.Acknowledgement ? c.Owner is null : nag.Rung == Rung.Owner ? c.Owner is { } owner && nag.Told.Any(told => facts.People.Now(told) == owner) : c.Owner is null;

    private string Outcome(Case c, Clockface clock, DateTimeOffset now) => c switch
    {
        { LastAnswer: { } answer, Status: CaseStatus.Waiting } => $"Answered at {clock.At(answer.At, now)}.",
        { Resolution: { } end } => $"{facts.People.Name(end.By)} resolved it ({clock.At(end.At, now)}).",
        { Owner: { } owner } => $"{facts.People.Name(owner)} has it{(c.ClaimedAt is { } at ? $" since {clock.At(at, now)}" : "")}.",
        { Ruling: not null } => "Handed back; a later reminder follows if it is needed.",
        _ => "No longer needed.",
    };

    private ChatMessage.Manager Manager(MessageRow row, CaseView view, DateTimeOffset now)
    {
        var c = view.Case;
        var detail = StoreJson.Read<ManagerDetail>(row.Detail!);
        var clock = facts.Rules.Clock(c.Route);
        var open = c.Escalation is { } escalation && escalation.At == detail.At;
        var name = detail.To is { } to ? facts.People.Name(to) : "Managers";
        var headline = c.Escalation?.By is { } by
            ? $"{name}, {facts.People.Name(by)} asks you about {c.Name}."
            : $"{name}, {c.Name} is {Lateness(c, detail.At)} and {(c.Owner is { } owner ? $"with {facts.People.Name(owner)}" : "nobody has it")}.";
        var model = new ManagerCardModel
        {
            CaseId = c.Id.ToString(),
            Number = c.Name,
            Version = c.Version,
            PriorityAndTopic = $"{c.Judgement.Priority} · {c.Judgement.Kind}",
            Headline = headline,
            Mention = open && row.Person is null && detail.To is { } mentioned ? Mention(row, mentioned) : null,
            Why = open && c.Escalation!.Note is { } note ? view.Bodies.GetValueOrDefault(note) : c.Escalation?.By is null ? Reason(c) : null,
            LadderLine = c.Escalation is { Step: { } step, Steps: { } steps } ? $"Ladder step {step} of {steps}" : null,
            CustomerName = view.Last?.Author.Name ?? "A customer",
            CustomerLine = CaseWords.Customer(view.Card),
            Quote = view.Last?.Text ?? "(the words are no longer kept)",
            LogLines = [.. view.Log.TakeLast(3).Select(line => LogWords.Say(line, facts.People, clock, now)).Where(line => line.Length > 0)],
            PostUrl = view.Last?.Url,
            Choices = CaseCards.Choices(c, facts.People),
            Buttons = open ? [CardButton.Of(CardVerbs.Take, primary: true), CardButton.Of(CardVerbs.SendBack), new CardButton(CardVerbs.Assign, "Give it to")] : [],
            Outcome = open ? null : ManagerOutcome(view, clock, now),
        };
        return new ChatMessage.Manager(model) { Summary = headline };
    }

    private static string Reason(Case c)
    {
        var late = LateOne(c) is { } clock ? Case.Promise(clock.Kind) : "a promise";
        return $"{char.ToUpperInvariant(late[0])}{late[1..]} is late, and {(c.Escalation?.Step is null ? "you are this route's manager" : "you are next on the ladder")}.";
    }

    private static Clock? LateOne(Case c) => c.Clocks.Where(clock => clock.Late).MinBy(clock => clock.Target.DueAt);

    private static string Lateness(Case c, DateTimeOffset at) =>
        LateOne(c) is { } clock && at > clock.Target.DueAt ? $"{Clockface.Length(at - clock.Target.DueAt)} late" : "late";

    /// <summary>What ended the escalation, from the log.</summary>
    private string ManagerOutcome(CaseView view, Clockface clock, DateTimeOffset now)
    {
        var end = view.Log.LastOrDefault(line => line.Event is CaseEvent.Assigned or CaseEvent.SentBack or CaseEvent.Answered or CaseEvent.Resolved or CaseEvent.Escalated);
        return end is null ? "No longer needed." : LogWords.Say(end, facts.People, clock, now);
    }

    private static NagDetail Detail(MessageRow row) => StoreJson.Read<NagDetail>(row.Detail!);
}
