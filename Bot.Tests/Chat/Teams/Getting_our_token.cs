using System.Net;
using SocialCareBot.Chat.Teams;
using SocialCareBot.Tests.House;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Chat.Teams;

/// <summary>Our own token by client secret, as MSAL asks Microsoft Entra for it.</summary>
public sealed class Getting_our_token
{
    private const string Tenant = FakeTeams.Tenant;
    private readonly FakeEntra _entra = new();
    private readonly StandingClock _clock = new();

    [Fact]
    public async Task The_request_names_the_bot_the_secret_and_the_scope_at_our_own_tenant()
    {
        Assert.Equal("token-1", await Source().Get(false, default));
        var (address, form) = Assert.Single(_entra.Asked);
        Assert.Equal($"https://login.microsoftonline.com/{Tenant}/oauth2/v2.0/token", address);
        Assert.Equal("client_credentials", form["grant_type"]);
        Assert.Equal(FakeTeamsIssuer.AppId, form["client_id"]);
        Assert.Equal("s3cret+/=", form["client_secret"]);
        Assert.Contains("https://api.botframework.com/.default", form["scope"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_is_kept_until_a_fresh_one_is_demanded()
    {
        var source = Source();
        await source.Get(false, default);
        Assert.Equal("token-1", await source.Get(false, default));
        Assert.Equal("token-2", await source.Get(true, default));
        Assert.Equal("token-2", await source.Get(false, default));
    }

    [Fact]
    [Fault(9)]
    public async Task Many_demands_for_a_fresh_one_at_once_make_one_request()
    {
        var source = Source();
        await source.Get(false, default);
        for (var i = 0; i < 10; i++)
            await source.Get(true, default);
        Assert.Equal(2, _entra.Asked.Count);
        _clock.Now += TimeSpan.FromSeconds(30);
        await source.Get(true, default);
        Assert.Equal(3, _entra.Asked.Count);
    }

    [Theory]
    [Fault(9)]
    [InlineData(401, """{"error":"invalid_client","error_description":"AADSTS7000215: the secret s3cret+/= is wrong"}""", true)]
    [InlineData(400, """{"error":"unauthorized_client"}""", true)]
    [InlineData(503, """{"error":"temporarily_unavailable"}""", false)]
    [InlineData(429, """{"error":"throttled"}""", false)]
    public async Task A_refused_secret_is_lasting_a_busy_issuer_is_not(int status, string body, bool lasting)
    {
        _entra.Refuse = (HttpStatusCode)status;
        _entra.Body = body;
        var problem = await Assert.ThrowsAsync<TeamsTokenException>(() => Source().Get(false, default));
        Assert.Equal(lasting, problem.Lasting);
        Assert.DoesNotContain("s3cret", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_issuer_that_cannot_be_reached_is_tried_again()
    {
        _entra.Unreachable = true;
        Assert.False((await Assert.ThrowsAsync<TeamsTokenException>(() => Source().Get(false, default))).Lasting);
    }

    private MsalToken Source() =>
        new(new TeamsSettings { AppId = FakeTeamsIssuer.AppId, Secret = "s3cret+/=", Tenant = Tenant }, _clock, _entra);
}
