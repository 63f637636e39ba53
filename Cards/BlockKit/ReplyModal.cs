using System.Globalization;
using SocialCareBot.Cards.Models;

namespace SocialCareBot.Cards.BlockKit;

/// <summary>
/// The reply form as a modal. The writing step is opened and updated; the preview is pushed above it, so that its Back closes it and finds
/// the words as they were; the closing sentence takes the preview's place and closes everything.
/// </summary>
public static class ReplyModal
{
    /// <summary>The longest answer the form holds; Slack's fields end there, and a longer one is worked on at the web desk.</summary>
    public const int MostDraft = 3000;

    private const string TooLong = "This answer is longer than a form in chat can hold. The draft is kept; go on with it at the web desk.";

    /// <summary>What opens at once, inside the three seconds of a press; <see cref="Draw"/> follows.</summary>
    public static BlockView Opening(string number, string metadata) => BlockViews.Opening(CardVerbs.Reply, $"Answer {number}", metadata);

    /// <summary>Draws the form's step; the draft is shown whole or not at all.</summary>
    /// <param name="turn">
    /// Slack keeps what was typed where a field keeps its id, and an initial value is ignored then. A form whose text was changed by us
    /// ("Use as start") is drawn with the next turn, which gives the field a new id ("text#1").
    /// </param>
    public static BlockView Draw(ReplyFormModel model, string metadata, int turn = 0) => BlockLimits.Fit(measures => model.Step switch
    {
        ReplyStep.Write => Write(model, metadata, turn, measures),
        ReplyStep.Preview => Preview(model, metadata, measures),
        _ => Closed(model, metadata, measures),
    });

    private static BlockView Write(ReplyFormModel model, string metadata, int turn, BlockMeasures measures)
    {
        var view = BlockViews.Modal(CardVerbs.Reply, $"Answer {model.Number}", metadata) with
        {
            Blocks =
            [
                .. Head(model, measures),
                .. Earlier(model, measures),
                .. BlockStrokes.Has(model.Quote) ? [BlockStrokes.Quote(model.Quote, measures.Quote)] : Array.Empty<Block>(),
            ],
        };
        if (!Holds(model.Text))
            return view with { Blocks = [.. view.Blocks, BlockStrokes.Section(TooLong, 200)] };
        return view with
        {
            Submit = new("Preview"),
            Blocks = [.. view.Blocks, Answer(model, turn, measures), .. Audience(model, measures), .. Promise(model, measures), .. Suggestions(model, measures)],
        };
    }

    private static BlockView Preview(ReplyFormModel model, string metadata, BlockMeasures measures)
    {
        var whole = Holds(model.Text);
        List<Block> body =
        [
            .. Head(model, measures),
            BlockStrokes.Subtle("It will appear exactly like this:", 100),
            whole ? new RichTextBlock([new RichTextQuote([Exact(model.Text)])]) : BlockStrokes.Section(TooLong, 200),
        ];
        foreach (var line in new[] { model.Counter, model.LinksLine, model.CostLine, model.PromiseLine })
            if (BlockStrokes.Has(line))
                body.Add(BlockStrokes.Subtle(line, measures.Line));
        foreach (var finding in model.Findings.Take(measures.Items))
            body.Add(BlockStrokes.Rich(BlockStrokes.Bold(finding.Text, measures.Line)));
        var sendable = whole && !model.Findings.Any(finding => finding.Blocks);
        return BlockViews.Modal(FormVerbs.Send, $"Preview {model.Number}", metadata) with
        {
            Close = new("Back"),
            Submit = sendable ? new("Send") : null,
            Blocks = body,
        };
    }

    private static BlockView Closed(ReplyFormModel model, string metadata, BlockMeasures measures) =>
        BlockViews.Modal(FormVerbs.Send, $"Answer {model.Number}", metadata) with
        {
            ClearOnClose = true,
            Blocks = [BlockStrokes.Section(model.Closing ?? "Done.", measures.Line)],
        };

    private static bool Holds(string text) => PlainText.Repair(text).Length <= MostDraft;

    private static IEnumerable<Block> Head(ReplyFormModel model, BlockMeasures measures)
    {
        yield return BlockStrokes.Rich(model.IsPublic ? BlockStrokes.Bold(model.Banner, measures.Line) : BlockStrokes.Words(model.Banner, measures.Line));
        if (BlockStrokes.Has(model.Error))
            yield return BlockStrokes.Rich(BlockStrokes.Bold(model.Error, measures.Line));
    }

    private static IEnumerable<Block> Earlier(ReplyFormModel model, BlockMeasures measures)
    {
        // The newest are the ones that matter.
        var shown = model.Earlier.TakeLast(Math.Min(6, measures.Items)).ToList();
        if (shown.Count == 0)
            yield break;
        yield return BlockStrokes.Subtle(model.Earlier.Count == 1 ? "Earlier: 1 message" : $"Earlier: {model.Earlier.Count} messages", 100);
        yield return new RichTextBlock([.. shown.Select(message => Message(message, measures))]);
    }

    private static RichTextSection Message(EarlierMessage message, BlockMeasures measures) => new(
    [
        BlockStrokes.Bold($"{(message.Ours ? "We, " : "")}{message.Who}:", measures.Line),
        new RichTextWords(" " + PlainText.Clip(PlainText.Paragraphs(message.Text), Math.Min(300, measures.Quote))),
    ]);

    // The field takes more than the network does: networks count links and emoji in their own ways, and the preview counts as they do.
    private static InputBlock Answer(ReplyFormModel model, int turn, BlockMeasures measures)
    {
        var id = turn == 0 ? InputNames.Text : string.Create(CultureInfo.InvariantCulture, $"{InputNames.Text}#{turn}");
        var counter = model.Counter ?? (model.Limit is { } limit ? $"Up to {limit} characters" : null);
        var signature = BlockStrokes.Has(model.Signature) ? $"ends with {model.Signature}" : null;
        var hint = string.Join(" · ", new[] { counter, signature }.Where(BlockStrokes.Has));
        return new(new("Your answer"), new TextInputElement(id)
        {
            Multiline = true,
            MaxLength = MostDraft,
            InitialValue = PlainText.Repair(model.Text) is { Length: > 0 } draft ? draft : null,
        })
        {
            BlockId = id,
            Hint = hint.Length > 0 ? BlockStrokes.Text(hint, measures.Line) : null,
        };
    }

    private static IEnumerable<Block> Audience(ReplyFormModel model, BlockMeasures measures)
    {
        if (!model.PrivatePossible && BlockStrokes.Has(model.PrivateNotPossible))
            yield return BlockStrokes.Subtle($"Private is not possible: {model.PrivateNotPossible}", measures.Line);
        if (!model.PrivatePossible || !model.PublicPossible)
            yield break;
        BlockOption open = new(new("Public"), "public"), quiet = new(new("Private"), "private");
        yield return new InputBlock(new("Who can read it"), new RadioElement(InputNames.Audience, [open, quiet]) { InitialOption = model.IsPublic ? open : quiet })
        {
            BlockId = InputNames.Audience,
        };
    }

    private static IEnumerable<Block> Promise(ReplyFormModel model, BlockMeasures measures)
    {
        List<BlockOption> options = [.. model.Promises.Take(measures.Items).Select(choice => new BlockOption(BlockStrokes.Text(choice.Title, 75), choice.Id))];
        if (options.Count > 0)
            yield return new InputBlock(new("Promise news"), new SelectElement(InputNames.PromiseBy, options) { Placeholder = new("Nothing"), InitialOption = options.Find(option => option.Value == model.Promise) })
            {
                BlockId = InputNames.PromiseBy,
                Optional = true,
            };
    }

    private static IEnumerable<Block> Suggestions(ReplyFormModel model, BlockMeasures measures)
    {
        var shown = model.Suggestions.Take(Math.Min(3, measures.Items)).ToList();
        if (shown.Count > 0)
            yield return BlockStrokes.Rich(BlockStrokes.Bold("Earlier answers to this", 100));
        var buttons = new BlockButtons();
        foreach (var suggestion in shown)
            yield return BlockStrokes.Section($"{PlainText.Line(suggestion.Text, Math.Min(300, measures.Quote))} ({PlainText.Line(suggestion.Who, 60)})", 400) with
            {
                Accessory = buttons.Button(new CardButton(FormVerbs.UseStart, "Use as start") { Value = suggestion.Id }, model.CaseId, model.Version),
            };
    }

    private static RichTextWords Exact(string text) => new(PlainText.Clean(text) is { Length: > 0 } clean ? clean : "-");
}
