using System.Diagnostics.Metrics;
using SocialCareBot.Cards.Models;
using SocialCareBot.Desk;
using SocialCareBot.Tests.World;
using SocialCareBot.Web;

namespace SocialCareBot.Tests.Stories;

public sealed class Observing_the_bot
{
    [Fact]
    public async Task The_way_of_a_post_is_one_trace_and_that_of_an_answer_another_over_a_restart()
    {
        using var observer = new Observer();
        using var first = await TheBot.Start();
        first.Post("No power since six, says Mirabelle");
        await first.Tick();
        var id = first.Case(1).Id.Value;
        Assert.Equal(["hear Opened", "post Posted"], observer.Trace(id));

        Assert.True((await first.Click(CardVerbs.Claim, first.Ana)).Accepted);
        await first.Answer("A crew is out at Elm Street.", first.Ana);
        var reply = first.Case(1).Pending!.Row.Value;
        using var bot = await first.Restart();
        await bot.Advance(TimeSpan.FromSeconds(21));
        Assert.Single(bot.Network.Replies);
        Assert.Equal(["decide Reply", "carry", "look", "hear Known", "decide ReplyDue", "send Sent", "decide ReplyConfirmed"], observer.Trace(reply));
        Assert.Contains("decide Claim", observer.Trace(id));
        Assert.Contains("edit Posted", observer.Trace(id));
        Assert.All(observer.Everything, said => Assert.DoesNotMatch("Mirabelle|Elm Street|Mira K|Ana Brandt", said));
    }

    [Fact]
    public async Task The_figures_are_those_of_the_status_page_and_of_health()
    {
        using var bot = await TheBot.Start(keys: false);
        using var gauges = new Gauges(bot.Database, [new HealthProbe("policy", () => null), new HealthProbe("slack token", () => "refused")], bot.Time);
        bot.Post();
        await bot.Tick();
        await bot.Answer("A crew is out.", bot.Ana);
        bot.Network.Next(Cruelty.LoseBefore);
        await bot.Advance(TimeSpan.FromMinutes(2));
        bot.Post("Still no power", "p2", author: "tom");
        await bot.Listener.Once(bot.Network, CancellationToken.None, now: true);
        bot.Time.Advance(TimeSpan.FromSeconds(40));

        var told = Observer.Collect(gauges);
        Assert.Equal((1d, 1d, 0d), (told["care.cases claimed"], told["care.cases new"], told["care.cases resolved"]));
        Assert.Equal((1d, 1d), (told["care.replies all parked"], told[$"care.replies {bot.Network.Account} parked"]));
        Assert.Equal(160, told[$"care.replies.lag {bot.Network.Account}"], 1.0);
        Assert.Equal(40, told["care.messages.lag teams complaints"], 1.0);
        Assert.Equal(40, told[$"care.source.age {bot.Network.Id}"], 1.0);
        Assert.Equal((1d, 0d), (told["care.health policy"], told["care.health slack token"]));
    }

    [Fact]
    public async Task How_late_a_clock_was_decided_is_measured()
    {
        using var bot = await TheBot.Start();
        var mine = new AsyncLocal<bool> { Value = true };
        List<double> late = [];
        using var listener = new MeterListener { InstrumentPublished = (instrument, listening) => Take(instrument, listening) };
        listener.SetMeasurementEventCallback<double>((_, seconds, _, _) =>
        {
            if (mine.Value)
                late.Add(seconds);
        });
        listener.Start();
        bot.Post();
        await bot.Tick();
        bot.Time.Advance(TimeSpan.FromMinutes(15) + TimeSpan.FromSeconds(7));
        await bot.Sweep.Once(CancellationToken.None);
        Assert.Equal(7, Assert.Single(late), 0.1);
    }

    private static void Take(Instrument instrument, MeterListener listener)
    {
        if (instrument is { Meter.Name: Telemetry.Name, Name: "care.sweep.lateness" })
            listener.EnableMeasurementEvents(instrument);
    }
}
