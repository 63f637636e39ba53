using System.Text.Json.Nodes;
using SocialCareBot.Chat.Slack;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Chat.Slack;

public sealed class Calling_the_Web_API : IAsyncLifetime
{
    private SlackHouse _house = null!;
    private FakeSlackChannel _channel = null!;

    public async Task InitializeAsync()
    {
        _house = await SlackHouse.Start();
        _channel = _house.Slack.AddChannel("care");
        Assert.Null(await _house.Tokens.Adopt(CancellationToken.None));
    }

    public async Task DisposeAsync() => await _house.DisposeAsync();

    [Fact]
    public async Task Reading_and_writing_each_come_in_their_own_encoding()
    {
        Assert.True((await _house.Say(_channel)).Done);
        Assert.Equal(_channel.Id, (await _house.Ask(_channel)).Body.Text("channel", "id"));
        Assert.Empty(_house.Slack.Unexpected);
    }

    [Fact]
    public async Task The_token_of_the_settings_is_adopted_with_its_workspace()
    {
        Assert.True(_house.Tokens.Knows(_house.Team));
        Assert.Equal(_house.Slack.Team.Bot.Id, _house.Tokens.Of(_house.Team)!.BotUser);
        Assert.IsType<SlackFault.CredentialDead>((await _house.Api.Call("T404", "auth.test", [], CancellationToken.None)).Fault);
    }

    [Theory]
    [InlineData("ratelimited", typeof(SlackFault.Retry))]
    [InlineData("rate_limited", typeof(SlackFault.Retry))]
    [InlineData("message_limit_exceeded", typeof(SlackFault.Retry))]
    [InlineData("internal_error", typeof(SlackFault.Unknown))]
    [InlineData("fatal_error", typeof(SlackFault.Unknown))]
    [InlineData("service_unavailable", typeof(SlackFault.Unknown))]
    [InlineData("team_added_to_org", typeof(SlackFault.Unknown))]
    [InlineData("invalid_auth", typeof(SlackFault.CredentialDead))]
    [InlineData("token_revoked", typeof(SlackFault.CredentialDead))]
    [InlineData("account_inactive", typeof(SlackFault.CredentialDead))]
    [InlineData("channel_not_found", typeof(SlackFault.TargetDead))]
    [InlineData("is_archived", typeof(SlackFault.TargetDead))]
    [InlineData("not_in_channel", typeof(SlackFault.TargetDead))]
    [InlineData("restricted_action_read_only_channel", typeof(SlackFault.TargetDead))]
    [InlineData("invalid_blocks_format", typeof(SlackFault.OurBug))]
    [InlineData("msg_too_long", typeof(SlackFault.OurBug))]
    [InlineData("missing_scope", typeof(SlackFault.OurBug))]
    [InlineData("a_word_of_next_year", typeof(SlackFault.OurBug))]
    [InlineData("message_not_found", typeof(SlackFault.MessageGone))]
    [InlineData("edit_window_closed", typeof(SlackFault.MessageGone))]
    public async Task Every_error_has_a_consequence(string error, Type fault)
    {
        _house.Slack.Next(FakeSlackCruelty.Refused(error));
        Assert.IsType(fault, (await _house.Say(_channel)).Fault);
    }

    [Fact]
    public async Task A_post_whose_outcome_nobody_knows_is_unclear_and_a_reading_is_tried_again()
    {
        foreach (var cruelty in new[] { FakeSlackCruelty.AcceptsThenFails(), FakeSlackCruelty.Page(), FakeSlackCruelty.Page(200), FakeSlackCruelty.AcceptsThenCuts })
        {
            _house.Slack.Next(cruelty, times: 2);
            Assert.IsType<SlackFault.Unknown>((await _house.Say(_channel)).Fault);
            Assert.IsType<SlackFault.Retry>((await _house.Ask(_channel)).Fault);
            _house.Store.Time.Advance(TimeSpan.FromSeconds(5));
        }
    }

    [Fact]
    public async Task A_method_rests_as_long_as_Slack_asks_and_the_others_go_on()
    {
        _house.Slack.Next(FakeSlackCruelty.Throttled(30));
        Assert.Equal(TimeSpan.FromSeconds(30), Assert.IsType<SlackFault.Retry>((await _house.Say(_channel)).Fault).After);
        _house.Store.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(TimeSpan.FromSeconds(1), Assert.IsType<SlackFault.Retry>((await _house.Say(_channel)).Fault).After);
        Assert.True((await _house.Ask(_channel)).Done);
        _house.Store.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await _house.Say(_channel)).Done);
    }

    [Fact]
    public async Task Three_messages_may_follow_each_other_in_a_channel_and_another_channel_has_its_own_window()
    {
        for (var i = 0; i < 3; i++)
            Assert.True((await _house.Say(_channel)).Done);
        Assert.Equal(TimeSpan.FromSeconds(3), Assert.IsType<SlackFault.Retry>((await _house.Say(_channel)).Fault).After);
        Assert.True((await _house.Say(_house.Slack.AddChannel("other"))).Done);
        _house.Store.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.True((await _house.Say(_channel)).Done);
        Assert.Empty(_house.Slack.Violations);
    }

    [Fact]
    public async Task A_workspace_whose_token_is_refused_rests_and_is_asked_once_a_minute()
    {
        _house.Slack.Revoke();
        Assert.IsType<SlackFault.CredentialDead>((await _house.Say(_channel)).Fault);
        Assert.NotNull(_house.Pace.Problem);
        Assert.IsType<SlackFault.Retry>((await _house.Say(_channel)).Fault);
        _house.Store.Time.Advance(SlackPace.CredentialPause);
        Assert.IsType<SlackFault.CredentialDead>((await _house.Say(_channel)).Fault);
    }

    [Fact]
    public async Task A_method_we_have_no_business_with_is_not_called()
    {
        Assert.IsType<SlackFault.OurBug>((await _house.Api.Call(_house.Team, "admin.users.remove", new JsonObject(), CancellationToken.None)).Fault);
        Assert.Empty(_house.Slack.Unexpected);
    }

    [Fact]
    public async Task Nothing_secret_stands_in_a_reason()
    {
        _house.Slack.Next(FakeSlackCruelty.Refused("missing_scope"));
        var fault = (await _house.Say(_channel, "words of a customer")).Fault!;
        Assert.DoesNotContain(_house.Slack.BotToken(), fault.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("customer", fault.Reason, StringComparison.Ordinal);
    }
}
