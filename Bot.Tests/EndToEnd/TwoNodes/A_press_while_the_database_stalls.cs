using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Npgsql;
using SocialCareBot.Egress;
using SocialCareBot.Store;
using SocialCareBot.Tests.EndToEnd.Bluesky;
using SocialCareBot.Tests.House;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.EndToEnd.TwoNodes;

/// <summary>For a while no byte comes back from the database: whoever presses is answered after the click's patience of two seconds, however many press at once.</summary>
public sealed class A_press_while_the_database_stalls
{
    private const int Presses = 64;
    private const string Hook = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Signing = "8f742231b10e8888abcd99yyyzzz85a5";

    /// <summary>Slack waits for three seconds.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(3);
    private readonly HttpClient _http = new();
    private readonly Uri _door = FreeDoor();

    [FactWhen(PairOfNodes.Variable, PairOfNodes.Needed), Fault(19)]
    public async Task Is_answered_in_time_also_when_many_press_at_once()
    {
        using var place = TestDatabase.On(TestDatabase.Postgres);
        var server = new NpgsqlConnectionStringBuilder(place.ConnectionString);
        using var wire = new StallingProxy(server.Host!, server.Port);
        await using var slack = await Slack();
        server.Host = "127.0.0.1";
        server.Port = wire.Port;
        await using var node = await Node(server.ToString(), slack.Urls.First());
        for (var number = 0; number <= Presses; number++)
            await Post(number);
        var ids = place.Open().Read(session => session.Query<string>("select id from cases")).ToList();
        await Press(ids[0]);

        wire.Stall();
        var took = await Task.WhenAll(ids.Skip(1).Select(Press));
        wire.Flow();
        Assert.Equal(Presses, took.Length);
        Assert.True(took.Max() < Soon, $"{took.Length} presses, the slowest answered after {took.Max().TotalMilliseconds:F0} ms");
    }

    private static async Task<WebApplication> Slack()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var slack = builder.Build();
        slack.MapPost("/api/{method}", (string method) => Results.Text("""{"ok":true,"team_id":"T0CARE","user_id":"U0BOT","user":{"id":"U0ANA","name":"ana"},"channel":"C0CARE","ts":"1.1"}""", "application/json"));
        await slack.StartAsync();
        return slack;
    }

    private async Task<BotProcess> Node(string postgres, string slack)
    {
        var settings = JsonSerializer.Serialize(new
        {
            Care = new
            {
                Postgres = "env:CARE_E2E_POSTGRES",
                Public = new { Url = _door.GetLeftPart(UriPartial.Authority) },
                Routes = new[] { new { Name = "care", Zone = "Europe/Berlin" } },
                People = new[] { new { Name = "Ana Brandt", Slack = new { Team = "T0CARE", User = "U0ANA" } } },
                Accounts = new[] { new { Id = "shop", Network = "webhook", Brand = "GridCo", Secret = "env:CARE_E2E_SECRET" } },
                Slack = new { SigningSecret = "env:CARE_E2E_SIGNING", Token = "env:CARE_E2E_TOKEN", ApiRoot = $"{slack}/api/" },
            },
        });
        var node = await BotProcess.Start(
            Directory.CreateTempSubdirectory("care-stall-").FullName,
            settings,
            new Dictionary<string, string?> { ["CARE_E2E_POSTGRES"] = postgres, ["CARE_E2E_SECRET"] = Hook, ["CARE_E2E_SIGNING"] = Signing, ["CARE_E2E_TOKEN"] = "xoxb-test" });
        Assert.True(node.Desk is not null, node.ToString());
        return node;
    }

    private async Task Post(int number)
    {
        var (id, now) = ($"msg-{number}", RealBluesky.Time.GetUtcNow());
        var body = Encoding.UTF8.GetBytes($$"""{"type":"post.created","id":"post-{{number}}","network":"Trustpilot","author":{"id":"u-{{number}}","name":"Mira"},"text":"The power is out."}""");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_door, "/webhooks/shop")) { Content = new ByteArrayContent(body) };
        request.Headers.TryAddWithoutValidation("webhook-id", id);
        request.Headers.TryAddWithoutValidation("webhook-timestamp", WebhookSignature.Stamp(now));
        request.Headers.TryAddWithoutValidation("webhook-signature", new WebhookSignature([Hook]).Sign(id, now, body));
        using var answer = await _http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    /// <summary>Claim, pressed in Slack: how long the answer took.</summary>
    private async Task<TimeSpan> Press(string id)
    {
        var press = $$$"""{"type":"block_actions","user":{"id":"U0ANA","name":"ana","team_id":"T0CARE"},"container":{"type":"message","message_ts":"1.1","channel_id":"C0CARE"},"team":{"id":"T0CARE"},"channel":{"id":"C0CARE"},"message":{"type":"message","ts":"1.1"},"actions":[{"type":"button","block_id":"b1","action_id":"claim","value":"{{{id}}}:1"}]}""";
        var (body, stamp) = ($"payload={Uri.EscapeDataString(press)}", $"{RealBluesky.Time.GetUtcNow().ToUnixTimeSeconds()}");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_door, "/slack/interactivity")) { Content = new StringContent(body) };
        request.Headers.TryAddWithoutValidation("X-Slack-Request-Timestamp", stamp);
        request.Headers.TryAddWithoutValidation("X-Slack-Signature", $"v0={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Signing), Encoding.UTF8.GetBytes($"v0:{stamp}:{body}")))}");
        var began = Stopwatch.GetTimestamp();
        using var answer = await _http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return Stopwatch.GetElapsedTime(began);
    }

    private static Uri FreeDoor()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}");
    }
}
