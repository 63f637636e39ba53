using Microsoft.AspNetCore.DataProtection;
using SocialCareBot.Chat.Slack;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Chat.Slack;

public sealed class Tokens_of_workspaces : IAsyncLifetime
{
    private SlackHouse _house = null!;
    private FakeSlackChannel _channel = null!;

    public async Task InitializeAsync()
    {
        _house = await SlackHouse.Start();
        _channel = _house.Slack.AddChannel("care");
    }

    public async Task DisposeAsync() => await _house.DisposeAsync();

    [Fact]
    public async Task A_token_is_renewed_two_hours_before_it_ends()
    {
        await _house.Install();
        var first = _house.Slack.BotToken();
        _house.Store.Time.Advance(TimeSpan.FromHours(9.9));
        await _house.Say(_channel);
        Assert.Equal(first, _house.Slack.BotToken());
        _house.Store.Time.Advance(TimeSpan.FromHours(0.2));
        Assert.True((await _house.Say(_channel)).Done);
        Assert.NotEqual(first, _house.Slack.BotToken());
        Assert.Equal(_house.Slack.BotToken(), _house.Tokens.Of(_house.Team)!.Token);
    }

    [Fact]
    public async Task What_the_token_of_the_settings_may_do_is_known_so_that_a_missing_scope_can_be_named()
    {
        _house.Slack.Scopes.Remove("im:history");
        Assert.Null(await _house.Tokens.Adopt(CancellationToken.None));
        Assert.Equal(["im:history"], SlackScopes.Missing(_house.Tokens.Of(_house.Team)!));
    }

    [Fact]
    public async Task A_token_that_ended_while_nobody_looked_is_renewed_and_the_call_made_again()
    {
        await _house.Install();
        _house.Slack.Next(FakeSlackCruelty.Refused("token_expired"));
        Assert.True((await _house.Say(_channel)).Done);
        Assert.Single(_house.Slack.Threads(_channel));
    }

    [Fact]
    public async Task Many_callers_renew_it_once()
    {
        await _house.Install();
        _house.Store.Time.Advance(TimeSpan.FromHours(11));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _house.Ask(_channel)));
        Assert.Equal(0, _house.Slack.RefusedRefreshes);
    }

    [Fact]
    public async Task The_new_pair_is_stored_before_it_is_used_and_another_process_takes_it_from_there()
    {
        var protection = new EphemeralDataProtectionProvider();
        var (one, other) = (_house.NewTokens(protection), _house.NewTokens(protection));
        var (access, refresh, until) = _house.Slack.Rotating();
        await one.Save(new SlackInstallation { Team = _house.Team, Token = access, RefreshToken = refresh, ExpiresAt = until }, CancellationToken.None);
        other.Load();
        _house.Store.Time.Advance(TimeSpan.FromHours(11));
        var renewed = await one.Current(_house.Team, CancellationToken.None);
        Assert.Equal(renewed, await other.Current(_house.Team, CancellationToken.None));
        Assert.Equal(0, _house.Slack.RefusedRefreshes);
    }

    [Fact]
    public async Task A_refresh_that_fails_leaves_the_old_token_in_use()
    {
        await _house.Install();
        _house.Store.Time.Advance(TimeSpan.FromHours(11));
        _house.Slack.Next(FakeSlackCruelty.Fails(503));
        Assert.True((await _house.Say(_channel)).Done);
    }

    [Fact]
    public async Task A_workspace_that_took_the_app_out_is_not_spoken_to_until_it_is_installed_again()
    {
        await _house.Install();
        await _house.Tokens.Revoke(_house.Team, CancellationToken.None);
        Assert.False(_house.Tokens.Knows(_house.Team));
        Assert.IsType<SlackFault.CredentialDead>((await _house.Say(_channel)).Fault);
        await _house.Install();
        Assert.True(_house.Tokens.Knows(_house.Team));
    }

    [Fact]
    public async Task No_token_can_be_read_in_the_database()
    {
        await _house.Install();
        var stored = _house.Store.Database.Read(session => session.Query<string>("select json from keep where owner = 'slack'"));
        Assert.NotEmpty(stored);
        Assert.All(stored, json => Assert.DoesNotContain("xox", json, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_installation_sealed_with_keys_that_are_gone_is_left_out()
    {
        await _house.Install();
        var stranger = _house.NewTokens(new EphemeralDataProtectionProvider());
        stranger.Load();
        Assert.Empty(stranger.All);
    }
}
