using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Tests.House;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Stories;

/// <summary>Never two public replies for one approved one, and none lost without a word.</summary>
public sealed class Faults_of_replies
{
    private static readonly TimeSpan Countdown = TimeSpan.FromSeconds(21);

    [Fact, Fault(1)]
    public async Task Killed_before_the_call_a_network_with_keys_gets_it_once()
    {
        using var bot = await Killed(keys: true, Cruelty.KillBefore);
        await bot.Tick();
        Assert.Equal((1, 2), (bot.Network.Replies.Count, bot.Network.Calls));
        Assert.Equal(CaseStatus.Waiting, bot.Case(1).Status);
    }

    [Fact, Fault(1)]
    public async Task Killed_before_the_call_a_network_without_keys_never_gets_it_by_itself_and_a_person_decides()
    {
        using var bot = await Killed(keys: false, Cruelty.KillBefore);
        await bot.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(ReplyStage.Parked, bot.Case(1).Pending?.Stage);
        Assert.Equal(CardState.Unknown, Assert.Single(bot.Chat.Cards).State);
        await bot.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal((0, 1), (bot.Network.Replies.Count, bot.Network.Calls));

        Assert.Contains("needs a lead", (await bot.Click(CardVerbs.Retry, bot.Ana)).Sentence);
        Assert.True((await bot.Click(CardVerbs.Retry, bot.Bo)).Accepted);
        await bot.Tick();
        Assert.Single(bot.Network.Replies);
        Assert.Equal(CaseStatus.Waiting, bot.Case(1).Status);
    }

    [Theory, Fault(2)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Killed_after_the_network_took_it_the_reply_is_found_and_stands_once(bool keys)
    {
        using var bot = await Killed(keys, Cruelty.AcceptAndKill);
        await bot.Advance(TimeSpan.FromSeconds(10));
        Assert.Single(bot.Network.Replies);
        Assert.Equal((CaseStatus.Waiting, (PendingReply?)null), (bot.Case(1).Status, bot.Case(1).Pending));
    }

    [Theory, Fault(3)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_lost_on_its_way_is_found_and_stands_once(bool keys)
    {
        using var bot = await Sent(keys, null, Cruelty.AcceptAndLose);
        Assert.Equal(ReplyStage.Unknown, bot.Case(1).Pending?.Stage);
        await bot.Advance(TimeSpan.FromSeconds(10));
        Assert.Single(bot.Network.Replies);
        Assert.Equal(CaseStatus.Waiting, bot.Case(1).Status);
    }

    [Fact, Fault(4)]
    public async Task A_reply_that_shows_after_thirty_seconds_is_found_by_reading_back()
    {
        using var bot = await Sent(keys: false, TimeSpan.FromSeconds(30), Cruelty.AcceptAndLose);
        await bot.Advance(TimeSpan.FromSeconds(25));
        Assert.Equal(ReplyStage.Unknown, bot.Case(1).Pending?.Stage);
        await bot.Advance(TimeSpan.FromSeconds(25));
        Assert.Equal(CaseStatus.Waiting, bot.Case(1).Status);
        Assert.Equal((1, 1), (bot.Network.Replies.Count, bot.Network.Calls));
    }

    [Fact, Fault(4)]
    public async Task A_reply_that_shows_after_a_minute_is_parked_and_heals_itself()
    {
        using var bot = await Sent(keys: false, TimeSpan.FromSeconds(60), Cruelty.AcceptAndLose);
        await bot.Advance(TimeSpan.FromSeconds(50));
        Assert.Equal(ReplyStage.Parked, bot.Case(1).Pending?.Stage);
        Assert.Equal(["It is there", "Send again"], Assert.Single(bot.Chat.Cards).Visible.Take(2).Select(button => button.Title));
        await bot.Advance(TimeSpan.FromSeconds(70));
        Assert.Equal(CaseStatus.Waiting, bot.Case(1).Status);
        Assert.Equal((1, 1), (bot.Network.Replies.Count, bot.Network.Calls));
    }

    [Fact]
    public async Task It_is_there_said_by_a_lead_ends_the_doubt_and_nothing_is_sent()
    {
        using var bot = await Sent(keys: false, TimeSpan.FromDays(2), Cruelty.AcceptAndLose);
        await bot.Advance(TimeSpan.FromSeconds(60));
        Assert.True((await bot.Click(CardVerbs.Sent, bot.Bo)).Accepted);
        await bot.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal((CaseStatus.Waiting, 1), (bot.Case(1).Status, bot.Network.Calls));
        Assert.Equal(bot.Ana.Id, bot.Case(1).LastAnswer?.By);
    }

    [Fact]
    public async Task While_replies_are_held_an_unclear_one_is_looked_for_but_never_sent_again()
    {
        using var bot = await Sent(keys: true, null, Cruelty.LoseBefore);
        await bot.Switch.Hold(bot.Dana.Id, CancellationToken.None);
        await bot.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal((0, 1), (bot.Network.Replies.Count, bot.Network.Calls));
        await bot.Switch.Resume(CancellationToken.None);
        await bot.Advance(TimeSpan.FromMinutes(6));
        Assert.Single(bot.Network.Replies);
    }

    [Fact]
    public async Task Killed_while_sending_and_started_again_with_replies_held_nothing_leaves()
    {
        var first = await Sent(keys: true, null, Cruelty.KillBefore);
        await first.Switch.Hold(first.Dana.Id, CancellationToken.None);
        using var bot = await first.Restart();
        await bot.Advance(TimeSpan.FromMinutes(6));
        Assert.Empty(bot.Network.Replies);
    }

    [Fact, Fault(7)]
    public async Task A_rate_limit_of_ten_minutes_is_kept_and_other_threads_go_on()
    {
        using var bot = await Sent(keys: true, null, Cruelty.RateLimit);
        Assert.Equal(bot.Time.GetUtcNow() + TimeSpan.FromMinutes(10), bot.Case(1).Pending?.LeavesAt);
        bot.Post(id: "p2", author: "noah");
        await bot.Tick();
        await bot.Answer("Somebody else's answer", bot.Ana, 2);
        await bot.Advance(TimeSpan.FromMinutes(5.5));
        Assert.Equal((CaseStatus.Waiting, 2), (bot.Case(2).Status, bot.Network.Calls));
        await bot.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal((CaseStatus.Waiting, 3), (bot.Case(1).Status, bot.Network.Calls));
        Assert.Equal(2, bot.Network.Replies.Count);
    }

    [Theory]
    [InlineData(Cruelty.Refuse, HoldReason.Refused, "it looks like spam to us")]
    [InlineData(Cruelty.CredentialDead, HoldReason.AccountDown, "the app password was revoked")]
    public async Task A_reply_the_network_does_not_take_is_held_with_the_reason_on_the_card(Cruelty mood, HoldReason reason, string words)
    {
        using var bot = await Sent(keys: true, null, mood);
        Assert.Equal(reason, bot.Case(1).Pending?.Held?.Reason);
        await bot.Advance(TimeSpan.FromSeconds(3));
        Assert.Contains(words, Assert.Single(bot.Chat.Cards).StandLine);
        await bot.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(1, bot.Network.Calls);

        await bot.Answer("Put differently", bot.Ana);
        await bot.Advance(Countdown);
        Assert.Equal("Put differently ^AB", Assert.Single(bot.Network.Replies).Text);
    }

    [Fact, Fault(23)]
    public async Task Our_own_reply_coming_back_as_a_mention_makes_no_case()
    {
        using var bot = await Sent(keys: true, null);
        var reply = Assert.Single(bot.Network.Replies);
        bot.Post("@gridco The crew is on its way. ^AB", id: $"reply-{reply.Key}", author: "gridco", thread: "p1");
        await bot.Tick();
        Assert.Throws<InvalidOperationException>(() => bot.Case(2));
        Assert.Equal(CaseStatus.Waiting, bot.Case(1).Status);
    }

    [Fact, Fault(25)]
    public async Task A_case_resolved_during_the_countdown_holds_the_reply_and_nothing_is_posted()
    {
        using var bot = await Asked();
        await bot.Answer("The crew is on its way.", bot.Ana);
        Assert.True((await bot.Click(CardVerbs.Resolve, bot.Bo, 1, (InputNames.ResolveReason, "fixed"))).Accepted);
        await bot.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HoldReason.CaseResolved, bot.Case(1).Pending?.Held?.Reason);
        Assert.Contains("was resolved before it left", Assert.Single(bot.Chat.Cards).StandLine);
        Assert.Empty(bot.Network.Replies);

        Assert.True((await bot.Click(CardVerbs.Reopen, bot.Ana)).Accepted);
        await bot.Answer("The crew is on its way.", bot.Ana);
        await bot.Advance(Countdown);
        Assert.Single(bot.Network.Replies);
    }

    [Fact, Fault(25)]
    public async Task Replying_and_resolving_at_once_posts_at_most_once()
    {
        using var bot = await Asked();
        await bot.Answer("The crew is on its way.", bot.Ana);
        bot.Time.Advance(Countdown);
        await Task.WhenAll(bot.Tick(), bot.Click(CardVerbs.Resolve, bot.Bo, 1, (InputNames.ResolveReason, "fixed")));
        await bot.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(bot.Case(1).Answers, bot.Network.Replies.Count);
        Assert.True(bot.Case(1) is { Answers: 1, Pending: null } or { Answers: 0, Pending.Held.Reason: HoldReason.CaseResolved });
    }

    [Fact]
    public async Task A_customer_who_writes_during_the_countdown_holds_the_reply()
    {
        using var bot = await Asked();
        await bot.Answer("The crew is on its way.", bot.Ana);
        await bot.Advance(TimeSpan.FromSeconds(5));
        bot.Post("Power is back, ignore me", id: "p2", thread: "p1");
        await bot.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HoldReason.CustomerWrote, bot.Case(1).Pending?.Held?.Reason);
        Assert.Empty(bot.Network.Replies);
    }

    [Fact]
    public async Task A_post_changed_right_before_sending_holds_the_reply_even_when_nobody_told_us()
    {
        using var bot = await Asked();
        await bot.Answer("The crew is on its way.", bot.Ana);
        bot.Time.Advance(Countdown);
        bot.Post("I love you all", version: "2");
        await bot.Relay.Once(CancellationToken.None);
        Assert.Equal(HoldReason.PostEdited, bot.Case(1).Pending?.Held?.Reason);
        Assert.Empty(bot.Network.Replies);
    }

    [Fact]
    public async Task A_case_that_changes_hands_during_the_countdown_holds_the_reply()
    {
        using var bot = await Asked();
        await bot.Answer("The crew is on its way.", bot.Ana);
        Assert.True((await bot.Click(CardVerbs.Release, bot.Bo)).Accepted);
        await bot.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HoldReason.TokenChanged, bot.Case(1).Pending?.Held?.Reason);
        Assert.Empty(bot.Network.Replies);
    }

    [Fact]
    public async Task A_post_that_cannot_be_read_right_before_sending_holds_the_reply()
    {
        using var bot = await Asked();
        await bot.Answer("The crew is on its way.", bot.Ana);
        bot.Network.ReadFailure = "503";
        await bot.Advance(Countdown);
        Assert.Equal(HoldReason.PostUnread, bot.Case(1).Pending?.Held?.Reason);
        Assert.Empty(bot.Network.Replies);
    }

    [Fact, Fault(22)]
    public async Task A_post_deleted_before_the_reply_holds_it_and_the_case_stays_open_until_somebody_says_gone()
    {
        using var bot = await Asked();
        await bot.Answer("The crew is on its way.", bot.Ana);
        bot.Network.Delete("p1");
        await bot.Advance(Countdown);
        Assert.Equal(HoldReason.PostGone, bot.Case(1).Pending?.Held?.Reason);
        Assert.Empty(bot.Network.Replies);

        await bot.Rereader.Once(CancellationToken.None);
        Assert.Null(bot.Case(1).GoneAt);
        await bot.Advance(TimeSpan.FromMinutes(1));
        await bot.Rereader.Once(CancellationToken.None);
        Assert.Equal(bot.Time.GetUtcNow(), bot.Case(1).GoneAt);
        Assert.True((await bot.Click(CardVerbs.Undo, bot.Ana)).Accepted);
        await bot.Advance(TimeSpan.FromSeconds(3));
        var card = Assert.Single(bot.Chat.Cards);
        Assert.Equal((CardState.Deleted, "resolve"), (card.State, card.Visible[0].Verb));
        Assert.Contains("deleted the post", card.StandLine);
        Assert.NotEqual(CaseStatus.Resolved, bot.Case(1).Status);
        Assert.True((await bot.Click(CardVerbs.Resolve, bot.Ana, 1, (InputNames.ResolveReason, "gone"))).Accepted);
    }

    /// <summary>A complaint on a network.</summary>
    private static async Task<TheBot> Asked(bool keys = true, TimeSpan? visibleAfter = null)
    {
        var bot = await TheBot.Start(keys, visibleAfter);
        bot.Post();
        await bot.Tick();
        return bot;
    }

    /// <summary>Ana's answer was given to a network in this mood.</summary>
    private static async Task<TheBot> Sent(bool keys, TimeSpan? visibleAfter, Cruelty mood = Cruelty.None)
    {
        var bot = await Asked(keys, visibleAfter);
        await bot.Answer("The crew is on its way.", bot.Ana);
        bot.Network.Next(mood);
        bot.Time.Advance(Countdown);
        await bot.Tick();
        return bot;
    }

    private static async Task<TheBot> Killed(bool keys, Cruelty mood)
    {
        var bot = await Sent(keys, null, mood);
        Assert.Equal(ReplyStage.Sending, bot.Case(1).Pending?.Stage);
        return await bot.Restart();
    }
}
