using SocialCareBot.Cards.Models;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Chat.Teams;

/// <summary>Who may do what, pressed through Teams itself: every role, every verb, on one's own case and on somebody else's.</summary>
public sealed class Acting_through_Teams_roles : IAsyncLifetime
{
    private const string Denied = "This needs a";
    private static readonly string[] Verbs = [.. CardVerbs.OfCase.Where(verb => verb != CardVerbs.Reply), CardVerbs.Take, CardVerbs.SendBack];
    private TeamsCare _care = null!;

    public async Task InitializeAsync() => _care = await TeamsCare.Start();

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
        await _care.Press(by, await _care.Heard("first"), "note", new { noteText = "so that I am known" });
        List<string> refused = [];
        foreach (var verb in Verbs)
        {
            var number = await Prepare(verb, mine ? by : _care.Ben);
            var before = _care.Bot.Case(number);
            var answer = await _care.Press(by, number, verb, Inputs(by));
            if (!FakeTeamsCard.Words(answer.Card).Contains(Denied, StringComparison.Ordinal))
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
        var answer = await _care.Press(_care.Ana, number, verb, Inputs(_care.Ana));
        Assert.Equal(2, _care.Bot.Case(number).Version);
        Assert.Equal("AdaptiveCard", answer.Card.GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_guest_may_do_nothing_and_is_told_so()
    {
        var number = await _care.Heard("p1");
        foreach (var verb in CardVerbs.OfCase.Append(CardVerbs.Take).Append(CardVerbs.SendBack))
            Assert.StartsWith("Guests can look", (await _care.Press(_care.Gus, number, verb, Inputs(_care.Ana))).Notice, StringComparison.Ordinal);
        Assert.StartsWith("Guests can look", (await _care.Teams.ComposeExtensionFetchTask(_care.Gus, _care.Thread, "reply")).DialogMessage, StringComparison.Ordinal);
        Assert.StartsWith("Guests can look", (await _care.Say(_care.Gus, "queue"))!.Text, StringComparison.Ordinal);
        Assert.Equal(1, _care.Bot.Case(number).Version);
        Assert.Null(_care.Bot.People.ByName("Gus"));
    }

    [Fact]
    public async Task Somebody_unlisted_is_an_agent_in_a_routed_channel_and_nobody_elsewhere()
    {
        var number = await _care.Heard("p1");
        var elsewhere = _care.Teams.ThreadIn(_care.Teams.AddChannel("Lunch"));
        foreach (var place in new[] { _care.Teams.ChatWith(_care.Una), elsewhere })
        {
            Assert.StartsWith("You are not on the list", (await _care.Press(_care.Una, number, "claim", place: place)).Notice, StringComparison.Ordinal);
            Assert.StartsWith("You are not on the list", (await _care.Say(_care.Una, "queue", place))!.Text, StringComparison.Ordinal);
        }
        Assert.Null(_care.Bot.People.ByName("Una"));
        await _care.Press(_care.Una, number, "claim");
        Assert.Equal("Una", _care.Bot.People.Name(_care.Bot.Case(number).Owner));
        Assert.Contains("Claimed by Una", FakeTeamsCard.Words((await _care.Press(_care.Una, number, "note", new { noteText = "seen" }, _care.Teams.ChatWith(_care.Una))).Card), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_organisation_gets_403_learns_nothing_and_leaves_no_trace()
    {
        var card = await _care.Card();
        var calls = _care.Teams.Calls.Count;
        var answers = new[]
        {
            await _care.Teams.Click(_care.Eve, card, "claim"),
            await _care.Teams.SendMessage(_care.Eve, _care.Thread, "queue"),
            await _care.Teams.InstallationUpdate(_care.Eve, _care.Thread, "remove"),
            await _care.Teams.ComposeExtensionFetchTask(_care.Eve, _care.Thread, "reply"),
        };
        await _care.Tick();
        Assert.All(answers, answer => Assert.Equal((403, System.Text.Json.JsonValueKind.Undefined), (answer.Status, answer.Body.ValueKind)));
        Assert.Equal(calls, _care.Teams.Calls.Count);
        Assert.Equal(1, _care.Bot.Case(1).Version);
        Assert.Null(_care.Bot.People.ByName("Eve"));
        Assert.Null(_care.Memory.ServiceUrl(_care.Eve.Tenant, null));
        Assert.Single(_care.Bot.Database.Read(SocialCareBot.Store.RouteBindings.All));
    }

    private FakeTeamsPerson Person(string name) => new[] { _care.Ana, _care.Lea, _care.Dana, _care.Adi, _care.Una }.Single(person => person.Name == name);

    private object Inputs(FakeTeamsPerson by) => new
    {
        noteText = "called her",
        sendbackNote = "please go on",
        assignTo = _care.Actor(by.Name == "Ben" ? _care.Ana : _care.Ben).Id.ToString(),
        snoozeFor = "1h",
        resolveReason = "fixed",
        kind = "question",
        priority = "p3",
    };

    private async Task<int> Prepare(string verb, FakeTeamsPerson owner)
    {
        var number = await _care.Heard($"{verb}-{Guid.CreateVersion7(_care.Bot.Time.GetUtcNow())}");
        await _care.Bot.Click("claim", _care.Actor(owner), number);
        if (verb == CardVerbs.Undo)
            await _care.Bot.Answer("A crew is on its way.", _care.Actor(owner), number);
        if (verb is CardVerbs.Take or CardVerbs.SendBack)
            await _care.Bot.Click("escalate", _care.Actor(_care.Ben), number);
        if (verb == CardVerbs.Reopen)
            await _care.Bot.Click("resolve", _care.Actor(owner), number, ("resolveReason", "fixed"));
        return number;
    }
}
