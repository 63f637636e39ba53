namespace SocialCareBot.Cards.Models;

/// <summary>What a case card shows. Every line is ready to be read; a drawing adds nothing but shape.</summary>
public sealed record CaseCardModel
{
    /// <summary>The id that travels with a press.</summary>
    public required string CaseId { get; init; }
    /// <summary>The short number people say, "C-128".</summary>
    public required string Number { get; init; }
    /// <summary>The version shown; a press carries it back, so that a stale one is noticed.</summary>
    public required int Version { get; init; }
    public required CardState State { get; init; }
    /// <summary>1 (most urgent) to 4; it decides the tone of a new case.</summary>
    public required int Priority { get; init; }
    /// <summary>"P1 · Outage".</summary>
    public required string PriorityAndTopic { get; init; }
    /// <summary>"First answer by 10:40 · due soon", in the route's zone; null where no clock runs.</summary>
    public string? DeadlineLine { get; init; }
    /// <summary>The name as the network gives it.</summary>
    public required string CustomerName { get; init; }
    /// <summary>The rest of the line: "@mira_k · Bluesky · 12.4k followers · 3rd case this year".</summary>
    public string? CustomerLine { get; init; }
    public string? AvatarUrl { get; init; }
    /// <summary>The customer's words, literal; a card shows the first 1,000 characters.</summary>
    public required string Quote { get; init; }
    /// <summary>"Two pictures": what pictures there are, where they cannot be shown or beside them.</summary>
    public string? MediaLine { get; init; }
    public IReadOnlyList<CardImage> Thumbs { get; init; } = [];
    public string? PostUrl { get; init; }
    /// <summary>The case on the web desk, where the reader can reach it.</summary>
    public string? CaseUrl { get; init; }
    /// <summary>Who has it: "Not claimed · on duty: Ana, Bo".</summary>
    public required string StandLine { get; init; }
    /// <summary>The triage rule that fired, by its name.</summary>
    public string? Rule { get; init; }
    /// <summary>A first line above all others: why a press did nothing, or "Replies are held".</summary>
    public string? Notice { get; init; }
    /// <summary>Set on a copy that is no longer the live card; such a copy has no buttons.</summary>
    public string? LiveCardUrl { get; init; }
    /// <summary>A case of the practice network.</summary>
    public bool Practice { get; init; }
    public IReadOnlyList<CardButton> Visible { get; init; } = [];
    public IReadOnlyList<CardButton> More { get; init; } = [];
    /// <summary>What the forms behind the buttons offer.</summary>
    public CaseFormChoices Choices { get; init; } = new();
    /// <summary>Makes a repeat of the same press harmless, where the front needs one.</summary>
    public string? Nonce { get; init; }
}

/// <summary>The choices of the small forms on a case card. A form whose list is empty cannot be filled in, so its button is not drawn.</summary>
public sealed record CaseFormChoices
{
    public IReadOnlyList<CardChoice> People { get; init; } = [];
    public IReadOnlyList<CardChoice> Snooze { get; init; } = [];
    public IReadOnlyList<CardChoice> Promises { get; init; } = [];
    public IReadOnlyList<CardChoice> Reasons { get; init; } = [];
    public IReadOnlyList<CardChoice> Kinds { get; init; } = [];
    public IReadOnlyList<CardChoice> Priorities { get; init; } = [];
    /// <summary>The case's kind and priority now, preselected in the form.</summary>
    public string? Kind { get; init; }
    public string? Priority { get; init; }
}
