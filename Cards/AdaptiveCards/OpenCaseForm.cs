using SocialCareBot.Cards.Models;

namespace SocialCareBot.Cards.AdaptiveCards;

/// <summary>Asks whether a case is to be opened from this message; a dialog.</summary>
public static class OpenCaseForm
{
    /// <summary>Draws the question within <see cref="CardLimits.MostBytes"/>.</summary>
    public static AdaptiveCard Draw(OpenCaseModel model) => CardLimits.Fit(measures => Draw(model, measures));

    private static AdaptiveCard Draw(OpenCaseModel model, CardMeasures measures) => AdaptiveCard.Root(
        "Open a case from this message?",
        [
            new AdaptiveRichTextBlock([Strokes.Bold(model.Author, measures.Line), new(" wrote:")]),
            Strokes.Quote(model.Quote, measures.Quote),
            Strokes.Subtle("The case is sorted, routed and timed like every other. The author is not told.", 100),
        ]) with
    {
        Actions = [Press.Submit("Open the case", new CardData { Verb = FormVerbs.Open, Nonce = model.Nonce }, primary: true)],
    };
}
