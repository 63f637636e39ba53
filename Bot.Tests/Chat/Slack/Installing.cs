using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using SocialCareBot.Chat.Slack;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Chat.Slack;

public sealed class Installing : IAsyncLifetime
{
    private SlackHouse _house = null!;
    private FakeSlackPerson _admin = null!;
    private SlackInstall _install = null!;

    public async Task InitializeAsync()
    {
        _house = await SlackHouse.Start();
        _admin = _house.Slack.AddPerson("Adi");
        _install = _house.NewInstall(new EphemeralDataProtectionProvider());
    }

    public async Task DisposeAsync() => await _house.DisposeAsync();

    [Fact]
    public async Task An_admin_allows_the_app_and_it_works_in_that_workspace()
    {
        var (code, state, secret) = Allowed();
        var (installed, sentence) = await Finish(code, state, secret);
        Assert.True(installed, sentence);
        Assert.True(_house.Tokens.Knows(_house.Team));
        Assert.True((await _house.Say(_house.Slack.AddChannel("care"))).Done);
    }

    [Fact]
    public async Task A_link_works_once()
    {
        var (code, state, secret) = Allowed();
        await Finish(code, state, secret);
        Assert.Equal((false, "This link was used already. Begin again at /slack/install."), await Finish(code, state, secret));
    }

    [Fact]
    public async Task A_link_opened_in_another_browser_or_made_up_installs_nothing()
    {
        var (code, state, secret) = Allowed();
        var other = _install.Begin(_house.Settings).BrowserSecret;
        foreach (var (given, browser) in new[] { (state, other), (state, null), (null, secret), ("made up", secret), (state + "x", secret) })
            Assert.StartsWith("This link is old, or was opened in another browser.", (await Finish(code, given, browser)).Sentence, StringComparison.Ordinal);
        Assert.Empty(_house.Tokens.All);
    }

    [Fact]
    public async Task A_link_is_good_for_ten_minutes()
    {
        var (code, state, secret) = Allowed();
        _house.Store.Time.Advance(SlackInstall.StateLife + TimeSpan.FromSeconds(1));
        Assert.False((await Finish(code, state, secret)).Installed);
        Assert.Empty(_house.Tokens.All);
    }

    [Fact]
    public async Task Who_says_no_to_Slack_changes_nothing()
    {
        var (_, state, secret) = Allowed();
        Assert.Equal((false, "Slack was not allowed to install the app. Nothing was changed."), await _install.Finish(_house.Settings, null, state, "access_denied", secret, CancellationToken.None));
    }

    [Fact]
    public async Task A_workspace_that_is_not_listed_is_told_so_and_its_token_is_not_kept()
    {
        var (code, state, secret) = Allowed();
        var (installed, sentence) = await _install.Finish(_house.Settings with { Workspaces = ["T404"] }, code, state, null, secret, CancellationToken.None);
        Assert.False(installed);
        Assert.Contains("is not in Care:Slack:Workspaces", sentence, StringComparison.Ordinal);
        Assert.Empty(_house.Tokens.All);
    }

    private (string Code, string State, string Secret) Allowed()
    {
        var (authorize, secret) = _install.Begin(_house.Settings);
        var back = QueryHelpers.ParseQuery(_house.Slack.Allow(_admin, authorize).Query);
        return (back["code"]!, back["state"]!, secret);
    }

    private Task<(bool Installed, string Sentence)> Finish(string? code, string? state, string? secret) =>
        _install.Finish(_house.Settings, code, state, null, secret, CancellationToken.None);
}
