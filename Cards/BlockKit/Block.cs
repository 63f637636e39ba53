using System.Text.Json.Serialization;

namespace SocialCareBot.Cards.BlockKit;

/// <summary>
/// Anything that stands in a message, a modal or a home page. Only what this product uses is modelled, under Slack's own names; text that
/// reads markup (mrkdwn) is left out on purpose, so that nobody's words can be read as markup.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(SectionBlock), "section")]
[JsonDerivedType(typeof(HeaderBlock), "header")]
[JsonDerivedType(typeof(ContextBlock), "context")]
[JsonDerivedType(typeof(ActionsBlock), "actions")]
[JsonDerivedType(typeof(DividerBlock), "divider")]
[JsonDerivedType(typeof(RichTextBlock), "rich_text")]
[JsonDerivedType(typeof(InputBlock), "input")]
public abstract record Block
{
    /// <summary>Only inputs have one; elsewhere Slack gives a fresh one to each rendering.</summary>
    public string? BlockId { get; init; }
}

/// <summary>Words with something beside them: a picture or a button.</summary>
public sealed record SectionBlock(BlockText Text) : Block
{
    public BlockElement? Accessory { get; init; }
}

public sealed record HeaderBlock(BlockText Text) : Block;

/// <summary>Small, quiet words and tiny pictures; ten at most.</summary>
public sealed record ContextBlock(IReadOnlyList<BlockElement> Elements) : Block;

public sealed record ActionsBlock(IReadOnlyList<BlockElement> Elements) : Block;

public sealed record DividerBlock : Block;

/// <summary>Words that are shown as they stand, in runs of different looks.</summary>
public sealed record RichTextBlock(IReadOnlyList<RichTextPart> Elements) : Block;

/// <summary>A labelled field of a modal.</summary>
public sealed record InputBlock(BlockText Label, BlockElement Element) : Block
{
    public BlockText? Hint { get; init; }
    public bool? Optional { get; init; }
}
