using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using SocialCareBot.Chat.Teams;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Chat.Teams;

/// <summary>A clock that stands until it is set.</summary>
internal sealed class StandingClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}

/// <summary>Everything that stands between the wire and an envelope, with an issuer that needs no network.</summary>
internal sealed class Wire : IDisposable
{
    public const string Service = "https://smba.trafficmanager.net/emea/";
    public const string Tenant = FakeTeams.Tenant;

    public Wire(TeamsSettings? settings = null)
    {
        Issuer = new FakeTeamsIssuer(Clock);
        Settings = settings ?? new TeamsSettings { AppId = FakeTeamsIssuer.AppId, Secret = "s", Tenant = Tenant };
        Settings = Settings with { OpenIdMetadata = Issuer.Metadata };
        Keys = new SigningKeys(Issuer.Client(), Settings, Clock, NullLogger<SigningKeys>.Instance);
        Tokens = new TokenValidator(Settings, Keys, Clock);
        Check = new EnvelopeCheck(Settings, Tokens, new ServiceHosts(Settings));
        Issuer.AddKey(["msteams"]);
    }

    public StandingClock Clock { get; } = new();
    public FakeTeamsIssuer Issuer { get; }
    public TeamsSettings Settings { get; }
    public SigningKeys Keys { get; }
    public TokenValidator Tokens { get; }
    public EnvelopeCheck Check { get; }

    /// <summary>A token's contents as they should be.</summary>
    public FakeToken Good => new()
    {
        Kid = Issuer.CurrentKid,
        ServiceUrl = Service,
        NotBefore = Clock.Now.AddMinutes(-1),
        Expires = Clock.Now.AddHours(1),
    };

    public static JsonObject Message() => new()
    {
        ["type"] = "message",
        ["id"] = "1",
        ["serviceUrl"] = Service,
        ["channelId"] = "msteams",
        ["conversation"] = new JsonObject { ["id"] = "a:1", ["tenantId"] = Tenant },
        ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = Tenant } },
        ["text"] = "hello",
    };

    public Task<EnvelopeResult> Open(FakeToken token, JsonNode? activity = null) =>
        Open($"Bearer {Issuer.Token(token)}", (activity ?? Message()).ToJsonString());

    public Task<EnvelopeResult> Open(string? authorization, string body) => Open(authorization, Encoding.UTF8.GetBytes(body));

    public Task<EnvelopeResult> Open(string? authorization, byte[] body, string method = "POST")
    {
        var request = new DefaultHttpContext().Request;
        request.Method = method;
        request.Body = new MemoryStream(body);
        if (authorization is not null)
            request.Headers.Authorization = authorization;
        return Check.Open(request, CancellationToken.None);
    }

    public void Dispose() => Issuer.Dispose();
}
