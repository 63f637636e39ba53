using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Web;

namespace SocialCareBot.Tests.World;

/// <summary>The calls the fake answers. Any other fails the test.</summary>
public sealed partial class FakeBluesky
{
    public const string Password = "app-password";

    private int _session;
    private string? _refusedAccess;

    /// <summary>The account that signs in.</summary>
    public string Brand { get; init; } = "brand";

    /// <summary>From now on the current access token is refused, as after two hours.</summary>
    public void Expire() => _refusedAccess = $"access-{_session}";

    /// <summary>No refresh token works any more, as after 90 days.</summary>
    public bool RefreshDead { get; set; }
    public bool PasswordRevoked { get; set; }

    private HttpResponseMessage Answer(string method, HttpRequestMessage request, string? body)
    {
        var token = request.Headers.Authorization?.Parameter;
        if (method == "com.atproto.server.createSession")
            return Create(JsonNode.Parse(body!)!);
        if (method == "com.atproto.server.refreshSession")
            return Refresh(token, body);
        if (token is null || !token.StartsWith("access-", StringComparison.Ordinal))
            return Bad(HttpStatusCode.BadRequest, "InvalidToken", "Malformed token");
        if (token == _refusedAccess)
            return Bad(HttpStatusCode.BadRequest, "ExpiredToken", "Token has expired");
        var query = HttpUtility.ParseQueryString(request.RequestUri!.Query);
        string[] Many(string name) => query.GetValues(name) ?? [];
        return method switch
        {
            "app.bsky.notification.listNotifications" => Notifications(int.Parse(query["limit"]!, CultureInfo.InvariantCulture), query["cursor"]),
            "app.bsky.feed.getPosts" => Posts(Many("uris")),
            "app.bsky.feed.searchPosts" => Search(query["q"]!, int.Parse(query["limit"]!, CultureInfo.InvariantCulture), query["cursor"]),
            "app.bsky.actor.getProfiles" => Profiles(Many("actors")),
            "com.atproto.identity.resolveHandle" => Handle(query["handle"]!),
            "com.atproto.repo.putRecord" => Put(JsonNode.Parse(body!)!),
            "com.atproto.repo.getRecord" => Record($"at://{query["repo"]}/{query["collection"]}/{query["rkey"]}"),
            _ => throw new InvalidOperationException($"Nobody expected a call of {method}."),
        };
    }

    private HttpResponseMessage Create(JsonNode body) =>
        PasswordRevoked || (string?)body["password"] != Password
            ? Bad(HttpStatusCode.Unauthorized, "AuthenticationRequired", "Invalid identifier or password")
            : Session(++_session);

    /// <summary>An empty object as a body is refused; an old refresh token returns the same successor.</summary>
    private HttpResponseMessage Refresh(string? token, string? body)
    {
        if (body is not null)
            return Bad(HttpStatusCode.BadRequest, "InvalidRequest", "A request body was provided when none was expected");
        if (RefreshDead || token?.StartsWith("refresh-", StringComparison.Ordinal) != true)
            return Bad(HttpStatusCode.BadRequest, "ExpiredToken", "Token has been revoked");
        var of = int.Parse(token["refresh-".Length..], CultureInfo.InvariantCulture);
        return Session(_session = Math.Max(_session, of + 1));
    }

    private HttpResponseMessage Session(int number) => Good(new JsonObject
    {
        ["did"] = Did(Brand),
        ["handle"] = $"{Brand}.test",
        ["accessJwt"] = $"access-{number}",
        ["refreshJwt"] = $"refresh-{number}",
    }.ToJsonString());

    private HttpResponseMessage Notifications(int limit, string? cursor)
    {
        var before = cursor is null ? DateTimeOffset.MaxValue : DateTimeOffset.Parse(cursor, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        var ours = _posts.Values.Where(post => Reason(post) is not null).Select(post => (At: Milliseconds(post.SortAt), Post: (FakeBlueskyPost?)post));
        var page = ours.Concat(LikesAt.Select(at => (At: Milliseconds(at), Post: (FakeBlueskyPost?)null)))
            .Where(item => item.At < before)
            .OrderByDescending(item => item.At)
            .Take(limit)
            .ToList();
        var items = page.Where(item => item.Post is not null && !IsBlocked(item.Post.Did)).Select(item =>
            $$"""{{{Common(item.Post!)}},"reason":"{{Reason(item.Post!)}}","isRead":true}""");
        var next = page.Count == limit ? $",\"cursor\":\"{Iso(page[^1].At)}\"" : "";
        return Good($$"""{"notifications":[{{string.Join(',', items)}}]{{next}}}""");
    }

    private static DateTimeOffset Milliseconds(DateTimeOffset at) => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());

    private string? Reason(FakeBlueskyPost post) =>
        post.Record.Contains($"at://{Did(Brand)}/", StringComparison.Ordinal) ? "reply"
        : post.Record.Contains(Did(Brand) + "\"", StringComparison.Ordinal) ? "mention"
        : null;

    private bool IsBlocked(string did) => _blocks.Contains((did, Did(Brand))) || _blocks.Contains((Did(Brand), did));

    private static string Common(FakeBlueskyPost post) =>
        $$"""
        "uri":"{{post.Uri}}","cid":"{{post.Cid}}","author":{"did":"{{post.Did}}","handle":"{{post.Did["did:plc:".Length..]}}.test","displayName":""},"record":{{post.Record}},"indexedAt":"{{Iso(post.SortAt)}}"
        """;

    private static string View(FakeBlueskyPost post)
    {
        var images = post.Record.Contains("app.bsky.embed.images", StringComparison.Ordinal)
            ? ""","embed":{"$type":"app.bsky.embed.images#view","images":[{"thumb":"https://cdn.bluesky.test/thumb","fullsize":"https://cdn.bluesky.test/full","alt":"a broken meter"}]}"""
            : "";
        return $$"""{{{Common(post)}},"viewer":{"replyDisabled":{{(post.ReplyDisabled ? "true" : "false")}}}{{images}}}""";
    }

    private HttpResponseMessage Posts(string[] uris)
    {
        if (uris.Length > 25)
            return Bad(HttpStatusCode.BadRequest, "InvalidRequest", "uris must not have more than 25 elements");
        return uris.Any(uri => !uri.StartsWith("at://did:", StringComparison.Ordinal))
            ? Bad(HttpStatusCode.BadRequest, "InvalidRequest", "uris must be at-uris")
            : Good($$"""{"posts":[{{string.Join(',', uris.Where(uri => _posts.ContainsKey(uri) && !IsBlocked(_posts[uri].Did)).Select(uri => View(_posts[uri])))}}]}""");
    }

    /// <summary>Like the AppView that can be run locally: knows nothing of mentions, since and sort.</summary>
    private HttpResponseMessage Search(string q, int limit, string? cursor)
    {
        var skip = cursor is null ? 0 : int.Parse(cursor, CultureInfo.InvariantCulture);
        var found = _posts.Values.Where(post => post.Record.Contains(q, StringComparison.Ordinal) && !IsBlocked(post.Did)).OrderByDescending(post => post.SortAt).ToList();
        var next = found.Count > skip + limit ? $",\"cursor\":\"{skip + limit}\"" : "";
        return Good($$"""{"posts":[{{string.Join(',', found.Skip(skip).Take(limit).Select(View))}}]{{next}}}""");
    }

    private HttpResponseMessage Profiles(string[] actors)
    {
        if (actors.Length > 25)
            return Bad(HttpStatusCode.BadRequest, "InvalidRequest", "actors must not have more than 25 elements");
        var known = actors.Where(did => Followers.ContainsKey(did) || IsBlocked(did)).Select(did => new JsonObject
        {
            ["did"] = did,
            ["followersCount"] = Followers.TryGetValue(did, out var followers) ? followers : 0,
            ["viewer"] = new JsonObject
            {
                ["blockedBy"] = _blocks.Contains((did, Did(Brand))),
                ["blocking"] = _blocks.Contains((Did(Brand), did)) ? "at://did:plc:brand/app.bsky.graph.block/3k1" : null,
            },
        }.ToJsonString());
        return Good($$"""{"profiles":[{{string.Join(',', known)}}]}""");
    }

    private static HttpResponseMessage Handle(string handle) => handle.EndsWith(".test", StringComparison.Ordinal)
        ? Good(JsonSerializer.Serialize(new { did = Did(handle.Split('.')[0]) }))
        : Bad(HttpStatusCode.BadRequest, "InvalidRequest", "Unable to resolve handle");

    /// <summary>Put if absent: the same content again is fine, another one is refused.</summary>
    private HttpResponseMessage Put(JsonNode body)
    {
        var uri = $"at://{body["repo"]}/{body["collection"]}/{body["rkey"]}";
        var post = new FakeBlueskyPost(uri, (string)body["repo"]!, body["record"]!.ToJsonString(), clock.GetUtcNow());
        if (_posts.TryGetValue(uri, out var standing) && standing.Cid != post.Cid)
            return Bad(HttpStatusCode.BadRequest, "InvalidSwap", "Record was at " + standing.Cid);
        if (((string)body["record"]!["text"]!).Length > 3000)
            return Bad(HttpStatusCode.BadRequest, "InvalidRequest", "Record/text must not be longer than 3000 bytes");
        _posts[uri] = standing ?? post;
        return Good(JsonSerializer.Serialize(new { uri, cid = post.Cid }));
    }

    private HttpResponseMessage Record(string uri) => _posts.TryGetValue(uri, out var post)
        ? Good($$"""{"uri":"{{uri}}","cid":"{{post.Cid}}","value":{{post.Record}}}""")
        : Bad(HttpStatusCode.BadRequest, "RecordNotFound", $"Could not locate record: {uri}");
}
