using SocialCareBot.Cases;
using SocialCareBot.Sla;
using SocialCareBot.Tests.House;

namespace SocialCareBot.Tests.Cases;

/// <summary>The first promise: reminders at 15, 22.5 and 27 minutes, broken at 30; who is told, and when nobody has to be.</summary>
public sealed class Clocks_of_a_case
{
    [Theory]
    [InlineData(15, 50)]
    [InlineData(22.5, 75)]
    [InlineData(27, 90)]
    public void A_mark_reminds_the_owner_at_its_instant_and_not_before(double minutes, int percent)
    {
        var before = A.Case(A.Ana) with { FirstResponse = new Clock { Target = A.Clock, Passed = percent - 1 } };
        Assert.Equal(Decision.Nothing, before.Decide(Every.Passed(minutes - 0.001)));
        var nagged = Assert.IsType<CaseEvent.Nagged>(Assert.Single(before.Decide(Every.Passed(minutes)).Events));
        Assert.Equal((percent, Rung.Owner), (nagged.Percent, nagged.Rung));
        Assert.Equal(A.Ana, Assert.Single(nagged.Told));
    }

    [Fact]
    public void The_same_instant_passes_once() => Assert.Equal(Decision.Nothing, Every.State["nagged"].Decide(Every.Passed(16)));

    [Fact]
    public void The_last_mark_is_the_breach_and_puts_the_case_before_the_manager()
    {
        var decision = A.Case(A.Ana).After(Every.Passed(27)).Decide(Every.Passed(30));
        Assert.Collection(
            decision.Events,
            first => Assert.Equal((A.Clock.DueAt, Rung.Owner), (Assert.IsType<CaseEvent.Breached>(first).DueAt, ((CaseEvent.Breached)first).Rung)),
            second => Assert.Equal((A.Dana, null), (Assert.IsType<CaseEvent.Escalated>(second).To, second.By)));
        var late = Every.State["late"];
        Assert.Equal((true, CaseFace.Late, null), (late.Late, late.Face, late.FirstResponse?.NextAt));
    }

    [Fact]
    public void A_case_that_lies_before_a_manager_already_is_not_put_there_again()
    {
        var breach = Every.State["escalated"].Decide(Every.Passed(30));
        Assert.IsType<CaseEvent.Breached>(Assert.Single(breach.Events));
    }

    [Fact, Fault(12)]
    public void After_downtime_all_missed_marks_are_logged_and_only_the_highest_speaks()
    {
        var nagged = Assert.IsType<CaseEvent.Nagged>(Assert.Single(A.Case(A.Ana).Decide(Every.Passed(28)).Events));
        Assert.Equal([50, 75, 90], nagged.Percents.ToArray());
        Assert.Equal(90, nagged.Percent);
        var breached = Assert.IsType<CaseEvent.Breached>(A.Case(A.Ana).Decide(Every.Passed(600)).Events[0]);
        Assert.Equal([50, 75, 90, 100], breached.Percents.ToArray());
    }

    [Fact]
    public void Each_mark_makes_one_message_under_a_key_of_its_own()
    {
        var before = A.Case(A.Ana);
        var nags = new[] { 15.0, 22.5, 27, 30 }.SelectMany(minutes =>
        {
            var events = before.Decide(Every.Passed(minutes)).Events;
            before = events.Aggregate(before, (now, happened) => now.Evolve(happened));
            return events.SelectMany(happened => Outbound.After(happened, before)).OfType<Outbound.SendNag>();
        }).ToList();
        Assert.Equal([50, 75, 90, 100], nags.Select(nag => nag.Percent));
        Assert.Equal(4, nags.Select(nag => nag.Key).Distinct().Count());
    }

    [Fact]
    public void A_case_of_nobody_reminds_the_duty_list_then_the_manager_then_the_desk()
    {
        Assert.Equal((Rung.Duty, 2), Told(A.Watchers));
        Assert.Equal((Rung.Manager, 1), Told(A.Watchers with { Duty = [] }));
        Assert.Equal((Rung.Desk, 0), Told(new Watchers([], null)));
    }

    [Fact]
    public void A_snooze_silences_the_owners_reminders_and_never_the_breach()
    {
        var snoozed = Every.State["snoozed"];
        Assert.IsType<CaseEvent.PassedQuietly>(Assert.Single(snoozed.Decide(Every.Passed(15)).Events));
        Assert.IsType<CaseEvent.Breached>(snoozed.Decide(Every.Passed(30)).Events[0]);
        Assert.Equal(A.Clock.DueAt, snoozed.FirstResponse?.Target.DueAt);
    }

    [Fact]
    public void A_snooze_that_is_over_silences_nothing()
    {
        var snoozed = A.Case(A.Ana).After(new CaseWish.Snooze { At = A.Monday9, By = A.Actor(A.Ana), Until = A.Monday9.AddMinutes(15) });
        Assert.IsType<CaseEvent.Nagged>(Assert.Single(snoozed.Decide(Every.Passed(15)).Events));
    }

    [Fact]
    public void Nothing_repeats_after_the_case_was_answered_or_closed()
    {
        foreach (var still in new[] { "answered", "resolved", "new, no clock" })
            Assert.Equal(Decision.Nothing, Every.State[still].Decide(Every.Passed(600)));
    }

    [Fact]
    public void An_instant_of_a_clock_that_was_replaced_is_nothing()
    {
        var other = Every.Passed(30) with { StartedAt = A.Monday9.AddMinutes(-1) };
        Assert.Equal(Decision.Nothing, A.Case(A.Ana).Decide(other));
    }

    [Fact]
    public void A_new_target_keeps_the_start_and_names_why()
    {
        var slower = A.Policy with { Version = 2, Targets = [new TargetLine { Clock = ClockKind.FirstResponse, Within = Target.Within(TimeSpan.FromHours(2)) }] };
        var fact = new CaseFact.Retarget { At = A.Monday9.AddMinutes(16), Policy = slower, Reason = "policy 2" };
        var after = Every.State["nagged"].After(fact);
        Assert.Equal((A.Monday9, A.Monday9.AddHours(2), 0), (after.FirstResponse?.Target.StartedAt, after.FirstResponse?.Target.DueAt, after.FirstResponse?.Passed));
        Assert.Equal("policy 2", Assert.IsType<CaseEvent.Retargeted>(Assert.Single(Every.State["nagged"].Decide(fact).Events)).Reason);
        Assert.Empty(after.Decide(fact).Events);
    }

    [Fact]
    public void A_new_target_with_the_same_end_repeats_no_reminder()
    {
        var after = Every.State["nagged"].After(new CaseFact.Retarget { At = A.Monday9.AddMinutes(16), Policy = A.Policy with { Version = 2 }, Reason = "policy 2" });
        Assert.Equal(Decision.Nothing, after.Decide(Every.Passed(16)));
    }

    [Fact]
    public void Another_class_brings_its_clock_or_takes_it_away()
    {
        var praise = A.Case().After(Class(PostKind.Praise));
        Assert.False(praise.FirstResponse?.Running);
        Assert.True(praise.After(Class(PostKind.Complaint)).FirstResponse?.Running);
        Assert.Equal(A.Monday9.AddMinutes(33), Every.State["new, no clock"].After(Class(PostKind.Complaint)).FirstResponse?.Target.DueAt);
    }

    [Fact]
    public void A_promise_that_was_kept_does_not_start_again_with_another_class()
    {
        Assert.False(Every.State["answered"].After(Class(PostKind.Question)).FirstResponse?.Running);
        var praise = Every.State["new, no clock"].Replied(A.Ana).After(new CaseFact.ReplyConfirmed { At = A.Monday9, Row = A.Row(), NativeId = "r1" });
        Assert.Null(praise.After(Class(PostKind.Complaint)).FirstResponse);
    }

    [Fact]
    public void A_case_that_is_reopened_unanswered_has_its_promise_again()
    {
        var byPerson = Every.State["resolved"].After(new CaseWish.Reopen { At = A.Monday9.AddMinutes(10), By = A.Actor(A.Bo) });
        Assert.Equal((A.Clock.DueAt, true), (byPerson.FirstResponse?.Target.DueAt, byPerson.FirstResponse?.Running));
        var byCustomer = Every.State["resolved"].After(Wrote(A.Monday9.AddDays(3)));
        Assert.Equal((A.Monday9.AddDays(3), true), (byCustomer.FirstResponse?.Target.StartedAt, byCustomer.FirstResponse?.Running));
    }

    [Fact]
    public void A_case_that_was_answered_is_reopened_with_the_promise_of_a_next_answer()
    {
        var after = Every.State["answered"].Resolved().After(Wrote(A.Monday9.AddDays(3)));
        Assert.Equal((CaseStatus.New, false), (after.Status, after.FirstResponse?.Running));
        Assert.Equal((ClockKind.NextResponse, A.Monday9.AddDays(3)), (after.Ruling?.Kind, after.Ruling?.Target.StartedAt));
    }

    [Fact]
    public void A_later_post_of_an_open_case_does_not_move_its_clock() =>
        Assert.Equal(A.Clock.DueAt, A.Case().After(Wrote(A.Monday9.AddMinutes(20))).FirstResponse?.Target.DueAt);

    [Fact]
    public void An_older_post_that_is_heard_last_moves_the_start_back()
    {
        var wrote = Wrote(A.Monday9.AddMinutes(-20)) with { At = A.Monday9 };
        Assert.Equal(A.Monday9.AddMinutes(-20), Every.State["nagged"].After(wrote).FirstResponse?.Target.StartedAt);
        Assert.IsType<CaseEvent.CustomerWrote>(Assert.Single(Every.State["answered"].Decide(wrote).Events));
    }

    [Fact]
    public void A_complaint_after_praise_makes_the_case_a_complaint_with_a_clock_and_a_loud_route()
    {
        var angry = Wrote(A.Monday9) with { Judgement = new Judgement(PostKind.Complaint, Priority.P1, "outage"), Route = "urgent" };
        var after = Every.State["new, no clock"].After(angry);
        Assert.Equal((PostKind.Complaint, A.Clock.DueAt, "urgent"), (after.Judgement.Kind, after.FirstResponse?.Target.DueAt, after.Route));
        var again = Every.State["new, no clock"].Resolved().After(angry);
        Assert.Equal((CaseStatus.New, PostKind.Complaint, true), (again.Status, again.Judgement.Kind, again.FirstResponse?.Running));
        Assert.Equal("care", A.Case().After(angry).Route);
    }

    [Fact]
    public void Praise_after_a_complaint_leaves_it_a_complaint()
    {
        var after = A.Case().After(Wrote(A.Monday9) with { Judgement = new Judgement(PostKind.Praise, Priority.P4, "thanks"), Route = "quiet" });
        Assert.Equal((PostKind.Complaint, "care", true), (after.Judgement.Kind, after.Route, after.FirstResponse?.Running));
    }

    [Fact]
    public void A_case_made_praise_by_hand_and_reopened_has_no_promise()
    {
        var reopened = A.Case().After(Class(PostKind.Praise)).Resolved().After(new CaseWish.Reopen { At = A.Monday9.AddMinutes(10), By = A.Actor(A.Ana) });
        Assert.False(reopened.FirstResponse?.Running);
    }

    [Fact]
    public void A_case_leaves_the_quiet_route_when_a_person_makes_it_urgent_and_keeps_a_loud_one()
    {
        var urgent = Class(PostKind.Complaint) with { Route = "urgent" };
        Assert.Equal("urgent", Every.State["new, no clock"].After(urgent).Route);
        Assert.Equal("care", A.Case().After(urgent with { Kind = PostKind.Question }).Route);
    }

    private static (Rung Rung, int Count) Told(Watchers watchers)
    {
        var nagged = (CaseEvent.Nagged)A.Case().Decide(Every.Passed(15) with { Watchers = watchers }).Events.Single();
        return (nagged.Rung, nagged.Told.Length);
    }

    private static CaseWish.Reclassify Class(PostKind kind) => new() { At = A.Monday9.AddMinutes(3), By = A.Actor(A.Ana), Kind = kind, Priority = Priority.P1 };

    private static CaseFact.CustomerWrote Wrote(DateTimeOffset at) => new() { At = at, Post = "p2", Mark = "p2#1", PostedAt = at, Policy = A.Policy };
}
