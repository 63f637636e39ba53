using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SocialCareBot.Tests.World;

/// <summary>What can go wrong with one call.</summary>
public enum BlueskyFault
{
    TooMany,
    Fault500,
    Unreachable,

    /// <summary>The call is done, its answer never arrives.</summary>
    TimeoutAfterDoing,
    ResetAfterDoing,
    ExpiredToken,
    NotJson,
}

/// <summary>A post as the fake keeps it. The record is JSON text, so that it can hold what no serializer would write.</summary>
public sealed record FakeBlueskyPost(string Uri, string Did, string Record, DateTimeOffset SortAt)
{
    public string Cid => "bafy" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Record)))[..24];
    public bool ReplyDisabled { get; init; }
    public JsonNode Parsed => JsonNode.Parse(Record)!;
}

/// <summary>
/// A small Bluesky in memory, behind HTTP, with the traps of the real one: a strict "before" cursor, posts listed at the time they claim, short pages,
/// two kinds of token, blocks that look like deletions, and put-if-absent records.
/// </summary>
public sealed partial class FakeBluesky(TimeProvider clock) : HttpMessageHandler
{
    public static readonly Uri Service = new("https://bluesky.test");

    private readonly Dictionary<string, FakeBlueskyPost> _posts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Queue<BlueskyFault>> _faults = new(StringComparer.Ordinal);
    private readonly HashSet<(string By, string Of)> _blocks = [];
    private readonly Lock _gate = new();
    private int _number;

    public ConcurrentQueue<string> Calls { get; } = new();
    public IDictionary<string, int> Followers { get; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Notifications of other kinds between ours, which the service filters out after having cut the page.</summary>
    public IList<DateTimeOffset> LikesAt { get; } = [];

    public static string Did(string who) => $"did:plc:{who}";

    public int Count(string method) => Calls.Count(call => call.StartsWith(method, StringComparison.Ordinal));

    public void Fail(string method, params BlueskyFault[] faults)
    {
        foreach (var fault in faults)
            (_faults.TryGetValue(method, out var queue) ? queue : _faults[method] = new Queue<BlueskyFault>()).Enqueue(fault);
    }

    /// <summary>Somebody writes; what stands as <c>@name</c> of an account mentions it.</summary>
    public FakeBlueskyPost Write(string by, string text, DateTimeOffset? claims = null, FakeBlueskyPost? answers = null, JsonObject? embed = null)
    {
        var record = new JsonObject { ["$type"] = "app.bsky.feed.post", ["text"] = text, ["createdAt"] = Iso(claims ?? clock.GetUtcNow()), ["langs"] = new JsonArray("en") };
        record["facets"] = new JsonArray([.. Named(text).Select(JsonNode? (did) => new JsonObject
        {
            ["features"] = new JsonArray(new JsonObject { ["$type"] = "app.bsky.richtext.facet#mention", ["did"] = did }),
        })]);
        if (answers is not null)
            record["reply"] = new JsonObject { ["root"] = Root(answers), ["parent"] = Strong(answers) };
        if (embed is not null)
            record["embed"] = embed;
        return WriteRaw(by, record.ToJsonString(), claims);
    }

    public FakeBlueskyPost WriteRaw(string by, string record, DateTimeOffset? claims = null)
    {
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            var uri = $"at://{Did(by)}/app.bsky.feed.post/3k{(++_number).ToString("D11", CultureInfo.InvariantCulture)}";
            return _posts[uri] = new FakeBlueskyPost(uri, Did(by), record, claims < now ? claims.Value : now);
        }
    }

    public void Change(FakeBlueskyPost post, Func<FakeBlueskyPost, FakeBlueskyPost> change) => _posts[post.Uri] = change(_posts[post.Uri]);

    public void Delete(FakeBlueskyPost post) => _posts.Remove(post.Uri);

    public void Block(string by, string of) => _blocks.Add((Did(by), Did(of)));

    public IReadOnlyList<FakeBlueskyPost> PostsOf(string who) => [.. _posts.Values.Where(post => post.Did == Did(who))];

    private static IEnumerable<string> Named(string text) => text.Split(' ').Where(word => word.StartsWith('@')).Select(word => Did(word[1..].Split('.')[0]));

    private static JsonNode Root(FakeBlueskyPost parent) => parent.Parsed["reply"]?["root"]?.DeepClone() ?? Strong(parent);

    private static JsonObject Strong(FakeBlueskyPost post) => new() { ["uri"] = post.Uri, ["cid"] = post.Cid };

    private static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        var method = request.RequestUri!.AbsolutePath["/xrpc/".Length..];
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(ct);
        Calls.Enqueue(method + request.RequestUri.Query);
        BlueskyFault? fault = null;
        lock (_gate)
        {
            if (_faults.TryGetValue(method, out var queue) && queue.TryDequeue(out var next))
                fault = next;
        }
        if (fault is { } before && Before(before) is { } broken)
            return broken;
        HttpResponseMessage answer;
        lock (_gate)
            answer = Answer(method, request, body);
        return fault switch
        {
            BlueskyFault.TimeoutAfterDoing => throw new TaskCanceledException("time-out", new TimeoutException()),
            BlueskyFault.ResetAfterDoing => throw new HttpRequestException(HttpRequestError.ResponseEnded, "reset"),
            _ => answer,
        };
    }

    private HttpResponseMessage? Before(BlueskyFault fault)
    {
        switch (fault)
        {
            case BlueskyFault.TooMany:
                var slow = Bad(HttpStatusCode.TooManyRequests, "RateLimitExceeded", "Rate Limit Exceeded");
                slow.Headers.TryAddWithoutValidation("ratelimit-reset", clock.GetUtcNow().AddSeconds(90).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
                return slow;
            case BlueskyFault.Fault500:
                return Bad(HttpStatusCode.InternalServerError, "InternalServerError", "Internal Server Error");
            case BlueskyFault.Unreachable:
                throw new HttpRequestException(HttpRequestError.ConnectionError, "connection refused");
            case BlueskyFault.ExpiredToken:
                return Bad(HttpStatusCode.BadRequest, "ExpiredToken", "Token has expired");
            case BlueskyFault.NotJson:
                return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("<html>") };
            default:
                return null;
        }
    }

    private static HttpResponseMessage Good(string json) =>
        new(HttpStatusCode.OK) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    private static HttpResponseMessage Bad(HttpStatusCode status, string error, string message) =>
        new(status) { Content = new StringContent(JsonSerializer.Serialize(new { error, message }), Encoding.UTF8, "application/json") };
}
