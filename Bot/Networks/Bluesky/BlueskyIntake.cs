using System.Text.Json;
using SocialCareBot.Cases;

namespace SocialCareBot.Networks.Bluesky;

/// <summary>Makes posts of a page: leaves out our own and what was handed out before, and lets no unreadable post spoil the rest.</summary>
internal sealed class BlueskyIntake(BlueskyViews views, BlueskyPosts posts, BlueskyProfiles profiles, ILogger logger)
{
    private readonly SeenPosts _seen = new();

    public void Settle(string? cursor) => _seen.Settle(cursor);

    /// <param name="items">Notifications or full views.</param>
    /// <param name="ours">Our own lasting id.</param>
    /// <param name="full">True when the items are full views already.</param>
    public async Task<IReadOnlyList<Post>> Take(IReadOnlyList<JsonElement> items, string ours, string cursor, bool full, CancellationToken ct)
    {
        var fresh = items.Where(item => item.Text("author", "did") != ours).DistinctBy(KeyOf).Where(item => !_seen.Contains(KeyOf(item))).ToList();
        _seen.HandOut(cursor, [.. fresh.Select(KeyOf)]);
        if (fresh.Count == 0)
            return [];
        var whole = full ? [] : await Whole(fresh, ct);
        await profiles.Learn(fresh.Select(item => item.Text("author", "did")).OfType<string>(), ct);
        return [.. fresh.Select(item => Read(whole.GetValueOrDefault(item.Text("uri") ?? "", item))).OfType<Post>()];
    }

    private static string KeyOf(JsonElement item) => SeenPosts.Key(item.Text("uri") ?? "", item.Text("cid") ?? "");

    /// <summary>Pictures and reply permissions stand in full views only; without them the notification itself must do.</summary>
    private async Task<Dictionary<string, JsonElement>> Whole(IReadOnlyList<JsonElement> items, CancellationToken ct)
    {
        var whole = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var some in items.Select(item => item.Text("uri")).OfType<string>().Distinct(StringComparer.Ordinal).Chunk(BlueskyViews.AtOnce))
        {
            var (read, problem) = await views.Read(some, ct);
            if (problem is not null)
                logger.LogInformation("Posts are taken without their full view. {Reason}", problem.Why);
            foreach (var (uri, view) in read)
                whole[uri] = view;
        }
        return whole;
    }

    private Post? Read(JsonElement item)
    {
        var post = posts.From(item, item.Text("author", "did") is { } did ? profiles.Followers(did) : null);
        if (post is null)
            logger.LogWarning("A post on Bluesky could not be read and was left out: {Uri}", AtUri.Parse(item.Text("uri")));
        return post;
    }
}
