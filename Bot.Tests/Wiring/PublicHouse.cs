using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SocialCareBot.Egress;
using SocialCareBot.Store;
using SocialCareBot.Tests.World;
using SocialCareBot.Wiring;
using WholeHouse = SocialCareBot.Wiring.House;

namespace SocialCareBot.Tests.Wiring;

/// <summary>The whole bot with everything that opens a public endpoint, and callers who can sign as each platform does.</summary>
internal sealed class PublicHouse : IAsyncDisposable
{
    public const string Tenant = "11111111-1111-4111-8111-111111111111";
    public const string Workspace = "T0123456";
    private const string Hook = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Signing = "8f742231b10e8888abcd99yyyzzz85a5";
    private const string Service = "https://smba.trafficmanager.net/emea/";
    private readonly string _folder = Directory.CreateTempSubdirectory("public").FullName;
    private readonly WebApplication _issuing;
    private readonly FakeTeamsIssuer _issuer;
    private WebApplication _app = null!;
    private int _calls;

    private PublicHouse(WebApplication issuing, FakeTeamsIssuer issuer) => (_issuing, _issuer) = (issuing, issuer);

    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    /// <summary>The desk's address and the public one.</summary>
    public IReadOnlyList<Uri> Doors { get; private set; } = [];

    /// <summary>Every endpoint of the running bot, by its pattern; those the public door shows are marked.</summary>
    public IReadOnlyList<(string Path, bool Public)> Endpoints { get; private set; } = [];

    public Database Database => _app.Services.GetRequiredService<Database>();

    public static async Task<PublicHouse> Open()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var issuing = builder.Build();
        FakeTeamsIssuer issuer = null!;
        issuing.Run(context => context.Response.WriteAsync(context.Request.Path.Value!.EndsWith("keys", StringComparison.Ordinal) ? issuer.KeysJson() : issuer.MetadataJson()));
        await issuing.StartAsync();
        issuer = new FakeTeamsIssuer(TimeProvider.System) { Metadata = new Uri($"{issuing.Urls.First()}/metadata") };
        issuer.AddKey(["msteams"]);
        var house = new PublicHouse(issuing, issuer);
        await house.Start();
        return house;
    }

    private async Task Start()
    {
        var file = Path.Combine(_folder, "care.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new { Care = Settings() }));
        var host = CareHost.Create([$"--Care:Settings={file}", $"--Care:Data={_folder}", "--urls=http://127.0.0.1:0"]);
        host.Builder.Environment.EnvironmentName = "Development";
        host.Builder.Logging.ClearProviders();
        _app = await WholeHouse.Build(host, TimeProvider.System, CancellationToken.None);
        await _app.StartAsync();
        Doors = [.. _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(url => new Uri(url))];
        Endpoints = [.. _app.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Select(endpoint => ($"/{endpoint.RoutePattern.RawText!.TrimStart('/')}", endpoint.Metadata.GetMetadata<PublicEndpoint>() is not null)).Distinct()];
    }

    /// <summary>A call as the webhook's sender signs it.</summary>
    public HttpRequestMessage AsHook(string path, byte[] body)
    {
        var (id, at) = ($"msg-{++_calls}", TimeProvider.System.GetUtcNow());
        var request = Plain(path, body);
        request.Headers.TryAddWithoutValidation("webhook-id", id);
        request.Headers.TryAddWithoutValidation("webhook-timestamp", WebhookSignature.Stamp(at));
        request.Headers.TryAddWithoutValidation("webhook-signature", new WebhookSignature([Hook]).Sign(id, at, body));
        return request;
    }

    /// <summary>A call as Slack signs it.</summary>
    public HttpRequestMessage AsSlack(string path, byte[] body)
    {
        var stamp = $"{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}";
        var request = Plain(path, body);
        request.Headers.TryAddWithoutValidation("X-Slack-Request-Timestamp", stamp);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"v0:{stamp}:"), .. body];
        request.Headers.TryAddWithoutValidation("X-Slack-Signature", $"v0={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Signing), signed))}");
        return request;
    }

    /// <summary>A call with a token of the Bot Framework.</summary>
    public HttpRequestMessage AsTeams(string path, byte[] body)
    {
        var request = Plain(path, body);
        request.Headers.Authorization = new("Bearer", _issuer.Token(Service));
        return request;
    }

    public HttpRequestMessage Plain(string path, byte[] body) => new(HttpMethod.Post, new Uri(Doors[1], path)) { Content = new ByteArrayContent(body) };

    public async Task<(HttpStatusCode Status, string Body)> Send(HttpRequestMessage request)
    {
        using var sent = request;
        using var answer = await Http.SendAsync(sent);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>What a person wrote to the bot in Teams.</summary>
    public static string Message(string tenant, string text = "hello") => JsonSerializer.Serialize(new
    {
        type = "message",
        id = "1",
        text,
        channelId = "msteams",
        serviceUrl = Service,
        from = new { id = "29:ana", name = "Ana", aadObjectId = "22222222-2222-4222-8222-222222222221" },
        recipient = new { id = "28:bot", name = "Care" },
        conversation = new { id = "19:care@thread.tacv2", conversationType = "channel", isGroup = true, tenantId = tenant },
        channelData = new { tenant = new { id = tenant } },
    });

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        await _issuing.DisposeAsync();
        _issuer.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private object Settings() => new
    {
        Square = "off",
        Public = new { Url = "http://127.0.0.1:0" },
        Routes = new[] { new { Name = "care", Zone = "Europe/Berlin" } },
        Accounts = new[] { new { Id = "shop", Network = "webhook", Brand = "GridCo", Secret = Secret("hook", Hook) } },
        Teams = new { FakeTeamsIssuer.AppId, Tenant, Secret = Secret("teams", "unused"), FixedToken = Secret("token", "unused"), OpenIdMetadata = $"{_issuer.Metadata}", Issuer = FakeTeamsIssuer.Name },
        Slack = new { SigningSecret = Secret("signing", Signing), ClientId = "1.2", ClientSecret = Secret("client", "unused"), Workspaces = new[] { Workspace }, ApiRoot = $"{_issuing.Urls.First()}/api/" },
    };

    private string Secret(string name, string value)
    {
        File.WriteAllText(Path.Combine(_folder, name), value);
        return $"file:{Path.Combine(_folder, name)}";
    }
}
