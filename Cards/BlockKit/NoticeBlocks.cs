using SocialCareBot.Cards.Models;

namespace SocialCareBot.Cards.BlockKit;

/// <summary>A plain answer to a command: a title, a sentence, and rows.</summary>
public static class NoticeBlocks
{
    private const int RowsInBlock = 10;

    /// <summary>Draws the answer within Slack's limits.</summary>
    public static BlockMessage Draw(NoticeModel model) => BlockLimits.Fit(measures => Draw(model, measures));

    private static BlockMessage Draw(NoticeModel model, BlockMeasures measures)
    {
        List<Block> body = [];
        if (BlockStrokes.Has(model.Text))
            body.Add(new SectionBlock(BlockStrokes.Lines(model.Text, measures.Quote)));
        body.AddRange(model.Rows.Take(measures.Items).Select(row => Row(row, measures)).Chunk(RowsInBlock).Select(rows => new RichTextBlock(rows)));
        var hidden = model.NotShown + Math.Max(0, model.Rows.Count - measures.Items);
        if (hidden > 0)
            body.Add(BlockStrokes.Subtle($"{hidden} more", 100));
        body.AddRange(BlockStrokes.LinkRow((PlainText.Line(model.LinkTitle ?? "Open", 60), model.LinkUrl)));
        var title = BlockStrokes.Rich(BlockStrokes.Bold(model.Title, Math.Min(150, measures.Line)));
        var text = BlockMarkup.Fallback(BlockStrokes.Has(model.Text) ? $"{model.Title}. {PlainText.Line(model.Text, 200)}" : model.Title);
        return model.Tone is CardTone.Default || body.Count == 0
            ? new(text, null, [title, .. body])
            : new(text, BlockColors.Of(model.Tone), body) { Above = [title] };
    }

    private static RichTextSection Row(NoticeRow row, BlockMeasures measures) => new(
    [
        BlockMarkup.Url(row.Url) is { } url
            ? new RichTextLink(url, BlockStrokes.Words(row.Lead, 60).Text) { Style = RichTextStyle.BoldOnly }
            : BlockStrokes.Bold(row.Lead, 60),
        new RichTextWords($"  {PlainText.Line(row.Text, measures.Line)}"),
    ]);
}
