using SocialCareBot.Cards.Models;

namespace SocialCareBot.Cards.AdaptiveCards;

/// <summary>Which of my open cases is to be answered; a dialog, like the form that follows it.</summary>
public static class CasePicker
{
    /// <summary>Draws the list within <see cref="CardLimits.MostBytes"/>.</summary>
    public static AdaptiveCard Draw(CasePickerModel model) => CardLimits.Fit(measures => Draw(model, measures));

    private static AdaptiveCard Draw(CasePickerModel model, CardMeasures measures)
    {
        List<AdaptiveElement> body = [];
        if (Strokes.Has(model.Error))
            body.Add(Strokes.Field(CardTone.Attention, model.Error!, measures.Line));
        if (model.Cases.Count == 0)
            return AdaptiveCard.Root("No open case", [.. body, Strokes.Line("You have no open case. Claim one on its card first.", 100)]);
        body.Add(List(model, measures));
        var hidden = model.NotShown + Math.Max(0, model.Cases.Count - measures.Items);
        if (hidden > 0)
            body.Add(Strokes.Subtle($"{hidden} more are on the web desk.", 100));
        return AdaptiveCard.Root("Which case do you answer?", body) with
        {
            Actions = [Press.Submit("Write the answer", new CardData { Verb = FormVerbs.Pick, Nonce = model.Nonce }, primary: true)],
        };
    }

    private static AdaptiveChoiceSetInput List(CasePickerModel model, CardMeasures measures)
    {
        var shown = model.Cases.Take(measures.Items).ToList();
        return new([.. shown.Select(choice => new AdaptiveChoice(AdaptiveText.Literal(PlainText.Line(choice.Title, 120)), choice.Id))])
        {
            Id = InputNames.PickedCase,
            Label = "Which case do you answer?",
            Value = shown.Any(choice => choice.Id == model.Picked) ? model.Picked : shown[0].Id,
            Style = AdaptiveChoiceInputStyle.Compact,
            IsRequired = true,
            ErrorMessage = "Choose a case first.",
        };
    }
}
