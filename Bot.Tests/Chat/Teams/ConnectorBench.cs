using System.Text.Json;
using SocialCareBot.Chat;
using SocialCareBot.Chat.Teams;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Chat.Teams;

/// <summary>The connector client in front of a fake Teams, on a real wire.</summary>
internal sealed class ConnectorBench : IAsyncDisposable
{
    private readonly HttpClient _http = ChatHttp.Client();

    public StandingClock Clock { get; } = new();
    public FakeTeams Teams { get; private set; } = null!;
    public ConnectorClient Client { get; private set; } = null!;

    /// <summary>For each token asked for: was a fresh one demanded?</summary>
    public List<bool> Asked { get; } = [];

    /// <summary>In place of the token source.</summary>
    public TeamsToken? Token { get; set; }

    public async Task Start()
    {
        Teams = await FakeTeams.Start(Clock);
        var current = Teams.NewToken();
        Token ??= (fresh, _) =>
        {
            Asked.Add(fresh);
            return Task.FromResult(fresh ? current = Teams.NewToken() : current);
        };
        _http.Timeout = TimeSpan.FromSeconds(5);
        var settings = new TeamsSettings { Development = true, AppId = FakeTeamsIssuer.AppId };
        Client = new ConnectorClient(new ConnectorHttp(_http, new ServiceHosts(settings), (fresh, ct) => Token(fresh, ct), Clock));
    }

    /// <summary>From now on a call waits no longer than this; for the calls that are never answered.</summary>
    public ConnectorClient Impatient(TimeSpan patience) =>
        new(new ConnectorHttp(Quick(patience), new ServiceHosts(new TeamsSettings { Development = true }), (fresh, ct) => Token!(fresh, ct), Clock));

    public Activity Card(string text) =>
        Activity.Card(JsonSerializer.SerializeToElement(new { type = "AdaptiveCard", version = "1.5", body = new[] { new { type = "TextBlock", text } } }), "Summary");

    public async Task<FakeTeamsMessage> Thread(FakeTeamsChannel channel)
    {
        var made = await Client.CreateThread(Teams.ServiceUrl, FakeTeams.Tenant, channel.Id, Card("one"), default);
        return Teams.Messages.Single(message => message.Id == made.Value!.ActivityId);
    }

    public async ValueTask DisposeAsync()
    {
        await Teams.DisposeAsync();
        _http.Dispose();
    }

    private static HttpClient Quick(TimeSpan patience)
    {
        var client = ChatHttp.Client();
        client.Timeout = patience;
        return client;
    }
}
