namespace SocialCareBot.Cards.AdaptiveCards;

/// <summary>A field for text; its value travels under its id.</summary>
public sealed record AdaptiveTextInput : AdaptiveElement
{
    public required string Label { get; init; }
    public string? Placeholder { get; init; }
    public string? Value { get; init; }
    public bool? IsMultiline { get; init; }
    public int? MaxLength { get; init; }
    public bool? IsRequired { get; init; }
    public string? ErrorMessage { get; init; }
}

/// <summary>A list to choose one from.</summary>
public sealed record AdaptiveChoiceSetInput(IReadOnlyList<AdaptiveChoice> Choices) : AdaptiveElement
{
    public required string Label { get; init; }
    public string? Value { get; init; }
    public string? Placeholder { get; init; }
    public AdaptiveChoiceInputStyle? Style { get; init; }
    public bool? IsRequired { get; init; }
    public string? ErrorMessage { get; init; }
}

public sealed record AdaptiveChoice(string Title, string Value);
