using System.Text.Json;

namespace SocialCareBot.Networks.Bluesky;

/// <summary>Full views of posts, by address.</summary>
internal sealed class BlueskyViews(BlueskyClient client)
{
    /// <summary>Bluesky's own limit for one getPosts call.</summary>
    public const int AtOnce = 25;

    private static readonly IReadOnlyDictionary<string, JsonElement> None = new Dictionary<string, JsonElement>(StringComparer.Ordinal);

    /// <summary>One call, at most <see cref="AtOnce"/>. A post that is missing in the answer may be gone, or its author may have blocked us.</summary>
    public async Task<(IReadOnlyDictionary<string, JsonElement> Views, XrpcAnswer? Problem)> Read(IReadOnlyCollection<string> uris, CancellationToken ct)
    {
        var answer = await client.Get("app.bsky.feed.getPosts", [.. uris.Select(uri => ("uris", uri))], ct);
        if (answer is not XrpcAnswer.Good good)
            return (None, answer);
        var views = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var view in good.Body.Items("posts"))
            views[view.Text("uri") ?? ""] = view;
        return (views, null);
    }
}
