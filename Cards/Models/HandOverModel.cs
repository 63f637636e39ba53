namespace SocialCareBot.Cards.Models;

/// <summary>What somebody going off duty leaves, for whoever comes on: every open case with Accept, and the sources in trouble.</summary>
public sealed record HandOverModel
{
    /// <summary>"Hand-over from Ana: 3 open cases".</summary>
    public required string Title { get; init; }

    /// <summary>Whose shift it is until when, and what becomes of what nobody accepts.</summary>
    public required string Text { get; init; }

    /// <summary>Those that wait to be accepted first.</summary>
    public IReadOnlyList<HandOverItem> Items { get; init; } = [];

    /// <summary>"Bluesky @gridco has failed since 17:05: the password was refused".</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];
}

/// <summary>A case that is handed over.</summary>
/// <param name="Title">"C-128 · P1 · Complaint · First answer by 10:40 · due soon".</param>
/// <param name="Text">Who, and the first words of what they said; literal.</param>
public sealed record HandOverItem(string CaseId, string Number, int Version, string Title, string Text)
{
    /// <summary>What was promised, and the words somebody had begun.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];

    /// <summary>"Accepted by Bo 18:04"; replaces the buttons.</summary>
    public string? Outcome { get; init; }
    public IReadOnlyList<CardButton> Buttons { get; init; } = [];
}
