using SocialCareBot.Tests.House;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Chat.Slack;

/// <summary>The way of an answer from Slack to the network, and the small forms.</summary>
public sealed class Acting_through_Slack_replies : IAsyncLifetime
{
    private const string Words = "A crew is on its way.";
    private SlackCare _care = null!;

    private FakeSlack Slack => _care.Slack;

    public async Task InitializeAsync() => _care = await SlackCare.Start();

    public async Task DisposeAsync() => await _care.DisposeAsync();

    [Fact]
    public async Task From_the_card_to_the_public_and_back_to_the_card()
    {
        var card = await _care.Card();
        await _care.Click(_care.Ana, card, "reply");
        Assert.Contains("PUBLIC", Modal.Words, StringComparison.Ordinal);
        await _care.Submit(_care.Ana, new { text = Words });
        Assert.Contains($"{Words} ^AN", Modal.Words, StringComparison.Ordinal);
        Assert.Empty(_care.Bot.Network.Replies);
        await _care.Submit(_care.Ana);
        Assert.Matches("C-1: your answer goes out at .* Undo is on the card\\.", Modal.Words);
        Assert.Empty(Modal.Inputs);
        await _care.Advance(TimeSpan.FromSeconds(3));
        Assert.Contains("undo", card.Verbs);
        await _care.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal($"{Words} ^AN", Assert.Single(_care.Bot.Network.Replies).Text);
        Assert.Contains("Answered by Ana", card.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_form_opens_empty_at_once_and_is_filled_afterwards()
    {
        var card = await _care.Card();
        await Slack.Click(_care.Ana, card, "reply");
        Assert.Equal("reply", Modal.Callback);
        Assert.Empty(Modal.Inputs);
        await _care.Drain();
        Assert.Equal("text", Modal.Inputs[0]);
        Assert.Contains("No power since six", Modal.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_trigger_that_is_over_is_said_to_that_person_alone(bool late)
    {
        var card = await _care.Card();
        if (late)
            Slack.TriggerAge = TimeSpan.FromSeconds(4);
        else
            Slack.Next(FakeSlackCruelty.Fails(500), call => call.Method == "views.open");
        var answer = await _care.Click(_care.Ana, card, "reply");
        Assert.Equal(200, answer.Status);
        Assert.Null(Slack.Modal(_care.Ana));
        Assert.StartsWith("Slack did not open the form in time. Nothing was done. Press again.", answer.Told, StringComparison.Ordinal);
        Slack.TriggerAge = default;
        await _care.Click(_care.Ana, card, "reply");
        Assert.Equal("text", Modal.Inputs[0]);
    }

    [Fact]
    public async Task Back_finds_the_words_and_other_words_are_another_preview()
    {
        var card = await _care.Card();
        await _care.Click(_care.Ana, card, "reply");
        await _care.Submit(_care.Ana, new { text = "Too short" });
        await Slack.Close(_care.Ana);
        Assert.Equal("reply", Modal.Callback);
        await _care.Submit(_care.Ana, new { text = Words });
        await _care.Submit(_care.Ana);
        await _care.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal($"{Words} ^AN", Assert.Single(_care.Bot.Network.Replies).Text);
    }

    [Fact]
    public async Task A_refused_answer_leaves_nothing_keeps_the_draft_and_says_why()
    {
        var card = await _care.Card();
        await _care.Click(_care.Ana, card, "reply");
        await _care.Submit(_care.Ana, new { text = Words });
        await _care.Click(_care.Ben, card, "claim");
        await _care.Submit(_care.Ana);
        Assert.Contains("Ben has this one", Modal.Words, StringComparison.Ordinal);
        Assert.Contains(Words, Modal.Words, StringComparison.Ordinal);
        await _care.Advance(TimeSpan.FromSeconds(30));
        Assert.Empty(_care.Bot.Network.Replies);
        await Slack.Close(_care.Ana, all: true);
        await _care.Press(_care.Ben, card, 1, "release");
        await _care.Advance(TimeSpan.FromSeconds(3));
        await _care.Click(_care.Ana, card, "reply");
        Assert.Contains(Words, Modal.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_customer_who_wrote_meanwhile_is_read_before_the_same_press_sends()
    {
        var card = await _care.Card();
        await _care.Click(_care.Ana, card, "reply");
        await _care.Submit(_care.Ana, new { text = Words });
        _care.Bot.Post("And the hotline hangs up", "p1b", author: "customer-p1", thread: "p1");
        await _care.Tick();
        await _care.Submit(_care.Ana);
        Assert.Contains("The customer wrote or changed something", Modal.Words, StringComparison.Ordinal);
        await _care.Submit(_care.Ana);
        Assert.Contains("your answer goes out at", Modal.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_pressed_five_times_leaves_once_and_every_press_is_answered()
    {
        var card = await _care.Card();
        await _care.Click(_care.Ana, card, "reply");
        await _care.Submit(_care.Ana, new { text = Words });
        var preview = Modal;
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Slack.Submit(_care.Ana, preview)));
        Assert.All(answers, answer => Assert.Contains("your answer goes out at", answer.Body.GetRawText(), StringComparison.Ordinal));
        await _care.Advance(TimeSpan.FromSeconds(30));
        Assert.Single(_care.Bot.Network.Replies);
    }

    [Fact]
    public async Task Too_many_words_and_none_are_said_at_the_field_and_stay_in_it()
    {
        var card = await _care.Card();
        await _care.Click(_care.Ana, card, "reply");
        var answer = await _care.Submit(_care.Ana, new { text = new string('x', 400) });
        Assert.StartsWith("That is too long", answer.Errors["text"], StringComparison.Ordinal);
        Assert.Equal("reply", Modal.Callback);
        Assert.StartsWith("There is nothing written yet", (await _care.Submit(_care.Ana, new { text = "  " })).Errors["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_arrive_as_they_were_typed()
    {
        const string typed = "Fish & chips <b> \u201Cnow\u201D <@U1> &amp;";
        var card = await _care.Card();
        await _care.Click(_care.Ana, card, "reply");
        await _care.Submit(_care.Ana, new { text = typed });
        await _care.Submit(_care.Ana);
        await _care.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal($"{typed} ^AN", Assert.Single(_care.Bot.Network.Replies).Text);
    }

    [Fact]
    public async Task A_note_is_written_once_and_an_empty_one_is_said_at_its_field()
    {
        var card = await _care.Card();
        await _care.Click(_care.Ana, card, "note");
        Assert.StartsWith("Write a few words first", (await _care.Submit(_care.Ana, new { noteText = " " })).Errors["noteText"], StringComparison.Ordinal);
        Slack.NextDelivery(FakeSlackDelivery.Twice);
        await _care.Submit(_care.Ana, new { noteText = "called her" });
        Assert.Null(Slack.Modal(_care.Ana));
        Assert.Equal(2, _care.Bot.Case(1).Version);
    }

    [Fact]
    public async Task Assign_and_quiet_share_a_form_and_what_was_filled_in_is_done()
    {
        var card = await _care.Card();
        var number = 1;
        await Shared(number, new { });
        Assert.NotEmpty((await _care.Submit(_care.Lea)).Errors);
        await _care.Submit(_care.Lea, new { assignTo = _care.Actor(_care.Ben).Id.ToString(), snoozeFor = "1h" });
        Assert.Equal("Ben", _care.Bot.People.Name(_care.Bot.Case(number).Owner));
        Assert.NotNull(_care.Bot.Case(number).SnoozedUntil);
        Assert.Null(Slack.Modal(_care.Lea));

        async Task Shared(int about, object inputs)
        {
            await _care.Press(_care.Lea, card, about, "assign");
            Assert.Equal(["assignTo", "snoozeFor"], Slack.Modal(_care.Lea)!.Inputs);
        }
    }

    [Fact]
    public async Task A_form_that_is_refused_says_so_at_its_field_and_keeps_the_words()
    {
        var card = await _care.Card();
        await _care.Click(_care.Ben, card, "claim");
        await _care.Press(_care.Ana, card, 1, "assign");
        var answer = await _care.Submit(_care.Ana, new { assignTo = _care.Actor(_care.Lea).Id.ToString() });
        Assert.StartsWith("This needs a lead", answer.Errors["assignTo"], StringComparison.Ordinal);
        Assert.Equal("Ben", _care.Bot.People.Name(_care.Bot.Case(1).Owner));
    }

    [Fact]
    [Fault(15)]
    [Trait(TestDatabase.Only, TestDatabase.Sqlite)]
    public async Task While_the_store_is_busy_nothing_is_done_and_the_words_stay_in_the_form()
    {
        var card = await _care.Card();
        await _care.Click(_care.Ana, card, "reply");
        await using (await _care.Bot.Lock())
        {
            var answer = await _care.Until(Slack.Submit(_care.Ana, Modal, new { text = Words }));
            Assert.StartsWith("Busy. Nothing was done. Your words stand here", answer.Errors["text"], StringComparison.Ordinal);
            Assert.Equal(200, (await _care.Until(Slack.Click(_care.Ben, card, "claim"))).Status);
        }
        await _care.Drain();
        Assert.StartsWith("Busy. Nothing was done. Press again.", Assert.Single(Slack.Ephemerals(_care.Ben)).Text, StringComparison.Ordinal);
        Assert.Equal(1, _care.Bot.Case(1).Version);
        await _care.Submit(_care.Ana, new { text = Words });
        await using (await _care.Bot.Lock())
            await _care.Until(Slack.Submit(_care.Ana, Modal));
        Assert.Contains("Your draft is kept; press Send again.", Modal.Words, StringComparison.Ordinal);
        await _care.Submit(_care.Ana);
        await _care.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal($"{Words} ^AN", Assert.Single(_care.Bot.Network.Replies).Text);
    }

    [Fact]
    [Fault(15)]
    public async Task A_form_opens_also_while_the_store_is_busy()
    {
        var card = await _care.Card();
        await using (await _care.Bot.Lock())
        {
            await Slack.Click(_care.Ana, card, "reply");
            Assert.Equal("reply", Modal.Callback);
        }
        await _care.Drain();
        Assert.Equal("text", Modal.Inputs[0]);
    }

    private FakeSlackView Modal => Slack.Modal(_care.Ana) ?? throw new InvalidOperationException("no modal is open");
}
