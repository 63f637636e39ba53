using SocialCareBot.Cases;
using SocialCareBot.Sla;

namespace SocialCareBot.Tests.Sla;

/// <summary>What the policy makes of each kind of clock.</summary>
public sealed class Every_clock
{
    private static readonly SlaPolicy Policy = new() { UsualHours = Policies.Office };

    [Fact]
    public void The_first_line_that_fits_wins()
    {
        var policy = Policy with
        {
            Targets =
            [
                new() { Clock = ClockKind.FirstResponse, Tags = ["vip"], Within = Target.Within(TimeSpan.FromMinutes(5)) },
                new() { Clock = ClockKind.FirstResponse, Followers = 10_000, Within = Target.Within(TimeSpan.FromMinutes(10)) },
                new() { Clock = ClockKind.FirstResponse, Brands = ["gridco"], Networks = ["fake"], Priorities = [Priority.P2], Within = Target.Within(TimeSpan.FromMinutes(45)) },
                new() { Clock = ClockKind.FirstResponse, Routes = ["night"] },
                .. TargetLine.Defaults,
            ],
        };
        var plain = A.About(Priority.P2);
        Assert.Equal((45, "first answer, P2, brand gridco, network fake: 45 min"), Answer(policy, plain));
        Assert.Equal((10, "first answer, 10,000 followers or more: 10 min"), Answer(policy, plain with { Reach = 10_000 }));
        Assert.Equal((5, "first answer, customer vip: 5 min"), Answer(policy, plain with { Reach = 10_000, Tags = ["VIP"] }));
        Assert.Equal((60, "first answer, P2: 1 h"), Answer(policy, plain with { Brand = "Other" }));
        Assert.Null(policy.Start(ClockKind.FirstResponse, plain with { Brand = "Other", Route = "night" }, A.Monday9));
        Assert.Null(policy.Start(ClockKind.Resolution, plain, A.Monday9));
    }

    [Fact]
    public void A_brand_has_its_own_hours()
    {
        var policy = Policy with { Hours = new Dictionary<string, BusinessHours> { ["NightCo"] = BusinessHours.Always } };
        var friday = A.Monday9.AddDays(4).AddHours(7.75);
        Assert.Equal(A.Monday9.AddDays(7).AddMinutes(15), A.First(policy, Priority.P1, friday).DueAt);
        Assert.Equal(friday.AddMinutes(30), policy.Start(ClockKind.FirstResponse, A.About(Priority.P1) with { Brand = "nightco" }, friday)?.DueAt);
    }

    [Fact]
    public void Reminders_come_by_percent_or_before_the_end_and_go_on_after_it()
    {
        var policy = Policy with
        {
            UsualReminders = new()
            {
                Before = [new() { Percent = 50 }, new() { BeforeEnd = TimeSpan.FromMinutes(10), Tell = Rung.Lead, Alone = true }, new() { BeforeEnd = TimeSpan.FromHours(2) }],
                RepeatEvery = TimeSpan.FromMinutes(30),
                RepeatAtMost = 2,
            },
        };
        var marks = A.First(policy, Priority.P2, A.Monday9.AddHours(7.5)).Marks;
        Assert.Equal([50, 83, 100, 101, 102], marks.Select(mark => mark.Percent));
        // Half an hour is left on Monday, and half an hour on Tuesday.
        var tuesday = A.Monday9.AddDays(1);
        Assert.Equal([A.Monday9.AddHours(8), tuesday.AddMinutes(20), tuesday.AddMinutes(30), tuesday.AddMinutes(60), tuesday.AddMinutes(90)], marks.Select(mark => mark.At));
        Assert.Equal((Rung.Lead, true), (marks[1].Tell, marks[1].Alone));
    }

    [Fact]
    public void A_claim_lasts_half_an_hour_of_open_time()
    {
        var lease = Policy.Start(ClockKind.ClaimLease, A.About(Priority.P1), A.Monday9.AddHours(7.75))!;
        Assert.Equal([(70, A.Monday9.AddDays(1).AddMinutes(6)), (100, A.Monday9.AddDays(1).AddMinutes(15))], lease.Marks.Select(mark => (mark.Percent, mark.At)));
        Assert.Null((Policy with { ClaimLease = null }).Start(ClockKind.ClaimLease, A.About(Priority.P1), A.Monday9));
    }

    [Fact]
    public void Pages_go_by_the_wall_clock()
    {
        var night = A.Monday9.AddHours(14);
        Assert.Equal([(50, night.AddMinutes(7.5)), (100, night.AddMinutes(15))], Policy.Start(ClockKind.Acknowledgement, A.About(Priority.P1), night)!.Marks.Select(mark => (mark.Percent, mark.At)));
        var rounds = Policy.Start(ClockKind.Paging, A.About(Priority.P1), night)!.Marks;
        Assert.Equal((12, new ClockMark(1, night.AddMinutes(5)), new ClockMark(12, night.AddMinutes(60))), (rounds.Length, rounds[0], rounds[^1]));
    }

    [Fact]
    public void A_ladder_is_climbed_step_by_step_as_often_as_it_says()
    {
        var ladder = new Ladder
        {
            Name = "night",
            Routes = ["care"],
            Steps = [new() { Targets = ["duty"] }, new() { After = TimeSpan.FromMinutes(10), Targets = ["role:lead"], Priorities = [Priority.P1] }, new() { After = TimeSpan.FromMinutes(20), Targets = ["person:Dana Meyer"] }],
            Repeat = 1,
        };
        var policy = Policy with { Ladders = [ladder] };
        Assert.Equal([(1, 0), (2, 10), (3, 30), (4, 30), (5, 40), (6, 60)], Climb(policy, A.About(Priority.P1)));
        Assert.Equal([(1, 0), (3, 30), (4, 30), (6, 60)], Climb(policy, A.About(Priority.P2)));
        Assert.Null(policy.Start(ClockKind.Ladder, A.About(Priority.P1) with { Route = "day" }, A.Monday9));
    }

    [Fact]
    public void A_promise_and_the_networks_window_mean_the_clock_on_the_wall()
    {
        var night = A.Monday9.AddHours(14);
        var promise = Policy.Until(ClockKind.Promise, A.About(Priority.P2), night, night.AddHours(4));
        Assert.Equal((night.AddHours(4), TimeSpan.FromHours(4)), (promise.DueAt, promise.Budget));
        Assert.Equal([(50, night.AddHours(2)), (75, night.AddHours(3)), (90, night.AddHours(3.6)), (100, night.AddHours(4))], promise.Marks.Select(mark => (mark.Percent, mark.At)));
    }

    [Fact]
    public void A_pause_moves_the_end_by_the_open_time_that_lay_in_it()
    {
        var policy = Policy with { Targets = [new() { Clock = ClockKind.Resolution, Within = Target.Within(TimeSpan.FromHours(4)) }] };
        var clock = policy.Start(ClockKind.Resolution, A.About(Priority.P2), A.Monday9)!;
        // The customer has the word from Monday 12:00 until Friday 12:00: half of four hours had gone by, then 8 + 8 + 8 + 8 open hours.
        var resumed = policy.Resume(clock, A.About(Priority.P2), A.Monday9.AddHours(3), A.Monday9.AddDays(4).AddHours(3));
        Assert.Equal(A.Monday9.AddDays(4).AddHours(4), resumed.DueAt);
        Assert.Equal(A.Monday9.AddHours(2), resumed.Marks[0].At);
        Assert.Equal(clock.Budget, resumed.Budget);
        Assert.Equal(clock.DueAt, policy.Resume(clock, A.About(Priority.P2), A.Monday9.AddHours(9), A.Monday9.AddHours(20)).DueAt);
    }

    [Theory]
    [InlineData("30 min", "30 min")]
    [InlineData("2 h", "2 h")]
    [InlineData("90min", "1 h 30 min")]
    [InlineData("1 d 2 h", "1 d 2 h")]
    [InlineData("Next business day", "next business day")]
    [InlineData("next business day by 12:00", "next business day by 12:00")]
    [InlineData("next business day by noon", null)]
    [InlineData("", null)]
    [InlineData("30", null)]
    [InlineData("0 min", null)]
    [InlineData("999 d", null)]
    [InlineData("soon", null)]
    public void A_target_is_written_as_people_write_it(string text, string? read) => Assert.Equal(read, Target.Parse(text)?.ToString());

    [Fact]
    public void The_quiet_hours_of_a_route_hold_a_reminder_until_the_morning_but_not_a_p1()
    {
        var quiet = new QuietHours { Zone = "Europe/Berlin", Between = new(new(22, 0), new(7, 0)), Routes = ["care"] };
        var policy = Policy with { Quiet = [quiet] };
        var night = A.Monday9.AddHours(15);
        Assert.Equal(A.Monday9.AddHours(21), policy.QuietUntil("care", null, Priority.P2, night));
        Assert.Equal(night, policy.QuietUntil("care", null, Priority.P1, night));
        Assert.Equal(night, policy.QuietUntil("other", null, Priority.P2, night));
        Assert.Equal(A.Monday9, policy.QuietUntil("care", "Ana", Priority.P2, A.Monday9));
    }

    [Fact]
    public void A_post_that_spreads_is_judged_by_the_most_urgent_line_it_reaches()
    {
        SpreadLine[] lines = [new() { Reposts = 100, AtLeast = Priority.P2 }, new() { Reposts = 1000, AtLeast = Priority.P1 }, new() { Likes = 500, AtLeast = Priority.P3 }];
        Assert.Equal((Priority.P1, "1,200 reposts"), SpreadLine.Judge(lines, new(1200, 900, null)));
        Assert.Equal((Priority.P3, "900 likes"), SpreadLine.Judge(lines, new(99, 900, null)));
        Assert.Null(SpreadLine.Judge(lines, new(null, null, 4000)));
    }

    private static (int Minutes, string? Line) Answer(SlaPolicy policy, ClockQuestion about) =>
        policy.Start(ClockKind.FirstResponse, about, A.Monday9) is { } clock ? ((int)clock.Budget.TotalMinutes, clock.Line) : default;

    private static IEnumerable<(int Number, int Minutes)> Climb(SlaPolicy policy, ClockQuestion about) =>
        policy.Start(ClockKind.Ladder, about, A.Monday9)!.Marks.Select(mark => (mark.Percent, (int)(mark.At - A.Monday9).TotalMinutes));
}
