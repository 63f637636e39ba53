using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Ports;
using SocialCareBot.Sla;
using SocialCareBot.Store;

namespace SocialCareBot.Desk;

/// <summary>What an alert says now: alone it is a card with Acknowledge, in a thread a sentence with a mention. Once it is over, each copy says who acknowledged it.</summary>
public sealed class AlertWords(DeskFacts facts)
{
    private readonly PageWords _pages = new(facts);

    /// <summary>Not posted yet, and nobody needs it any more.</summary>
    public static bool IsMoot(MessageRow row, CaseView view) => Detail(row).IsOver(view.Case);

    public ChatMessage For(MessageRow row, CaseView view, DateTimeOffset now) => row.Person is null ? InThread(row, view, now) : Alone(row, view, now);

    private ChatMessage.Alert Alone(MessageRow row, CaseView view, DateTimeOffset now)
    {
        var c = view.Case;
        var detail = Detail(row);
        var over = detail.IsOver(c);
        var clock = facts.Rules.Clock(c.Route);
        var model = new AlertModel
        {
            CaseId = c.Id.ToString(),
            Number = c.Name,
            Version = c.Version,
            Headline = Headline(view, detail, over ? null : _pages.Deadline(c, row.Person!.Value, now)),
            Why = $"{Why(c, detail)}{(ClockWords.Deadline(c, clock, row.CreatedAt) is { } due ? $" {due}." : "")}",
            CustomerName = view.Last?.Author.Name ?? "A customer",
            CustomerLine = CaseWords.Customer(view.Card),
            Quote = view.Last?.Text ?? "(the words are no longer kept)",
            PostUrl = view.Last?.Url,
            Outcome = over ? Outcome(c, clock, now) : null,
            Buttons = over ? [] : detail.HelpFor is null ? Buttons : Helping,
        };
        return new ChatMessage.Alert(model) { Summary = model.Headline };
    }

    private ChatMessage.Nag InThread(MessageRow row, CaseView view, DateTimeOffset now)
    {
        var c = view.Case;
        var detail = Detail(row);
        var over = detail.IsOver(c);
        var name = facts.People.Name(detail.To);
        var address = facts.People.On(row.Front, row.Tenant, detail.To)?.Address;
        var text = $"{c.Name} from {view.Last?.Author.Name ?? "a customer"} is {c.Judgement.Priority}, and you could not be reached alone.";
        var model = new NagModel
        {
            CaseId = c.Id.ToString(),
            Number = c.Name,
            Version = c.Version,
            To = address is { Length: > 0 } ? [new CardPerson(address, name)] : [],
            Text = address is { Length: > 0 } ? text : $"{name}, {text}",
            Late = true,
            Outcome = over ? $"{Outcome(c, facts.Rules.Clock(c.Route), now)}." : null,
            Buttons = over ? [] : detail.HelpFor is null ? Buttons : Helping,
        };
        return new ChatMessage.Nag(model, over ? [] : [detail.To]) { Summary = text };
    }

    private string Headline(CaseView view, AlertDetail detail, string? deadline) =>
        $"{(detail.HelpFor is { } caller ? $"{facts.People.Name(caller)} calls for help. " : "")}{PageWords.Headline(view)}{(deadline is null ? "" : $" {deadline}")}";

    private static string Why(Case c, AlertDetail detail) => detail switch
    {
        { HelpFor: not null } => $"You are next in line for {c.Route}.",
        { Round: > 0 } => $"You are called for {c.Route}, round {detail.Round}: nobody has acknowledged.",
        _ => $"You are on duty for {c.Route}.",
    };

    private static IReadOnlyList<CardButton> Buttons => [CardButton.Of(CardVerbs.Acknowledge, primary: true), CardButton.Of(CardVerbs.NotMe), CardButton.Of(CardVerbs.Help)];

    /// <summary>Somebody acknowledged and wants company: what helps is to take it, or to call the next.</summary>
    private static IReadOnlyList<CardButton> Helping => [CardButton.Of(CardVerbs.Claim, primary: true), CardButton.Of(CardVerbs.Help)];

    private string Outcome(Case c, Clockface clock, DateTimeOffset now) => c.Alert is { AcknowledgedAt: { } at } alert
        ? $"Acknowledged by {facts.People.Name(alert.AcknowledgedBy)} {clock.At(at, now)}"
        : "No longer needed";

    private static AlertDetail Detail(MessageRow row) => StoreJson.Read<AlertDetail>(row.Detail!);
}
