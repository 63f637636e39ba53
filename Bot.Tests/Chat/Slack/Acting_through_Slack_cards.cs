using SocialCareBot.Tests.Cards;
using SocialCareBot.Tests.House;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Chat.Slack;

/// <summary>Cards in a channel of Slack, and what pressing them does.</summary>
public sealed class Acting_through_Slack_cards : IAsyncLifetime
{
    private SlackCare _care = null!;

    private FakeSlack Slack => _care.Slack;

    public async Task InitializeAsync() => _care = await SlackCare.Start();

    public async Task DisposeAsync() => await _care.DisposeAsync();

    [Fact]
    public async Task A_complaint_is_a_message_in_the_channel_and_a_claim_changes_the_card_for_everybody()
    {
        var card = await _care.Card();
        Assert.Contains("No power since six", card.Words, StringComparison.Ordinal);
        Assert.Contains("C-1", card.Text, StringComparison.Ordinal);
        var answer = await _care.Click(_care.Ana, card, "claim");
        Assert.Equal((200, System.Text.Json.JsonValueKind.Undefined), (answer.Status, answer.Body.ValueKind));
        Assert.Empty(answer.Ephemerals);
        Assert.DoesNotContain("Claimed by Ana", card.Words, StringComparison.Ordinal);
        await _care.Advance(TimeSpan.FromSeconds(3));
        Assert.Contains("Claimed by Ana", card.Words, StringComparison.Ordinal);
        Assert.Equal(1, card.Edits);
        Assert.Single(Slack.Threads(_care.Channel));
        Assert.Empty(Slack.Violations);
    }

    [Fact]
    public async Task Nothing_unfolds_and_every_post_and_edit_has_a_text()
    {
        var card = await _care.Card("p1", "look at https://evil.example/x");
        await _care.Click(_care.Ana, card, "claim");
        await _care.Advance(TimeSpan.FromSeconds(3));
        var said = Slack.Calls.Where(call => call.Method is "chat.postMessage" or "chat.update").ToList();
        Assert.Equal(2, said.Count);
        Assert.All(said, call => Assert.NotEqual("", call["text"]));
        Assert.All(said, call => Assert.Equal((false, false), (call.Arguments["unfurl_links"]!.GetValue<bool>(), call.Arguments["unfurl_media"]!.GetValue<bool>())));
    }

    [Fact]
    public async Task A_reminder_is_an_answer_in_the_thread_that_mentions_the_one_who_must_act()
    {
        var card = await _care.Card();
        await _care.Click(_care.Ana, card, "claim");
        await _care.Advance(TimeSpan.FromMinutes(26));
        var nag = Slack.Below(card)[^1];
        Assert.Contains(_care.Ana.Id, nag.Body.GetRawText(), StringComparison.Ordinal);
        Assert.Empty((await _care.Click(_care.Ana, nag, "release")).Ephemerals);
        await _care.Advance(TimeSpan.FromSeconds(3));
        Assert.Contains("Handed back", nag.Words, StringComparison.Ordinal);
        Assert.DoesNotContain(_care.Ana.Id, nag.Body.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manager_is_told_alone_and_takes_the_case_there()
    {
        var card = await _care.Card();
        await _care.Click(_care.Ana, card, "escalate");
        await _care.Submit(_care.Ana, new { escalateNote = "she is on oxygen" });
        await _care.Advance(TimeSpan.FromSeconds(3));
        var told = Assert.Single(Slack.Told(_care.Dana));
        Assert.Contains("she is on oxygen", told.Words, StringComparison.Ordinal);
        await _care.Click(_care.Dana, told, "take");
        Assert.Equal("Dana Meyer", _care.Bot.People.Name(_care.Bot.Case(1).Owner));
        await _care.Advance(TimeSpan.FromSeconds(3));
        Assert.DoesNotContain("take", told.Verbs);
        Assert.Equal(1, told.Edits);
    }

    [Fact]
    [Fault(26)]
    public async Task A_press_on_an_old_card_is_answered_to_that_person_alone_and_does_nothing()
    {
        var card = await _care.Card();
        var old = _care.Bot.Case(1).Version;
        await _care.Click(_care.Ana, card, "claim");
        await _care.Advance(TimeSpan.FromSeconds(3));
        var before = _care.Bot.Log(1).Count;
        var answer = await _care.Press(_care.Ben, card, 1, "claim", old);
        Assert.StartsWith("Ana has this one since", answer.Told, StringComparison.Ordinal);
        Assert.Empty(Slack.Ephemerals(_care.Ana));
        Assert.Equal(before, _care.Bot.Log(1).Count);
    }

    [Fact]
    [Fault(26)]
    public async Task A_double_click_and_a_repeated_delivery_have_one_effect()
    {
        var card = await _care.Card();
        var old = _care.Bot.Case(1).Version;
        Slack.NextDelivery(FakeSlackDelivery.Twice);
        await _care.Click(_care.Ana, card, "claim");
        var before = _care.Bot.Log(1).Count;
        var second = await _care.Press(_care.Ana, card, 1, "claim", old);
        Assert.Equal((2, before), (_care.Bot.Case(1).Version, _care.Bot.Log(1).Count));
        Assert.Empty(second.Ephemerals);
    }

    [Fact]
    [Fault(24)]
    public async Task Two_who_claim_at_the_same_moment_a_hundred_times_always_leave_one_owner()
    {
        var card = await _care.Card();
        for (var round = 1; round <= 100; round++)
        {
            var number = await _care.Heard($"r{round}");
            var value = $"{_care.Bot.Case(number).Id}:1";
            var answers = await Task.WhenAll(Slack.Press(_care.Ana, card, "claim", value), Slack.Press(_care.Ben, card, "claim", value));
            await _care.Drain();
            var owner = _care.Bot.People.Name(_care.Bot.Case(number).Owner);
            Assert.Equal(2, _care.Bot.Case(number).Version);
            Assert.All(answers, answer => Assert.Equal(200, answer.Status));
            Assert.StartsWith($"{owner} has this one", answers[owner == "Ana" ? 1 : 0].Told, StringComparison.Ordinal);
            Assert.DoesNotContain(answers[owner == "Ana" ? 0 : 1].Ephemerals, told => told.Text.Contains("has this one", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_press_on_a_copy_works_and_the_copy_then_says_where_the_live_card_is()
    {
        var live = await _care.Card();
        var copy = await _care.Say(_care.Ana, "case C-1");
        Assert.Contains("No power since six", copy!.Words, StringComparison.Ordinal);
        await _care.Click(_care.Ana, copy, "claim");
        await _care.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal("Ana", _care.Bot.People.Name(_care.Bot.Case(1).Owner));
        Assert.DoesNotContain("claim", copy.Verbs);
        Assert.Contains(live.Ts.Replace(".", "", StringComparison.Ordinal), copy.Body.GetRawText(), StringComparison.Ordinal);
        Assert.NotEmpty(live.Verbs);
    }

    [Fact]
    public async Task A_second_card_of_the_same_case_works_and_then_says_where_the_live_one_is()
    {
        Slack.Next(FakeSlackCruelty.AcceptsThenFails(), call => call.Method == "chat.postMessage");
        _care.Bot.Post();
        await _care.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(2, Slack.Threads(_care.Channel).Count);
        var (copy, live) = (Slack.Threads(_care.Channel)[0], Slack.Threads(_care.Channel)[1]);
        await _care.Click(_care.Ana, copy, "claim");
        await _care.Advance(TimeSpan.FromSeconds(3));
        Assert.Contains("Claimed by Ana", live.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("claim", copy.Verbs);
        Assert.DoesNotContain("reply", copy.Verbs);
    }

    [Theory]
    [InlineData("claim", "")]
    [InlineData("claim", "x:y:z")]
    [InlineData("open", null)]
    [InlineData("silence_alert_2019", "17")]
    [InlineData("more", "claim")]
    [InlineData("", ":::::")]
    public async Task Links_and_buttons_of_another_age_are_answered_and_do_nothing(string actionId, string? value)
    {
        var card = await _care.Card();
        var answer = await Slack.Press(_care.Ana, card, actionId, value!);
        await _care.Drain();
        Assert.Equal((200, 1), (answer.Status, _care.Bot.Case(1).Version));
    }

    [Fact]
    public async Task A_verb_nobody_knows_and_a_case_that_is_gone_are_answered_in_a_sentence()
    {
        var card = await _care.Card();
        Assert.Contains("older than the bot", (await _care.Press(_care.Ana, card, 1, "dropTables")).Told, StringComparison.Ordinal);
        var answer = await Slack.Press(_care.Ana, card, "claim", $"{Guid.Empty}:1");
        await _care.Drain();
        Assert.StartsWith("There is no such case any more", answer.Told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_press_waits_for_a_call_to_Slack()
    {
        var card = await _care.Card();
        var calls = Slack.Calls.Count;
        await Slack.Click(_care.Ana, card, "claim");
        Assert.Equal(calls, Slack.Calls.Count);
        await Slack.Click(_care.Ben, card, "reply");
        Assert.Equal("views.open", Assert.Single(Slack.Calls.Skip(calls)).Method);
    }

    [Fact, Fault(33)]
    public async Task Hostile_words_stand_on_the_card_and_do_nothing()
    {
        foreach (var (index, text) in HostileText.All.Index())
        {
            var before = Slack.Threads(_care.Channel).Count;
            _care.Bot.Network.Publish(_care.Bot.Post(text, $"hostile-{index}", author: $"x{index}") with { NativeId = $"named-{index}", Author = new() { Id = $"y{index}", Handle = text, Name = text } });
            await _care.Advance(TimeSpan.FromSeconds(3));
            var cards = Slack.Threads(_care.Channel).Skip(before).ToList();
            Assert.Equal((index, 2), (index, cards.Count));
            foreach (var card in cards)
            {
                Assert.DoesNotContain("<", card.Text, StringComparison.Ordinal);
                Assert.DoesNotContain("\"broadcast\"", card.Body.GetRawText(), StringComparison.Ordinal);
                Assert.DoesNotContain("\"url\":\"javascript", card.Body.GetRawText(), StringComparison.OrdinalIgnoreCase);
                Assert.Contains("claim", card.Verbs);
            }
        }
        Assert.Empty(_care.Log);
    }
}
