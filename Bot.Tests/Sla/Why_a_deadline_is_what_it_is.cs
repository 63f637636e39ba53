using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using SocialCareBot.Cases;
using SocialCareBot.Sla;

namespace SocialCareBot.Tests.Sla;

public sealed class Why_a_deadline_is_what_it_is
{
    private static readonly BusinessHours Office = Policies.Office with { Holidays = [new(new(2026, 12, 25), "Christmas Day")] };

    [Fact]
    public void Every_stretch_every_closed_day_and_every_change_is_named()
    {
        var policy = new SlaPolicy { Version = 4, UsualHours = Office, Targets = [new() { Clock = ClockKind.Resolution, Within = Target.Within(TimeSpan.FromHours(10)) }] };
        // Wednesday 23 December, 15:00; the customer has the word on Thursday from 10:00 until 12:00.
        var clock = policy.Start(ClockKind.Resolution, A.About(Priority.P2), At("2026-12-23T15:00Z"))!;
        var resumed = policy.Resume(clock, A.About(Priority.P2), At("2026-12-24T10:00Z"), At("2026-12-24T12:00Z"));
        var why = Explanation.Of(Office, resumed, [new(At("2026-12-24T10:00Z"), At("2026-12-24T12:00Z"))], [(At("2026-12-23T16:00Z"), "policy version 4")]);
        Assert.Equal(
            [
                "Began: Wed 23 Dec 15:00, the customer's first post.",
                "Policy: solution: 10 h (version 4).",
                "Counted: Wed 23 Dec 15:00 to 17:00, 2 h.",
                "Changed: Wed 23 Dec 16:00, policy version 4.",
                "Closed: Wed 23 Dec 17:00 to Thu 24 Dec 09:00.",
                "Counted: Thu 24 Dec 09:00 to 10:00, 1 h.",
                "Rested: Thu 24 Dec 10:00 to 12:00, the customer had the word (2 h of open time).",
                "Counted: Thu 24 Dec 12:00 to 17:00, 5 h.",
                "Closed: Thu 24 Dec 17:00 to Mon 28 Dec 09:00, with Christmas Day.",
                "Counted: Mon 28 Dec 09:00 to 11:00, 2 h.",
                "Due: Mon 28 Dec 11:00, 10 h in all.",
            ],
            ExplanationWords.Sentences(why, new Clockface("Etc/UTC")));
    }

    [Fact]
    public void A_promise_of_a_person_has_no_line_and_counts_the_wall_clock()
    {
        var why = Explanation.Of(BusinessHours.Always, new SlaPolicy().Until(ClockKind.Promise, A.About(Priority.P2), A.Monday9.AddHours(14), A.Monday9.AddHours(16)), [], []);
        Assert.Equal(
            ["Mon 23 Nov 23:00, news were promised", "the end was set for this case alone (version 1)", "Mon 23 Nov 23:00 to Tue 24 Nov 00:00", "Tue 24 Nov 00:00 to 01:00", "Tue 24 Nov 01:00"],
            ExplanationWords.Of(why, new Clockface("Etc/UTC")).Select(line => line.When));
    }

    /// <summary>Random hours, holidays, zones and clock changes, a random history of pauses, as the case would live through it.</summary>
    [Fact]
    public void What_was_counted_adds_up_to_the_budget_exactly() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(Open_time.Runs),
        Prop.ForAll(Histories.ToArbitrary(), history =>
        {
            var (policy, about) = (new SlaPolicy { UsualHours = history.Calendar.Hours, Targets = [new() { Clock = ClockKind.Resolution, Within = history.Target }] }, A.About(Priority.P2));
            var clock = policy.Start(ClockKind.Resolution, about, history.Calendar.From)!;
            List<OpenSpan> pauses = [];
            var at = clock.StartedAt;
            foreach (var (runs, rests) in history.Turns)
            {
                var (paused, resumed) = (at + runs, at + runs + rests);
                clock = policy.Resume(clock, about, paused, resumed);
                pauses.Add(new(paused, resumed));
                at = resumed;
            }
            var why = Explanation.Of(history.Calendar.Hours, clock, pauses, []);
            Assert.Equal(clock.Budget, why.Counted);
            Assert.Equal(clock.DueAt - clock.StartedAt, Sum(why));
            Assert.Equal(clock.Marks.Select(mark => mark.At), clock.Marks.Select(mark => mark.At).Order());
            Assert.All(why.Rows.OfType<ExplanationRow.Counted>(), row => Assert.Equal(row.Length, history.Calendar.Hours.Between(row.At, row.To)));
        }));

    /// <summary>Counted, closed and rested time fill the way from the beginning to the end without a gap; rested time that was closed anyway counts once.</summary>
    private static TimeSpan Sum(Explanation why) => TimeSpan.FromTicks(why.Rows.Sum(row => row switch
    {
        ExplanationRow.Counted r => r.Length.Ticks,
        ExplanationRow.Closed r => (r.To - r.At).Ticks,
        ExplanationRow.Rested r => r.Open.Ticks,
        _ => 0,
    }));

    private static Gen<(Calendars Calendar, Target Target, (TimeSpan Runs, TimeSpan Rests)[] Turns)> Histories { get; } =
        from calendar in Calendars.Any
        from target in Gen.OneOf(
            Gen.Choose(1, 3000).Select(minutes => Target.Within(TimeSpan.FromMinutes(minutes))),
            Gen.Choose(-1, 23).Select(hour => Target.NextBusinessDay(hour < 0 ? null : new TimeOnly(hour, 30))))
        from turns in Gen.Choose(1, 4000).Two().Select(pair => (TimeSpan.FromMinutes(pair.Item1), TimeSpan.FromSeconds(pair.Item2 * 30))).ArrayOf().Resize(5)
        select (calendar, target, turns);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
