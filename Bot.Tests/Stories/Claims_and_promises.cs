using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Ports;
using SocialCareBot.Sla;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Stories;

public sealed class Claims_and_promises
{
    [Fact]
    public async Task A_reminder_alone_goes_to_each_of_them_and_not_into_the_thread()
    {
        var policy = A.Policy with { UsualReminders = new() { Before = [new() { Percent = 50, Tell = Rung.Duty, Alone = true }] } };
        using var bot = await TheBot.Start(rules: TheBot.Rules with { Policy = policy });
        bot.Post();
        await bot.Tick();
        await bot.Advance(TimeSpan.FromMinutes(16));
        var nags = bot.Chat.Entries.Where(entry => entry.Shown is ChatMessage.Nag).ToList();
        Assert.Equal(new[] { bot.Ana.Id, bot.Bo.Id }.ToHashSet(), nags.Select(entry => entry.Place.Person!.Value).ToHashSet());
        Assert.Equal(2, nags.Count);
        await bot.Click("claim", bot.Ana);
        await bot.Advance(TimeSpan.FromSeconds(10));
        Assert.All(bot.Chat.Nags, nag => Assert.Empty(nag.Buttons));
    }

    [Fact]
    public async Task A_claim_without_news_is_warned_with_a_button_that_helps_once_and_then_goes_back_to_the_queue()
    {
        using var bot = await TheBot.Start();
        bot.Post("Is there a bill for May?", id: "slow");
        await bot.Tick();
        await bot.Click(CardVerbs.Reclassify, bot.Bo, 1, (InputNames.Kind, "question"), (InputNames.Priority, "p4"));
        await bot.Click(CardVerbs.Claim, bot.Ana);
        await bot.Advance(TimeSpan.FromMinutes(3));
        Assert.Contains("goes back at", Assert.Single(bot.Chat.Cards).StandLine);

        await bot.Advance(TimeSpan.FromMinutes(19));
        var warned = bot.Chat.Nags[^1];
        Assert.Contains("goes back to the queue at", warned.Text);
        Assert.Equal(["I'm on it", "Hand back", "Escalate"], warned.Buttons.Select(button => button.Title));
        Assert.True((await bot.Click(CardVerbs.KeepClaim, bot.Ana)).Accepted);
        Assert.Contains("You asked for more time once already", (await bot.Click(CardVerbs.KeepClaim, bot.Ana)).Sentence);

        await bot.Advance(TimeSpan.FromMinutes(31));
        Assert.Null(bot.Case(1).Owner);
        Assert.Contains("is free again", bot.Chat.Nags[^1].Text);
        Assert.Equal("Claim", bot.Chat.Nags[^1].Buttons[0].Title);
        Assert.True((await bot.Click(CardVerbs.Claim, bot.Bo)).Accepted);
        await bot.Advance(TimeSpan.FromSeconds(5));
        Assert.Contains("Bo Lindqvist has it", bot.Chat.Nags[^1].Outcome);
    }

    [Fact]
    public async Task Whoever_writes_an_answer_keeps_the_claim()
    {
        using var bot = await TheBot.Start();
        bot.Post();
        await bot.Tick();
        await bot.Click(CardVerbs.Claim, bot.Ana);
        await bot.Advance(TimeSpan.FromMinutes(20));
        await bot.Replies.Open(bot.Case(1).Id, bot.Ana, CancellationToken.None);
        Assert.Equal(bot.Time.GetUtcNow().AddMinutes(30), bot.Case(1).On(ClockKind.ClaimLease)!.Target.DueAt);
    }

    [Fact]
    public async Task News_promised_in_an_answer_stand_on_the_card_are_reminded_and_kept_by_the_next_answer()
    {
        using var bot = await TheBot.Start();
        bot.Post();
        await bot.Tick();
        await bot.Answer("The crew is on its way; more within the hour.", bot.Ana, promise: "1h");
        await bot.Advance(TimeSpan.FromSeconds(25));
        Assert.StartsWith("News promised by", Assert.Single(bot.Chat.Cards).DeadlineLine);

        await bot.Advance(TimeSpan.FromMinutes(58));
        Assert.Contains("was promised news by", bot.Chat.Nags[^1].Text);
        await bot.Answer("Power is back.", bot.Ana);
        await bot.Advance(TimeSpan.FromSeconds(25));
        Assert.Null(Assert.Single(bot.Chat.Cards).DeadlineLine);
        Assert.NotNull(bot.Chat.Nags[^1].Outcome);
    }

    [Fact]
    public async Task What_the_customer_asks_after_an_answer_is_due_as_well()
    {
        using var bot = await TheBot.Start();
        bot.Post();
        await bot.Tick();
        await bot.Answer("The crew is on its way.", bot.Ana);
        await bot.Advance(TimeSpan.FromMinutes(2));
        bot.Post("And when?", id: "p2", thread: "p1");
        await bot.Advance(TimeSpan.FromSeconds(5));
        Assert.StartsWith("Answer by", Assert.Single(bot.Chat.Cards).DeadlineLine);
        await bot.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal(CaseFace.Late, bot.Case(1).Face);
    }

    [Fact]
    public async Task A_manager_gives_the_case_to_somebody_else()
    {
        using var bot = await TheBot.Start();
        bot.Post();
        await bot.Tick();
        await bot.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal("Give it to", Assert.Single(bot.Chat.ManagerCards).Buttons[^1].Title);
        Assert.True((await bot.Click(CardVerbs.Assign, bot.Dana, 1, (InputNames.AssignTo, bot.Bo.Id.ToString()))).Accepted);
        await bot.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal((bot.Bo.Id, null), (bot.Case(1).Owner, bot.Case(1).Escalation));
        Assert.Contains("gave it to Bo Lindqvist", Assert.Single(bot.Chat.ManagerCards).Outcome);
    }

    [Fact]
    public async Task A_post_that_spreads_gets_a_tighter_promise_with_the_reason_in_the_log()
    {
        var rules = TheBot.Rules with { Policy = new SlaPolicy { Spread = [new() { Reposts = 100, AtLeast = Priority.P1 }] } };
        using var bot = await TheBot.Start(rules: rules);
        bot.Post("Is there a bill for May?");
        await bot.Tick();
        Assert.Equal(Priority.P3, bot.Case(1).Judgement.Priority);
        bot.Network.Spread = new PostSpread(1_200, 5, 3);
        await bot.Rereader.Once(CancellationToken.None);
        Assert.Equal((Priority.P1, 30.0), (bot.Case(1).Judgement.Priority, bot.Case(1).Ruling!.Target.Budget.TotalMinutes));
        Assert.Contains("1,200 reposts", bot.Case(1).Judgement.Rule);
    }

    [Fact]
    public async Task A_customer_the_settings_know_gets_the_promise_meant_for_them()
    {
        var vip = new TargetLine { Clock = ClockKind.FirstResponse, Tags = ["vip"], Within = Target.Within(TimeSpan.FromMinutes(5)) };
        var rules = TheBot.Rules with
        {
            Policy = new SlaPolicy { Targets = [vip, .. TargetLine.Defaults] },
            Customers = [new KnownCustomer { Who = ["@MIRA"], Tags = ["VIP"] }],
        };
        using var bot = await TheBot.Start(rules: rules);
        bot.Post();
        bot.Post(id: "p2", author: "jon");
        await bot.Tick();
        Assert.Equal([5.0, 30], new[] { 1, 2 }.Select(number => bot.Case(number).Ruling!.Target.Budget.TotalMinutes));
    }

    [Fact]
    public async Task Whoever_asks_why_gets_the_sum_on_the_card_and_every_row_by_command()
    {
        using var bot = await TheBot.Start();
        bot.Post();
        await bot.Tick();
        Assert.Equal("Why 10:30?", Assert.Single(bot.Chat.Cards).More[^1].Title);
        Assert.StartsWith("First answer by 10:30: 30 min counted from 10:00", (await bot.Click(CardVerbs.Why, bot.Ana)).Sentence);
        Assert.Equal(1, bot.Case(1).Version);
        var said = Assert.IsType<CommandAnswer.Notice>(await bot.Commands.Handle(new() { Text = "why c-1", By = bot.Ana, Front = "teams", Tenant = "t", Conversation = "c" }, CancellationToken.None)).Model;
        Assert.Equal(["Began", "Policy", "Counted", "Due"], said.Rows.Select(row => row.Lead));
        Assert.Contains("30 min in all", said.Rows[^1].Text);
    }
}
