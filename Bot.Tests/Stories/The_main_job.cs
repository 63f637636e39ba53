using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Store;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Stories;

public sealed class The_main_job
{
    [Fact]
    public async Task A_complaint_becomes_a_card_is_claimed_answered_in_public_and_closed()
    {
        using var bot = await TheBot.Start();
        bot.Post("No power since six, and my mother is on oxygen.");
        await bot.Tick();
        var card = Assert.Single(bot.Chat.Cards);
        Assert.Equal(("C-1", CardState.New, "Claim"), (card.Number, card.State, card.Visible[0].Title));
        Assert.Contains("on oxygen", card.Quote);

        Assert.True((await bot.Click(CardVerbs.Claim, bot.Ana)).Accepted);
        var sent = await bot.Answer("The crew is on its way.", bot.Ana);
        Assert.Equal(bot.Time.GetUtcNow() + TimeSpan.FromSeconds(20), sent.LeavesAt);
        await bot.Tick();
        Assert.Empty(bot.Network.Replies);

        await bot.Advance(TimeSpan.FromSeconds(21));
        Assert.Equal("The crew is on its way. ^AB", Assert.Single(bot.Network.Replies).Text);
        Assert.Equal(CaseStatus.Waiting, bot.Case(1).Status);

        Assert.True((await bot.Click(CardVerbs.Resolve, bot.Ana, 1, (InputNames.ResolveReason, "fixed"))).Accepted);
        await bot.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(CardState.Resolved, Assert.Single(bot.Chat.Cards).State);
        Assert.Null(CaseLog.FirstBreak(bot.Log(1)));
    }

    [Fact]
    public async Task Where_nobody_acts_the_duty_list_is_reminded_three_times_and_then_the_manager_is_asked()
    {
        using var bot = await TheBot.Start();
        bot.Post();
        await bot.Tick();
        await bot.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal(4, bot.Chat.Nags.Count);
        Assert.All(bot.Chat.Nags.SkipLast(1), nag => Assert.NotNull(nag.Outcome));
        Assert.StartsWith("Ana Brandt, Bo Lindqvist, C-1 ", bot.Chat.Nags[^1].Text);
        var manager = Assert.Single(bot.Chat.ManagerCards);
        Assert.Equal(["Take it", "Send back", "Give it to"], manager.Buttons.Select(button => button.Title));

        Assert.True((await bot.Click(CardVerbs.Take, bot.Dana)).Accepted);
        await bot.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(4, bot.Chat.Nags.Count);
        Assert.NotNull(Assert.Single(bot.Chat.ManagerCards).Outcome);
        Assert.Equal(bot.Dana.Id, bot.Case(1).Owner);
    }

    [Fact]
    public async Task A_manager_who_cannot_be_reached_alone_is_asked_in_the_thread()
    {
        using var bot = await TheBot.Start();
        bot.Chat.PeopleUnreachable = true;
        bot.Post();
        await bot.Tick();
        await bot.Advance(TimeSpan.FromMinutes(31));
        var asked = Assert.Single(bot.Chat.Entries, entry => entry.Shown is Ports.ChatMessage.Manager);
        Assert.Equal((FakeChat.Channel, "m1"), (asked.Place.Conversation, asked.Place.ThreadRoot));
    }

    [Fact]
    public async Task A_manager_sends_it_back_with_a_note()
    {
        using var bot = await TheBot.Start();
        bot.Post();
        await bot.Tick();
        await bot.Click(CardVerbs.Escalate, bot.Ana, 1, (InputNames.EscalateNote, "May I promise a refund?"));
        await bot.Tick();
        Assert.Equal("May I promise a refund?", Assert.Single(bot.Chat.ManagerCards).Why);
        Assert.True((await bot.Click(CardVerbs.SendBack, bot.Dana, 1, (InputNames.SendBackNote, "Up to 50 euro."))).Accepted);
        await bot.Advance(TimeSpan.FromSeconds(3));
        Assert.Contains("sent it back", Assert.Single(bot.Chat.ManagerCards).Outcome);
        Assert.Null(bot.Case(1).Escalation);
    }

    [Fact]
    public async Task Undo_within_the_countdown_keeps_the_draft_and_sends_nothing()
    {
        using var bot = await TheBot.Start();
        bot.Post();
        await bot.Tick();
        await bot.Answer("Too hasty", bot.Ana);
        await bot.Advance(TimeSpan.FromSeconds(10));
        Assert.True((await bot.Click(CardVerbs.Undo, bot.Ana)).Accepted);
        await bot.Advance(TimeSpan.FromSeconds(60));
        Assert.Empty(bot.Network.Replies);
        Assert.Equal("Too hasty", (await bot.Replies.Open(bot.Case(1).Id, bot.Ana, CancellationToken.None))!.Draft.Text);
    }

    [Fact]
    public async Task Send_pressed_twice_leaves_once()
    {
        using var bot = await TheBot.Start();
        bot.Post();
        await bot.Tick();
        var id = bot.Case(1).Id;
        await bot.Replies.Open(id, bot.Ana, CancellationToken.None);
        var preview = await bot.Replies.Preview(id, bot.Ana, new("Once"), CancellationToken.None);
        var sent = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => bot.Replies.Send(id, bot.Ana, preview!.Draft.Nonce, CancellationToken.None)));
        Assert.All(sent, answer => Assert.NotNull(answer!.LeavesAt));
        await bot.Advance(TimeSpan.FromSeconds(25));
        Assert.Single(bot.Network.Replies);
    }

    [Fact]
    public async Task The_stop_switch_holds_every_reply_and_resume_lets_them_go()
    {
        using var bot = await TheBot.Start();
        bot.Post();
        await bot.Tick();
        await bot.Answer("Hello", bot.Ana);
        await bot.Switch.Hold(bot.Dana.Id, CancellationToken.None);
        await bot.Advance(TimeSpan.FromMinutes(2));
        Assert.Empty(bot.Network.Replies);
        var card = Assert.Single(bot.Chat.Cards);
        Assert.Equal((CardState.Held, "Replies are held for everybody."), (card.State, card.Notice));
        Assert.Single(bot.Switch.Waiting());
        await bot.Switch.Resume(CancellationToken.None);
        await bot.Advance(TimeSpan.FromSeconds(5));
        Assert.Single(bot.Network.Replies);
        Assert.Null(Assert.Single(bot.Chat.Cards).Notice);
    }
}
