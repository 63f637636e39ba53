using SocialCareBot.Cards.Models;

namespace SocialCareBot.Cards.AdaptiveCards;

/// <summary>A plain answer to a command: a title, a sentence, and rows.</summary>
public static class NoticeCard
{
    /// <summary>Draws the answer within <see cref="CardLimits.MostBytes"/>.</summary>
    public static AdaptiveCard Draw(NoticeModel model) => CardLimits.Fit(measures => Draw(model, measures));

    private static AdaptiveCard Draw(NoticeModel model, CardMeasures measures)
    {
        var title = Strokes.Heading(model.Title, measures.Line);
        List<AdaptiveElement> body =
        [
            model.Tone is CardTone.Default ? title : new AdaptiveContainer([title]) { Style = Strokes.Style(model.Tone), Bleed = true },
        ];
        if (Strokes.Has(model.Text))
            body.Add(Strokes.Lines(model.Text, measures.Quote));
        foreach (var row in model.Rows.Take(measures.Items))
            body.Add(Row(row, measures));
        var hidden = model.NotShown + Math.Max(0, model.Rows.Count - measures.Items);
        if (hidden > 0)
            body.Add(Strokes.Subtle($"{hidden} more", 100));
        body.AddRange(Strokes.Links((PlainText.Line(model.LinkTitle ?? "Open", 60), model.LinkUrl)));
        return AdaptiveCard.Root(PlainText.Line(model.Title, 200), body);
    }

    private static AdaptiveRichTextBlock Row(NoticeRow row, CardMeasures measures)
    {
        var lead = Strokes.Bold(row.Lead, measures.Line);
        if (AdaptiveText.Url(row.Url) is { } url)
            lead = lead with { SelectAction = new AdaptiveOpenUrlAction(url) { Title = "Open" } };
        return new([lead, new($"  {AdaptiveText.Literal(PlainText.Line(row.Text, measures.Line))}")]) { Spacing = AdaptiveSpacing.Small };
    }
}
