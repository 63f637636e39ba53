using System.Text.Json.Serialization;

namespace SocialCareBot.Cards.AdaptiveCards;

/// <summary>Anything that stands in a card's body. Absent properties keep the schema's defaults.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(AdaptiveTextBlock), "TextBlock")]
[JsonDerivedType(typeof(AdaptiveRichTextBlock), "RichTextBlock")]
[JsonDerivedType(typeof(AdaptiveImage), "Image")]
[JsonDerivedType(typeof(AdaptiveContainer), "Container")]
[JsonDerivedType(typeof(AdaptiveColumnSet), "ColumnSet")]
[JsonDerivedType(typeof(AdaptiveActionSet), "ActionSet")]
[JsonDerivedType(typeof(AdaptiveTextInput), "Input.Text")]
[JsonDerivedType(typeof(AdaptiveChoiceSetInput), "Input.ChoiceSet")]
public abstract record AdaptiveElement
{
    public string? Id { get; init; }
    public bool? IsVisible { get; init; }
    public bool? Separator { get; init; }
    public AdaptiveSpacing? Spacing { get; init; }
}

/// <summary>Text that reads markdown; foreign words enter through <see cref="AdaptiveText.Escape"/>.</summary>
public sealed record AdaptiveTextBlock(string Text) : AdaptiveElement
{
    public bool? Wrap { get; init; } = true;
    public AdaptiveTextSize? Size { get; init; }
    public AdaptiveTextWeight? Weight { get; init; }
    public AdaptiveTextColor? Color { get; init; }
    public bool? IsSubtle { get; init; }
    public AdaptiveTextBlockStyle? Style { get; init; }
    public AdaptiveHorizontalAlignment? HorizontalAlignment { get; init; }
}

/// <summary>Text that is shown as it stands, in runs of different looks.</summary>
public sealed record AdaptiveRichTextBlock(IReadOnlyList<AdaptiveTextRun> Inlines) : AdaptiveElement
{
    public AdaptiveHorizontalAlignment? HorizontalAlignment { get; init; }
}

/// <summary>One run of literal text; foreign words enter through <see cref="AdaptiveText.Literal"/>.</summary>
public sealed record AdaptiveTextRun(string Text)
{
    // A run is the only inline there is, so its type is written as a plain property.
    public string Type => "TextRun";
    public AdaptiveTextSize? Size { get; init; }
    public AdaptiveTextWeight? Weight { get; init; }
    public AdaptiveTextColor? Color { get; init; }
    public bool? IsSubtle { get; init; }
    public bool? Italic { get; init; }
    public AdaptiveAction? SelectAction { get; init; }
}

public sealed record AdaptiveImage(string Url) : AdaptiveElement
{
    public string? AltText { get; init; }
    public AdaptiveImageSize? Size { get; init; }
    public AdaptiveImageStyle? Style { get; init; }
    public string? Width { get; init; }
    public AdaptiveAction? SelectAction { get; init; }
}

public sealed record AdaptiveContainer(IReadOnlyList<AdaptiveElement> Items) : AdaptiveElement
{
    public AdaptiveContainerStyle? Style { get; init; }
    public bool? Bleed { get; init; }
}

public sealed record AdaptiveColumnSet(IReadOnlyList<AdaptiveColumn> Columns) : AdaptiveElement;

/// <summary>A column; its width is "auto", "stretch", a weight or pixels.</summary>
public sealed record AdaptiveColumn(IReadOnlyList<AdaptiveElement> Items)
{
    public string Type => "Column";
    public string? Width { get; init; }
    public AdaptiveSpacing? Spacing { get; init; }
    public AdaptiveVerticalAlignment? VerticalContentAlignment { get; init; }
}

/// <summary>Buttons in the body. Hosts draw six at most (maxActions of the Teams host configuration).</summary>
public sealed record AdaptiveActionSet(IReadOnlyList<AdaptiveAction> Actions) : AdaptiveElement;
