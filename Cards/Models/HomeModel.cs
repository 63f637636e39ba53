namespace SocialCareBot.Cards.Models;

/// <summary>A person's own page in a chat: what is theirs, what is free, who is on call.</summary>
public sealed record HomeModel
{
    /// <summary>"4 yours · 12 free · 2 late".</summary>
    public required string Counts { get; init; }
    /// <summary>"On call: Ana, Bo", one line per route that has somebody.</summary>
    public IReadOnlyList<string> OnCall { get; init; } = [];
    /// <summary>A first line above all others: why a press did nothing, or that replies are held.</summary>
    public string? Notice { get; init; }
    public IReadOnlyList<HomeCase> Mine { get; init; } = [];
    /// <summary>One page of the unclaimed cases, by time left.</summary>
    public IReadOnlyList<HomeCase> Free { get; init; } = [];
    /// <summary>From 0.</summary>
    public int Page { get; init; }
    public int Pages { get; init; } = 1;
}

/// <summary>A case on the home page: two lines and the buttons that act in place.</summary>
/// <param name="Title">"C-128 · P1 · Outage · 6 min left".</param>
/// <param name="Text">Who, and the first words of what they said; literal.</param>
public sealed record HomeCase(string CaseId, string Number, int Version, string Title, string Text, IReadOnlyList<CardButton> Buttons);
