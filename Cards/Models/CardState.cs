namespace SocialCareBot.Cards.Models;

/// <summary>The one word a case card leads with.</summary>
public enum CardState
{
    New,
    Claimed,
    Waiting,
    Late,
    Escalated,
    Sending,
    Unknown,
    Held,
    Deleted,
    Resolved,
}

/// <summary>The word and the tone of a state.</summary>
public sealed record CardLook(string Word, CardTone Tone);

/// <summary>The one table from state to word and tone that every drawing shares.</summary>
public static class CardStates
{
    /// <summary>The look of a state; a new case of priority 1 or 2 asks for attention, other new ones do not.</summary>
    public static CardLook Look(CardState state, int priority) => state switch
    {
        CardState.New => new("New", priority is 1 or 2 ? CardTone.Attention : CardTone.Default),
        CardState.Claimed => new("Claimed", CardTone.Accent),
        CardState.Waiting => new("Waiting for customer", CardTone.Default),
        CardState.Late => new("Late", CardTone.Attention),
        CardState.Escalated => new("Escalated", CardTone.Warning),
        CardState.Sending => new("Sending", CardTone.Accent),
        CardState.Unknown => new("Unknown", CardTone.Warning),
        CardState.Held => new("Held", CardTone.Warning),
        CardState.Deleted => new("Deleted by customer", CardTone.Attention),
        CardState.Resolved => new("Resolved", CardTone.Good),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "A state without a look"),
    };
}
