using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Ports;
using SocialCareBot.Tests.House;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Stories;

/// <summary>Cards and reminders in a chat that is not always there.</summary>
public sealed class Faults_of_chat
{
    [Fact]
    public async Task A_card_of_unclear_fate_is_posted_once_more_after_half_a_minute()
    {
        using var bot = await TheBot.Start();
        bot.Post();
        bot.Chat.Next(new ChatOutcome.Unclear("time-out"));
        await bot.Tick();
        await bot.Advance(TimeSpan.FromSeconds(29));
        Assert.Empty(bot.Chat.Cards);
        await bot.Advance(TimeSpan.FromMinutes(2));
        Assert.Single(bot.Chat.Cards);
    }

    [Fact]
    public async Task A_card_killed_in_the_middle_of_posting_is_posted_once_more_after_half_a_minute()
    {
        var first = await TheBot.Start();
        first.Post();
        await first.Listener.Once(first.Network, CancellationToken.None, now: true);
        await first.Writer.Run(session => session.Execute("update message set state = 'Posting', lease_holder = 'somebody dead'"), CancellationToken.None);
        using var bot = await first.Restart();
        await bot.Tick();
        Assert.Empty(bot.Chat.Cards);
        await bot.Advance(TimeSpan.FromSeconds(31));
        Assert.Single(bot.Chat.Cards);
    }

    [Fact]
    public async Task A_card_somebody_deleted_is_posted_anew()
    {
        using var bot = await TheBot.Start();
        bot.Post();
        await bot.Tick();
        bot.Chat.Next(new ChatOutcome.Gone("deleted"));
        await bot.Click("claim", bot.Ana);
        await bot.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal([CardState.New, CardState.Claimed], bot.Chat.Cards.Select(card => card.State));
        await bot.Click("release", bot.Ana);
        await bot.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(CardState.New, bot.Chat.Cards[1].State);
    }

    [Fact]
    public async Task A_rate_limit_of_the_chat_delays_and_loses_nothing()
    {
        using var bot = await TheBot.Start();
        bot.Chat.Next(new ChatOutcome.Retry("429", TimeSpan.FromMinutes(1)));
        bot.Post();
        bot.Post(id: "p2", author: "noah");
        await bot.Tick();
        Assert.Empty(bot.Chat.Cards);
        await bot.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(["C-1", "C-2"], bot.Chat.Cards.Select(card => card.Number).Order());
    }

    [Fact]
    public async Task A_network_that_hangs_holds_up_no_card()
    {
        using var bot = await TheBot.Start();
        bot.Post();
        await bot.Tick();
        await bot.Answer("The crew is on its way.", bot.Ana);
        var gate = new TaskCompletionSource();
        bot.Network.Gate = gate.Task;
        bot.Time.Advance(TimeSpan.FromSeconds(21));
        bot.Post(id: "p2", author: "noah");
        await bot.Listener.Once(bot.Network, CancellationToken.None, now: true);
        for (var pass = 0; pass < 30 && (bot.Chat.Cards.Count < 2 || bot.Chat.Cards[0].State != CardState.Sending); pass++)
        {
            var carried = bot.Relay.Once(CancellationToken.None);
            await Patience.Until(() => bot.Relay.UnderWay == 1);
            bot.Time.Advance(TimeSpan.FromSeconds(1));
            await carried;
        }
        Assert.Empty(bot.Network.Replies);
        Assert.Equal(CardState.Sending, bot.Chat.Cards[0].State);
        gate.SetResult();
        await Patience.Until(() => bot.Relay.UnderWay == 0);
        Assert.Single(bot.Network.Replies);
        Assert.Equal(CaseStatus.Waiting, bot.Case(1).Status);
    }

    [Fact]
    public async Task More_than_twenty_reminders_at_once_become_one_message()
    {
        using var bot = await TheBot.Start();
        for (var i = 0; i < 25; i++)
            bot.Post(id: $"p{i}", author: $"author{i}");
        await bot.Tick();
        bot.Time.Advance(TimeSpan.FromMinutes(16));
        await bot.Tick();
        Assert.Empty(bot.Chat.Nags);
        var summary = Assert.IsType<ChatMessage.Notice>(Assert.Single(bot.Chat.Entries, entry => entry.Shown is ChatMessage.Notice).Shown);
        Assert.Equal(25, summary.Model.Rows.Count);
        Assert.Equal(25, bot.Chat.Cards.Count);
    }

    [Fact, Fault(12)]
    public async Task After_five_hours_of_downtime_a_case_is_reminded_of_once_and_every_instant_stands_in_its_log()
    {
        var first = await TheBot.Start();
        first.Post();
        await first.Tick();
        first.Time.Advance(TimeSpan.FromHours(5));
        using var bot = await first.Restart();
        await bot.Tick();
        await bot.Advance(TimeSpan.FromMinutes(2));
        Assert.True(Assert.Single(bot.Chat.Nags).Late);
        Assert.Single(bot.Chat.ManagerCards);
        var breached = Assert.IsType<CaseEvent.Breached>(Assert.Single(bot.Log(1), line => line.Event is CaseEvent.Breached).Event);
        Assert.Equal([50, 75, 90, 100], breached.Percents.AsEnumerable());
    }

    [Fact, Fault(30)]
    public async Task Sweeps_that_run_at_once_remind_once()
    {
        using var bot = await TheBot.Start();
        bot.Post();
        await bot.Tick();
        bot.Time.Advance(TimeSpan.FromMinutes(16));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => bot.Sweep.Once(CancellationToken.None)));
        await bot.Tick();
        Assert.Single(bot.Chat.Nags);
        Assert.Single(bot.Log(1), line => line.Event is CaseEvent.Nagged);
    }

    [Fact, Fault(12)]
    public async Task A_clock_set_back_an_hour_reminds_nobody_twice_and_one_set_on_misses_nothing()
    {
        using var bot = await TheBot.Start();
        bot.Post();
        await bot.Tick();
        await bot.Advance(TimeSpan.FromMinutes(16));
        bot.Time.Advance(TimeSpan.FromHours(-1));
        await bot.Tick();
        Assert.Single(bot.Chat.Nags);
        bot.Time.Advance(TimeSpan.FromMinutes(67));
        await bot.Tick();
        Assert.Equal(2, bot.Chat.Nags.Count);
    }

    [Fact]
    public async Task A_start_finer_than_a_millisecond_is_reminded_of_all_the_same()
    {
        using var bot = await TheBot.Start();
        bot.Time.Advance(TimeSpan.FromTicks(1_234_567));
        bot.Post();
        await bot.Tick();
        await bot.Advance(TimeSpan.FromMinutes(16));
        Assert.Single(bot.Chat.Nags);
    }
}
