using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using SocialCareBot.Cases;
using SocialCareBot.Networks.Bluesky;
using SocialCareBot.Ports;

namespace SocialCareBot.Tests.EndToEnd.Bluesky;

/// <summary>The Bluesky network named by <c>CARE_BLUESKY</c> (its PDS), with people who write there.</summary>
internal sealed class RealBluesky : IDisposable
{
    public const string Variable = "CARE_BLUESKY";
    public const string Needed = "needs the real Bluesky network of .ci/bluesky";

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };

    // Names must be new on every run, because the network outlives it.
    private readonly string _run;

    public RealBluesky(string test) =>
        _run = Convert.ToString(Time.GetUtcNow().ToUnixTimeMilliseconds() % 100_000_000, CultureInfo.InvariantCulture) + test;

    public static TimeProvider Time { get; } = new RealTime();
    public static Uri Service => new(Environment.GetEnvironmentVariable(Variable)!);

    public async Task<RealPerson> Person(string name)
    {
        var handle = $"{name}{_run}.test";
        var made = await Call("com.atproto.server.createAccount", new JsonObject { ["email"] = $"{name}{_run}@care.test", ["handle"] = handle, ["password"] = "pw" }, null);
        return new RealPerson(this, handle, (string)made["did"]!, (string)made["accessJwt"]!);
    }

    public async Task<JsonNode> Call(string method, JsonObject body, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Service, "/xrpc/" + method)) { Content = JsonContent.Create(body) };
        return await Send(request, token);
    }

    public async Task<JsonNode> Ask(string methodAndQuery, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Service, "/xrpc/" + methodAndQuery));
        return await Send(request, token);
    }

    private async Task<JsonNode> Send(HttpRequestMessage request, string? token)
    {
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{request.RequestUri}: {(int)response.StatusCode} {text}");
        return JsonNode.Parse(text.Length == 0 ? "{}" : text)!;
    }

    public void Dispose() => _http.Dispose();

    private sealed class RealTime : TimeProvider;
}

/// <summary>Somebody with an account.</summary>
internal sealed record RealPerson(RealBluesky Net, string Handle, string Did, string Token)
{
    public static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A post that begins by mentioning <paramref name="whom"/>.</summary>
    public JsonObject Mention(RealPerson whom, string text, DateTimeOffset? at = null, (string Uri, string Cid)? answers = null)
    {
        var record = new JsonObject
        {
            ["$type"] = AtUri.Posts,
            ["text"] = $"@{whom.Handle} {text}",
            ["createdAt"] = Iso(at ?? RealBluesky.Time.GetUtcNow()),
            ["langs"] = new JsonArray("en"),
            ["facets"] = new JsonArray(new JsonObject
            {
                ["index"] = new JsonObject { ["byteStart"] = 0, ["byteEnd"] = whom.Handle.Length + 1 },
                ["features"] = new JsonArray(new JsonObject { ["$type"] = "app.bsky.richtext.facet#mention", ["did"] = whom.Did }),
            }),
        };
        if (answers is var (uri, cid))
            record["reply"] = new JsonObject { ["root"] = new JsonObject { ["uri"] = uri, ["cid"] = cid }, ["parent"] = new JsonObject { ["uri"] = uri, ["cid"] = cid } };
        return record;
    }

    public async Task<(string Uri, string Cid)> Write(JsonObject record, string collection = AtUri.Posts, string? key = null)
    {
        var body = new JsonObject { ["repo"] = Did, ["collection"] = collection, ["record"] = record };
        if (key is not null)
            body["rkey"] = key;
        var made = await Net.Call("com.atproto.repo.createRecord", body, Token);
        return ((string)made["uri"]!, (string)made["cid"]!);
    }

    public Task WriteAll(IEnumerable<JsonObject> records) => Net.Call(
        "com.atproto.repo.applyWrites",
        new JsonObject
        {
            ["repo"] = Did,
            ["writes"] = new JsonArray([.. records.Select(JsonNode? (record) => new JsonObject
            {
                ["$type"] = "com.atproto.repo.applyWrites#create",
                ["collection"] = AtUri.Posts,
                ["value"] = record,
            })]),
        },
        Token);

    public Task Edit(string uri, JsonObject record) => Net.Call(
        "com.atproto.repo.putRecord",
        new JsonObject { ["repo"] = Did, ["collection"] = AtUri.Posts, ["rkey"] = AtUri.Parse(uri)!.Value.Key, ["record"] = record },
        Token);

    public Task Delete(string uri) => Net.Call(
        "com.atproto.repo.deleteRecord",
        new JsonObject { ["repo"] = Did, ["collection"] = AtUri.Posts, ["rkey"] = AtUri.Parse(uri)!.Value.Key },
        Token);

    public async Task<IReadOnlyList<JsonNode>> Posts() =>
        [.. (await Net.Ask($"com.atproto.repo.listRecords?repo={Did}&collection={AtUri.Posts}&limit=100", Token))["records"]!.AsArray().Select(record => record!)];
}

/// <summary>Our account on the real network, and what was heard through it.</summary>
internal sealed class RealDesk
{
    private readonly Dictionary<string, string?> _cursors = new(StringComparer.Ordinal);
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private readonly BlueskySettings _settings;

    public RealDesk(RealPerson brand, int pageSize = 100)
    {
        _settings = new BlueskySettings
        {
            Account = "gridco-bluesky",
            Brand = "GridCo",
            Service = RealBluesky.Service,
            Handle = brand.Handle,
            Password = "pw",
            PageSize = pageSize,
        };
        Restart();
    }

    public BlueskyAccount Account { get; private set; } = null!;
    public string? SessionKept { get; set; }
    public List<Post> Heard { get; } = [];

    public void Restart() => Account = BlueskyAccount.Open(
        _settings,
        new SessionShelf(_ => Task.FromResult(SessionKept), (json, _) => Task.FromResult(SessionKept = json)),
        RealBluesky.Time,
        NullLoggerFactory.Instance,
        BlueskyWire.Http());

    public async Task Listen(ISource? source = null)
    {
        source ??= Account.Sources[0];
        for (var more = true; more;)
        {
            var page = await source.Fetch(_cursors.GetValueOrDefault(source.Id), CancellationToken.None);
            Heard.AddRange(page.Posts.Where(post => _keys.Add(post.Mark)));
            _cursors[source.Id] = page.Cursor;
            more = page.More;
        }
    }

    public async Task<Post> Hear(string uri)
    {
        await Patience.Until(async () =>
        {
            await Listen();
            return Heard.Any(post => post.NativeId == uri);
        });
        return Heard.Single(post => post.NativeId == uri);
    }

    public OutgoingReply Answer(Post parent, string text, int number = 1)
    {
        var id = new ReplyId(new Guid(number, 0, 0, [1, 2, 3, 4, 5, 6, 7, 8]));
        var at = RealBluesky.Time.GetUtcNow();
        return new OutgoingReply { Id = id, Key = Account.Network.KeyFor(id, at), Text = text, Audience = Audience.Public, Parent = parent, CreatedAt = at };
    }

    public Task<SendOutcome> Send(OutgoingReply reply) => Account.Network.Reply(reply, CancellationToken.None);

    public async Task<PostState> Read(string uri) => (await Account.Network.Read([uri], CancellationToken.None))[uri];
}
