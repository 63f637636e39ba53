using SocialCareBot.Store;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Chat.Teams;

/// <summary>What people say to the bot in Teams, and what happens to the places it speaks in.</summary>
public sealed class Acting_through_Teams_commands : IAsyncLifetime
{
    private TeamsCare _care = null!;

    private FakeTeams Teams => _care.Teams;

    public async Task InitializeAsync() => _care = await TeamsCare.Start();

    public async Task DisposeAsync() => await _care.DisposeAsync();

    [Fact]
    public async Task Help_queue_mine_and_case_answer_where_they_were_asked()
    {
        var card = await _care.Card();
        Assert.Contains("hold replies", await Said(_care.Ana, "Help"), StringComparison.Ordinal);
        Assert.Contains("C-1", await Said(_care.Ana, "queue"), StringComparison.Ordinal);
        Assert.Contains("Nothing is waiting.", await Said(_care.Ana, "mine"), StringComparison.Ordinal);
        await Teams.Click(_care.Ana, card, "claim");
        Assert.Contains("C-1", await Said(_care.Ana, "mine"), StringComparison.Ordinal);
        Assert.Contains("No power since six", await Said(_care.Ana, "case c-1"), StringComparison.Ordinal);
        Assert.Contains("There is no case with that number", await Said(_care.Ana, "case C-9"), StringComparison.Ordinal);
        Assert.Contains("\"sing\" is no command", await Said(_care.Ana, "sing"), StringComparison.Ordinal);
        var inChat = await _care.Say(_care.Ana, "queue", Teams.ChatWith(_care.Ana));
        Assert.Equal(Teams.ChatWith(_care.Ana).Id, inChat!.Conversation);
    }

    [Fact]
    public async Task A_route_is_put_into_a_channel_by_an_admin_only()
    {
        var outage = Teams.AddChannel("Outages");
        var place = Teams.ThreadIn(outage);
        Assert.Contains("admin", await Said(_care.Ana, "route here care", place), StringComparison.Ordinal);
        Assert.Single(Bindings);
        Assert.Contains("There is no route \"nowhere\"", await Said(_care.Adi, "route here nowhere", place), StringComparison.Ordinal);
        Assert.Contains("Route \"care\" is here now", await Said(_care.Adi, "Route here Care", place), StringComparison.Ordinal);
        await _care.Card();
        Assert.Single(Teams.Threads(outage));
    }

    [Fact]
    public async Task A_private_channel_and_a_chat_are_refused_with_the_reason()
    {
        var hidden = Teams.ThreadIn(Teams.AddChannel("Hidden", "private"));
        await _care.Say(_care.Adi, "route here care", hidden);
        Assert.Contains("This is a private channel", FakeTeamsCard.Words(Assert.Single(Teams.Told(_care.Adi)).Card), StringComparison.Ordinal);
        Assert.Contains("Cases appear in channels of a team", await Said(_care.Adi, "route here care", Teams.ChatWith(_care.Adi)), StringComparison.Ordinal);
        Assert.Single(Bindings);
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
        Assert.Empty(_care.Bot.Network.Replies);
        await Said(_care.Adi, "resume now");
        await _care.Advance(TimeSpan.FromSeconds(30));
        Assert.Single(_care.Bot.Network.Replies);
    }

    [Fact]
    public async Task A_message_delivered_five_times_is_answered_once()
    {
        var activity = Teams.Envelope("message", _care.Ana, _care.Thread);
        activity["text"] = "<at>SocialCareBot</at> help";
        var before = Teams.Messages.Count;
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Teams.Tell(activity)));
        await _care.Tick();
        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Equal(before + 1, Teams.Messages.Count);
    }

    [Theory]
    [InlineData("remove")]
    [InlineData("remove-upgrade")]
    public async Task Taken_out_of_the_team_the_bot_routes_to_none_of_its_channels(string action)
    {
        var general = new FakeTeamsPlace(Teams.TeamId, "channel");
        Assert.Single(Bindings);
        await Teams.InstallationUpdate(_care.Adi, general, action);
        Assert.Empty(Bindings);
        _care.Bot.Post();
        await _care.Tick();
        Assert.Empty(Teams.Threads(_care.Channel));
        Assert.NotNull(_care.Bot.Case(1));
    }

    [Fact]
    public async Task A_deleted_channel_is_routed_to_no_more_and_another_one_still_is()
    {
        var outage = Teams.AddChannel("Outages");
        await Said(_care.Adi, "route here care", Teams.ThreadIn(outage));
        var place = new FakeTeamsPlace(_care.Channel.Id, "channel");
        await Teams.ConversationUpdate(_care.Adi, place, "channelDeleted");
        Assert.Equal(outage.Id, Assert.Single(Bindings).Conversation);
    }

    [Fact]
    public async Task A_new_member_who_is_a_guest_is_known_as_one_before_the_first_press()
    {
        var guest = Teams.AddPerson("Hal", role: "guest");
        var number = await _care.Heard("p1");
        await Teams.ConversationUpdate(_care.Adi, _care.Thread, "teamMemberAdded", guest);
        await _care.Tick();
        Assert.StartsWith("Guests can look", (await _care.Press(guest, number, "claim")).Notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_list_that_could_not_be_read_is_read_again()
    {
        Teams.Next(FakeTeamsCruelty.Fails(502), call => call.Operation == "members");
        var place = Teams.ThreadIn(Teams.AddChannel("Outages"));
        await _care.Say(_care.Adi, "help", place);
        await _care.Say(_care.Adi, "help", place);
        await _care.Say(_care.Adi, "help", place);
        Assert.Equal([502, 200], Teams.Calls.Where(call => call.Operation == "members" && call.Conversation == place.Id.Split(';')[0]).Select(call => call.Status));
    }

    [Fact]
    public async Task No_press_and_no_form_waits_for_a_call_to_Teams()
    {
        var card = await _care.Card();
        var calls = Teams.Calls.Count;
        await Teams.Click(_care.Ana, card, "claim");
        await Teams.Click(_care.Ana, card, "reply");
        await Teams.ComposeExtensionFetchTask(_care.Ana, _care.Thread, "reply");
        Assert.Equal(calls, Teams.Calls.Count);
    }

    private IReadOnlyList<RouteBinding> Bindings => _care.Bot.Database.Read(RouteBindings.All);

    private async Task<string> Said(FakeTeamsPerson by, string text, FakeTeamsPlace? place = null) => FakeTeamsCard.Words((await _care.Say(by, text, place))!.Card);
}
