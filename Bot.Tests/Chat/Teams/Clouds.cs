using SocialCareBot.Chat.Teams;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Chat.Teams;

/// <summary>The table of Microsoft's clouds, and that nothing of one is mixed with another.</summary>
public sealed class Clouds
{
    [Theory]
    [InlineData("public", "login.microsoftonline.com", "https://api.botframework.com", "login.botframework.com", "smba.trafficmanager.net")]
    [InlineData("gcc", "login.microsoftonline.com", "https://api.botframework.com", "login.botframework.com", "smba.infra.gcc.teams.microsoft.com")]
    [InlineData("gcchigh", "login.microsoftonline.us", "https://api.botframework.us", "login.botframework.azure.us", "smba.infra.gov.teams.microsoft.us")]
    [InlineData("dod", "login.microsoftonline.us", "https://api.botframework.us", "login.botframework.azure.us", "smba.infra.dod.teams.microsoft.us")]
    [InlineData("china", "login.partner.microsoftonline.cn", "https://api.botframework.azure.cn", "login.botframework.azure.cn", null)]
    public void Each_has_its_own_login_issuer_keys_and_service(string name, string login, string issuer, string keys, string? service)
    {
        var settings = TeamsSettings.In(TeamsCloud.Of(name)!) with { AppId = FakeTeamsIssuer.AppId, Secret = "s", Tenant = FakeTeams.Tenant };
        Assert.Equal($"https://{login}/{FakeTeams.Tenant}", settings.AuthorityAddress);
        Assert.Equal((issuer, $"{issuer}/.default"), (settings.Issuer, settings.TokenScope));
        Assert.Equal(("https", keys), (settings.OpenIdMetadata.Scheme, settings.OpenIdMetadata.Host));
        Assert.Equal(service, settings.AllowedServiceHosts.FirstOrDefault());
        Assert.Equal(service is null ? 1 : 0, settings.Problems().Count());
        Assert.Empty((settings with { AllowedServiceHosts = ["smba.example.cn"] }).Problems());
    }

    [Fact]
    public void What_is_not_told_is_the_public_cloud()
    {
        var (plain, told) = (new TeamsSettings(), TeamsSettings.In(TeamsCloud.Public));
        Assert.Equal((plain.Issuer, plain.TokenScope, plain.OpenIdMetadata, plain.Login), (told.Issuer, told.TokenScope, told.OpenIdMetadata, told.Login));
        Assert.Equal(plain.AllowedServiceHosts, told.AllowedServiceHosts);
    }

    [Fact]
    public void A_token_of_one_cloud_never_goes_to_another_but_for_the_community_cloud_which_is_the_public_one()
    {
        foreach (var cloud in TeamsCloud.All)
        {
            var hosts = new ServiceHosts(TeamsSettings.In(cloud));
            foreach (var other in TeamsCloud.All.Where(other => other.Issuer != cloud.Issuer || (other.Name == "dod") != (cloud.Name == "dod")))
                Assert.All(other.ServiceHosts, host => Assert.Null(hosts.Allowed($"https://{host}/x/")));
        }
    }

    [Theory]
    [InlineData("gcchigh")]
    [InlineData("china")]
    public async Task The_token_is_asked_for_where_the_cloud_gives_it(string name)
    {
        var cloud = TeamsCloud.Of(name)!;
        var entra = new FakeEntra();
        await new MsalToken(TeamsSettings.In(cloud) with { AppId = FakeTeamsIssuer.AppId, Secret = "s", Tenant = FakeTeams.Tenant }, new StandingClock(), entra).Get(false, default);
        var (address, form) = Assert.Single(entra.Asked);
        Assert.Equal($"{cloud.Login}/{FakeTeams.Tenant}/oauth2/v2.0/token", address);
        Assert.Contains(cloud.TokenScope, form["scope"], StringComparison.Ordinal);
    }
}
