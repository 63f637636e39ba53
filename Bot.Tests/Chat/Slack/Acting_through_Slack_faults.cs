using SocialCareBot.Store;
using SocialCareBot.Tests.House;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Chat.Slack;

/// <summary>Slack throttles, fails, refuses us and our drawings; what was to be said is said in the end, once where that can be known.</summary>
public sealed class Acting_through_Slack_faults : IAsyncLifetime
{
    private SlackCare _care = null!;

    private FakeSlack Slack => _care.Slack;

    public async Task InitializeAsync() => _care = await SlackCare.Start();

    public async Task DisposeAsync() => await _care.DisposeAsync();

    [Fact]
    [Fault(8)]
    public async Task A_card_that_is_throttled_waits_as_long_as_Slack_asks_and_arrives_once()
    {
        Slack.Next(FakeSlackCruelty.Throttled(45), call => call.Method == "chat.postMessage");
        _care.Bot.Post();
        await _care.Advance(TimeSpan.FromMinutes(2));
        var attempts = Slack.Calls.Where(call => call.Method == "chat.postMessage").Select(call => call.At).ToList();
        Assert.Equal(2, attempts.Count);
        Assert.InRange((attempts[1] - attempts[0]).TotalSeconds, 45, 60);
        Assert.Single(Slack.Threads(_care.Channel));
        Assert.Empty(Slack.Violations);
    }

    [Theory]
    [Fault(8)]
    [InlineData("internal_error")]
    [InlineData("service_unavailable")]
    public async Task An_edit_that_failed_is_made_again_and_the_newest_wins(string error)
    {
        var card = await _care.Card();
        Slack.Next(FakeSlackCruelty.Refused(error), call => call.Method == "chat.update", times: 3);
        await _care.Click(_care.Ana, card, "claim");
        await _care.Advance(TimeSpan.FromSeconds(3));
        await _care.Press(_care.Ana, card, 1, "release");
        await _care.Press(_care.Ben, card, 1, "claim");
        await _care.Advance(TimeSpan.FromMinutes(2));
        Assert.Contains("Claimed by Ben", card.Words, StringComparison.Ordinal);
        Assert.Equal(1, card.Edits);
    }

    [Fact]
    public async Task A_card_that_cannot_be_edited_any_more_is_posted_anew()
    {
        var card = await _care.Card();
        Slack.Next(FakeSlackCruelty.Refused("edit_window_closed"), call => call.Method == "chat.update");
        await _care.Click(_care.Ana, card, "claim");
        await _care.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(2, Slack.Threads(_care.Channel).Count);
        Assert.Contains("Claimed by Ana", Slack.Threads(_care.Channel)[^1].Words, StringComparison.Ordinal);
        await _care.Press(_care.Ana, Slack.Threads(_care.Channel)[^1], 1, "release");
        await _care.Advance(TimeSpan.FromSeconds(3));
        Assert.Contains("Not claimed", Slack.Threads(_care.Channel)[^1].Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("invalid_blocks")]
    [InlineData("msg_blocks_too_long")]
    [InlineData("invalid_arguments")]
    public async Task A_drawing_that_Slack_does_not_take_is_said_in_plain_words_and_nobody_is_paged_by_them(string error)
    {
        Slack.Next(FakeSlackCruelty.Refused(error), call => call.Method == "chat.postMessage" && call.Arguments["attachments"] is System.Text.Json.Nodes.JsonArray { Count: > 0 }, times: 100);
        _care.Bot.Post("<!channel> no power & <https://evil.example|bank>");
        await _care.Advance(TimeSpan.FromSeconds(10));
        var card = Assert.Single(Slack.Threads(_care.Channel));
        Assert.Equal(2, Slack.Calls.Count(call => call.Method == "chat.postMessage"));
        Assert.Contains("C-1", card.Text, StringComparison.Ordinal);
        Assert.Contains("no power &amp;", card.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<", card.Text, StringComparison.Ordinal);
        Assert.Empty(card.Verbs);
        Assert.Contains(_care.Log, line => line.Contains("does not take a drawing of ours", StringComparison.Ordinal) && line.Contains(error, StringComparison.Ordinal));
        await _care.Press(_care.Ana, card, 1, "claim");
        await _care.Advance(TimeSpan.FromSeconds(3));
        Assert.Contains("reply", card.Verbs);
    }

    [Fact]
    public async Task An_edit_that_Slack_does_not_take_leaves_the_words_and_takes_the_old_buttons_away()
    {
        var card = await _care.Card();
        Slack.Next(FakeSlackCruelty.Refused("invalid_blocks"), call => call.Method == "chat.update");
        await _care.Click(_care.Ana, card, "claim");
        await _care.Advance(TimeSpan.FromSeconds(3));
        Assert.Contains("Claimed by Ana", card.Text, StringComparison.Ordinal);
        Assert.Empty(card.Verbs);
    }

    [Theory]
    [InlineData("is_archived")]
    [InlineData("channel_not_found")]
    [InlineData("not_in_channel")]
    public async Task A_dead_channel_is_routed_to_no_more_and_the_case_stays(string error)
    {
        Slack.Next(FakeSlackCruelty.Refused(error), call => call.Method == "chat.postMessage");
        _care.Bot.Post();
        await _care.Advance(TimeSpan.FromSeconds(3));
        Assert.Empty(_care.Bot.Database.Read(RouteBindings.All));
        Assert.Empty(Slack.Threads(_care.Channel));
        Assert.Equal("C-1", _care.Bot.Case(1).Name);
    }

    [Fact]
    public async Task Nothing_is_posted_where_another_organisation_reads_along_unless_a_setting_allows_it()
    {
        Slack.AddStranger("Eve", _care.Channel);
        _care.Bot.Post();
        await _care.Advance(TimeSpan.FromSeconds(3));
        Assert.DoesNotContain(Slack.Messages, message => message.Channel == _care.Channel.Id);
        Assert.Contains("a channel takes no cases any more", Assert.Single(Slack.Told(_care.Adi)).Text, StringComparison.Ordinal);
        Assert.Equal("people of another organisation are in this channel", Reason());
        await using var allowed = await SlackCare.Start(settings => settings with { SharedChannels = true });
        allowed.Slack.AddStranger("Eve", allowed.Channel);
        await allowed.Card();
        Assert.Single(allowed.Slack.Threads(allowed.Channel));
    }

    [Fact]
    public async Task While_nobody_knows_whether_a_channel_is_shared_the_card_waits()
    {
        Slack.Next(FakeSlackCruelty.Fails(500), call => call.Method == "conversations.info", times: 2);
        _care.Bot.Post();
        await _care.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(Slack.Threads(_care.Channel));
        await _care.Advance(TimeSpan.FromMinutes(1));
        Assert.Single(Slack.Threads(_care.Channel));
    }

    [Fact]
    [Fault(9)]
    public async Task A_refused_token_rests_the_workspace_says_so_once_and_everything_arrives_after_the_mend()
    {
        await _care.Route(Slack.AddChannel("outages"));
        Slack.Next(FakeSlackCruelty.Refused("token_revoked"), _ => true, times: 3);
        _care.Bot.Post();
        await _care.Advance(TimeSpan.FromMinutes(5));
        Assert.Single(_care.Log, line => line.Contains("does not accept our token", StringComparison.Ordinal));
        Assert.Single(Slack.Threads(_care.Channel));
        Assert.Equal(2, Slack.Messages.Count);
    }

    [Fact]
    public async Task A_person_who_cannot_be_reached_alone_is_mentioned_in_the_thread_instead()
    {
        var card = await _care.Card();
        Slack.Next(FakeSlackCruelty.Refused("user_disabled"), call => call.Method == "chat.postMessage" && call["channel"] == _care.Dana.Id);
        await _care.Click(_care.Ana, card, "escalate");
        await _care.Submit(_care.Ana);
        await _care.Advance(TimeSpan.FromSeconds(10));
        Assert.Empty(Slack.Told(_care.Dana));
        Assert.Contains("Dana Meyer", Assert.Single(Slack.Below(card)).Words, StringComparison.Ordinal);
    }

    [Fact]
    [Fault(15)]
    [Trait(TestDatabase.Only, TestDatabase.Sqlite)]
    public async Task An_event_the_store_could_not_take_comes_again()
    {
        await using (await _care.Bot.Lock())
            Assert.NotEqual(200, (await _care.Until(Slack.Write(_care.Ana, Slack.Dm(_care.Ana), "help"))).Answer.Status);
        await _care.Drain();
        Assert.DoesNotContain(Slack.Told(_care.Ana), message => message.By == Slack.Team.Bot.Id);
        _care.Bot.Time.Advance(TimeSpan.FromMinutes(2));
        await Slack.DeliverDue();
        await _care.Drain();
        Assert.Single(Slack.Told(_care.Ana), message => message.By == Slack.Team.Bot.Id);
    }

    [Fact]
    public async Task A_form_that_Slack_throttles_is_filled_when_it_may_be()
    {
        var card = await _care.Card();
        Slack.Next(FakeSlackCruelty.Throttled(2), call => call.Method == "views.update");
        await Slack.Click(_care.Ana, card, "reply");
        var filled = _care.Drain();
        await _care.Until(Done(filled));
        Assert.Equal("text", Slack.Modal(_care.Ana)!.Inputs[0]);
    }

    [Fact]
    public async Task An_answer_address_that_is_used_up_or_not_Slacks_is_logged_without_the_address()
    {
        var card = await _care.Card();
        Slack.Next(FakeSlackCruelty.Fails(404), call => call.Method == "response_url");
        await _care.Press(_care.Ana, card, 1, "dropTables");
        Assert.Contains(_care.Log, line => line.Contains("did not arrive", StringComparison.Ordinal));
        Assert.DoesNotContain(_care.Log, line => line.Contains("/hooks/", StringComparison.Ordinal));
    }

    [Fact]
    [Fault(8)]
    public async Task A_burst_keeps_within_the_windows_of_the_platform_and_loses_nothing()
    {
        for (var number = 1; number <= 60; number++)
            _care.Bot.Post("No power", $"p{number}", author: $"c{number}");
        await _care.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(60, Slack.Threads(_care.Channel).Count);
        Assert.Empty(Slack.Violations);
    }

    private static async Task<bool> Done(Task task)
    {
        await task;
        return true;
    }

    private string? Reason() => _care.Bot.Database.Read(session => session.First<string>("select disabled_reason from route_binding where conversation = @id", new { id = _care.Channel.Id }));
}
