using SocialCareBot.Desk;
using SocialCareBot.Store;
using SocialCareBot.Tests.House;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Chat.Slack;

/// <summary>What people say to the bot in Slack, and what happens to the places it speaks in.</summary>
public sealed class Acting_through_Slack_commands : IAsyncLifetime
{
    private SlackCare _care = null!;

    private FakeSlack Slack => _care.Slack;

    public async Task InitializeAsync() => _care = await SlackCare.Start();

    public async Task DisposeAsync() => await _care.DisposeAsync();

    [Fact]
    public async Task Commands_are_answered_to_the_one_who_asked_and_to_nobody_else()
    {
        var card = await _care.Card();
        Assert.Contains("hold replies", await Said(_care.Ana, "help"), StringComparison.Ordinal);
        Assert.Contains("hold replies", await Said(_care.Ana, ""), StringComparison.Ordinal);
        Assert.Contains("C-1", await Said(_care.Ana, "\u201Cqueue\u201D"), StringComparison.Ordinal);
        Assert.Contains("Nothing is waiting.", await Said(_care.Ana, "mine"), StringComparison.Ordinal);
        await _care.Click(_care.Ana, card, "claim");
        Assert.Contains("C-1", await Said(_care.Ana, "mine"), StringComparison.Ordinal);
        Assert.Contains("No power since six", await Said(_care.Ana, "case c-1"), StringComparison.Ordinal);
        Assert.Contains("There is no case with that number", await Said(_care.Ana, "case C-9"), StringComparison.Ordinal);
        Assert.Contains("\"sing <loud>\" is no command", await Said(_care.Ana, "sing &lt;loud&gt;"), StringComparison.Ordinal);
        Assert.Single(Slack.Messages, message => message.OnlyFor is null);
    }

    [Fact]
    public async Task Every_command_the_help_names_is_known()
    {
        foreach (var (name, _) in ChatCommands.Known)
            Assert.DoesNotContain("is no command", await Said(_care.Adi, name.Replace("NAME", "care", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task To_the_bot_alone_and_with_it_mentioned_the_same_commands_work()
    {
        await _care.Card();
        var (_, answer) = await Slack.Write(_care.Ana, Slack.Dm(_care.Ana), "queue");
        Assert.Equal(200, answer.Status);
        await _care.Drain();
        Assert.Contains("C-1", Slack.Told(_care.Ana)[^1].Words, StringComparison.Ordinal);
        Assert.Null(Slack.Told(_care.Ana)[^1].OnlyFor);
        var (_, mentioned) = await Slack.Write(_care.Ben, _care.Channel, $"<@{Slack.Team.Bot.Id}> case C-1");
        await _care.Drain();
        Assert.Contains("No power since six", mentioned.Told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_bot_itself_or_another_app_says_is_no_command()
    {
        var dm = Slack.Dm(_care.Ana);
        foreach (var said in new[] { Words("queue", "user", Slack.Team.Bot.Id), Words("queue", "bot_id", "B0OTHER"), Words("queue", "subtype", "message_changed") })
        {
            said["channel"] = dm.Id;
            await Slack.Happen(_care.Ana, said);
        }
        await _care.Drain();
        Assert.Empty(Slack.Told(_care.Ana));
    }

    [Fact]
    public async Task A_route_is_put_into_a_channel_by_an_admin_only()
    {
        var outage = Slack.AddChannel("outages");
        Assert.Contains("admin", await Said(_care.Ana, "route here care", outage), StringComparison.Ordinal);
        Assert.Single(Bindings);
        Assert.Contains("There is no route \"nowhere\"", await Said(_care.Adi, "route here nowhere", outage), StringComparison.Ordinal);
        Assert.Contains("Route \"care\" is here now", await Said(_care.Adi, "Route here \u201CCare\u201D", outage), StringComparison.Ordinal);
        await _care.Card();
        Assert.Single(Slack.Threads(outage));
    }

    [Fact]
    public async Task A_chat_a_channel_without_the_bot_and_one_shared_with_others_are_refused_with_the_reason()
    {
        var hidden = Slack.AddChannel("hidden", joined: false, secret: true);
        var shared = Slack.AddChannel("with-contractor");
        Slack.AddStranger("Eve", shared);
        Assert.Contains("Cases appear in channels", await Said(_care.Adi, "route here care", Slack.Dm(_care.Adi)), StringComparison.Ordinal);
        Assert.Contains("Invite it with /invite", await Said(_care.Adi, "route here care", hidden), StringComparison.Ordinal);
        Assert.Contains("People of another organisation", await Said(_care.Adi, "route here care", shared), StringComparison.Ordinal);
        Assert.Single(Bindings);
    }

    [Fact]
    public async Task Invited_into_a_channel_the_bot_says_how_cases_come_there()
    {
        var outage = Slack.AddChannel("outages", joined: false);
        await Slack.Invite(_care.Adi, outage);
        await _care.Drain();
        Assert.Contains("/care route here NAME", Assert.Single(Slack.Threads(outage)).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Held_replies_wait_until_resume_now()
    {
        await _care.Card();
        Assert.Contains("admin", await Said(_care.Ana, "hold replies"), StringComparison.Ordinal);
        Assert.Contains("Replies are held", await Said(_care.Adi, "hold replies"), StringComparison.Ordinal);
        await _care.Bot.Answer("A crew is on its way.", _care.Actor(_care.Ana));
        await _care.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(_care.Bot.Network.Replies);
        Assert.Contains("Ana's answer", await Said(_care.Adi, "resume"), StringComparison.Ordinal);
        await Said(_care.Adi, "resume now");
        await _care.Advance(TimeSpan.FromSeconds(30));
        Assert.Single(_care.Bot.Network.Replies);
    }

    [Fact]
    [Fault(26)]
    public async Task An_event_that_comes_again_is_taken_once_and_one_whose_first_try_was_lost_is_taken()
    {
        Slack.NextDelivery(FakeSlackDelivery.Twice);
        await Slack.Write(_care.Ana, Slack.Dm(_care.Ana), "help");
        await _care.Drain();
        Assert.Single(Slack.Told(_care.Ana), message => message.By == Slack.Team.Bot.Id);
        Slack.NextDelivery(FakeSlackDelivery.Late);
        await Slack.Write(_care.Ben, Slack.Dm(_care.Ben), "help");
        await Slack.DeliverDue();
        await _care.Drain();
        Assert.Single(Slack.Told(_care.Ben), message => message.By == Slack.Team.Bot.Id);
    }

    [Fact]
    public async Task A_case_is_opened_from_a_message_once_and_the_one_who_asked_is_told()
    {
        var (message, _) = await Slack.Write(_care.Ben, _care.Channel, "A customer rang: no power in Riverside &amp; <https://a.example|the north>");
        var answer = await Slack.MessageAction(_care.Ana, message, "open_case");
        Assert.Equal(200, answer.Status);
        await _care.Tick();
        Assert.Contains("C-1 is open", answer.Told, StringComparison.Ordinal);
        var post = _care.Bot.Database.Read(session => CaseView.Read(session, _care.Bot.Case(1).Id, _care.Bot.Time.GetUtcNow()))!.Last!;
        Assert.Equal(("Ben", "A customer rang: no power in Riverside & the north"), (post.Author.Name, post.Text));
        Assert.Contains(message.Ts.Replace(".", "", StringComparison.Ordinal), post.Url, StringComparison.Ordinal);
        Assert.Contains("no power in Riverside", Slack.Threads(_care.Channel)[^1].Words, StringComparison.Ordinal);
        var again = await Slack.MessageAction(_care.Ben, message, "open_case");
        await _care.Tick();
        Assert.Contains("C-1 was opened from this message already", again.Told, StringComparison.Ordinal);
        var ours = await Slack.MessageAction(_care.Ben, Slack.Threads(_care.Channel)[^1], "open_case");
        await _care.Tick();
        Assert.Contains("belongs to C-1 already", ours.Told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("channel_archive", "the channel was archived")]
    [InlineData("channel_deleted", "the channel was deleted")]
    [InlineData("channel_left", "the bot was removed")]
    [InlineData("group_archive", "the channel was archived")]
    public async Task A_channel_that_is_gone_is_routed_to_no_more_and_another_one_still_is(string kind, string reason)
    {
        var outage = Slack.AddChannel("outages");
        await _care.Route(outage);
        await Slack.Happen(_care.Adi, new System.Text.Json.Nodes.JsonObject { ["type"] = kind, ["channel"] = _care.Channel.Id });
        Assert.Equal(outage.Id, Assert.Single(Bindings).Conversation);
        Assert.Equal(reason, _care.Bot.Database.Read(session => session.First<string>("select disabled_reason from route_binding where conversation = @id", new { id = _care.Channel.Id })));
    }

    [Fact]
    public async Task A_channel_with_another_id_keeps_its_cards_and_gets_the_next_ones()
    {
        await _care.Card();
        var moved = await Slack.GiveAnotherId(_care.Adi, _care.Channel);
        Assert.Equal(moved.Id, Assert.Single(Bindings).Conversation);
        await _care.Press(_care.Ana, Slack.Threads(moved)[0], 1, "claim");
        await _care.Heard("p2");
        await _care.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(2, Slack.Threads(moved).Count);
        Assert.Contains("Ana", Slack.Threads(moved)[0].Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_uninstalled_workspace_is_routed_to_no_more_its_token_rests_and_its_cases_stay(bool tokensFirst)
    {
        await _care.Card();
        await Slack.Uninstall(_care.Adi, tokensFirst);
        Assert.Empty(Bindings);
        Assert.False(_care.Tokens.Knows(Slack.Team.Id));
        var calls = Slack.Calls.Count;
        await _care.Heard("p2");
        await _care.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(calls, Slack.Calls.Count);
        Assert.Equal("C-1", _care.Bot.Case(1).Name);
    }

    [Fact]
    public async Task Somebody_who_joins_as_a_guest_is_known_as_one_before_the_first_press()
    {
        var card = await _care.Card();
        var hal = Slack.AddPerson("Hal", guest: true);
        await Slack.Happen(hal, new System.Text.Json.Nodes.JsonObject { ["type"] = "member_joined_channel", ["user"] = hal.Id, ["channel"] = _care.Channel.Id });
        await _care.Drain();
        Assert.StartsWith("Guests can look", (await _care.Press(hal, card, 1, "claim")).Told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_with_letters_no_database_takes_is_repaired()
    {
        var hal = Slack.AddPerson("Hal\0 9000");
        Assert.True(await _care.KnowMembers());
        Assert.Equal("Hal\uFFFD 9000", _care.Memory.Profile(Slack.Team.Id, hal.Id)!.Name);
    }

    [Fact]
    public async Task Members_that_Slack_did_not_tell_of_are_asked_for_again()
    {
        Slack.Next(FakeSlackCruelty.Throttled(10), call => call.Method == "users.info" && call["user"] == _care.Gus.Id);
        Assert.False(await _care.KnowMembers());
        Assert.Null(_care.Memory.Profile(Slack.Team.Id, _care.Gus.Id));
        _care.Bot.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await _care.KnowMembers());
        Assert.True(_care.Memory.Profile(Slack.Team.Id, _care.Gus.Id)!.Outsider);
        Assert.False(_care.Memory.Profile(Slack.Team.Id, _care.Ana.Id)!.Outsider);
    }

    private static System.Text.Json.Nodes.JsonObject Words(string text, string name, string value) =>
        new() { ["type"] = "message", ["channel_type"] = "im", ["user"] = "U0SOMEBODY", ["text"] = text, ["ts"] = "1.1", [name] = value };

    private IReadOnlyList<RouteBinding> Bindings => _care.Bot.Database.Read(RouteBindings.All);

    private async Task<string> Said(FakeSlackPerson by, string text, FakeSlackChannel? channel = null) => (await _care.Say(by, text, channel))!.Words.Replace("\u2060", "", StringComparison.Ordinal);
}
