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

    /// <summary>The message of this row about this case; the row's own version is not looked at.</summary>
    public ChatMessage For(MessageRow row, CaseView view, DateTimeOffset now) => row.Purpose switch
    {
        MessagePurpose.Nag => Nag(row, view, now),
        MessagePurpose.Manager => Manager(row, view, now),
        MessagePurpose.Alert => _alerts.For(row, view, now),
        _ => new ChatMessage.CaseCard(cards.Model(view, now, stop.Held is null || !view.Case.IsOpen ? null : RepliesHeld)) { Summary = Summary(view.Case) },
    };

    /// <summary>A new message nobody needs any more: the case has moved on before it could be posted.</summary>
    public static bool IsMoot(MessageRow row, CaseView view) => row.Purpose switch
    {
        MessagePurpose.Nag => Detail(row) is var nag && (NagOver(nag, view.Case) || view.Case.FirstResponse?.Passed > nag.Percent),
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
        var over = NagOver(detail, c) || c.FirstResponse?.Passed > detail.Percent || !Concerns(detail, c);
        var who = view.Last?.Author.Name ?? "a customer";
        var due = c.FirstResponse?.Target.DueAt ?? row.CreatedAt;
        var text = detail.Percent >= 100
            ? $"{c.Name} from {who} needed a first answer by {clock.At(due, detail.At)}. It is late."
            : $"{c.Name} from {who} needs a first answer by {clock.At(due, detail.At)} ({Clockface.Length(due - detail.At)}).";
        var model = new NagModel
        {
            CaseId = c.Id.ToString(),
            Number = c.Name,
            Version = c.Version,
            To = [.. detail.Told.Select(id => Mention(row, id)).OfType<CardPerson>()],
            Text = Unmentioned(row, detail.Told) + text,
            Late = detail.Percent >= 100,
            Outcome = over ? Outcome(c, clock, now) : null,
            Buttons = over ? [] : NagButtons(c),
        };
        return new ChatMessage.Nag(model, over ? [] : detail.Told) { Summary = text };
    }

    /// <summary>Null for somebody this front has no address of: a mention without one would be refused, or ignored.</summary>
    private CardPerson? Mention(MessageRow row, PersonId id) =>
        facts.People.On(row.Front, row.Tenant, id)?.Address is { Length: > 0 } address ? new CardPerson(address, facts.People.Name(id)) : null;

    private string Unmentioned(MessageRow row, IReadOnlyList<PersonId> told) =>
        string.Concat(told.Where(id => Mention(row, id) is null).Select(id => $"{facts.People.Name(id)}, "));

    private static IReadOnlyList<CardButton> NagButtons(Case c) => c.Owner is null
        ? [CardButton.Of(CardVerbs.Claim, primary: true), CardButton.Of(CardVerbs.Escalate)]
        : [new CardButton(CardVerbs.Release, "Hand back"), CardButton.Of(CardVerbs.Escalate)];

    private static bool NagOver(NagDetail nag, Case c) =>
        c.FirstResponse is not { Running: true } clock || clock.Target.StartedAt != nag.StartedAt || clock.Kind != nag.Clock;

    private bool Concerns(NagDetail nag, Case c) => nag.Rung == Rung.Owner ? c.Owner is { } owner && nag.Told.Any(told => facts.People.Now(told) == owner) : c.Owner is null;

    private string Outcome(Case c, Clockface clock, DateTimeOffset now) => c switch
    {
        { LastAnswer: { } answer, FirstResponse.Running: false } => $"Answered at {clock.At(answer.At, now)}.",
        { Resolution: { } end } => $"{facts.People.Name(end.By)} resolved it ({clock.At(end.At, now)}).",
        { Owner: { } owner } => $"{facts.People.Name(owner)} has it{(c.ClaimedAt is { } at ? $" since {clock.At(at, now)}" : "")}.",
        { FirstResponse.Running: true } => "Handed back; a later reminder follows if it is needed.",
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
            Why = open && c.Escalation!.Note is { } note ? view.Bodies.GetValueOrDefault(note) : c.Escalation?.By is null ? "The first answer is late, and you are this route's manager." : null,
            LadderLine = "Ladder step 1 of 1",
            CustomerName = view.Last?.Author.Name ?? "A customer",
            CustomerLine = CaseWords.Customer(view),
            Quote = view.Last?.Text ?? "(the words are no longer kept)",
            LogLines = [.. view.Log.TakeLast(3).Select(line => LogWords.Say(line, facts.People, clock, now)).Where(line => line.Length > 0)],
            PostUrl = view.Last?.Url,
            Buttons = open ? [CardButton.Of(CardVerbs.Take, primary: true), CardButton.Of(CardVerbs.SendBack)] : [],
            Outcome = open ? null : ManagerOutcome(view, clock, now),
        };
        return new ChatMessage.Manager(model) { Summary = headline };
    }

    private static string Lateness(Case c, DateTimeOffset at) =>
        c.FirstResponse is { } clock && at > clock.Target.DueAt ? $"{Clockface.Length(at - clock.Target.DueAt)} late" : "late";

    /// <summary>What ended the escalation, from the log.</summary>
    private string ManagerOutcome(CaseView view, Clockface clock, DateTimeOffset now)
    {
        var end = view.Log.LastOrDefault(line => line.Event is CaseEvent.Assigned or CaseEvent.SentBack or CaseEvent.Answered or CaseEvent.Resolved or CaseEvent.Escalated);
        return end is null ? "No longer needed." : LogWords.Say(end, facts.People, clock, now);
    }

    private static NagDetail Detail(MessageRow row) => StoreJson.Read<NagDetail>(row.Detail!);
}
