using SocialCareBot.Cards.Models;

namespace SocialCareBot.Cards.BlockKit;

/// <summary>The card of a case: how urgent, who, what they said, what to press.</summary>
public static class CaseBlocks
{
    /// <summary>Draws the card within Slack's limits.</summary>
    public static BlockMessage Draw(CaseCardModel model) => BlockLimits.Fit(measures => Draw(model, measures));

    private static BlockMessage Draw(CaseCardModel model, BlockMeasures measures)
    {
        List<Block> body =
        [
            Customer(model, measures),
            .. Said(model, measures),
            new RichTextBlock(
            [
                .. BlockStrokes.Links(("Open post", model.PostUrl), ("Open case", model.CaseUrl)),
                new RichTextSection([BlockStrokes.Words(model.StandLine, measures.Line)]),
            ]),
        ];
        if (BlockStrokes.Has(model.Rule))
            body.Add(BlockStrokes.Subtle($"Sorted by rule: {model.Rule}", measures.Line));
        body.AddRange(model.LiveCardUrl is null ? Buttons(model) : OldCopy(model));
        return new(BlockMarkup.Fallback(Summary(model)), BlockColors.Of(CardStates.Look(model.State, model.Priority).Tone), body)
        {
            Above = [.. Notice(model, measures), Head(model, measures)],
        };
    }

    private static IReadOnlyList<Block> Notice(CaseCardModel model, BlockMeasures measures) =>
        BlockStrokes.Has(model.Notice) ? [BlockStrokes.Section(model.Notice, measures.Line)] : [];

    private static RichTextBlock Head(CaseCardModel model, BlockMeasures measures)
    {
        List<RichTextRun> runs = [BlockStrokes.Bold(model.PriorityAndTopic, measures.Line), new RichTextWords($"  {PlainText.Line(model.Number, 40)}")];
        if (model.Practice)
            runs.Add(new RichTextWords("  PRACTICE") { Style = RichTextStyle.BoldOnly });
        runs.Add(new RichTextWords("  ·  "));
        runs.Add(BlockStrokes.Bold(CardStates.Look(model.State, model.Priority).Word, measures.Line));
        if (BlockStrokes.Has(model.DeadlineLine))
            runs.AddRange([new RichTextWords("  ·  "), BlockStrokes.Words(model.DeadlineLine, measures.Line)]);
        return BlockStrokes.Rich([.. runs]);
    }

    // A small picture stands only in a context, where nothing is bold.
    private static Block Customer(CaseCardModel model, BlockMeasures measures)
    {
        if (BlockStrokes.Picture(model.AvatarUrl, "Customer's picture", 40) is not { } avatar)
            return BlockPeople.Customer(model.CustomerName, model.CustomerLine, measures);
        List<BlockElement> line = [avatar, BlockStrokes.Element(model.CustomerName, measures.Line)];
        if (BlockStrokes.Has(model.CustomerLine))
            line.Add(BlockStrokes.Element(model.CustomerLine, measures.Line));
        return new ContextBlock(line);
    }

    private static IEnumerable<Block> Said(CaseCardModel model, BlockMeasures measures)
    {
        yield return BlockStrokes.Quote(model.Quote, measures.Quote);
        var pictures = model.Thumbs.Select(thumb => BlockStrokes.Picture(thumb.Url, thumb.AltText, measures.Line)).OfType<BlockImage>().ToList();
        var line = BlockStrokes.Has(model.MediaLine) ? model.MediaLine : pictures.Count > 0 ? Pictures(pictures) : null;
        // One picture is enough to see what it is about; a row of them would push the buttons off the screen.
        if (line is not null)
            yield return pictures.Count > 0 ? BlockStrokes.Section(line, measures.Line) with { Accessory = pictures[0] } : BlockStrokes.Subtle(line, measures.Line);
    }

    private static string Pictures(List<BlockImage> pictures) => pictures.Count switch
    {
        1 => pictures[0].AltText,
        2 => $"{pictures[0].AltText} · one more picture in the post",
        var count => $"{pictures[0].AltText} · {count - 1} more pictures in the post",
    };

    private static IReadOnlyList<Block> Buttons(CaseCardModel model) =>
        new BlockButtons().Row(BlockMenu.Askable(model, model.Visible), BlockMenu.Of(model), model.CaseId, model.Version);

    private static IEnumerable<Block> OldCopy(CaseCardModel model) =>
        [BlockStrokes.Subtle("This copy is no longer kept up to date.", 100), .. BlockStrokes.LinkRow(("Open the live card", model.LiveCardUrl))];

    private static string Summary(CaseCardModel model) =>
        PlainText.Line($"{model.Number} · {model.PriorityAndTopic} · {CardStates.Look(model.State, model.Priority).Word} · {model.CustomerName}", 200);
}
