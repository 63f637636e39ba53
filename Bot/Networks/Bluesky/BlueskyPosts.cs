using System.Text.Json;
using System.Text.Json.Nodes;
using SocialCareBot.Cases;

namespace SocialCareBot.Networks.Bluesky;

/// <summary>Turns what Bluesky shows (a notification, or a post's full view) into a <see cref="Post"/>.</summary>
internal sealed class BlueskyPosts(BlueskySettings settings, TimeProvider clock)
{
    public const string Network = "bluesky";
    public const string Title = "Bluesky";

    /// <summary>
    /// Null when it cannot be read. <paramref name="view"/> has <c>uri, cid, author, record, indexedAt</c> in both shapes;
    /// <c>embed</c> and <c>viewer</c> stand in a full view only.
    /// </summary>
    public Post? From(JsonElement view, int? followers)
    {
        var record = view.Part("record");
        var author = view.Part("author");
        var (uri, cid, did, text) = (view.Text("uri"), view.Text("cid"), author.Text("did"), record.Text("text"));
        if (AtUri.Parse(uri) is not { } address || cid is null || did is null || text is null)
            return null;
        var now = clock.GetUtcNow();
        return new Post
        {
            Network = Network,
            NetworkTitle = Title,
            NativeId = address.ToString(),
            Version = cid,
            Account = settings.Account,
            Brand = settings.Brand,
            Author = Author(author, did, followers),
            Text = text,
            ThreadRoot = record.Part("reply", "root").Text("uri") ?? uri,
            Parent = record.Part("reply", "parent").Text("uri"),
            Language = record.Items("langs") is [var first, ..] ? ForeignText.Of(first) : null,
            Url = address.Page,
            Media = BlueskyMedia.Of(view.Part("embed"), record.Part("embed")),
            PostedAt = view.Instant("indexedAt") ?? record.Instant("createdAt") ?? now,
            ReceivedAt = now,
            // Bluesky shows only the version that stands and does not tell when it was made; an edit may even claim to be older than
            // what it replaces. The one seen last is the newest.
            EditedAt = now,
            Can = Can(WhyClosed(view)),
            Reference = Reference(address.ToString(), cid, record.Part("reply", "root")),
        };
    }

    private static Author Author(JsonElement author, string did, int? followers) => new()
    {
        Id = did,
        Handle = author.Text("handle") ?? did,
        Name = author.Text("displayName") is { } name && !string.IsNullOrWhiteSpace(name) ? name : author.Text("handle") ?? did,
        Followers = followers,
        Url = $"https://bsky.app/profile/{did}",
        AvatarUrl = author.Text("avatar"),
    };

    /// <summary>Why nobody of us may answer this post, in words for an agent; null when we may.</summary>
    public static string? WhyClosed(JsonElement view)
    {
        if (WhyBlocked(view.Part("author", "viewer")) is { } blocked)
            return blocked;
        return view.Part("viewer").Yes("replyDisabled") ? "The author lets only some people answer here, and our account is not among them." : null;
    }

    /// <summary>Which block stands between us and a person, by what their profile says about us.</summary>
    public static string? WhyBlocked(JsonElement viewer)
    {
        if (viewer.Yes("blockedBy"))
            return "The author has blocked our account.";
        return viewer.Part("blocking").ValueKind == JsonValueKind.String || viewer.Part("blockingByList").ValueKind == JsonValueKind.Object
            ? "Our account has blocked the author."
            : null;
    }

    private static Capabilities Can(string? closed) => new()
    {
        PublicReply = closed is null ? Capability.Yes : Capability.No(closed),
        PrivateReply = Capability.No("Bluesky has no private answers to a post."),
        DirectMessage = Capability.No("Direct messages on Bluesky are not possible from here yet. Use the Bluesky app."),
        Like = Capability.No("Likes on Bluesky are not possible from here yet. Use the Bluesky app."),
        Boost = Capability.No("Reposts on Bluesky are not possible from here yet. Use the Bluesky app."),
        Attachments = Capability.No("Pictures cannot be sent to Bluesky from here yet."),
    };

    /// <summary>What an answer must name: this post, and the first of its thread.</summary>
    private static string Reference(string uri, string cid, JsonElement root)
    {
        var parent = (Uri: uri, Cid: cid);
        var first = root.Text("uri") is { } rootUri && root.Text("cid") is { } rootCid ? (Uri: rootUri, Cid: rootCid) : parent;
        return new JsonObject { ["root"] = Strong(first), ["parent"] = Strong(parent) }.ToJsonString();
    }

    private static JsonObject Strong((string Uri, string Cid) post) => new() { ["uri"] = post.Uri, ["cid"] = post.Cid };
}
