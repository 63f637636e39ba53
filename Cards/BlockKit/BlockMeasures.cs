namespace SocialCareBot.Cards.BlockKit;

/// <summary>How much of each thing a drawing shows.</summary>
internal sealed record BlockMeasures(int Quote, int Line, int Items)
{
    // CARDS.md rule 5: a thousand characters of the customer's words.
    internal static IReadOnlyList<BlockMeasures> Looser { get; } = [new(1000, 400, 40), new(1000, 200, 20), new(500, 120, 10)];

    internal static BlockMeasures Tightest { get; } = new(100, 60, 4);
}
