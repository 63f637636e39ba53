using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SocialCareBot.Networks.Bluesky;

/// <summary>A link, mention or hashtag inside a text. <paramref name="Value"/>: the address, the handle without @, the tag without #.</summary>
internal sealed record TextSpan(TextSpanKind Kind, int Start, int Length, string Value);

internal enum TextSpanKind
{
    Link,
    Mention,
    Tag,
}

/// <summary>
/// What Bluesky shows as links: it does not look itself, the author's program must say where they stand, counted in UTF-8 bytes.
/// Wrong places are accepted silently.
/// </summary>
internal static class RichText
{
    /// <summary>Bluesky's limit for a tag (lexicon app.bsky.richtext.facet#tag).</summary>
    private const int LongestTag = 64;

    // Without backtracking: the text is an agent's, but it may quote a customer's.
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);
    private static readonly Regex Links = new(@"(^|[\s(\[«„“""'])(?<span>https?://[^\s<>""«»„“”]+)", Options, Limit);
    private static readonly Regex Mentions = new(@"(^|[\s(\[«„“""'.,;:/])(?<span>@(?<value>([a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?))", Options, Limit);
    private static readonly Regex Tags = new(@"(^|[\s(])(?<span>[#＃](?<value>[\p{L}\p{M}\p{N}\p{So}_\u200D\uFE0F]+))", Options, Limit);

    private static readonly char[] Ends = ['.', ',', ';', ':', '!', '?', '\'', '…', '’'];

    /// <summary>In the order of the text, never overlapping.</summary>
    public static IReadOnlyList<TextSpan> Spans(string text)
    {
        List<TextSpan> spans = [.. Links.Matches(text).Select(Link).OfType<TextSpan>()];
        spans.AddRange(Mentions.Matches(text).Select(match => Span(match, TextSpanKind.Mention)).Where(span => Free(span, spans)));
        spans.AddRange(Tags.Matches(text).Select(match => Span(match, TextSpanKind.Tag)).Where(IsTag).Where(span => Free(span, spans)));
        return [.. spans.OrderBy(span => span.Start)];
    }

    private static TextSpan? Link(Match match)
    {
        var span = match.Groups["span"];
        var address = span.Value.TrimEnd(Ends);
        while (address is [.., ')' or ']'] && Closes(address, address[^1]))
            address = address[..^1].TrimEnd(Ends);
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Host.Length > 0 ? new TextSpan(TextSpanKind.Link, span.Index, address.Length, address) : null;
    }

    /// <summary>A closing bracket belongs to the sentence unless its opening one stands in the address.</summary>
    private static bool Closes(string address, char bracket) => address.Count(c => c == bracket) > address.Count(c => c == (bracket == ')' ? '(' : '['));

    private static TextSpan Span(Match match, TextSpanKind kind) =>
        new(kind, match.Groups["span"].Index, match.Groups["span"].Length, match.Groups["value"].Value);

    private static bool IsTag(TextSpan span) => !span.Value.All(char.IsDigit) && Graphemes.Count(span.Value) <= LongestTag;

    private static bool Free(TextSpan span, IEnumerable<TextSpan> taken) =>
        taken.All(other => span.Start + span.Length <= other.Start || other.Start + other.Length <= span.Start);

    /// <summary>The record's facets; a mention whose handle is not in <paramref name="dids"/> stays plain text.</summary>
    public static JsonArray Facets(string text, IReadOnlyDictionary<string, string> dids)
    {
        var facets = new JsonArray();
        foreach (var span in Spans(text))
        {
            if (Feature(span, dids) is { } feature)
                facets.Add(new JsonObject { ["index"] = Place(text, span), ["features"] = new JsonArray(feature) });
        }
        return facets;
    }

    private static JsonObject? Feature(TextSpan span, IReadOnlyDictionary<string, string> dids) => span.Kind switch
    {
        TextSpanKind.Link => new JsonObject { ["$type"] = "app.bsky.richtext.facet#link", ["uri"] = span.Value },
        TextSpanKind.Tag => new JsonObject { ["$type"] = "app.bsky.richtext.facet#tag", ["tag"] = span.Value },
        _ => dids.TryGetValue(span.Value, out var did) ? new JsonObject { ["$type"] = "app.bsky.richtext.facet#mention", ["did"] = did } : null,
    };

    private static JsonObject Place(string text, TextSpan span)
    {
        var start = Encoding.UTF8.GetByteCount(text.AsSpan(0, span.Start));
        return new JsonObject { ["byteStart"] = start, ["byteEnd"] = start + Encoding.UTF8.GetByteCount(text.AsSpan(span.Start, span.Length)) };
    }
}
