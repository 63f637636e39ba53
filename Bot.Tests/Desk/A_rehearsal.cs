using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Sla;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Desk;

/// <summary>Days that were lived through once, lived through again under the same policy and under another.</summary>
public sealed class A_rehearsal
{
    private static readonly SlaPolicy Policy = new()
    {
        Targets = [.. TargetLine.Defaults, new() { Clock = ClockKind.Resolution, Within = Target.Within(TimeSpan.FromHours(3)) }],
        UsualReminders = new() { Before = [new() { Percent = 50 }, new() { Percent = 90 }], RepeatEvery = TimeSpan.FromMinutes(20), RepeatAtMost = 2 },
    };

    [Fact]
    public async Task Under_the_same_policy_clocks_do_what_they_did()
    {
        using var bot = await Lived();
        var log = Log(bot);
        var again = new Rehearsal(Policy, (about, clock, at) => bot.Facts.Watchers(about, clock, at)).Live(log, bot.Time.GetUtcNow());
        Assert.Equal(Clocks(log), Clocks(again));
        Assert.Contains(log, happened => happened is CaseEvent.Breached);
        Assert.Contains(log, happened => happened is CaseEvent.LeaseEnded);
        Assert.Contains(log, happened => happened is CaseEvent.ClockResumed);
        Assert.Equal(bot.Case(1).Clocks.Where(clock => clock.IsPromise).Select(clock => (clock.Kind, clock.Target.DueAt)).Order(), Promises(again));
    }

    [Fact]
    public async Task Under_another_policy_it_is_counted_whom_it_would_have_reached()
    {
        using var bot = await Lived();
        var log = Log(bot);
        var kind = Policy with
        {
            Targets = [new() { Clock = ClockKind.FirstResponse, Within = Target.Within(TimeSpan.FromHours(4)) }],
            UsualReminders = new() { Before = [] },
            ClaimLease = null,
        };
        RehearsalTally Tally(SlaPolicy policy)
        {
            var tally = new RehearsalTally();
            foreach (var happened in new Rehearsal(policy, (about, clock, at) => bot.Facts.Watchers(about, clock, at)).Live(log, bot.Time.GetUtcNow()))
                tally.Add(happened, who => bot.People.Name(who));
            return tally;
        }
        Assert.Empty(Tally(kind).Counts);
        var lines = RehearsalTally.Compare(Tally(Policy), Tally(kind)).ToList();
        Assert.Contains(lines, line => line.StartsWith("late: the first answer ", StringComparison.Ordinal) && line.EndsWith("       1       0", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("put before Dana Meyer", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("claims that ran out: Ana Brandt", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("reminders to Bo Lindqvist", StringComparison.Ordinal));
    }

    /// <summary>A case that is reminded of, claimed, left lying, breached, answered late, written to again, promised about, resolved and reopened.</summary>
    private static async Task<TheBot> Lived()
    {
        var bot = await TheBot.Start(rules: TheBot.Rules with { Policy = Policy });
        bot.Post();
        await bot.Tick();
        await bot.Advance(TimeSpan.FromMinutes(16));
        Assert.True((await bot.Click(CardVerbs.Claim, bot.Ana)).Accepted);
        await bot.Advance(TimeSpan.FromMinutes(40));
        await bot.Answer("We are on our way.", bot.Bo);
        await bot.Advance(TimeSpan.FromMinutes(10));
        bot.Post("Still no power", "p2", thread: "p1");
        await bot.Advance(TimeSpan.FromMinutes(20));
        Assert.True((await bot.Click(CardVerbs.Resolve, bot.Bo, 1, (InputNames.ResolveReason, "fixed"))).Accepted);
        await bot.Advance(TimeSpan.FromMinutes(10));
        bot.Post("It is gone again", "p3", thread: "p1");
        await bot.Advance(TimeSpan.FromMinutes(35));
        return bot;
    }

    private static IReadOnlyList<CaseEvent> Log(TheBot bot) => [.. bot.Log(1).Select(line => line.Event!)];

    private static IReadOnlyList<string> Clocks(IReadOnlyList<CaseEvent> events) => [.. events.Select(happened => happened switch
    {
        CaseEvent.Nagged e => $"nag {e.Clock} {string.Join(' ', e.Percents)} to {string.Join(' ', e.Told)}",
        CaseEvent.Breached e => $"breach {e.Clock} due {e.DueAt:u} to {string.Join(' ', e.Told)}",
        CaseEvent.PassedQuietly e => $"quiet {e.Clock} {string.Join(' ', e.Percents)}",
        CaseEvent.LeaseEnded e => $"lease of {e.Owner}",
        CaseEvent.Escalated { By: null } e => $"before {e.To}",
        CaseEvent.ClockStarted e => $"start {e.Clock.Kind} due {e.Clock.DueAt:u}",
        CaseEvent.ClockResumed e => $"resume {e.Clock.Kind} due {e.Clock.DueAt:u}",
        _ => null,
    }).OfType<string>()];

    private static IEnumerable<(ClockKind, DateTimeOffset)> Promises(IReadOnlyList<CaseEvent> events)
    {
        var now = events.Skip(1).Aggregate(Case.From((CaseEvent.Opened)events[0]), (then, happened) => then.Evolve(happened));
        return now.Clocks.Where(clock => clock.IsPromise).Select(clock => (clock.Kind, clock.Target.DueAt)).Order();
    }
}
