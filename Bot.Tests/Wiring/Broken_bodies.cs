using System.Diagnostics;
using System.Net;
using System.Text;
using SocialCareBot.Tests.House;

namespace SocialCareBot.Tests.Wiring;

/// <summary>Bodies that are too long, too deep or no text at all, at every endpoint the running bot shows to the world, from strangers and from callers with a good signature.</summary>
public sealed class Broken_bodies(Broken_bodies.Open open) : IClassFixture<Broken_bodies.Open>
{
    /// <summary>One bot for all of these.</summary>
    public sealed class Open : IAsyncLifetime
    {
        internal PublicHouse House { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            House = await PublicHouse.Open();
            // The first call of each kind waits for code to be compiled.
            foreach (var (_, (path, sign, good)) in Callers(House))
            {
                await House.Send(House.Plain(path, []));
                await House.Send(sign(path, Bytes(good)));
            }
        }

        public Task DisposeAsync() => House.DisposeAsync().AsTask();
    }

    /// <summary>These alone are text after a repair, and may then be taken: people paste half of what two letters make.</summary>
    private static readonly string[] Mended = ["half a letter", "no UTF-8 in a payload"];

    /// <summary>For the middle of all answers: a single one may wait for a machine that has other things to do.</summary>
    private static readonly TimeSpan Quickly = TimeSpan.FromMilliseconds(50);
    private readonly List<TimeSpan> _took = [];
    private readonly PublicHouse _house = open.House;

    /// <summary>How the caller of each endpoint signs, and a body that it takes.</summary>
    private static Dictionary<string, (string Path, Func<string, byte[], HttpRequestMessage> Sign, string Good)> Callers(PublicHouse house) => new()
    {
        ["/webhooks/{account}"] = ("/webhooks/shop", house.AsHook, """{"type":"post.deleted","id":"nobody's"}"""),
        ["/api/messages"] = ("/api/messages", house.AsTeams, PublicHouse.Message(PublicHouse.Tenant)),
        ["/slack/events"] = ("/slack/events", house.AsSlack, """{"type":"url_verification","challenge":"c"}"""),
        ["/slack/interactivity"] = ("/slack/interactivity", house.AsSlack, """payload={"type":"unheard_of"}"""),
        ["/slack/options"] = ("/slack/options", house.AsSlack, """payload={"type":"unheard_of"}"""),
        ["/slack/commands"] = ("/slack/commands", house.AsSlack, "ssl_check=1"),
        ["/slack/install"] = ("/slack/install", house.Plain, ""),
        ["/slack/oauth"] = ("/slack/oauth", house.Plain, ""),
    };

    private static readonly Dictionary<string, byte[]> Bodies = new()
    {
        ["nothing"] = [],
        ["50 MB"] = new byte[50 * 1024 * 1024],
        ["a letter more than 2 MB"] = [.. Enumerable.Repeat((byte)'x', (2 * 1024 * 1024) + 1)],
        ["lists 10,000 deep"] = Bytes(new string('[', 10_000) + new string(']', 10_000)),
        ["objects 10,000 deep"] = Bytes(string.Concat(Enumerable.Repeat("{\"a\":", 10_000)) + "1" + new string('}', 10_000)),
        ["objects 10,000 deep in a payload"] = Bytes("payload=" + string.Concat(Enumerable.Repeat("{\"a\":", 10_000)) + "1" + new string('}', 10_000)),
        ["half an object"] = Bytes("{\"type\":\"post.created\""),
        ["half a payload"] = Bytes("payload={\"type\":"),
        ["no UTF-8"] = [.. "{\"type\":\""u8, 0xC3, 0x28, .. "\"}"u8],
        ["no UTF-8 in a payload"] = [.. "payload={\"type\":\""u8, 0xC3, 0x28, .. "\"}"u8],
        ["half a letter"] = Bytes(@"{""type"":""\ud83d"",""\udc00"":1}"),
        ["NUL"] = new byte[64],
        ["NUL in a text"] = [.. "{\"type\":\""u8, 0, .. "\"}"u8],
        ["a byte order mark"] = [0xEF, 0xBB, 0xBF],
        ["the other byte order mark"] = [0xFF, 0xFE, 0x7B, 0x00],
        ["percent signs"] = Bytes("payload=%%%&%zz=%00%ff&=&&&"),
        ["noise"] = Noise(4096),
    };

    [Fact, Fault(28)]
    public async Task From_strangers_are_refused_everywhere()
    {
        foreach (var path in Public())
        {
            foreach (var (name, body) in Bodies)
                await Refused(path, name, () => _house.Plain(Callers(_house)[path].Path, body));
        }
        Assert.InRange(_took.Order().ElementAt(_took.Count / 2), TimeSpan.Zero, Quickly);
    }

    [Fact, Fault(28)]
    public async Task With_a_good_signature_are_refused_and_the_next_call_is_taken()
    {
        foreach (var path in Public().Where(path => Callers(_house)[path].Good.Length > 0))
        {
            var (at, sign, good) = Callers(_house)[path];
            foreach (var (name, body) in Bodies)
            {
                await Refused(path, name, () => sign(at, body));
                Assert.Equal((path, name, HttpStatusCode.OK), (path, name, (await _house.Send(sign(at, Bytes(good)))).Status));
            }
        }
        Assert.InRange(_took.Order().ElementAt(_took.Count / 2), TimeSpan.Zero, Quickly);
        Assert.Equal(0, _house.Database.Read(session => session.First<int>("select count(*) from cases")));
    }

    /// <summary>Whoever adds a public endpoint says here how its caller signs.</summary>
    private List<string> Public()
    {
        var paths = _house.Endpoints.Where(endpoint => endpoint.Public).Select(endpoint => endpoint.Path).ToList();
        Assert.Equal(Callers(_house).Keys.Order(StringComparer.Ordinal), paths.Order(StringComparer.Ordinal));
        return paths;
    }

    private async Task Refused(string path, string name, Func<HttpRequestMessage> call)
    {
        using var request = call();
        request.Headers.ExpectContinue = request.Content!.Headers.ContentLength > 1024 * 1024;
        var began = Stopwatch.GetTimestamp();
        using var answer = await _house.Http.SendAsync(request);
        _took.Add(Stopwatch.GetElapsedTime(began));
        Assert.True((int)answer.StatusCode is >= 400 and < 500 || (Mended.Contains(name) && answer.StatusCode == HttpStatusCode.OK), $"{path}, {name}: {answer.StatusCode}");
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Noise(int length)
    {
        var noise = new byte[length];
        new Random(28).NextBytes(noise);
        return noise;
    }
}
