using SocialCareBot.Cards.Models;

namespace SocialCareBot.Cards.AdaptiveCards;

/// <summary>A reminder in the case's thread; once moot it is one quiet sentence.</summary>
public static class NagCard
{
    /// <summary>Draws the reminder within <see cref="CardLimits.MostBytes"/>.</summary>
    public static AdaptiveCard Draw(NagModel model) => CardLimits.Fit(measures =>
        Strokes.Has(model.Outcome) ? Moot(model, measures) : Open(model, measures));

    private static AdaptiveCard Moot(NagModel model, CardMeasures measures) =>
        AdaptiveCard.Root($"{model.Number}: {PlainText.Line(model.Outcome, 100)}", [Strokes.Subtle(model.Outcome, measures.Line)]);

    private static AdaptiveCard Open(NagModel model, CardMeasures measures)
    {
        var mentions = model.To.Take(Math.Min(5, measures.Items)).Select(person => AdaptiveMention.Of(person.Address, person.Name)).ToList();
        List<AdaptiveElement> body = [Sentence(model, mentions, measures)];
        var forms = new CaseForms(new PressSubject(model.CaseId, model.Version, model.Nonce), new CaseFormChoices(), measures);
        body.AddRange(ButtonRows.Of(forms.Of(model.Buttons.Take(CardLimits.MostActions))));
        body.AddRange(Strokes.Links(("Go to the card", model.LiveCardUrl), ("Open case", model.CaseUrl)));
        return AdaptiveCard.Root(PlainText.Line(model.Text, 200), body) with
        {
            MsTeams = mentions.Count > 0 ? new AdaptiveMsTeams { Entities = mentions } : null,
        };
    }

    // A text block, not a run: only there does a client turn the at-tag into a mention.
    private static AdaptiveElement Sentence(NagModel model, IReadOnlyList<AdaptiveMention> mentions, CardMeasures measures)
    {
        var names = string.Concat(mentions.Select(mention => $"{mention.Text}, "));
        var sentence = new AdaptiveTextBlock(names + AdaptiveText.Escape(PlainText.Line(model.Text, measures.Line)));
        return model.Late ? new AdaptiveContainer([sentence]) { Style = AdaptiveContainerStyle.Attention, Bleed = true } : sentence;
    }
}
