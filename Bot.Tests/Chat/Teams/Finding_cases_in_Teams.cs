using System.Text.Json;
using System.Text.Json.Nodes;
using SocialCareBot.Tests.Cards;
using SocialCareBot.Tests.House;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Chat.Teams;

/// <summary>The search of the message extension, and the cards it puts into conversations.</summary>
public sealed class Finding_cases_in_Teams : IAsyncLifetime
{
    private TeamsCare _care = null!;

    private FakeTeams Teams => _care.Teams;

    public async Task InitializeAsync() => _care = await TeamsCare.Start();

    public async Task DisposeAsync() => await _care.DisposeAsync();

    [Theory]
    [InlineData("C-2", "C-2")]
    [InlineData("2", "C-2")]
    [InlineData("transformer", "C-2")]
    [InlineData("TRANSFORMER hums", "C-2")]
    [InlineData("customer-p1", "C-1")]
    public async Task A_number_a_customer_or_words_find_the_case(string words, string number)
    {
        await _care.Card("p1", "No power since six");
        await _care.Card("p2", "The transformer hums all night");
        var found = Assert.Single((await Find(words)).Found);
        Assert.Contains(number, FakeTeamsCard.Words(found.GetProperty("content")), StringComparison.Ordinal);
        Assert.StartsWith(number, FakeTeams.At(found, "preview", "content", "title").GetString()!, StringComparison.Ordinal);
        Assert.Equal("application/vnd.microsoft.card.thumbnail", FakeTeams.At(found, "preview", "contentType").GetString());
    }

    [Fact]
    public async Task Before_a_word_is_written_it_shows_my_cases_first_and_never_more_than_ten()
    {
        for (var number = 1; number <= 12; number++)
            await _care.Heard($"p{number}");
        await _care.Press(_care.Ana, 12, "claim");
        var first = await Find("");
        Assert.Equal(10, first.Found.Count);
        Assert.StartsWith("C-12 ", FakeTeams.At(first.Found[0], "preview", "content", "title").GetString()!, StringComparison.Ordinal);
        Assert.Equal(10, (await Find("n")).Found.Count);
        Assert.Equal(10, (await Find("power")).Found.Count);
        var more = await Teams.Invoke("composeExtension/query", _care.Ana, _care.Thread, null, new JsonObject
        {
            ["commandId"] = "find",
            ["parameters"] = new JsonArray(new JsonObject { ["name"] = "words", ["value"] = "power" }),
            ["queryOptions"] = new JsonObject { ["skip"] = 10, ["count"] = 25 },
        });
        Assert.Empty(more.Found);
    }

    [Fact]
    public async Task Where_nothing_fits_a_sentence_says_so()
    {
        Assert.StartsWith("There is no open case", (await Find("")).SearchMessage, StringComparison.Ordinal);
        await _care.Heard("p1");
        Assert.Equal("No case fits \"zeppelin\".", (await Find("zeppelin")).SearchMessage);
        Assert.Equal("No case fits \"100%_\".", (await Find("100%_")).SearchMessage);
    }

    [Fact]
    public async Task A_guest_and_a_stranger_find_nothing_and_learn_nothing()
    {
        await _care.Card();
        foreach (var (person, place, sentence) in new[]
        {
            (_care.Gus, _care.Thread, "Guests can look"),
            (_care.Una, Teams.ChatWith(_care.Una), "You are not on the list"),
        })
        {
            var answer = await Teams.ComposeExtensionQuery(person, place, "find", "power");
            Assert.StartsWith(sentence, answer.SearchMessage, StringComparison.Ordinal);
            Assert.Empty(answer.Found);
            Assert.DoesNotContain("C-1", answer.Body.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_search_changes_nothing_and_calls_nobody()
    {
        await _care.Card();
        var (calls, log) = (Teams.Calls.Count, _care.Bot.Log(1).Count);
        foreach (var words in new[] { "", "p", "po", "pow", "powe", "power" })
            await Find(words);
        await _care.Tick();
        Assert.Equal((calls, log), (Teams.Calls.Count, _care.Bot.Log(1).Count));
    }

    [Fact]
    public async Task An_inserted_card_is_pressed_like_every_other_and_then_says_where_the_live_card_is()
    {
        var live = await _care.Card();
        var lunch = Teams.ThreadIn(Teams.AddChannel("Lunch"));
        var copy = Teams.Insert(lunch, (await Find("C-1")).Found[0]);
        var answer = await Teams.Click(_care.Ana, copy, "claim");
        Assert.Contains("Claimed by Ana", FakeTeamsCard.Words(answer.Card), StringComparison.Ordinal);
        await _care.Advance(TimeSpan.FromSeconds(3));
        Assert.Contains("Claimed by Ana", FakeTeamsCard.Words(live.Card), StringComparison.Ordinal);
        Assert.Empty(FakeTeamsCard.Verbs(copy.Card));
        Assert.Contains(live.Id, copy.Card.GetRawText(), StringComparison.Ordinal);
    }

    /// <summary>A message that stands in a chat the bot is not in, or that Teams holds for the person's own, cannot be edited by us.</summary>
    [Theory]
    [InlineData("BotNotInConversationRoster")]
    [InlineData("NotEnoughPermissions")]
    public async Task Where_the_inserted_card_cannot_be_edited_the_press_works_all_the_same_and_no_route_is_closed(string code)
    {
        var live = await _care.Card();
        var copy = Teams.Insert(_care.Thread, (await Find("C-1")).Found[0]);
        Teams.Next(FakeTeamsCruelty.Refused(code), call => call.Operation == "update" && call.RawPath.EndsWith(copy.Id, StringComparison.Ordinal));
        await Teams.Click(_care.Ana, copy, "claim");
        await _care.Advance(TimeSpan.FromSeconds(3));
        Assert.Contains("Claimed by Ana", FakeTeamsCard.Words(live.Card), StringComparison.Ordinal);
        Assert.Single(_care.Bot.Database.Read(SocialCareBot.Store.RouteBindings.All));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"parameters":{}}""")]
    [InlineData("""{"parameters":[null,7,{"name":"words"},{"name":"words","value":{}}],"queryOptions":[]}""")]
    [InlineData("""{"parameters":[{"name":"words","value":"  "}],"queryOptions":{"skip":"x"}}""")]
    [InlineData("""{"parameters":[{"name":"initialRun","value":"true"}],"queryOptions":{"skip":99999999999}}""")]
    public async Task Whatever_a_client_makes_of_the_question_is_answered_as_if_nothing_was_written(string value)
    {
        await _care.Heard("p1");
        Assert.Single((await Teams.Invoke("composeExtension/query", _care.Ana, _care.Thread, null, JsonNode.Parse(value))).Found);
    }

    [Fact, Fault(33)]
    public async Task Hostile_words_are_inert_in_the_list()
    {
        await _care.Press(_care.Ana, await _care.Heard("p0"), "note", new { noteText = "so that I am known" });
        foreach (var (index, text) in HostileText.All.Index())
        {
            _care.Bot.Post(text, $"hostile-{index}", author: $"hostile-{index}");
            await _care.Bot.Listener.Once(_care.Bot.Network, CancellationToken.None, now: true);
            Assert.Equal(200, (await Find(text)).Status);
            var found = Assert.Single((await Find($"C-{index + 2}")).Found);
            Assert.DoesNotMatch("[<>]", FakeTeams.At(found, "preview", "content", "text").GetString()!);
            Assert.Equal(JsonValueKind.Object, found.GetProperty("content").ValueKind);
        }
    }

    private Task<FakeTeamsAnswer> Find(string words) => Teams.ComposeExtensionQuery(_care.Ana, _care.Thread, "find", words);
}
