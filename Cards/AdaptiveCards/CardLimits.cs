using System.Text.Json;
using SocialCareBot.Cards.Models;

namespace SocialCareBot.Cards.AdaptiveCards;

/// <summary>
/// What a card may weigh. Teams takes about 100 KB of UTF-16 per message; incoming webhooks and older documents say 28 KB, and a card
/// that keeps to the smaller figure is welcome everywhere.
/// </summary>
public static class CardLimits
{
    /// <summary>The most bytes of UTF-8 JSON.</summary>
    public const int MostBytes = 28_000;

    /// <summary>The most buttons a host draws in one set (maxActions of Microsoft's Teams host configuration).</summary>
    public const int MostActions = 6;

    /// <summary>The most bytes an answer may take in a form; a longer one is worked on at the web desk.</summary>
    public const int MostDraftBytes = 14_000;

    /// <summary>The weight of a card in bytes.</summary>
    public static int Bytes(AdaptiveCard card) => card.ToUtf8().Length;

    /// <summary>Whether a draft can be held by a form without being cut.</summary>
    public static bool HoldsDraft(string text) => Math.Max(Encoded(PlainText.Repair(text)), Encoded(AdaptiveText.Literal(text))) <= MostDraftBytes;

    private static int Encoded(string text) => JsonEncodedText.Encode(text, AdaptiveJson.Default.Options.Encoder).EncodedUtf8Bytes.Length;

    /// <summary>Draws with ever tighter measures until the card is light enough; the tightest always is.</summary>
    internal static AdaptiveCard Fit(Func<CardMeasures, AdaptiveCard> draw) => Fitted(draw).Card;

    /// <summary>The same, with the JSON that was weighed.</summary>
    internal static (AdaptiveCard Card, byte[] Utf8) Fitted(Func<CardMeasures, AdaptiveCard> draw)
    {
        foreach (var measures in CardMeasures.Looser)
        {
            var card = draw(measures);
            if (card.ToUtf8() is { Length: <= MostBytes } utf8)
                return (card, utf8);
        }
        var tightest = draw(CardMeasures.Tightest);
        return (tightest, tightest.ToUtf8());
    }
}

/// <summary>How much of each thing a drawing shows.</summary>
internal sealed record CardMeasures(int Quote, int Line, int Items, int Pictures)
{
    // CARDS.md rule 5: a thousand characters of the customer's words.
    internal static IReadOnlyList<CardMeasures> Looser { get; } = [new(1000, 400, 60, 4), new(1000, 200, 25, 2), new(500, 120, 10, 0)];

    internal static CardMeasures Tightest { get; } = new(100, 60, 4, 0);
}
