using SocialCareBot.Cases;
using SocialCareBot.Sla;
using SocialCareBot.Tests.World;
using SocialCareBot.Triage;

namespace SocialCareBot.Tests.Stories;

/// <summary>A reminder inside quiet hours waits until their end; a P1 is told at any time.</summary>
public sealed class Quiet_hours
{
    [Theory]
    [InlineData(Priority.P2, 0)]
    [InlineData(Priority.P1, 1)]
    public async Task Hold_a_reminder_until_their_end_but_for_a_p1(Priority priority, int toldAtOnce)
    {
        // From 10:00 until 11:00 in Berlin; the case begins at ten, and its first reminder is due at 10:10.
        var policy = new SlaPolicy
        {
            Targets = [new() { Clock = ClockKind.FirstResponse, Within = Target.Within(TimeSpan.FromHours(2)) }],
            UsualReminders = new() { Before = [new() { BeforeEnd = TimeSpan.FromMinutes(110) }] },
            Quiet = [new() { Routes = ["care"], Zone = "Europe/Berlin", Between = new(new(10, 0), new(11, 0)) }],
        };
        var triage = new TriageRules([new TriageRule { Name = "outage", Kind = PostKind.Complaint, Priority = priority, Any = ["power"] }], []);
        using var bot = await TheBot.Start(rules: TheBot.Rules with { Policy = policy, Triage = triage });
        bot.Post();
        await bot.Tick();
        bot.Time.Advance(TimeSpan.FromMinutes(11));
        await bot.Tick();
        Assert.Equal(8, bot.Case(1).FirstResponse!.Passed);
        Assert.Equal(toldAtOnce, bot.Chat.Nags.Count);
        bot.Time.Advance(TimeSpan.FromMinutes(48));
        await bot.Tick();
        Assert.Equal(toldAtOnce, bot.Chat.Nags.Count);
        bot.Time.Advance(TimeSpan.FromMinutes(2));
        await bot.Tick();
        Assert.Single(bot.Chat.Nags);
    }
}
