using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SocialCareBot.Cases;
using SocialCareBot.Ports;

namespace SocialCareBot.Networks.Bluesky;

/// <summary>A reply as a Bluesky record, and its size.</summary>
internal static class ReplyRecord
{
    // Lexicon app.bsky.feed.post: maxGraphemes 300, maxLength 3000 (bytes of UTF-8). Family emoji reach the second long before the first.
    private const int MostGraphemes = 300;
    private const int MostBytes = 3000;

    public static TextSize Measure(string text)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        var problem = bytes > MostBytes
            ? string.Create(CultureInfo.InvariantCulture, $"Bluesky takes at most {MostBytes} bytes; this text has {bytes}, because emoji and some scripts need several for one letter.")
            : null;
        return new TextSize(Graphemes.Count(text), MostGraphemes, Problem: problem);
    }

    /// <summary>Null when the post's own references cannot be read.</summary>
    public static JsonObject? Of(OutgoingReply reply, IReadOnlyDictionary<string, string> dids)
    {
        if (References(reply.Parent.Reference) is not { } references)
            return null;
        var record = new JsonObject
        {
            ["$type"] = AtUri.Posts,
            ["text"] = reply.Text,
            ["createdAt"] = reply.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["reply"] = references,
        };
        if (reply.Parent.Language is { Length: > 0 } language)
            record["langs"] = new JsonArray(language);
        if (RichText.Facets(reply.Text, dids) is { Count: > 0 } facets)
            record["facets"] = facets;
        return record;
    }

    private static JsonObject? References(string? reference)
    {
        var parsed = ForeignJson.Parse(Encoding.UTF8.GetBytes(reference ?? "")) ?? default;
        return Strong(parsed.Part("root")) is { } root && Strong(parsed.Part("parent")) is { } parent
            ? new JsonObject { ["root"] = root, ["parent"] = parent }
            : null;
    }

    private static JsonObject? Strong(JsonElement post) =>
        post.Text("uri") is { } uri && post.Text("cid") is { } cid ? new JsonObject { ["uri"] = uri, ["cid"] = cid } : null;

    /// <summary>Whether a record that stands under the reply's key is this reply. Places of links may differ, the words and the post answered may not.</summary>
    public static bool IsSame(JsonElement record, OutgoingReply reply) =>
        record.Text("text") == Letters.Repair(reply.Text) && record.Part("reply", "parent").Text("uri") == reply.Parent.NativeId;
}
