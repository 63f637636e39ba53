using System.Text.Json;
using SocialCareBot.Cases;

namespace SocialCareBot.Networks.Bluesky;

/// <summary>Pictures and films of a post. A full view has addresses on Bluesky's own media hosts; a bare record tells only what there is.</summary>
internal static class BlueskyMedia
{
    public static IReadOnlyList<Media> Of(JsonElement view, JsonElement record)
    {
        var shown = Read(view);
        return shown.Count > 0 ? shown : Read(record);
    }

    private static IReadOnlyList<Media> Read(JsonElement embed)
    {
        // A quote with pictures carries them one level down.
        if (embed.Part("media").ValueKind == JsonValueKind.Object)
            return Read(embed.Part("media"));
        if (embed.Items("images") is { Count: > 0 } images)
            return [.. images.Select(image => new Media("image", image.Text("fullsize"), image.Text("thumb"), Described(image)))];
        if (embed.Text("$type")?.StartsWith("app.bsky.embed.video", StringComparison.Ordinal) == true)
            return [new Media("video", embed.Text("playlist"), embed.Text("thumbnail"), Described(embed))];
        return embed.Part("external") is { ValueKind: JsonValueKind.Object } link && link.Text("uri") is { } uri && IsWeb(uri)
            ? [new Media("link", uri, link.Part("thumb").ValueKind == JsonValueKind.String ? link.Text("thumb") : null, link.Text("title"))]
            : [];
    }

    private static bool IsWeb(string uri) =>
        Uri.TryCreate(uri, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);

    private static string? Described(JsonElement item) => item.Text("alt") is { Length: > 0 } alt ? alt : null;
}
