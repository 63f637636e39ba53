using System.Net;
using System.Text.Json;
using SocialCareBot.Cases;
using SocialCareBot.Ports;

namespace SocialCareBot.Networks.Bluesky;

/// <summary>Reads posts anew, and tells gone, closed and not-looked apart.</summary>
internal sealed class BlueskyReadings(BlueskyClient client, BlueskyViews views, BlueskyPosts posts, BlueskyProfiles profiles)
{
    public async Task<IReadOnlyDictionary<string, PostState>> Read(IReadOnlyList<string> ids, CancellationToken ct)
    {
        var states = new Dictionary<string, PostState>(StringComparer.Ordinal);
        foreach (var some in ids.Distinct(StringComparer.Ordinal).Chunk(BlueskyViews.AtOnce))
        {
            foreach (var (id, state) in await Together(some, ct))
                states[id] = state;
        }
        return states;
    }

    private async Task<Dictionary<string, PostState>> Together(string[] ids, CancellationToken ct)
    {
        var (found, problem) = await views.Read(ids, ct);
        // One address the service does not like spoils a whole call: then, and for each one missing, it is asked alone.
        if (problem is not null and not XrpcAnswer.Bad { Status: HttpStatusCode.BadRequest })
            return ids.ToDictionary(id => id, _ => (PostState)new PostState.Failed(problem.Why), StringComparer.Ordinal);
        var states = new Dictionary<string, PostState>(StringComparer.Ordinal);
        foreach (var id in ids)
        {
            if (found.TryGetValue(id, out var view))
                states[id] = State(view);
            else
                states[id] = ids.Length == 1 ? await Missing(id, problem, ct) : await Alone(id, ct);
        }
        return states;
    }

    private async Task<PostState> Alone(string id, CancellationToken ct)
    {
        var (found, problem) = await views.Read([id], ct);
        return found.TryGetValue(id, out var view) ? State(view) : await Missing(id, problem, ct);
    }

    private PostState State(JsonElement view)
    {
        if (BlueskyPosts.WhyClosed(view) is { } reason)
            return new PostState.Closed(reason);
        var post = posts.From(view, view.Text("author", "did") is { } did ? profiles.Followers(did) : null);
        return post is null ? new PostState.Failed("The post could not be read.") : new PostState.Present(post.Version, post)
        {
            Spread = new PostSpread(Count(view, "repostCount") + (Count(view, "quoteCount") ?? 0), Count(view, "likeCount"), Count(view, "replyCount")),
        };
    }

    private static int? Count(JsonElement view, string name) => view.TryGetProperty(name, out var count) && count.TryGetInt32(out var number) ? number : null;

    /// <summary>Bluesky also leaves out posts of people who blocked us or whom we blocked: only a look at the author tells that from a deletion.</summary>
    private async Task<PostState> Missing(string id, XrpcAnswer? problem, CancellationToken ct)
    {
        if (problem is not null)
            return new PostState.Failed(problem.Why);
        if (AtUri.Parse(id) is not { } address)
            return new PostState.Failed("This is not the address of a post.");
        return await client.Get("app.bsky.actor.getProfiles", [("actors", address.Repo)], ct) switch
        {
            XrpcAnswer.Good good => good.Body.Items("profiles") is [var author, ..] && BlueskyPosts.WhyBlocked(author.Part("viewer")) is { } reason
                ? new PostState.Closed(reason)
                : new PostState.Absent(),
            var answer => new PostState.Failed(answer.Why),
        };
    }
}
