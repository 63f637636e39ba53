using SocialCareBot.Cards.Models;

namespace SocialCareBot.Cards.AdaptiveCards;

/// <summary>
/// The buttons of a case, each as what it needs: a plain press, the reply dialog, or a small form in place (a dialog button does
/// nothing in some clients, an inline card works everywhere).
/// </summary>
internal sealed record CaseForms(PressSubject Subject, CaseFormChoices Choices, CardMeasures Measures)
{
    /// <summary>The action of a button; null for a form that has nothing to choose from.</summary>
    internal AdaptiveAction? Of(CardButton button) => button switch
    {
        { Verb: CardVerbs.Reply } => Press.Dialog(button, Subject),
        { Value: not null } => Press.Plain(button, Subject),
        { Verb: CardVerbs.Note } => Form(button, "Add note", Words(InputNames.Note, "Note (the customer never sees it)", required: true)),
        { Verb: CardVerbs.Escalate } => Form(button, "Escalate", Words(InputNames.EscalateNote, "For the manager (may stay empty)")),
        { Verb: CardVerbs.SendBack } => Form(button, "Send back", Words(InputNames.SendBackNote, "Note for the team", required: true)),
        { Verb: CardVerbs.Assign } => Pick(button, "Assign", (InputNames.AssignTo, "Who takes it", Choices.People, null)),
        { Verb: CardVerbs.Snooze } => Pick(button, "Snooze", (InputNames.SnoozeFor, "Quiet until (the deadline stays)", Choices.Snooze, null)),
        { Verb: CardVerbs.Resolve } => Pick(button, "Resolve", (InputNames.ResolveReason, "How it ended", Choices.Reasons, null)) ?? Press.Plain(button, Subject),
        { Verb: CardVerbs.Reclassify } => Pick(
            button,
            "Reclassify",
            (InputNames.Kind, "Kind", Choices.Kinds, Choices.Kind),
            (InputNames.Priority, "Priority", Choices.Priorities, Choices.Priority)),
        _ => Press.Plain(button, Subject),
    };

    /// <summary>The actions of several buttons.</summary>
    internal IEnumerable<AdaptiveAction> Of(IEnumerable<CardButton> buttons) => buttons.Select(Of).OfType<AdaptiveAction>();

    private AdaptiveAction? Pick(CardButton button, string done, params (string Id, string Label, IReadOnlyList<CardChoice> From, string? Now)[] lists) =>
        lists.Any(list => list.From.Count == 0) ? null : Form(button, done, [.. lists.Select(list => List(list.Id, list.Label, list.From, list.Now))]);

    private AdaptiveShowCardAction Form(CardButton button, string done, params AdaptiveElement[] inputs) =>
        new(new AdaptiveCard
        {
            Body = inputs,
            Actions = [Press.Done(new CardButton(button.Verb, done), Subject)],
        })
        {
            Title = button.Title,
            Style = Press.Style(button),
        };

    private static AdaptiveTextInput Words(string id, string label, bool required = false) => new()
    {
        Id = id,
        Label = label,
        IsMultiline = true,
        MaxLength = 2000,
        IsRequired = required ? true : null,
        ErrorMessage = required ? "Write a few words first." : null,
    };

    private AdaptiveChoiceSetInput List(string id, string label, IReadOnlyList<CardChoice> from, string? now) =>
        new([.. from.Take(Measures.Items).Select(choice => new AdaptiveChoice(AdaptiveText.Literal(PlainText.Line(choice.Title, 60)), choice.Id))])
        {
            Id = id,
            Label = label,
            Value = from.Take(Measures.Items).Any(choice => choice.Id == now) ? now : null,
            Placeholder = "Choose",
            Style = AdaptiveChoiceInputStyle.Compact,
            IsRequired = true,
            ErrorMessage = "Choose one first.",
        };
}
