using System.Globalization;
using System.Net;
using System.Text.Json;
using SocialCareBot.Ports;

namespace SocialCareBot.Networks.Bluesky;

/// <summary>
/// The second ear: a search for posts that mention the account. Finds what the notifications lost (many posts of one millisecond, backdated beyond the overlap);
/// what is backdated beyond the search's reach is not heard.
/// </summary>
internal sealed class BlueskySearch(BlueskySettings settings, BlueskyClient client, BlueskyIntake intake, TimeProvider clock) : ISource
{
    /// <summary>So that a storm of a week does not keep one search busy for hours.</summary>
    private const int MostPages = 50;

    public string Id => settings.SearchId;
    public string Account => settings.Account;
    public string Title => $"Bluesky @{settings.Handle} · search";
    public TimeSpan Every => settings.SearchEvery;

    public async Task<Heard> Fetch(string? cursor, CancellationToken ct)
    {
        intake.Settle(cursor);
        var known = SearchCursor.Parse(cursor);
        var since = known.Since ?? clock.GetUtcNow() - settings.SearchBack;
        var (did, problem) = await client.Did(ct);
        if (did is null)
            throw BlueskyNotifications.Unheard(problem!);
        var answer = await client.Get("app.bsky.feed.searchPosts", Query(did, since, known.Next), ct);
        if (answer is XrpcAnswer.Bad { Status: HttpStatusCode.BadRequest } && known.Next is not null)
            return new Heard([], new SearchCursor(known.Turn + 1).ToString(), More: false);
        if (answer is not XrpcAnswer.Good page)
            throw BlueskyNotifications.Unheard(answer);
        return await Page(known, since, page.Body, did, ct);
    }

    private List<(string, string)> Query(string did, DateTimeOffset since, string? next)
    {
        List<(string, string)> query =
        [
            ("q", settings.Handle),
            ("mentions", did),
            ("since", since.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)),
            ("sort", "latest"),
            ("limit", $"{settings.PageSize}"),
        ];
        if (next is not null)
            query.Add(("cursor", next));
        return query;
    }

    private async Task<Heard> Page(SearchCursor known, DateTimeOffset since, JsonElement page, string did, CancellationToken ct)
    {
        var found = page.Items("posts");
        var next = page.Text("cursor");
        var over = string.IsNullOrEmpty(next) || next == known.Next || found.Count == 0 || known.Pages + 1 >= MostPages || found[^1].Instant("indexedAt") < since;
        var cursor = (over ? new SearchCursor(known.Turn + 1) : new SearchCursor(known.Turn + 1, since, next, known.Pages + 1)).ToString();
        // Not every AppView knows these filters; one that does not returns whatever holds the handle's letters.
        var items = found.Where(post => Mentions(post, did) && !(post.Instant("indexedAt") < since)).ToList();
        return new Heard(await intake.Take(items, did, cursor, full: true, ct), cursor, !over);
    }

    private static bool Mentions(JsonElement post, string did) =>
        post.Part("record").Items("facets").SelectMany(facet => facet.Items("features")).Any(feature => feature.Text("did") == did);
}

/// <summary>Where a search stands, as JSON.</summary>
internal sealed record SearchCursor(long Turn = 0, DateTimeOffset? Since = null, string? Next = null, int Pages = 0)
{
    public static SearchCursor Parse(string? json)
    {
        try
        {
            return json is null ? new SearchCursor() : JsonSerializer.Deserialize<SearchCursor>(json) ?? new SearchCursor();
        }
        catch (JsonException)
        {
            return new SearchCursor();
        }
    }

    public override string ToString() => JsonSerializer.Serialize(this);
}
