using System.Text.Json.Serialization;

namespace SocialCareBot.Cards.BlockKit;

/// <summary>A paragraph of a rich text block.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RichTextSection), "rich_text_section")]
[JsonDerivedType(typeof(RichTextQuote), "rich_text_quote")]
public abstract record RichTextPart;

public sealed record RichTextSection(IReadOnlyList<RichTextRun> Elements) : RichTextPart;

/// <summary>Somebody's words, set off by a bar.</summary>
public sealed record RichTextQuote(IReadOnlyList<RichTextRun> Elements) : RichTextPart;

/// <summary>A run of literal text, a link, or a mention.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RichTextWords), "text")]
[JsonDerivedType(typeof(RichTextLink), "link")]
[JsonDerivedType(typeof(RichTextUser), "user")]
public abstract record RichTextRun;

public sealed record RichTextWords(string Text) : RichTextRun
{
    public RichTextStyle? Style { get; init; }
}

public sealed record RichTextLink(string Url, string Text) : RichTextRun
{
    public RichTextStyle? Style { get; init; }
}

/// <summary>Notifies the person; the id comes from <see cref="BlockMarkup.User"/> alone.</summary>
public sealed record RichTextUser(string UserId) : RichTextRun;

public sealed record RichTextStyle
{
    public bool? Bold { get; init; }
    public bool? Italic { get; init; }

    internal static RichTextStyle BoldOnly { get; } = new() { Bold = true };
}
