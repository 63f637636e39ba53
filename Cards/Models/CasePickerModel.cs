namespace SocialCareBot.Cards.Models;

/// <summary>The form's first step where it was not opened from a card: which of my open cases.</summary>
public sealed record CasePickerModel
{
    /// <summary>The person's open cases, most urgent first: case id, and "C-128 · Mira K · The power has been…".</summary>
    public IReadOnlyList<CardChoice> Cases { get; init; } = [];
    /// <summary>How many more there are than the list shows.</summary>
    public int NotShown { get; init; }
    public string? Picked { get; init; }
    public string? Error { get; init; }
    public required string Nonce { get; init; }
}
