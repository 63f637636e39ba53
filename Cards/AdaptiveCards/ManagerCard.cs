using SocialCareBot.Cards.Models;

namespace SocialCareBot.Cards.AdaptiveCards;

/// <summary>An escalated case in a manager's own chat: what it is, why it came, what to press.</summary>
public static class ManagerCard
{
    private const int MostLogLines = 3;

    /// <summary>Draws the card within <see cref="CardLimits.MostBytes"/>.</summary>
    public static AdaptiveCard Draw(ManagerCardModel model) => CardLimits.Fit(measures => Draw(model, measures));

    private static AdaptiveCard Draw(ManagerCardModel model, CardMeasures measures)
    {
        List<AdaptiveElement> body = [];
        if (Strokes.Has(model.Notice))
            body.Add(Strokes.Field(CardTone.Default, model.Notice!, measures.Line));
        var mention = model.Mention is { } person ? AdaptiveMention.Of(person.Address, person.Name) : null;
        if (mention is not null)
            body.Add(new AdaptiveTextBlock(mention.Text));
        body.Add(Head(model, measures));
        foreach (var line in new[] { model.Why, model.LadderLine })
            if (Strokes.Has(line))
                body.Add(Strokes.Subtle(line, measures.Line));
        body.Add(Customer(model, measures));
        body.Add(Strokes.Quote(model.Quote, measures.Quote));
        body.AddRange(Strokes.Links(("Open post", model.PostUrl), ("Open case", model.CaseUrl), ("Go to the card", model.LiveCardUrl)));
        body.AddRange(Log(model, measures));
        body.AddRange(Strokes.Has(model.Outcome) ? [Strokes.Field(CardTone.Good, model.Outcome!, measures.Line)] : Buttons(model, measures));
        return AdaptiveCard.Root(PlainText.Line(model.Headline, 200), body) with { MsTeams = mention is null ? AdaptiveMsTeams.Full : AdaptiveMsTeams.Full with { Entities = [mention] } };
    }

    private static AdaptiveContainer Head(ManagerCardModel model, CardMeasures measures) => new(
    [
        new AdaptiveRichTextBlock([Strokes.Bold(model.Headline, measures.Line)]),
        Strokes.Line($"{PlainText.Line(model.PriorityAndTopic, measures.Line)}  {model.Number}", measures.Line + 20) with { Spacing = AdaptiveSpacing.Small },
    ])
    {
        Style = Strokes.Has(model.Outcome) ? AdaptiveContainerStyle.Emphasis : AdaptiveContainerStyle.Warning,
        Bleed = true,
    };

    private static AdaptiveRichTextBlock Customer(ManagerCardModel model, CardMeasures measures)
    {
        List<AdaptiveTextRun> runs = [Strokes.Bold(model.CustomerName, measures.Line)];
        if (Strokes.Has(model.CustomerLine))
            runs.Add(new($" · {AdaptiveText.Literal(PlainText.Line(model.CustomerLine, measures.Line))}") { IsSubtle = true });
        return new(runs);
    }

    private static IEnumerable<AdaptiveElement> Log(ManagerCardModel model, CardMeasures measures)
    {
        var lines = model.LogLines.TakeLast(MostLogLines).Select(line => PlainText.Line(line, measures.Line));
        var text = AdaptiveText.Literal(string.Join('\n', lines));
        return text.Length > 0 ? [new AdaptiveRichTextBlock([new(text) { IsSubtle = true, Size = AdaptiveTextSize.Small }])] : [];
    }

    private static IReadOnlyList<AdaptiveElement> Buttons(ManagerCardModel model, CardMeasures measures)
    {
        var forms = new CaseForms(new PressSubject(model.CaseId, model.Version, model.Nonce), model.Choices, measures);
        return [.. ButtonRows.Of(forms.Of(model.Buttons.Take(CardLimits.MostActions)))];
    }
}
