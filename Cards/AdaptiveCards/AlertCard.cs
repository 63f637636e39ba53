using SocialCareBot.Cards.Models;

namespace SocialCareBot.Cards.AdaptiveCards;

/// <summary>An alert in one person's own chat; once somebody has acknowledged it, the copy says who and loses its buttons.</summary>
public static class AlertCard
{
    /// <summary>Draws the card within <see cref="CardLimits.MostBytes"/>.</summary>
    public static AdaptiveCard Draw(AlertModel model) => CardLimits.Fit(measures => Draw(model, measures));

    private static AdaptiveCard Draw(AlertModel model, CardMeasures measures)
    {
        var over = Strokes.Has(model.Outcome);
        List<AdaptiveElement> body =
        [
            new AdaptiveContainer(
            [
                new AdaptiveRichTextBlock([Strokes.Bold(model.Headline, measures.Line)]),
                Strokes.Line(model.Number, 40) with { Spacing = AdaptiveSpacing.Small },
            ])
            {
                Style = over ? AdaptiveContainerStyle.Emphasis : AdaptiveContainerStyle.Attention,
                Bleed = true,
            },
        ];
        if (over)
            body.Add(Strokes.Field(CardTone.Good, model.Outcome!, measures.Line));
        else if (Strokes.Has(model.Why))
            body.Add(Strokes.Subtle(model.Why, measures.Line));
        body.Add(Customer(model, measures));
        body.Add(Strokes.Quote(model.Quote, measures.Quote));
        body.AddRange(Strokes.Links(("Open post", model.PostUrl), ("Open case", model.CaseUrl)));
        if (!over)
            body.AddRange(Buttons(model, measures));
        return AdaptiveCard.Root(PlainText.Line(model.Headline, 200), body) with { MsTeams = AdaptiveMsTeams.Full };
    }

    private static AdaptiveRichTextBlock Customer(AlertModel model, CardMeasures measures)
    {
        List<AdaptiveTextRun> runs = [Strokes.Bold(model.CustomerName, measures.Line)];
        if (Strokes.Has(model.CustomerLine))
            runs.Add(new($" · {AdaptiveText.Literal(PlainText.Line(model.CustomerLine, measures.Line))}") { IsSubtle = true });
        return new(runs);
    }

    private static IReadOnlyList<AdaptiveElement> Buttons(AlertModel model, CardMeasures measures)
    {
        var forms = new CaseForms(new PressSubject(model.CaseId, model.Version, model.Nonce), new CaseFormChoices(), measures);
        return [.. ButtonRows.Of(forms.Of(model.Buttons.Take(CardLimits.MostActions)))];
    }
}
