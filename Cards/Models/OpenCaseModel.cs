namespace SocialCareBot.Cards.Models;

/// <summary>A message of the team chat from which a case is to be opened, shown once more before it is.</summary>
public sealed record OpenCaseModel
{
    /// <summary>Who wrote it, as the chat shows them.</summary>
    public required string Author { get; init; }
    /// <summary>The words, literal.</summary>
    public required string Quote { get; init; }
    public required string Nonce { get; init; }
}
