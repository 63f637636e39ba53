using SocialCareBot.Cards.Models;

namespace SocialCareBot.Cards.BlockKit;

/// <summary>The line that says who wrote.</summary>
internal static class BlockPeople
{
    internal static RichTextBlock Customer(string name, string? rest, BlockMeasures measures)
    {
        List<RichTextRun> runs = [BlockStrokes.Bold(name, measures.Line)];
        if (BlockStrokes.Has(rest))
            runs.Add(new RichTextWords($" · {PlainText.Line(rest, measures.Line)}"));
        return BlockStrokes.Rich([.. runs]);
    }
}
