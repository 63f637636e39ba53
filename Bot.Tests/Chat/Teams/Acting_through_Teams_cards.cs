using SocialCareBot.Tests.Cards;
using SocialCareBot.Tests.House;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Chat.Teams;

/// <summary>Cards in a channel of Teams, and what pressing them does.</summary>
public sealed class Acting_through_Teams_cards : IAsyncLifetime
{
    private TeamsCare _care = null!;

    private FakeTeams Teams => _care.Teams;

    public async Task InitializeAsync() => _care = await TeamsCare.Start();

    public async Task DisposeAsync() => await _care.DisposeAsync();

    [Fact]
    public async Task A_complaint_is_a_thread_in_the_channel_and_a_claim_changes_the_card_for_everybody()
    {
        var card = await _care.Card();
        Assert.Contains("No power since six", FakeTeamsCard.Words(card.Card), StringComparison.Ordinal);
        Assert.Equal("P1 · Complaint · C-1 on Fakebook", card.Activity.GetProperty("summary").GetString());
        var answer = await Teams.Click(_care.Ana, card, "claim");
        Assert.Contains("Claimed by Ana", FakeTeamsCard.Words(answer.Card), StringComparison.Ordinal);
        Assert.DoesNotContain("Claimed by Ana", FakeTeamsCard.Words(card.Card), StringComparison.Ordinal);
        await _care.Advance(TimeSpan.FromSeconds(3));
        Assert.Contains("Claimed by Ana", FakeTeamsCard.Words(card.Card), StringComparison.Ordinal);
        Assert.Equal(1, card.Edits);
        Assert.Single(Teams.Threads(_care.Channel));
    }

    [Fact]
    public async Task A_reminder_is_an_answer_in_the_thread_that_mentions_the_one_who_must_act()
    {
        var card = await _care.Card();
        await Teams.Click(_care.Ana, card, "claim");
        await _care.Advance(TimeSpan.FromMinutes(26));
        var nag = Teams.Below(card)[^1];
        Assert.Contains("<at>Ana</at>", FakeTeamsCard.Words(nag.Card), StringComparison.Ordinal);
        Assert.Contains(_care.Ana.Mri, nag.Card.GetRawText(), StringComparison.Ordinal);
        var back = await Teams.Click(_care.Ana, nag, "release");
        Assert.Contains("Handed back", FakeTeamsCard.Words(back.Card), StringComparison.Ordinal);
        await _care.Advance(TimeSpan.FromSeconds(3));
        Assert.DoesNotContain("<at>", nag.Card.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_who_is_not_in_the_channel_is_named_in_the_reminder_and_not_mentioned()
    {
        var card = await _care.Card();
        await Teams.Click(_care.Ana, card, "claim");
        Teams.Leave(_care.Ana);
        await Teams.ConversationUpdate(_care.Adi, _care.Thread, "teamMemberRemoved");
        await _care.Advance(TimeSpan.FromMinutes(26));
        var nag = Teams.Below(card)[^1];
        Assert.Contains("Ana, C\\-1 from", FakeTeamsCard.Words(nag.Card), StringComparison.Ordinal);
        Assert.DoesNotContain("<at>", FakeTeamsCard.Words(nag.Card), StringComparison.Ordinal);
        Assert.DoesNotContain(_care.Ana.Mri, nag.Card.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manager_is_told_alone_with_an_alert_and_takes_the_case_there()
    {
        var card = await _care.Card();
        await _care.Say(_care.Dana, "help");
        await Teams.Click(_care.Ana, card, "escalate", new { escalateNote = "she is on oxygen" });
        await _care.Advance(TimeSpan.FromSeconds(3));
        var told = Assert.Single(Teams.Told(_care.Dana));
        Assert.True(told.Activity.GetProperty("channelData").GetProperty("notification").GetProperty("alert").GetBoolean());
        Assert.Contains("she is on oxygen", FakeTeamsCard.Words(told.Card), StringComparison.Ordinal);
        await Teams.Click(_care.Dana, told, "take");
        Assert.Equal("Dana Meyer", _care.Bot.People.Name(_care.Bot.Case(1).Owner));
        await _care.Advance(TimeSpan.FromSeconds(3));
        Assert.DoesNotContain("take", FakeTeamsCard.Verbs(told.Card));
    }

    [Fact]
    [Fault(26)]
    public async Task A_press_on_an_old_card_brings_the_fresh_card_with_the_sentence_first_and_does_nothing()
    {
        var card = await _care.Card();
        var old = card.Card;
        await Teams.Click(_care.Ana, card, "claim");
        await _care.Advance(TimeSpan.FromSeconds(3));
        var before = _care.Bot.Log(1).Count;
        var answer = await Teams.Click(_care.Ben, card, old, "claim");
        Assert.StartsWith("Ana has this one since", FakeTeamsCard.Words(answer.Card), StringComparison.Ordinal);
        Assert.DoesNotContain("claim", FakeTeamsCard.Verbs(answer.Card));
        Assert.Equal(before, _care.Bot.Log(1).Count);
    }

    [Fact]
    [Fault(26)]
    public async Task A_double_click_and_a_repeated_invoke_have_one_effect_and_both_bring_the_card()
    {
        var card = await _care.Card();
        var old = card.Card;
        await Teams.Click(_care.Ana, card, old, "note", new { noteText = "called her" });
        var before = _care.Bot.Log(1).Count;
        var second = await Teams.Click(_care.Ana, card, old, "note", new { noteText = "called her" });
        var third = await Teams.Click(_care.Ana, card, old, "note", new { noteText = "called her" });
        Assert.Equal(before, _care.Bot.Log(1).Count);
        Assert.Contains("C-1", FakeTeamsCard.Words(second.Card), StringComparison.Ordinal);
        Assert.Equal(second.Card.GetRawText(), third.Card.GetRawText());
    }

    [Fact]
    public async Task A_client_that_asks_for_the_card_by_itself_changes_nothing()
    {
        var number = await _care.Heard("p1");
        var answer = await _care.Press(_care.Ana, number, "claim", trigger: "automatic");
        Assert.Contains("Not claimed", FakeTeamsCard.Words(answer.Card), StringComparison.Ordinal);
        Assert.Equal(1, _care.Bot.Case(number).Version);
    }

    [Fact]
    [Fault(24)]
    public async Task Two_who_claim_at_the_same_moment_a_hundred_times_always_leave_one_owner()
    {
        await Task.WhenAll(_care.Say(_care.Ana, "help"), _care.Say(_care.Ben, "help"));
        for (var round = 1; round <= 100; round++)
        {
            var number = await _care.Heard($"p{round}");
            var answers = await Task.WhenAll(_care.Press(_care.Ana, number, "claim"), _care.Press(_care.Ben, number, "claim"));
            var owner = _care.Bot.People.Name(_care.Bot.Case(number).Owner);
            Assert.Equal(2, _care.Bot.Case(number).Version);
            Assert.All(answers, answer => Assert.Contains($"Claimed by {owner}", FakeTeamsCard.Words(answer.Card), StringComparison.Ordinal));
            Assert.Single(answers, answer => FakeTeamsCard.Words(answer.Card).StartsWith($"{owner} has this one", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_press_on_a_copy_works_and_the_copy_then_says_where_the_live_card_is()
    {
        var live = await _care.Card();
        var copy = await _care.Say(_care.Ana, "case C-1", Teams.ChatWith(_care.Ana));
        var answer = await Teams.Click(_care.Ana, copy!, "claim");
        Assert.Contains("Claimed by Ana", FakeTeamsCard.Words(answer.Card), StringComparison.Ordinal);
        await _care.Advance(TimeSpan.FromSeconds(3));
        Assert.Empty(FakeTeamsCard.Verbs(copy!.Card));
        Assert.Contains($"https://teams.microsoft.com/l/message/{Uri.EscapeDataString(_care.Channel.Id)}/{live.Id}", copy.Card.GetRawText(), StringComparison.Ordinal);
        Assert.NotEmpty(FakeTeamsCard.Verbs(live.Card));
    }

    [Fact]
    public async Task A_press_of_an_old_client_that_comes_as_a_message_is_carried_out_once()
    {
        var card = await _care.Card();
        var press = FakeTeamsCard.Merge(FakeTeamsCard.Action(card.Card, "claim"), null);
        await Teams.SubmitAction(_care.Ana, card.Place, card.Id, press);
        await Teams.SubmitAction(_care.Ben, card.Place, card.Id, press);
        await _care.Advance(TimeSpan.FromSeconds(3));
        Assert.Contains("Claimed by Ana", FakeTeamsCard.Words(card.Card), StringComparison.Ordinal);
        Assert.StartsWith("Ana has this one", Assert.Single(Teams.Below(card)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"verb":"claim","case":17,"version":"x"}""")]
    [InlineData("""{"verb":{},"case":[]}""")]
    [InlineData("""{"verb":"claim","case":"00000000-0000-0000-0000-000000000000","version":99999999999}""")]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task Whatever_a_client_makes_of_the_data_is_answered_in_a_sentence(string data)
    {
        var answer = await Teams.InvokeAdaptiveCardAction(_care.Ana, _care.Thread, "1", "claim", System.Text.Json.Nodes.JsonNode.Parse(data));
        Assert.Equal((200, "There is no such case any more. Nothing was done."), (answer.Status, answer.Problem));
        Assert.Equal(400, (await Teams.Invoke("adaptiveCard/action", _care.Ana, _care.Thread, "1", null)).Body.GetProperty("statusCode").GetInt32());
        Assert.NotNull((await Teams.TaskSubmit(_care.Ana, _care.Thread, System.Text.Json.Nodes.JsonNode.Parse(data))).DialogMessage);
    }

    [Fact, Fault(33)]
    public async Task Hostile_words_stand_on_the_card_and_do_nothing()
    {
        foreach (var (index, text) in HostileText.All.Index())
        {
            var before = Teams.Threads(_care.Channel).Count;
            _care.Bot.Network.Publish(_care.Bot.Post(text, $"hostile-{index}", author: $"x{index}") with { NativeId = $"named-{index}", Author = new() { Id = $"y{index}", Handle = text, Name = text } });
            await _care.Advance(TimeSpan.FromSeconds(3));
            var cards = Teams.Threads(_care.Channel).Skip(before).ToList();
            Assert.Equal((index, 2), (index, cards.Count));
            foreach (var card in cards)
            {
                Assert.DoesNotContain("entities", card.Activity.GetRawText(), StringComparison.Ordinal);
                Assert.All(FakeTeamsCard.Words(card.Card).Split('\n'), line => Assert.DoesNotContain("{{", line, StringComparison.Ordinal));
                Assert.DoesNotContain("\"url\":\"javascript", card.Activity.GetRawText(), StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("evil.example", card.Activity.GetProperty("summary").GetString()!, StringComparison.Ordinal);
                Assert.Contains("claim", FakeTeamsCard.Verbs(card.Card));
            }
        }
    }
}
