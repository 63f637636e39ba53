namespace SocialCareBot.Cards.Models;

/// <summary>A reminder in the case's thread. Answered or moot, it keeps one quiet sentence and loses mention and buttons.</summary>
public sealed record NagModel
{
    public required string CaseId { get; init; }
    public required string Number { get; init; }
    public required int Version { get; init; }
    /// <summary>Who must act: the owner, or the people on duty.</summary>
    public IReadOnlyList<CardPerson> To { get; init; } = [];
    /// <summary>What follows the names: "C-128 from Mira K needs a first answer by 10:40 (6 min)."</summary>
    public required string Text { get; init; }
    /// <summary>The promise is broken already.</summary>
    public bool Late { get; init; }
    /// <summary>"Ana handed it back (10:35)." or "Answered at 10:38."; replaces everything else.</summary>
    public string? Outcome { get; init; }
    public string? CaseUrl { get; init; }
    public string? LiveCardUrl { get; init; }
    public IReadOnlyList<CardButton> Buttons { get; init; } = [];
    public string? Nonce { get; init; }
}
