namespace SocialCareBot.Cards.Models;

/// <summary>What a colour means. Each drawing has its own colour for it; none stands without a word.</summary>
public enum CardTone
{
    Default,
    Accent,
    Good,
    Warning,
    Attention,
}
