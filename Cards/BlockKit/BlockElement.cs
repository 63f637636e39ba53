using System.Text.Json.Serialization;

namespace SocialCareBot.Cards.BlockKit;

/// <summary>What stands inside a block: words, a picture, something to press or to fill in.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(TextElement), "plain_text")]
[JsonDerivedType(typeof(BlockImage), "image")]
[JsonDerivedType(typeof(ButtonElement), "button")]
[JsonDerivedType(typeof(OverflowElement), "overflow")]
[JsonDerivedType(typeof(TextInputElement), "plain_text_input")]
[JsonDerivedType(typeof(SelectElement), "static_select")]
[JsonDerivedType(typeof(RadioElement), "radio_buttons")]
public abstract record BlockElement;

/// <summary>Words that are shown as they stand; foreign ones enter through <see cref="BlockStrokes"/>.</summary>
public sealed record BlockText(string Text)
{
    public string Type => "plain_text";
    // With emoji, ":boom:" in somebody's name would become a picture.
    public bool Emoji => false;
}

/// <summary>The same words as one of several elements.</summary>
public sealed record TextElement(string Text) : BlockElement
{
    public bool Emoji => false;
}

public sealed record BlockImage(string ImageUrl, string AltText) : BlockElement;

/// <summary>A press comes back with its action id and value; one with an url also opens it.</summary>
public sealed record ButtonElement(string ActionId, BlockText Text) : BlockElement
{
    public string? Value { get; init; }
    /// <summary>"primary", "danger" or nothing.</summary>
    public string? Style { get; init; }
    public BlockConfirm? Confirm { get; init; }
}

/// <summary>The question before a press that cannot be taken back.</summary>
public sealed record BlockConfirm(BlockText Title, BlockText Text, BlockText Confirm, BlockText Deny);

/// <summary>The menu behind the three dots; two to five options.</summary>
public sealed record OverflowElement(string ActionId, IReadOnlyList<BlockOption> Options) : BlockElement;

public sealed record BlockOption(BlockText Text, string Value);

public sealed record TextInputElement(string ActionId) : BlockElement
{
    public bool? Multiline { get; init; }
    public int? MaxLength { get; init; }
    public string? InitialValue { get; init; }
    public BlockText? Placeholder { get; init; }
}

public sealed record SelectElement(string ActionId, IReadOnlyList<BlockOption> Options) : BlockElement
{
    public BlockOption? InitialOption { get; init; }
    public BlockText? Placeholder { get; init; }
}

public sealed record RadioElement(string ActionId, IReadOnlyList<BlockOption> Options) : BlockElement
{
    public BlockOption? InitialOption { get; init; }
}
