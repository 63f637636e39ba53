using SocialCareBot.Cards.Models;

namespace SocialCareBot.Cards.AdaptiveCards;

/// <summary>
/// The reply form as a dialog, for task/fetch and for the message extension alike; therefore every button in it is an Action.Submit.
/// </summary>
public static class ReplyForm
{
    private const string EarlierId = "earlier";
    private const string TooLong = "This answer is longer than a form in chat can hold. The draft is kept; go on with it at the web desk.";

    /// <summary>Draws the form's step within <see cref="CardLimits.MostBytes"/>; the draft is shown whole or not at all.</summary>
    public static AdaptiveCard Draw(ReplyFormModel model) => CardLimits.Fit(measures => model.Step switch
    {
        ReplyStep.Write => Write(model, measures),
        ReplyStep.Preview => Preview(model, measures),
        _ => Card(model, [Strokes.Line(model.Closing ?? "Done.", measures.Line)], []),
    });

    private static AdaptiveCard Write(ReplyFormModel model, CardMeasures measures)
    {
        List<AdaptiveElement> body = [Banner(model, measures), .. Error(model, measures)];
        if (Strokes.Has(model.Quote))
            body.Add(Strokes.Quote(model.Quote, measures.Quote));
        body.AddRange(Earlier(model, measures));
        if (!CardLimits.HoldsDraft(model.Text))
            return Card(model, [.. body, Strokes.Field(CardTone.Warning, TooLong, 200)], []);
        body.Add(Answer(model));
        body.AddRange(Counter(model, measures));
        body.AddRange(Suggestions(model, measures));
        body.AddRange(Audience(model, measures));
        body.AddRange(Promise(model, measures));
        return Card(model, body, [Press.Submit("Preview", Data(model, FormVerbs.Preview), primary: true)]);
    }

    private static AdaptiveCard Preview(ReplyFormModel model, CardMeasures measures)
    {
        List<AdaptiveElement> body = [Banner(model, measures), .. Error(model, measures)];
        var whole = CardLimits.HoldsDraft(model.Text);
        body.Add(Strokes.Line("It will appear exactly like this:", 100));
        body.Add(whole ? Exact(model.Text) : Strokes.Field(CardTone.Warning, TooLong, 200));
        foreach (var line in new[] { model.Counter, model.LinksLine, model.CostLine, model.PromiseLine })
            if (Strokes.Has(line))
                body.Add(Strokes.Subtle(line, measures.Line));
        foreach (var finding in model.Findings.Take(measures.Items))
            body.Add(Strokes.Field(finding.Blocks ? CardTone.Attention : CardTone.Warning, finding.Text, measures.Line));
        var back = Press.Submit("Back", Data(model, FormVerbs.Back));
        var sendable = whole && !model.Findings.Any(finding => finding.Blocks);
        return Card(model, body, sendable ? [Press.Submit("Send", Data(model, FormVerbs.Send), primary: true), back] : [back]);
    }

    private static AdaptiveCard Card(ReplyFormModel model, IReadOnlyList<AdaptiveElement> body, IReadOnlyList<AdaptiveAction> actions) =>
        AdaptiveCard.Root($"Answer to {model.Number}", body) with { Actions = actions.Count > 0 ? actions : null };

    private static AdaptiveContainer Banner(ReplyFormModel model, CardMeasures measures) => new([new AdaptiveRichTextBlock(
        [model.IsPublic ? Strokes.Bold(model.Banner, measures.Line) : Strokes.Run(model.Banner, measures.Line)])])
    {
        Style = model.IsPublic ? AdaptiveContainerStyle.Warning : AdaptiveContainerStyle.Emphasis,
        Bleed = true,
    };

    private static IReadOnlyList<AdaptiveElement> Error(ReplyFormModel model, CardMeasures measures) =>
        Strokes.Has(model.Error) ? [Strokes.Field(CardTone.Attention, model.Error!, measures.Line)] : [];

    private static IReadOnlyList<AdaptiveElement> Earlier(ReplyFormModel model, CardMeasures measures)
    {
        // The newest are the ones that matter.
        var shown = model.Earlier.TakeLast(Math.Min(6, measures.Items)).ToList();
        if (shown.Count == 0)
            return [];
        var title = model.Earlier.Count == 1 ? "Earlier: 1 message" : $"Earlier: {model.Earlier.Count} messages";
        return
        [
            new AdaptiveActionSet([new AdaptiveToggleVisibilityAction([EarlierId]) { Title = title }]),
            new AdaptiveContainer([.. shown.Select(message => Message(message, measures))]) { Id = EarlierId, IsVisible = false },
        ];
    }

    private static AdaptiveRichTextBlock Message(EarlierMessage message, CardMeasures measures) => new(
    [
        Strokes.Bold($"{(message.Ours ? "We, " : "")}{message.Who}:", measures.Line),
        new(" " + AdaptiveText.Literal(PlainText.Clip(PlainText.Paragraphs(message.Text), Math.Min(300, measures.Quote)))),
    ]);

    private static AdaptiveTextInput Answer(ReplyFormModel model) => new()
    {
        Id = InputNames.Text,
        Label = "Your answer",
        IsMultiline = true,
        Value = model.Text.Length > 0 ? PlainText.Repair(model.Text) : null,
        IsRequired = true,
        ErrorMessage = "Write the answer first.",
    };

    private static IReadOnlyList<AdaptiveElement> Counter(ReplyFormModel model, CardMeasures measures)
    {
        var counter = model.Counter ?? (model.Limit is { } limit ? $"Up to {limit} characters" : null);
        var signature = Strokes.Has(model.Signature) ? $"ends with {model.Signature}" : null;
        var line = string.Join(" · ", new[] { counter, signature }.Where(Strokes.Has));
        return line.Length > 0 ? [Strokes.Subtle(line, measures.Line)] : [];
    }

    private static IEnumerable<AdaptiveElement> Suggestions(ReplyFormModel model, CardMeasures measures)
    {
        var shown = model.Suggestions.Take(Math.Min(3, measures.Items)).ToList();
        if (shown.Count > 0)
            yield return new AdaptiveRichTextBlock([Strokes.Bold("Earlier answers to this", 100)]);
        foreach (var suggestion in shown)
            yield return new AdaptiveColumnSet(
            [
                new([Suggested(suggestion, measures)]) { Width = "stretch" },
                new([new AdaptiveActionSet([UseStart(model, suggestion)])]) { Width = "auto" },
            ]);
    }

    private static AdaptiveRichTextBlock Suggested(ReplySuggestion suggestion, CardMeasures measures) => new(
    [
        Strokes.Run(suggestion.Text, Math.Min(300, measures.Quote)),
        new($" ({AdaptiveText.Literal(PlainText.Line(suggestion.Who, 60))})") { IsSubtle = true },
    ]);

    // It takes no inputs: an empty answer must not keep anybody from a start.
    private static AdaptiveSubmitAction UseStart(ReplyFormModel model, ReplySuggestion suggestion) =>
        Press.Submit("Use as start", Data(model, FormVerbs.UseStart) with { Value = suggestion.Id }, withInputs: false);

    private static IReadOnlyList<AdaptiveElement> Audience(ReplyFormModel model, CardMeasures measures)
    {
        if (!model.PrivatePossible)
            return Strokes.Has(model.PrivateNotPossible) ? [Strokes.Subtle($"Private is not possible: {model.PrivateNotPossible}", measures.Line)] : [];
        if (!model.PublicPossible)
            return [];
        return
        [
            new AdaptiveChoiceSetInput([new("Public", "public"), new("Private", "private")])
            {
                Id = InputNames.Audience,
                Label = "Who can read it",
                Value = model.IsPublic ? "public" : "private",
                Style = AdaptiveChoiceInputStyle.Expanded,
            },
        ];
    }

    private static IEnumerable<AdaptiveElement> Promise(ReplyFormModel model, CardMeasures measures)
    {
        if (model.Promises.Count > 0)
            yield return new AdaptiveChoiceSetInput([.. model.Promises.Take(measures.Items).Select(choice => new AdaptiveChoice(choice.Title, choice.Id))])
            {
                Id = InputNames.PromiseBy,
                Label = "Promise news",
                Value = model.Promise,
                Placeholder = "Nothing",
                Style = AdaptiveChoiceInputStyle.Compact,
            };
    }

    private static AdaptiveContainer Exact(string text) =>
        new([new AdaptiveRichTextBlock([new(AdaptiveText.Literal(text))])]) { Style = AdaptiveContainerStyle.Emphasis };

    private static CardData Data(ReplyFormModel model, string verb) => new PressSubject(model.CaseId, model.Version, model.Nonce).Data(verb);
}
