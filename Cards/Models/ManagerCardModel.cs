namespace SocialCareBot.Cards.Models;

/// <summary>What a manager gets alone when a case climbs the ladder.</summary>
public sealed record ManagerCardModel
{
    public required string CaseId { get; init; }
    public required string Number { get; init; }
    public required int Version { get; init; }
    /// <summary>"P1 · Outage".</summary>
    public required string PriorityAndTopic { get; init; }
    /// <summary>"Dana, C-128 is 11 min late and nobody has it."</summary>
    public required string Headline { get; init; }
    /// <summary>Set where the card stands in a thread, because its manager could not be reached alone.</summary>
    public CardPerson? Mention { get; init; }
    /// <summary>Why it came to this person.</summary>
    public string? Why { get; init; }
    /// <summary>"Ladder step 2 of 3".</summary>
    public string? LadderLine { get; init; }
    public required string CustomerName { get; init; }
    public string? CustomerLine { get; init; }
    public required string Quote { get; init; }
    /// <summary>The last lines of the log, oldest first.</summary>
    public IReadOnlyList<string> LogLines { get; init; } = [];
    public string? PostUrl { get; init; }
    public string? CaseUrl { get; init; }
    public string? LiveCardUrl { get; init; }
    public string? Notice { get; init; }
    /// <summary>What the forms behind the buttons offer.</summary>
    public CaseFormChoices Choices { get; init; } = new();
    /// <summary>"Take it", "Send back" and "Give it to".</summary>
    public IReadOnlyList<CardButton> Buttons { get; init; } = [];
    /// <summary>What was done and when; afterwards there are no buttons.</summary>
    public string? Outcome { get; init; }
    public string? Nonce { get; init; }
}
