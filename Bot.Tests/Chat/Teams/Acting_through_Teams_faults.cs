using System.Net;
using System.Text;
using SocialCareBot.Tests.House;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Chat.Teams;

/// <summary>Teams throttles, fails, refuses us and moves house; what was to be said is said in the end, once where that can be known.</summary>
public sealed class Acting_through_Teams_faults : IAsyncLifetime
{
    private TeamsCare _care = null!;

    private FakeTeams Teams => _care.Teams;

    public async Task InitializeAsync() => _care = await TeamsCare.Start();

    public async Task DisposeAsync() => await _care.DisposeAsync();

    [Theory]
    [Fault(8)]
    [InlineData(429)]
    [InlineData(412)]
    [InlineData(503)]
    public async Task A_card_that_was_not_taken_is_brought_ever_more_slowly_and_arrives_once(int status)
    {
        Teams.Next(FakeTeamsCruelty.Fails(status), call => call.Operation == "create", times: 4);
        _care.Bot.Post();
        await _care.Advance(TimeSpan.FromMinutes(2));
        var attempts = Teams.Calls.Where(call => call.Operation == "create").Select(call => call.At).ToList();
        Assert.Equal(5, attempts.Count);
        var waits = attempts.Zip(attempts.Skip(1), (one, next) => (next - one).TotalSeconds).ToList();
        Assert.Equal(waits.Order(), waits);
        Assert.True(waits[^1] >= 4 * waits[0], string.Join(' ', waits));
        Assert.Single(Teams.Threads(_care.Channel));
    }

    [Theory]
    [Fault(8)]
    [InlineData(429)]
    [InlineData(412)]
    [InlineData(502)]
    [InlineData(504)]
    public async Task An_edit_that_failed_is_made_again_and_the_newest_wins(int status)
    {
        var card = await _care.Card();
        Teams.Next(FakeTeamsCruelty.Fails(status), call => call.Operation == "update", times: 3);
        await Teams.Click(_care.Ana, card, "claim");
        await _care.Advance(TimeSpan.FromSeconds(3));
        await _care.Press(_care.Ana, 1, "release");
        await _care.Press(_care.Ben, 1, "claim");
        await _care.Advance(TimeSpan.FromMinutes(2));
        Assert.Contains("Claimed by Ben", FakeTeamsCard.Words(card.Card), StringComparison.Ordinal);
        Assert.Equal(1, card.Edits);
    }

    [Theory]
    [Fault(8)]
    [InlineData(502)]
    [InlineData(504)]
    public async Task A_card_of_unknown_fate_stands_in_the_end(int status)
    {
        Teams.Next(FakeTeamsCruelty.Fails(status), call => call.Operation == "create");
        _care.Bot.Post();
        await _care.Advance(TimeSpan.FromMinutes(2));
        Assert.Single(Teams.Threads(_care.Channel));
        Assert.Equal(2, Teams.Calls.Count(call => call.Operation == "create"));
    }

    [Fact]
    [Fault(9)]
    public async Task A_revoked_token_rests_the_tenant_says_so_once_and_everything_arrives_after_the_mend()
    {
        var second = Teams.AddChannel("Outages");
        await _care.Say(_care.Adi, "route here care", Teams.ThreadIn(second));
        Teams.RevokeTokens();
        var calls = Teams.Calls.Count;
        _care.Bot.Post();
        await _care.Advance(TimeSpan.FromMinutes(10));
        Assert.InRange(Teams.Calls.Count - calls, 2, 24);
        Assert.Single(_care.Log, line => line.Contains("does not accept our credential", StringComparison.Ordinal));
        Assert.NotNull(_care.Pace.Problem);
        _care.RenewToken();
        await _care.Advance(TimeSpan.FromMinutes(2));
        Assert.Single(Teams.Threads(_care.Channel));
        Assert.Single(Teams.Threads(second));
        Assert.Null(_care.Pace.Problem);
    }

    [Fact]
    [Fault(10)]
    [Fault(11)]
    public async Task While_the_issuer_is_down_known_keys_go_on_and_a_new_key_works_once_it_is_back()
    {
        var number = await _care.Heard("p1");
        Teams.Issuer.Down = true;
        await _care.Bot.Advance(TimeSpan.FromHours(1));
        Assert.NotEqual(default, (await _care.Press(_care.Ana, number, "claim")).Card);
        Assert.True(_care.Keys.Healthy);
        Teams.Issuer.Rotate();
        Assert.Equal(401, (await _care.Press(_care.Ana, number, "release")).Status);
        Teams.Issuer.Down = false;
        _care.Bot.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.NotEqual(default, (await _care.Press(_care.Ana, number, "release")).Card);
        Assert.Null(_care.Bot.Case(number).Owner);
    }

    [Fact]
    public async Task A_burst_keeps_within_the_windows_of_the_platform_and_loses_nothing()
    {
        for (var number = 1; number <= 80; number++)
            _care.Bot.Post("No power", $"p{number}", author: $"c{number}");
        await _care.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(80, Teams.Threads(_care.Channel).Count);
        Assert.DoesNotContain(Teams.Calls, call => call.Status == 429);
    }

    [Fact]
    public async Task Many_channels_together_stay_within_fifty_calls_a_second()
    {
        for (var number = 0; number < 12; number++)
            await _care.Say(_care.Adi, "route here care", Teams.ThreadIn(Teams.AddChannel($"Room{number}")));
        await _care.Advance(TimeSpan.FromMinutes(1));
        for (var number = 1; number <= 7; number++)
            _care.Bot.Post("No power", $"p{number}", author: $"c{number}");
        await _care.Advance(TimeSpan.FromSeconds(30));
        var posts = Teams.Calls.Where(call => call.Operation == "create").Select(call => call.At).ToList();
        Assert.Equal(13 * 7, posts.Count);
        Assert.All(posts, at => Assert.InRange(posts.Count(other => other > at - TimeSpan.FromSeconds(1) && other <= at), 1, 50));
    }

    /// <summary>Removed the app, blocked it, or never had it: each is the end of this way and not of the news.</summary>
    [Theory]
    [InlineData("ConversationBlockedByUser")]
    [InlineData("MessageWritesBlocked")]
    [InlineData("BotNotInConversationRoster")]
    public async Task A_manager_who_cannot_be_reached_alone_is_told_in_the_thread(string code)
    {
        var card = await _care.Card();
        await _care.Say(_care.Dana, "help");
        Teams.Next(FakeTeamsCruelty.Refused(code), call => call.Operation == "create" && call.Conversation.Length == 0, times: 10);
        await Teams.Click(_care.Ana, card, "escalate", new { escalateNote = "she is on oxygen" });
        await _care.Advance(TimeSpan.FromSeconds(10));
        Assert.Empty(Teams.Told(_care.Dana));
        var told = Teams.Below(card)[^1];
        Assert.Contains("she is on oxygen", FakeTeamsCard.Words(told.Card), StringComparison.Ordinal);
        Assert.Contains(_care.Dana.Mri, told.Card.GetRawText(), StringComparison.Ordinal);
        Assert.Single(_care.Bot.Database.Read(SocialCareBot.Store.RouteBindings.All));
    }

    [Theory]
    [InlineData(403, "BotNotInConversationRoster")]
    [InlineData(403, "BotDisabledByAdmin")]
    [InlineData(404, "ConversationNotFound")]
    public async Task A_channel_that_is_closed_to_us_takes_no_more_cases_and_the_case_is_kept(int status, string code)
    {
        Teams.Next(new FakeTeamsCruelty { Status = status, Code = code }, call => call.Operation == "create" && call.Conversation == _care.Channel.Id);
        _care.Bot.Post();
        await _care.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(_care.Bot.Database.Read(SocialCareBot.Store.RouteBindings.All));
        Assert.Empty(Teams.Threads(_care.Channel));
        Assert.True(_care.Bot.Case(1).IsOpen);
    }

    [Fact]
    public async Task Only_POST_is_taken_and_the_answer_says_so()
    {
        using var http = new HttpClient();
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head, HttpMethod.Put })
        {
            using var answer = await http.SendAsync(new HttpRequestMessage(method, _care.Door));
            Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
            Assert.Equal("POST", Assert.Single(answer.Content.Headers.Allow));
        }
    }

    [Fact]
    public async Task A_conversation_that_lives_on_another_host_is_remembered_there_and_tried_there_once()
    {
        var wire = new GovernmentWire();
        await using var care = await TeamsCare.Start(wire);
        wire.Moved = true;
        await care.Card();
        Assert.Equal("https://smba.infra.gcc.teams.microsoft.com/gcc", care.Memory.ServiceUrl(FakeTeams.Tenant, care.Channel.Id)!);
        Assert.Equal(2, wire.Asked);
        Assert.Single(care.Teams.Threads(care.Channel));
    }

    /// <summary>The public host says that the conversation lives at the government's, which here is the same fake.</summary>
    private sealed class GovernmentWire() : DelegatingHandler(new SocketsHttpHandler())
    {
        private Uri? _home;

        public bool Moved { get; set; }
        public int Asked { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var address = request.RequestUri!;
            if (!Moved)
                _home = address;
            else if (address.Host == "smba.infra.gcc.teams.microsoft.com")
            {
                Asked++;
                request.RequestUri = new Uri(_home!, $"/amer{address.PathAndQuery["/gcc".Length..]}");
            }
            else
            {
                Asked++;
                var no = new StringContent("""{"error":{"code":"InvalidBotApiHost","message":"Wrong host."}}""", Encoding.UTF8, "application/json");
                return Task.FromResult(new HttpResponseMessage(HttpStatusCode.Forbidden) { Content = no });
            }
            return base.SendAsync(request, cancellationToken);
        }
    }
}
