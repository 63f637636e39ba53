using SocialCareBot.Chat.Teams;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Chat.Teams;

public sealed class Teams_settings
{
    private static readonly TeamsSettings Good = new() { AppId = FakeTeamsIssuer.AppId, Secret = "s", Tenant = FakeTeams.Tenant };

    [Fact]
    public void Good_settings_and_none_at_all_have_no_problem()
    {
        Assert.Empty(Good.Problems());
        Assert.Empty(new TeamsSettings().Problems());
        Assert.Empty(new TeamsSettings { Development = true, DangerouslyAllowUnauthenticatedRequests = true }.Problems());
    }

    [Fact]
    public void Each_mistake_has_one_line()
    {
        Assert.Single((Good with { AppId = "care-bot" }).Problems());
        Assert.Single((Good with { Secret = null }).Problems());
        Assert.Single((Good with { ManagedIdentity = FakeTeamsIssuer.AppId }).Problems());
        Assert.Single((Good with { Secret = null, ManagedIdentity = "care-identity" }).Problems());
        Assert.Single((Good with { Tenants = ["contoso"] }).Problems());
        Assert.Single((Good with { OpenIdMetadata = new Uri("https://issuer.test/x") }).Problems());
        Assert.Single((Good with { OpenIdMetadata = new Uri("http://login.botframework.com/x") }).Problems());
        Assert.Empty((Good with { OpenIdMetadata = new Uri("http://127.0.0.1:1/x"), Development = true }).Problems());
    }

    [Fact]
    public void Token_checks_cannot_be_turned_off_outside_Development_or_beside_credentials()
    {
        Assert.Single(new TeamsSettings { DangerouslyAllowUnauthenticatedRequests = true }.Problems());
        Assert.Single((Good with { DangerouslyAllowUnauthenticatedRequests = true, Development = true }).Problems());
    }

    [Theory]
    [InlineData("https://smba.trafficmanager.net/emea/", true)]
    [InlineData("https://SMBA.trafficmanager.net/emea", true)]
    [InlineData("https://smba.infra.gcc.teams.microsoft.com/gcc", true)]
    [InlineData("https://smba.infra.gov.teams.microsoft.us/gcch", false)]
    [InlineData("http://smba.trafficmanager.net/emea/", false)]
    [InlineData("https://smba.trafficmanager.net:8443/emea/", false)]
    [InlineData("https://user@smba.trafficmanager.net/", false)]
    [InlineData("https://smba.trafficmanager.net.evil.example/", false)]
    [InlineData("https://evil.example/smba.trafficmanager.net", false)]
    [InlineData("https://smba.trafficmanager.net/emea/?x=1", false)]
    [InlineData("https://127.0.0.1/", false)]
    [InlineData("http://localhost:56150/_connector", false)]
    [InlineData("/emea/", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Our_token_goes_to_listed_hosts_only(string? address, bool allowed) =>
        Assert.Equal(allowed, new ServiceHosts(Good).Allowed(address) is not null);

    [Fact]
    public void Loopback_is_a_service_in_Development_only()
    {
        Assert.NotNull(new ServiceHosts(Good with { Development = true }).Allowed("http://127.0.0.1:1234/amer/"));
        Assert.Null(new ServiceHosts(Good).Allowed("http://127.0.0.1:1234/amer/"));
    }
}
