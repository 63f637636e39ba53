using SocialCareBot.Cards.Models;

namespace SocialCareBot.Cards.AdaptiveCards;

/// <summary>A hand-over in the own chat of whoever comes on duty.</summary>
public static class HandOverCard
{
    /// <summary>More cases are on the web desk; those that wait come first, so that they move up as others are accepted.</summary>
    public const int MostItems = 15;

    /// <summary>Draws the card within <see cref="CardLimits.MostBytes"/>.</summary>
    public static AdaptiveCard Draw(HandOverModel model) => CardLimits.Fit(measures => Draw(model, measures));

    private static AdaptiveCard Draw(HandOverModel model, CardMeasures measures)
    {
        List<AdaptiveElement> body =
        [
            new AdaptiveContainer([Strokes.Heading(model.Title, measures.Line)]) { Style = Strokes.Style(Waits(model) ? CardTone.Accent : CardTone.Default), Bleed = true },
            Strokes.Lines(model.Text, measures.Quote),
        ];
        var shown = model.Items.Take(Math.Min(MostItems, measures.Items)).ToList();
        body.AddRange(shown.SelectMany(item => Item(item, measures)));
        if (model.Items.Count > shown.Count)
            body.Add(Strokes.Subtle($"{model.Items.Count - shown.Count} more are on the web desk.", 100));
        foreach (var source in model.Sources.Take(Math.Min(5, measures.Items)))
            body.Add(Strokes.Field(CardTone.Warning, source, measures.Line));
        return AdaptiveCard.Root(PlainText.Line(model.Title, 200), body) with { MsTeams = AdaptiveMsTeams.Full };
    }

    private static IEnumerable<AdaptiveElement> Item(HandOverItem item, CardMeasures measures)
    {
        List<AdaptiveElement> lines =
        [
            new AdaptiveRichTextBlock([Strokes.Bold(item.Title, measures.Line)]),
            Strokes.Line(item.Text, Math.Min(200, measures.Line)) with { Spacing = AdaptiveSpacing.Small },
            .. item.Lines.Take(4).Select(line => Strokes.Subtle(line, measures.Line)),
        ];
        if (Strokes.Has(item.Outcome))
            lines.Add(Strokes.Subtle(item.Outcome, measures.Line));
        yield return new AdaptiveContainer(lines) { Style = AdaptiveContainerStyle.Emphasis };
        if (Strokes.Has(item.Outcome))
            yield break;
        var subject = new PressSubject(item.CaseId, item.Version, null);
        foreach (var row in ButtonRows.Of(item.Buttons.Take(CardLimits.MostActions).Select(button => Press.Plain(button, subject))))
            yield return row;
    }

    private static bool Waits(HandOverModel model) => model.Items.Any(item => !Strokes.Has(item.Outcome));
}
