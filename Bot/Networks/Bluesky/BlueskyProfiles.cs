using System.Collections.Concurrent;

namespace SocialCareBot.Networks.Bluesky;

/// <summary>How many people follow an author. Only full profiles say so; what they said is good for an hour.</summary>
internal sealed class BlueskyProfiles(BlueskyClient client, TimeProvider clock)
{
    /// <summary>Bluesky's own limit for one getProfiles call.</summary>
    private const int AtOnce = 25;
    private const int Most = 10_000;
    private static readonly TimeSpan Good = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, (int? Followers, DateTimeOffset At)> _known = new(StringComparer.Ordinal);

    /// <summary>Asks for those not known; a failure leaves them unknown and is no reason to hold a post back.</summary>
    public async Task Learn(IEnumerable<string> authors, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (_known.Count > Most)
            _known.Clear();
        foreach (var some in authors.Distinct(StringComparer.Ordinal).Where(did => !IsKnown(did, now)).Chunk(AtOnce))
        {
            if (await client.Get("app.bsky.actor.getProfiles", [.. some.Select(did => ("actors", did))], ct) is not XrpcAnswer.Good good)
                return;
            foreach (var profile in good.Body.Items("profiles"))
                _known[profile.Text("did") ?? ""] = (profile.Count("followersCount"), now);
        }
    }

    public int? Followers(string did) => _known.TryGetValue(did, out var known) ? known.Followers : null;

    private bool IsKnown(string did, DateTimeOffset now) => _known.TryGetValue(did, out var known) && now - known.At < Good;
}
