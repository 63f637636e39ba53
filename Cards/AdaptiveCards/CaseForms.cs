using SocialCareBot.Cards.Models;

namespace SocialCareBot.Cards.AdaptiveCards;

/// <summary>
/// The buttons of a case, each as what it needs: a plain press, the reply dialog, or a small form in place (a dialog button does
/// nothing in some clients, an inline card works everywhere).
/// </summary>
internal sealed record CaseForms(PressSubject Subject, CaseFormChoices Choices, CardMeasures Measures)
{
    /// <summary>The actions of several buttons, without the forms that have nothing to choose from.</summary>
    internal IEnumerable<AdaptiveAction> Of(IEnumerable<CardButton> buttons) => buttons.Where(button => CaseForm.CanAsk(button, Choices)).Select(Of);

    private AdaptiveAction Of(CardButton button)
    {
        if (button.Verb is CardVerbs.Reply)
            return Press.Dialog(button, Subject);
        var fields = button.Value is null ? CaseForm.Fields(button.Verb, Choices) : [];
        return fields.Count > 0 && fields.All(field => field.CanBeFilled) ? Form(button, fields) : Press.Plain(button, Subject);
    }

    private AdaptiveShowCardAction Form(CardButton button, IReadOnlyList<CaseField> fields) =>
        new(new AdaptiveCard
        {
            Body = [.. fields.Select(field => field.From is { } from ? List(field, from) : Words(field))],
            Actions = [Press.Done(new CardButton(button.Verb, CaseForm.Done(button.Verb)), Subject)],
        })
        {
            Title = button.Title,
            Style = Press.Style(button),
        };

    private static AdaptiveElement Words(CaseField field) => new AdaptiveTextInput
    {
        Id = field.Id,
        // Slack says so by itself.
        Label = field.Required ? field.Label : $"{field.Label} (may stay empty)",
        IsMultiline = true,
        MaxLength = CaseForm.MostWords,
        IsRequired = field.Required ? true : null,
        ErrorMessage = field.Required ? "Write a few words first." : null,
    };

    private AdaptiveElement List(CaseField field, IReadOnlyList<CardChoice> from) =>
        new AdaptiveChoiceSetInput([.. from.Take(Measures.Items).Select(choice => new AdaptiveChoice(AdaptiveText.Literal(PlainText.Line(choice.Title, 60)), choice.Id))])
        {
            Id = field.Id,
            Label = field.Label,
            Value = from.Take(Measures.Items).Any(choice => choice.Id == field.Now) ? field.Now : null,
            Placeholder = field.Required ? "Choose" : "Nothing",
            Style = AdaptiveChoiceInputStyle.Compact,
            IsRequired = field.Required ? true : null,
            ErrorMessage = field.Required ? "Choose one first." : null,
        };
}
