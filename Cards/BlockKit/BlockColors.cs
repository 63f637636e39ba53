using SocialCareBot.Cards.Models;

namespace SocialCareBot.Cards.BlockKit;

/// <summary>The bar's colour for a tone: the same meanings as on an Adaptive Card, where the client picks the shade.</summary>
public static class BlockColors
{
    public static string Of(CardTone tone) => tone switch
    {
        CardTone.Attention => "#c4314b",
        CardTone.Warning => "#d98a00",
        CardTone.Good => "#2e8b57",
        CardTone.Accent => "#2f6fdb",
        _ => "#8a9099",
    };
}
