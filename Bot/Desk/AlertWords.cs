using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Ports;
using SocialCareBot.Sla;
using SocialCareBot.Store;

namespace SocialCareBot.Desk;

/// <summary>What an alert says now: alone it is a card with Acknowledge, in a thread a sentence with a mention. Once it is over, each copy says who acknowledged it.</summary>
public sealed class AlertWords(DeskFacts facts)
{
    /// <summary>Not posted yet, and nobody needs it any more.</summary>
    public static bool IsMoot(MessageRow row, CaseView view) => IsOver(Detail(row), view.Case);

    public ChatMessage For(MessageRow row, CaseView view, DateTimeOffset now) => row.Person is null ? InThread(row, view, now) : Alone(row, view, now);

    private static bool IsOver(AlertDetail detail, Case c) => c.Alert is not { Over: false } alert || alert.At != detail.At || !c.IsOpen;

    private ChatMessage.Alert Alone(MessageRow row, CaseView view, DateTimeOffset now)
    {
        var c = view.Case;
        var over = IsOver(Detail(row), c);
        var clock = facts.Rules.Clock(c.Route);
        var model = new AlertModel
        {
            CaseId = c.Id.ToString(),
            Number = c.Name,
            Version = c.Version,
            Headline = Headline(view),
            Why = $"You are on duty for {c.Route}.{(ClockWords.Deadline(c, clock, row.CreatedAt) is { } due ? $" {due}." : "")}",
            CustomerName = view.Last?.Author.Name ?? "A customer",
            CustomerLine = CaseWords.Customer(view),
            Quote = view.Last?.Text ?? "(the words are no longer kept)",
            PostUrl = view.Last?.Url,
            Outcome = over ? Outcome(c, clock, now) : null,
            Buttons = over ? [] : Buttons,
        };
        return new ChatMessage.Alert(model) { Summary = model.Headline };
    }

    private ChatMessage.Nag InThread(MessageRow row, CaseView view, DateTimeOffset now)
    {
        var c = view.Case;
        var detail = Detail(row);
        var over = IsOver(detail, c);
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
            Buttons = over ? [] : Buttons,
        };
        return new ChatMessage.Nag(model, over ? [] : [detail.To]) { Summary = text };
    }

    private static IReadOnlyList<CardButton> Buttons => [CardButton.Of(CardVerbs.Acknowledge, primary: true), CardButton.Of(CardVerbs.Claim)];

    /// <summary>"P1 · Complaint · Mira K on Bluesky, 12.4k followers."</summary>
    private static string Headline(CaseView view)
    {
        var c = view.Case;
        var reach = view.Last?.Author.Followers is { } followers ? $", {CaseWords.Count(followers)} {(followers == 1 ? "follower" : "followers")}" : "";
        return $"{c.Judgement.Priority} · {c.Judgement.Kind} · {view.Last?.Author.Name ?? "a customer"} on {c.NetworkTitle}{reach}.";
    }

    private string Outcome(Case c, Clockface clock, DateTimeOffset now) => c.Alert is { AcknowledgedAt: { } at } alert
        ? $"Acknowledged by {facts.People.Name(alert.AcknowledgedBy)} {clock.At(at, now)}"
        : "No longer needed";

    private static AlertDetail Detail(MessageRow row) => StoreJson.Read<AlertDetail>(row.Detail!);
}
