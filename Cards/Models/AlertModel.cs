namespace SocialCareBot.Cards.Models;

/// <summary>An alert to one person alone, who must say that they have seen it. All copies of it change when one person does.</summary>
public sealed record AlertModel
{
    public required string CaseId { get; init; }
    public required string Number { get; init; }
    public required int Version { get; init; }
    /// <summary>Also the notification's text: "P1 · Outage · Mira K on Bluesky, 12.4k followers."</summary>
    public required string Headline { get; init; }
    /// <summary>Why it came to this person: "You are on duty for care."</summary>
    public string? Why { get; init; }
    public required string CustomerName { get; init; }
    public string? CustomerLine { get; init; }
    /// <summary>The customer's words, literal.</summary>
    public required string Quote { get; init; }
    public string? PostUrl { get; init; }
    public string? CaseUrl { get; init; }
    /// <summary>"Acknowledged by Ana 02:11"; replaces the buttons.</summary>
    public string? Outcome { get; init; }
    public IReadOnlyList<CardButton> Buttons { get; init; } = [];
    public string? Nonce { get; init; }
}
