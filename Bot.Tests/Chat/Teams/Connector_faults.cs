using SocialCareBot.Chat.Teams;
using SocialCareBot.Tests.House;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Chat.Teams;

/// <summary>Whatever goes wrong there, and what is to be done about it.</summary>
public sealed class Connector_faults : IAsyncLifetime
{
    private readonly ConnectorBench _bench = new();
    private FakeTeamsChannel _channel = null!;

    private FakeTeams Teams => _bench.Teams;

    public async Task InitializeAsync()
    {
        await _bench.Start();
        _channel = Teams.AddChannel("Complaints");
    }

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Theory]
    [Fault(7)]
    [Fault(8)]
    [InlineData(429, "Throttled", 7)]
    [InlineData(429, "Throttled", null)]
    [InlineData(412, "PreconditionFailed", null)]
    [InlineData(503, null, null)]
    public async Task What_Teams_could_not_take_now_is_tried_again_when_it_says(int status, string? code, int? after)
    {
        Teams.Next(new FakeTeamsCruelty { Status = status, Code = code, RetryAfter = after });
        var retry = Assert.IsType<ConnectorFault.Retry>((await Post()).Fault);
        Assert.Equal(after, (int?)retry.After?.TotalSeconds);
        Assert.Empty(Teams.Messages);
        Assert.NotNull((await Post()).Value);
    }

    [Theory]
    [InlineData("BotNotInConversationRoster")]
    [InlineData("BotDisabledByAdmin")]
    [InlineData("ConversationBlockedByUser")]
    [InlineData("MessageWritesBlocked")]
    [InlineData("NotEnoughPermissions")]
    public async Task A_place_that_is_closed_to_us_is_dead_and_says_why(string code)
    {
        Teams.Next(FakeTeamsCruelty.Refused(code));
        Assert.Equal(code, Assert.IsType<ConnectorFault.Dead>((await Post()).Fault).Code);
    }

    [Fact]
    public async Task A_private_channel_a_blocking_person_and_an_unknown_conversation_are_dead()
    {
        var dana = Teams.AddPerson("Dana");
        var chat = Teams.ChatWith(dana).Id;
        Teams.Block(dana);
        var hidden = await _bench.Client.CreateThread(Teams.ServiceUrl, FakeTeams.Tenant, Teams.AddChannel("Hidden", "private").Id, _bench.Card("one"), default);
        Assert.IsType<ConnectorFault.Dead>(hidden.Fault);
        Assert.IsType<ConnectorFault.Dead>((await _bench.Client.Send(Teams.ServiceUrl, chat, Activity.Plain("hello"), default)).Fault);
        Assert.IsType<ConnectorFault.Dead>((await _bench.Client.Send(Teams.ServiceUrl, "19:gone@thread.tacv2", Activity.Plain("hello"), default)).Fault);
    }

    [Theory]
    [InlineData(400, "BadArgument")]
    [InlineData(400, "BadSyntax")]
    [InlineData(405, null)]
    [InlineData(413, "MessageSizeTooBig")]
    public async Task What_Teams_will_never_take_is_our_bug_and_is_not_repeated(int status, string? code)
    {
        Teams.Next(new FakeTeamsCruelty { Status = status, Code = code });
        Assert.IsType<ConnectorFault.OurBug>((await Post()).Fault);
        Assert.Single(Teams.Calls);
    }

    [Fact]
    public async Task A_message_that_is_gone_is_told_from_a_conversation_that_is_gone()
    {
        Assert.IsType<ConnectorFault.Gone>((await _bench.Client.Update(Teams.ServiceUrl, _channel.Id, "1700000009999", _bench.Card("two"), default)).Fault);
        Teams.Next(new FakeTeamsCruelty { Status = 404, Code = "ConversationNotFound" });
        Assert.IsType<ConnectorFault.Dead>((await _bench.Client.Update(Teams.ServiceUrl, _channel.Id, "1700000009999", _bench.Card("two"), default)).Fault);
    }

    [Fact]
    public async Task A_conversation_of_the_government_cloud_names_where_it_lives()
    {
        Teams.Next(FakeTeamsCruelty.Refused("InvalidBotApiHost"));
        Assert.Equal("https://smba.infra.gcc.teams.microsoft.com/gcc", Assert.IsType<ConnectorFault.WrongHost>((await Post()).Fault).Instead);
    }

    [Fact]
    public async Task A_request_that_Teams_does_not_understand_is_our_bug()
    {
        Assert.IsType<ConnectorFault.OurBug>((await _bench.Client.CreateChat(Teams.ServiceUrl, FakeTeams.Tenant, "29:nobody", default)).Fault);
        var tooLong = await _bench.Client.Send(Teams.ServiceUrl, _channel.Id, Activity.Plain(new string('x', 60_000)), default);
        Assert.Contains("413", Assert.IsType<ConnectorFault.OurBug>(tooLong.Fault).Reason, StringComparison.Ordinal);
        Teams.Next(FakeTeamsCruelty.Fails(302));
        Assert.IsType<ConnectorFault.OurBug>((await Post()).Fault);
    }

    [Theory]
    [Fault(3)]
    [InlineData(502)]
    [InlineData(504)]
    [InlineData(500)]
    public async Task A_post_with_an_ambiguous_answer_may_stand_there_and_an_edit_is_simply_repeated(int status)
    {
        Teams.Next(FakeTeamsCruelty.AcceptsThenFails(status));
        Assert.IsType<ConnectorFault.Unknown>((await Post()).Fault);
        var message = Assert.Single(Teams.Messages);
        Teams.Next(FakeTeamsCruelty.AcceptsThenFails(status));
        Assert.IsType<ConnectorFault.Retry>((await _bench.Client.Update(Teams.ServiceUrl, _channel.Id, message.Id, _bench.Card("two"), default)).Fault);
    }

    [Fact]
    [Fault(3)]
    public async Task A_post_whose_connection_is_cut_may_stand_there()
    {
        Teams.Next(FakeTeamsCruelty.AcceptsThenCuts);
        Assert.IsType<ConnectorFault.Unknown>((await Post()).Fault);
        Assert.Single(Teams.Messages);
    }

    [Fact]
    [Fault(4)]
    public async Task A_post_that_is_never_answered_may_stand_there()
    {
        Teams.Next(FakeTeamsCruelty.AcceptsThenHangs);
        var client = _bench.Impatient(TimeSpan.FromSeconds(2));
        Assert.IsType<ConnectorFault.Unknown>((await client.Send(Teams.ServiceUrl, _channel.Id, _bench.Card("one"), default)).Fault);
        Assert.Single(Teams.Messages);
    }

    [Fact]
    public async Task Where_nobody_listens_nothing_can_have_been_posted()
    {
        var before = Teams.ServiceUrl;
        await Teams.DisposeAsync();
        Assert.IsType<ConnectorFault.Retry>((await _bench.Client.Send(before, _channel.Id, _bench.Card("one"), default)).Fault);
    }

    [Fact]
    [Fault(9)]
    public async Task A_refused_token_is_renewed_once_and_the_call_goes_through()
    {
        Teams.RevokeTokens();
        Assert.NotNull((await Post()).Value);
        Assert.Equal([false, true], _bench.Asked);
    }

    [Fact]
    [Fault(9)]
    public async Task A_credential_refused_twice_is_dead_and_makes_no_hot_loop()
    {
        Teams.Next(FakeTeamsCruelty.Fails(401), times: 10);
        Assert.IsType<ConnectorFault.CredentialDead>((await Post()).Fault);
        Assert.Equal([false, true], _bench.Asked);
        Assert.Equal(2, Teams.Calls.Count);
    }

    [Theory]
    [Fault(9)]
    [InlineData(true, typeof(ConnectorFault.CredentialDead))]
    [InlineData(false, typeof(ConnectorFault.Retry))]
    public async Task Without_a_token_nothing_is_sent(bool lasting, Type expected)
    {
        _bench.Token = (_, _) => throw new TeamsTokenException("no token", lasting);
        Assert.IsType(expected, (await Post()).Fault);
        Assert.Empty(Teams.Calls);
    }

    [Fact]
    public async Task A_token_never_goes_to_a_host_that_is_not_listed()
    {
        var result = await _bench.Client.Send("https://evil.example/amer/", _channel.Id, _bench.Card("one"), default);
        Assert.IsType<ConnectorFault.OurBug>(result.Fault);
        Assert.Empty(_bench.Asked);
    }

    [Fact]
    public async Task The_rate_windows_of_a_channel_are_kept_there_too()
    {
        for (var i = 0; i < 7; i++)
            Assert.NotNull((await Post()).Value);
        Assert.Equal(TimeSpan.FromSeconds(1), Assert.IsType<ConnectorFault.Retry>((await Post()).Fault).After);
        _bench.Clock.Now += TimeSpan.FromSeconds(1);
        Assert.NotNull((await Post()).Value);
        Assert.Equal(TimeSpan.FromSeconds(1), Assert.IsType<ConnectorFault.Retry>((await Post()).Fault).After);
    }

    [Fact]
    public async Task A_caller_who_gives_up_is_told_so()
    {
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _bench.Client.Send(Teams.ServiceUrl, _channel.Id, _bench.Card("one"), gone.Token));
    }

    private Task<ConnectorResult<ResourceResponse>> Post() => _bench.Client.Send(Teams.ServiceUrl, _channel.Id, _bench.Card("one"), default);
}
