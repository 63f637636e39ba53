using SocialCareBot.Cards.Models;

namespace SocialCareBot.Cards.BlockKit;

/// <summary>A reminder in the case's thread; once moot it is one quiet sentence.</summary>
public static class NagBlocks
{
    private const int MostMentions = 5;

    /// <summary>Draws the reminder within Slack's limits.</summary>
    public static BlockMessage Draw(NagModel model) => BlockLimits.Fit(measures =>
        BlockStrokes.Has(model.Outcome) ? Moot(model, measures) : Open(model, measures));

    private static BlockMessage Moot(NagModel model, BlockMeasures measures) =>
        new(BlockMarkup.Fallback($"{model.Number}: {PlainText.Line(model.Outcome, 200)}"), null, [BlockStrokes.Subtle(model.Outcome, measures.Line)]);

    // No bar: a mention inside an attachment does not reach the person everywhere.
    private static BlockMessage Open(NagModel model, BlockMeasures measures)
    {
        var to = model.To.Take(MostMentions).ToList();
        List<Block> body =
        [
            BlockStrokes.Rich([.. to.SelectMany(Mention), model.Late ? BlockStrokes.Bold(model.Text, measures.Line) : BlockStrokes.Words(model.Text, measures.Line)]),
            .. new BlockButtons().Row(model.Buttons, [], model.CaseId, model.Version),
            .. BlockStrokes.LinkRow(("Go to the card", model.LiveCardUrl), ("Open case", model.CaseUrl)),
        ];
        return new(BlockMentions.Text(to, model.Text), null, body);
    }

    private static IEnumerable<RichTextRun> Mention(CardPerson person) => [BlockMentions.Run(person), new RichTextWords(", ")];
}
