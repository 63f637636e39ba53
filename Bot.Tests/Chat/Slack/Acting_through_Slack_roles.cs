using System.Text.Json;
using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Store;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Chat.Slack;

/// <summary>Who may do what, pressed through Slack itself: every role, every verb, on one's own case and on somebody else's.</summary>
public sealed class Acting_through_Slack_roles : IAsyncLifetime
{
    private const string Denied = "This needs a";
    private static readonly string[] Verbs = [.. CardVerbs.OfCase.Where(verb => verb != CardVerbs.Reply), CardVerbs.Take, CardVerbs.SendBack];
    private SlackCare _care = null!;
    private FakeSlackMessage _card = null!;

    private FakeSlack Slack => _care.Slack;

    public async Task InitializeAsync()
    {
        _care = await SlackCare.Start();
        _card = await _care.Card("first");
    }

    public async Task DisposeAsync() => await _care.DisposeAsync();

    [Theory]
    [InlineData("Ana", true, "assign retry sent sendback")]
    [InlineData("Ana", false, "release assign undo retry sent take sendback")]
    [InlineData("Lea", true, "sendback")]
    [InlineData("Lea", false, "sendback")]
    [InlineData("Dana Meyer", true, "")]
    [InlineData("Dana Meyer", false, "")]
    [InlineData("Adi", true, "")]
    [InlineData("Adi", false, "")]
    [InlineData("Una", true, "assign retry sent sendback")]
    [InlineData("Una", false, "release assign undo retry sent take sendback")]
    public async Task Each_role_is_refused_exactly_these_verbs(string name, bool mine, string denied)
    {
        var by = Person(name);
        await Act(by, 1, CardVerbs.Note);
        List<string> refused = [];
        foreach (var verb in Verbs)
        {
            var number = await Prepare(verb, mine ? by : _care.Ben);
            var before = _care.Bot.Case(number);
            if (await Act(by, number, verb) is not { } sentence || !sentence.Contains(Denied, StringComparison.Ordinal))
                continue;
            refused.Add(verb);
            Assert.Equal(before.Version, _care.Bot.Case(number).Version);
        }
        Assert.Equal(denied.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), refused.Order());
    }

    [Theory]
    [InlineData("claim")]
    [InlineData("note")]
    [InlineData("escalate")]
    [InlineData("snooze")]
    [InlineData("resolve")]
    [InlineData("reclassify")]
    public async Task What_an_agent_may_do_is_done(string verb)
    {
        var number = await _care.Heard("p1");
        Assert.Null(await Act(_care.Ana, number, verb));
        Assert.Equal(2, _care.Bot.Case(number).Version);
        Assert.Null(Slack.Modal(_care.Ana));
    }

    [Fact]
    public async Task A_guest_may_do_nothing_and_is_told_so()
    {
        await _care.Know(_care.Gus);
        foreach (var verb in CardVerbs.OfCase.Append(CardVerbs.Take).Append(CardVerbs.SendBack))
        {
            Assert.StartsWith("Guests can look", (await _care.Press(_care.Gus, _card, 1, verb)).Told, StringComparison.Ordinal);
            Assert.Null(Slack.Modal(_care.Gus));
        }
        Assert.Contains("Guests can look", (await _care.Say(_care.Gus, "queue"))!.Words, StringComparison.Ordinal);
        Assert.Equal(1, _care.Bot.Case(1).Version);
        Assert.Null(_care.Bot.People.ByName("Gus"));
    }

    [Fact]
    public async Task Somebody_of_another_organisation_in_a_shared_channel_may_look_and_not_act()
    {
        var eve = Slack.AddStranger("Eve", _care.Channel);
        foreach (var verb in new[] { "claim", "reply", "note" })
            Assert.StartsWith("Guests can look", (await _care.Press(eve, _card, 1, verb)).Told, StringComparison.Ordinal);
        Assert.Null(Slack.Modal(eve));
        Assert.Equal(1, _care.Bot.Case(1).Version);
        Assert.Null(_care.Bot.People.ByName("Eve"));
    }

    [Fact]
    public async Task A_setting_lets_guests_and_people_of_other_organisations_act()
    {
        await using var care = await SlackCare.Start(settings => settings with { ExternalPeopleMayAct = true, SharedChannels = true });
        var eve = care.Slack.AddStranger("Eve", care.Channel);
        await care.Know(care.Gus);
        var card = await care.Card();
        await care.Press(care.Gus, card, 1, "claim");
        Assert.Equal("Gus", care.Bot.People.Name(care.Bot.Case(1).Owner));
        await care.Press(care.Gus, card, 1, "release");
        await care.Press(eve, card, 1, "claim");
        Assert.Equal("eve", care.Bot.People.Name(care.Bot.Case(1).Owner));
    }

    [Fact]
    public async Task Somebody_unlisted_is_an_agent_in_a_routed_channel_and_nobody_elsewhere()
    {
        var elsewhere = Slack.AddChannel("lunch");
        foreach (var place in new[] { Slack.Dm(_care.Una), elsewhere })
            Assert.Contains("You are not on the list", (await _care.Say(_care.Una, "case C-1", place))!.Words, StringComparison.Ordinal);
        Assert.Null(_care.Bot.People.ByName("Una"));
        await _care.Click(_care.Una, _card, "claim");
        Assert.Equal("una", _care.Bot.People.Name(_care.Bot.Case(1).Owner));
        Assert.Contains("No power since six", (await _care.Say(_care.Una, "case C-1", Slack.Dm(_care.Una)))!.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workspace_that_did_not_install_the_bot_gets_nothing_and_leaves_no_trace()
    {
        var other = Slack.AddTeam("Elsewhere");
        var eve = Slack.AddPerson("Eve", other);
        var calls = Slack.Calls.Count;
        var channel = Slack.AddChannel("complaints", other);
        var (message, said) = await Slack.Write(eve, Slack.Dm(eve), "queue");
        var answers = new[] { said, await Slack.Command(eve, channel, "queue"), await Slack.OpenHome(eve), await Slack.Invite(eve, channel), await Slack.Press(eve, message, "claim", $"{_care.Bot.Case(1).Id}:1") };
        await _care.Tick();
        Assert.All(answers, answer => Assert.Equal((200, JsonValueKind.Undefined), (answer.Status, answer.Body.ValueKind)));
        Assert.Equal(calls, Slack.Calls.Count);
        Assert.Equal(1, _care.Bot.Case(1).Version);
        Assert.Null(_care.Bot.People.ByName("Eve"));
        Assert.Single(_care.Bot.Database.Read(RouteBindings.All));
    }

    [Fact]
    public async Task A_workspace_that_is_not_listed_may_not_act_though_the_bot_is_installed_there()
    {
        await using var care = await SlackCare.Start(settings => settings with { Workspaces = ["T0OTHER"] });
        var number = await care.Heard("p1");
        await care.Slack.Command(care.Adi, care.Channel, "hold replies");
        await care.Drain();
        Assert.Null(care.Bot.Switch.Held);
        Assert.Equal(1, care.Bot.Case(number).Version);
        Assert.Empty(care.Slack.Calls);
    }

    private FakeSlackPerson Person(string name) => new[] { _care.Ana, _care.Lea, _care.Dana, _care.Adi, _care.Una }.Single(person => person.Name == name);

    /// <summary>Presses, fills in the form where one opens, and returns what kept it from being done.</summary>
    private async Task<string?> Act(FakeSlackPerson by, int number, string verb)
    {
        var pressed = await _care.Press(by, _card, number, verb);
        if (Slack.Modal(by) is not { } modal)
            return pressed.Told;
        var inputs = Inputs(by).Where(input => modal.Inputs.Contains(input.Key) && (input.Key != "snoozeFor" || verb == "snooze") && (input.Key != "assignTo" || verb == "assign")).ToDictionary();
        var answer = await _care.Submit(by, inputs);
        var sentence = answer.Errors.Values.FirstOrDefault() ?? answer.Modal?.Words;
        if (answer.Modal is not null)
            await Slack.Close(by, all: true);
        return sentence;
    }

    private Dictionary<string, string> Inputs(FakeSlackPerson by) => new()
    {
        ["noteText"] = "called her",
        ["escalateNote"] = "may I?",
        ["sendbackNote"] = "please go on",
        ["assignTo"] = _care.Actor(by.Name == "Ben" ? _care.Ana : _care.Ben).Id.ToString(),
        ["snoozeFor"] = "1h",
        ["resolveReason"] = "fixed",
        ["kind"] = "question",
        ["priority"] = "p3",
    };

    private async Task<int> Prepare(string verb, FakeSlackPerson owner)
    {
        var number = await _care.Heard($"{verb}-{Guid.CreateVersion7(_care.Bot.Time.GetUtcNow())}");
        var actor = owner.Name == "Una" ? Una : _care.Actor(owner);
        await _care.Bot.Click("claim", actor, number);
        if (verb == CardVerbs.Undo)
            await _care.Bot.Answer("A crew is on its way.", actor, number);
        if (verb is CardVerbs.Take or CardVerbs.SendBack)
            await _care.Bot.Click("escalate", _care.Actor(_care.Ben), number);
        if (verb == CardVerbs.Reopen)
            await _care.Bot.Click("resolve", actor, number, ("resolveReason", "fixed"));
        return number;
    }

    /// <summary>Unlisted, so known by the handle of the first press.</summary>
    private Actor Una => new(_care.Bot.People.ByName("una")!.Id, Role.Agent, "slack");
}
