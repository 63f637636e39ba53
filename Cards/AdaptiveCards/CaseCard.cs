using SocialCareBot.Cards.Models;

namespace SocialCareBot.Cards.AdaptiveCards;

/// <summary>The card of a case: how urgent, who, what they said, what to press.</summary>
public static class CaseCard
{
    private const string MoreId = "more";

    /// <summary>What the client presses by itself to fetch somebody's own card; nothing is changed by it.</summary>
    public const string RefreshVerb = "refresh";

    /// <summary>Draws the card within <see cref="CardLimits.MostBytes"/>.</summary>
    /// <param name="own">Addresses of those whose client fetches a card of their own.</param>
    public static AdaptiveCard Draw(CaseCardModel model, IReadOnlyList<string>? own = null) => CardLimits.Fit(measures => Draw(model, measures) with { Refresh = Refresh(model, own ?? []) });

    /// <summary>The same card as UTF-8 for the answer to a press, which somebody waits for: it is written once.</summary>
    public static byte[] DrawUtf8(CaseCardModel model) => CardLimits.Fitted(measures => Draw(model, measures)).Utf8;

    private static AdaptiveRefresh? Refresh(CaseCardModel model, IReadOnlyList<string> own) =>
        own.Count == 0 ? null : new(new AdaptiveExecuteAction(RefreshVerb, new PressSubject(model.CaseId, model.Version, model.Nonce).Data(RefreshVerb)), own);

    private static AdaptiveCard Draw(CaseCardModel model, CardMeasures measures)
    {
        List<AdaptiveElement> body = [];
        if (Strokes.Has(model.Notice))
            body.Add(Strokes.Field(CardTone.Default, model.Notice!, measures.Line));
        body.Add(StateBar(model, measures));
        body.Add(Customer(model, measures));
        body.Add(Strokes.Quote(model.Quote, measures.Quote, [.. Media(model, measures)]));
        body.AddRange(Strokes.Links(("Open post", model.PostUrl), ("Open case", model.CaseUrl)));
        body.Add(Strokes.Line(model.StandLine, measures.Line));
        if (Strokes.Has(model.Rule))
            body.Add(Strokes.Subtle($"Sorted by rule: {model.Rule}", measures.Line));
        body.AddRange(model.LiveCardUrl is null ? Buttons(model, measures) : OldCopy(model));
        return AdaptiveCard.Root(Summary(model), body) with { MsTeams = AdaptiveMsTeams.Full };
    }

    private static AdaptiveContainer StateBar(CaseCardModel model, CardMeasures measures)
    {
        var look = CardStates.Look(model.State, model.Priority);
        List<AdaptiveTextRun> what = [Strokes.Bold(model.PriorityAndTopic, measures.Line), new($"  {model.Number}")];
        if (model.Practice)
            what.Add(new("  PRACTICE") { Weight = AdaptiveTextWeight.Bolder });
        List<AdaptiveElement> rows =
        [
            new AdaptiveColumnSet(
            [
                new([new AdaptiveRichTextBlock(what)]) { Width = "stretch" },
                new([new AdaptiveRichTextBlock([Strokes.Bold(look.Word, measures.Line)]) { HorizontalAlignment = AdaptiveHorizontalAlignment.Right }])
                {
                    Width = "auto",
                },
            ]),
        ];
        if (Strokes.Has(model.DeadlineLine))
            rows.Add(Strokes.Line(model.DeadlineLine, measures.Line) with { Spacing = AdaptiveSpacing.Small });
        return new(rows) { Style = Strokes.Style(look.Tone), Bleed = true };
    }

    private static AdaptiveColumnSet Customer(CaseCardModel model, CardMeasures measures)
    {
        List<AdaptiveElement> lines = [new AdaptiveRichTextBlock([Strokes.Bold(model.CustomerName, measures.Line)])];
        if (Strokes.Has(model.CustomerLine))
            lines.Add(Strokes.Subtle(model.CustomerLine, measures.Line) with { Spacing = AdaptiveSpacing.None });
        var text = new AdaptiveColumn(lines) { Width = "stretch", VerticalContentAlignment = AdaptiveVerticalAlignment.Center };
        if (AdaptiveText.Url(model.AvatarUrl) is not { } avatar)
            return new([text]);
        var picture = new AdaptiveImage(avatar) { Width = "40px", Style = AdaptiveImageStyle.Person, AltText = "" };
        return new([new([picture]) { Width = "auto" }, text with { Spacing = AdaptiveSpacing.Small }]);
    }

    private static IEnumerable<AdaptiveElement> Media(CaseCardModel model, CardMeasures measures)
    {
        var thumbs = model.Thumbs.Select(thumb => (thumb, Url: AdaptiveText.Url(thumb.Url))).Where(thumb => thumb.Url is not null)
            .Take(measures.Pictures).Select(thumb => new AdaptiveColumn([Thumb(thumb.Url!, thumb.thumb.AltText, measures)]) { Width = "auto" }).ToList();
        if (thumbs.Count > 0)
            yield return new AdaptiveColumnSet(thumbs);
        if (Strokes.Has(model.MediaLine))
            yield return Strokes.Subtle(model.MediaLine, measures.Line);
    }

    private static AdaptiveImage Thumb(string url, string? altText, CardMeasures measures) => new(url)
    {
        Width = "56px",
        AltText = Strokes.Has(altText) ? AdaptiveText.Literal(PlainText.Line(altText, measures.Line)) : "Picture in the customer's post",
    };

    private static IEnumerable<AdaptiveElement> Buttons(CaseCardModel model, CardMeasures measures)
    {
        var forms = new CaseForms(new PressSubject(model.CaseId, model.Version, model.Nonce), model.Choices, measures);
        List<AdaptiveAction> visible = [.. forms.Of(model.Visible)];
        List<AdaptiveAction> more = [.. forms.Of(model.More)];
        if (more.Count > 0)
            visible.Add(new AdaptiveToggleVisibilityAction([MoreId]) { Title = "More" });
        foreach (var row in ButtonRows.Of(visible))
            yield return row;
        // Hidden in a container, each form still opens under its own row; a form within a form would not open everywhere.
        if (more.Count > 0)
            yield return new AdaptiveContainer([.. ButtonRows.Of(more)]) { Id = MoreId, IsVisible = false };
    }

    private static IEnumerable<AdaptiveElement> OldCopy(CaseCardModel model) =>
    [
        Strokes.Line("This copy is no longer kept up to date.", 100),
        .. Strokes.Links(("Open the live card", model.LiveCardUrl)),
    ];

    private static string Summary(CaseCardModel model) =>
        PlainText.Line($"{model.Number} · {model.PriorityAndTopic} · {CardStates.Look(model.State, model.Priority).Word} · {model.CustomerName}", 200);
}
