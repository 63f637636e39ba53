using System.Text.Json.Nodes;
using SocialCareBot.Cards.Models;
using SocialCareBot.Chat.Teams;
using SocialCareBot.Tests.Cards;
using SocialCareBot.Tests.House;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Chat.Teams;

/// <summary>"Open a case" in the menu of a message.</summary>
public sealed class Opening_a_case_in_Teams : IAsyncLifetime
{
    private TeamsCare _care = null!;

    private FakeTeams Teams => _care.Teams;

    public async Task InitializeAsync() => _care = await TeamsCare.Start();

    public async Task DisposeAsync() => await _care.DisposeAsync();

    [Fact]
    public async Task The_words_are_shown_once_more_and_then_the_case_stands_in_the_channel()
    {
        var form = await Ask(Message("<p>A customer at the counter:</p><p>no power &amp; no <b>news</b> since six</p>"));
        Assert.Contains("A customer at the counter:\nno power & no news since six", FakeTeamsCard.Words(form.Dialog), StringComparison.Ordinal);
        Assert.Contains("Kim Osei", FakeTeamsCard.Words(form.Dialog), StringComparison.Ordinal);
        Assert.Equal(0, Cases);
        var opened = await Submit(form);
        Assert.Equal("C-1 is open, on the route care.", opened.DialogMessage);
        await _care.Tick();
        var card = Teams.Threads(_care.Channel)[^1];
        Assert.Contains("no power & no news since six", FakeTeamsCard.Words(card.Card), StringComparison.Ordinal);
        Assert.Contains("https://teams.microsoft.com/l/message/x", card.Card.GetRawText(), StringComparison.Ordinal);
        await Teams.Click(_care.Ana, card, "claim");
        Assert.Equal("Ana", _care.Bot.People.Name(_care.Bot.Case(1).Owner));
    }

    [Fact]
    public async Task The_same_message_is_one_case_however_often_it_is_asked_for()
    {
        var form = await Ask(Message("no power"));
        await Submit(form);
        Assert.Equal("C-1 was opened from this message already.", (await Submit(form)).DialogMessage);
        var again = await Ask(Message("no power, edited"), _care.Ben);
        Assert.Equal("C-1 was opened from this message already.", (await Submit(again, _care.Ben)).DialogMessage);
        Assert.Equal(1, Cases);
    }

    [Fact]
    public async Task A_form_that_nobody_remembers_takes_the_message_that_came_along_or_asks_for_it_again()
    {
        var data = new JsonObject { ["verb"] = FormVerbs.Open, ["nonce"] = "forgotten" };
        Assert.StartsWith("This form is too old", (await Teams.ComposeExtensionSubmitAction(_care.Ana, _care.Thread, "openCase", data)).DialogMessage, StringComparison.Ordinal);
        var along = await Teams.Invoke("composeExtension/submitAction", _care.Ana, _care.Thread, null, new JsonObject { ["commandId"] = "openCase", ["data"] = data, ["messagePayload"] = Message("no power") });
        Assert.StartsWith("C-1 is open", along.DialogMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_opens_a_case_from_a_form_that_was_shown_to_somebody_else()
    {
        var form = await Ask(Message("no power"));
        Assert.StartsWith("This form is too old", (await Submit(form, _care.Ben)).DialogMessage, StringComparison.Ordinal);
        Assert.Equal(0, Cases);
    }

    [Fact]
    public async Task A_guest_and_a_stranger_open_nothing()
    {
        Assert.StartsWith("Guests can look", (await Ask(Message("no power"), _care.Gus)).DialogMessage, StringComparison.Ordinal);
        var answer = await Teams.ComposeExtensionOnMessage(_care.Una, Teams.ChatWith(_care.Una), "openCase", Message("no power"));
        Assert.StartsWith("You are not on the list", answer.DialogMessage, StringComparison.Ordinal);
        Assert.Equal(0, Cases);
    }

    [Theory]
    [InlineData("null", "No message came along")]
    [InlineData("[]", "No message came along")]
    [InlineData("""{"id":7,"body":{"content":"x"}}""", "No message came along")]
    [InlineData("""{"id":"1","body":[]}""", "This message has no words")]
    [InlineData("""{"id":"1","body":{"contentType":"html","content":"<attachment id=\"1\"></attachment>"},"from":{"user":null}}""", "This message has no words")]
    public async Task Whatever_a_client_makes_of_the_message_is_answered_in_a_sentence(string message, string sentence)
    {
        Assert.StartsWith(sentence, (await Ask(JsonNode.Parse(message))).DialogMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a<br>b<br/>c", "a\nb\nc")]
    [InlineData("<div>a</div>\r\n<div>&nbsp;</div><div>b</div>", "a\nb")]
    [InlineData("1 &lt; 2 &amp;&amp; 3", "1 < 2 && 3")]
    [InlineData("<at id=\"0\">Care</at> look <script>alert(1)</script>", "Care look alert(1)")]
    public void Markup_becomes_the_words_a_person_sees(string html, string words) => Assert.Equal(words, TeamsFound.Words(html, isHtml: true));

    [Fact, Fault(33)]
    public async Task Hostile_words_are_opened_and_stay_words()
    {
        foreach (var (index, text) in HostileText.All.Index())
        {
            var form = await Ask(Message(text, "text", $"{1700000000001 + index}"));
            Assert.Equal(200, form.Status);
            if (form.Dialog.ValueKind == System.Text.Json.JsonValueKind.Undefined)
                continue;
            Assert.DoesNotContain("{{", FakeTeamsCard.Words(form.Dialog), StringComparison.Ordinal);
            Assert.Contains(" is open, on the route ", (await Submit(form)).DialogMessage, StringComparison.Ordinal);
        }
        Assert.InRange(Cases, HostileText.All.Count - 10, HostileText.All.Count);
    }

    private int Cases => _care.Bot.Database.Read(session => session.First<int>("select count(*) from cases"));

    private Task<FakeTeamsAnswer> Ask(JsonNode? message, FakeTeamsPerson? by = null) => Teams.ComposeExtensionOnMessage(by ?? _care.Ana, _care.Thread, "openCase", message);

    private Task<FakeTeamsAnswer> Submit(FakeTeamsAnswer form, FakeTeamsPerson? by = null) =>
        Teams.ComposeExtensionSubmitAction(by ?? _care.Ana, _care.Thread, "openCase", FakeTeamsCard.Merge(FakeTeamsCard.Action(form.Dialog, FormVerbs.Open), null));

    private static JsonObject Message(string content, string type = "html", string id = "1700000000001") => new()
    {
        ["id"] = id,
        ["createdDateTime"] = "2026-11-23T09:00:00Z",
        ["linkToMessage"] = "https://teams.microsoft.com/l/message/x",
        ["from"] = new JsonObject { ["user"] = new JsonObject { ["userIdentityType"] = "aadUser", ["id"] = "00000000-aaaa-4bbb-8ccc-000000000077", ["displayName"] = "Kim Osei" }, ["application"] = null },
        ["body"] = new JsonObject { ["contentType"] = type, ["content"] = content },
    };
}
