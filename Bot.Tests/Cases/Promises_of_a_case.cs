using SocialCareBot.Cases;
using SocialCareBot.Tests.House;

namespace SocialCareBot.Tests.Cases;

/// <summary>The next answer, the end of the matter, promised news and the network's window: when they begin, rest, and are kept.</summary>
public sealed class Promises_of_a_case
{
    private static readonly EveryPromise Policy = new();
    private static readonly DateTimeOffset Answered = A.Monday9.AddMinutes(10);

    [Fact]
    public void What_the_customer_writes_after_an_answer_starts_the_next_promise_and_later_words_do_not_move_it()
    {
        var asked = Waiting().Then(Wrote(30), Wrote(40));
        Assert.Equal((ClockKind.NextResponse, A.Monday9.AddMinutes(30)), (asked.Ruling?.Kind, asked.Ruling?.Target.StartedAt));
        Assert.False(asked.FirstResponse?.Running);
    }

    [Fact]
    public void An_answer_keeps_the_next_promise()
    {
        var kept = Waiting().Then(Wrote(30), A.Reply(Waiting().Then(Wrote(30)), A.Ana, 2, A.Monday9.AddMinutes(31)), Due(2, 32), Confirmed(2, 32));
        Assert.Equal((CaseStatus.Waiting, A.Monday9.AddMinutes(32)), (kept.Status, kept.On(ClockKind.NextResponse)?.StoppedAt));
    }

    [Fact]
    public void The_end_of_the_matter_rests_while_the_customer_has_the_word_and_goes_on_by_as_much()
    {
        var waiting = Waiting();
        var before = waiting.On(ClockKind.Resolution)!;
        Assert.Equal((Answered, null), (before.PausedAt, before.NextAt));
        var resumed = waiting.Then(Wrote(70)).On(ClockKind.Resolution)!;
        Assert.Equal((before.Target.DueAt.AddHours(1), TimeSpan.FromHours(1), true), (resumed.Target.DueAt, resumed.Rests.Single() is var rest ? rest.Until - rest.From : default, resumed.Ticking));
    }

    [Fact]
    public void Another_class_of_a_case_that_rested_moves_its_end_by_the_rest_again()
    {
        var went = Waiting().Then(Wrote(70));
        var urgent = went.Then(new CaseWish.Reclassify { At = A.Monday9.AddMinutes(75), By = A.Actor(A.Ana), Kind = PostKind.Complaint, Priority = Priority.P3 });
        Assert.Equal(A.Monday9.AddHours(3).AddHours(1), urgent.On(ClockKind.Resolution)?.Target.DueAt);
    }

    [Fact]
    public void Another_policy_reaches_a_promise_that_rests_and_one_that_has_rested()
    {
        var tomorrow = Policy with { Version = 2 };
        var retarget = new CaseFact.Retarget { At = A.Monday9.AddMinutes(71), Reason = "policy version 2", Policy = tomorrow };
        var resting = Waiting().After(retarget).On(ClockKind.Resolution)!;
        Assert.Equal((2, Answered), (resting.Target.PolicyVersion, resting.PausedAt));
        var went = Waiting().Then(Wrote(70));
        Assert.Equal((2, went.On(ClockKind.Resolution)!.Target.DueAt), (went.After(retarget).On(ClockKind.Resolution)!.Target is var target ? target.PolicyVersion : 0, target.DueAt));
    }

    [Fact]
    public void A_case_reopened_after_days_is_not_late_for_them()
    {
        var closed = Fresh().Then(new CaseWish.Resolve { At = Answered, By = A.Actor(A.Ana), Reason = ResolveReason.Fixed });
        var reopened = closed.Then(new CaseWish.Reopen { At = Answered.AddDays(5), By = A.Actor(A.Ana) });
        Assert.Equal(closed.On(ClockKind.Resolution)!.Target.DueAt.AddDays(5), reopened.On(ClockKind.Resolution)!.Target.DueAt);
        Assert.Equal(reopened.On(ClockKind.Resolution)!.Target.DueAt, closed.Then(Wrote(10 + (5 * 24 * 60))).On(ClockKind.Resolution)!.Target.DueAt);
    }

    [Fact]
    public void News_promised_with_an_answer_run_from_when_it_stands_and_the_next_answer_keeps_them()
    {
        var by = A.Monday9.AddHours(2);
        var sent = Fresh().Then(A.Reply(Fresh(), A.Ana) with { PromiseBy = by });
        Assert.Null(sent.On(ClockKind.Promise));
        var stands = sent.Then(Due(1, 5), Confirmed(1, 10));
        Assert.Equal((by, ClockKind.Promise), (stands.On(ClockKind.Promise)?.Target.DueAt, stands.Ruling?.Kind));
        var kept = stands.Then(A.Reply(stands, A.Ana, 2, A.Monday9.AddHours(1)), Due(2, 61), Confirmed(2, 61));
        Assert.False(kept.On(ClockKind.Promise)?.Running);
    }

    [Fact]
    public void News_can_be_promised_with_a_note_and_never_for_the_past()
    {
        var note = new CaseWish.Note { At = Answered, By = A.Actor(A.Ana), Body = A.Body(), PromiseBy = Answered.AddHours(1) };
        Assert.Equal(Answered.AddHours(1), Fresh().Then(note).On(ClockKind.Promise)?.Target.DueAt);
        Assert.Equal(RefusalCode.TooLate, Fresh().Decide(note with { PromiseBy = Answered }).Refusal?.Code);
        Assert.Equal(RefusalCode.TooLate, Fresh().Decide(A.Reply(Fresh(), A.Ana) with { PromiseBy = A.Monday9 }).Refusal?.Code);
    }

    [Fact]
    public void The_window_of_the_network_is_a_promise_too_and_the_tighter_one_speaks()
    {
        var window = Windowed(A.Monday9.AddMinutes(20));
        Assert.Equal((ClockKind.Window, A.Monday9.AddMinutes(20)), (window.Ruling?.Kind, window.Ruling?.Target.DueAt));
        Assert.IsType<CaseEvent.PassedQuietly>(Assert.Single(window.Decide(Every.Passed(15)).Events));
        var told = window.Decide(Passed(window, ClockKind.Window, 10)).Events;
        Assert.Equal(ClockKind.Window, Assert.IsType<CaseEvent.Nagged>(Assert.Single(told)).Clock);
        Assert.Equal(ClockKind.FirstResponse, Windowed(A.Monday9.AddHours(24)).Ruling?.Kind);
    }

    [Fact]
    public void Another_message_of_the_customer_opens_the_window_anew()
    {
        var again = Windowed(A.Monday9.AddMinutes(20)).Then(Wrote(5) with { Can = Can(A.Monday9.AddMinutes(25)) });
        Assert.Equal(A.Monday9.AddMinutes(25), again.On(ClockKind.Window)?.Target.DueAt);
        Assert.Equal(A.Monday9.AddMinutes(25), again.Can.PrivateReply.Expires);
    }

    [Fact]
    public void A_post_that_spreads_makes_promises_tighter_and_never_looser()
    {
        var calm = Begun(A.Received() with { Judgement = new(PostKind.Complaint, Priority.P3, "billing") });
        var loud = calm.Then(new CaseFact.Spread { At = Answered, AtLeast = Priority.P1, Reason = "1,200 reposts" });
        Assert.Equal((Priority.P1, A.Monday9.AddMinutes(30)), (loud.Judgement.Priority, loud.FirstResponse?.Target.DueAt));
        Assert.Contains("1,200 reposts", loud.Judgement.Rule);
        Assert.Equal(Decision.Nothing, loud.Decide(new CaseFact.Spread { At = Answered, AtLeast = Priority.P2, Reason = "less", Policy = Policy }));
    }

    [Fact]
    public void A_broken_promise_does_all_that_its_policy_says_and_each_once()
    {
        var breach = Begun(A.Received() with { Judgement = new(PostKind.Complaint, Priority.P2, "billing") })
            .Then(new CaseWish.Claim { At = A.Monday9, By = A.Actor(A.Ana) })
            .Decide(Every.Passed(60) with { Policy = Policy });
        Assert.Equal(["Breached", "PriorityRaised", "Alerted", "Released", "ClockStarted", "Escalated"], breach.Events.Select(happened => happened.GetType().Name));
    }

    [Fact]
    public void A_promise_broken_again_after_another_policy_does_nothing_a_second_time()
    {
        var late = Begun(A.Received()).Then(new CaseWish.Claim { At = A.Monday9, By = A.Actor(A.Ana) }, Every.Passed(60));
        var later = late.FirstResponse!.Target with { DueAt = A.Monday9.AddHours(2), Marks = [new ClockMark(100, A.Monday9.AddHours(2))] };
        var again = late.Then(new CaseWish.Claim { At = A.Monday9.AddMinutes(61), By = A.Actor(A.Ana) }).Evolve(new CaseEvent.Retargeted(later, "policy version 2") { At = A.Monday9.AddMinutes(61) });
        Assert.Equal("Breached", Assert.Single(again.Decide(Every.Passed(120) with { Policy = Policy }).Events).GetType().Name);
    }

    [Fact]
    public void A_repeat_after_the_breach_is_another_reminder_and_no_second_breach()
    {
        var late = Every.State["late, unclaimed"];
        var marks = late.FirstResponse!.Target.Marks.Add(new ClockMark(101, A.Monday9.AddMinutes(60)));
        var repeating = late with { FirstResponse = late.FirstResponse with { Target = late.FirstResponse.Target with { Marks = marks } } };
        Assert.Equal(101, Assert.IsType<CaseEvent.Nagged>(Assert.Single(repeating.Decide(Every.Passed(60)).Events)).Percent);
    }

    [Fact]
    public void Nobody_on_duty_means_the_leads_then_the_manager_then_the_admins()
    {
        var nobody = new Watchers([], null);
        Assert.Equal(Rung.Lead, Asked(nobody with { Leads = [A.Bo], Admins = [A.Dana] }));
        Assert.Equal(Rung.Manager, Asked(nobody with { Manager = A.Dana, Admins = [A.Bo] }));
        Assert.Equal(Rung.Admin, Asked(nobody with { Admins = [A.Bo] }));
    }

    private static Rung Asked(Watchers watchers) => Assert.IsType<CaseEvent.Nagged>(A.Case().Decide(Every.Passed(15) with { Watchers = watchers }).Events.Single()).Rung;

    private static Case Fresh() => Begun(A.Received());

    private static Case Waiting() => Fresh().Then(A.Reply(Fresh(), A.Ana), Due(1, 5), Confirmed(1, 10));

    private static Case Windowed(DateTimeOffset until) => Begun(A.Received(A.Post() with { Can = Can(until) }));

    private static Capabilities Can(DateTimeOffset until) => A.Can with { PublicReply = Capability.No("a message"), PrivateReply = new Capability(true, null, until) };

    private static Case Begun(CaseFact.Received fact)
    {
        var events = Case.Begin(fact with { Policy = Policy });
        return events.Skip(1).Aggregate(Case.From((CaseEvent.Opened)events[0]), (now, happened) => now.Evolve(happened));
    }

    private static CaseFact.CustomerWrote Wrote(int minutes) => new()
    {
        At = A.Monday9.AddMinutes(minutes),
        Post = $"p{minutes}",
        Mark = $"p{minutes}#1",
        PostedAt = A.Monday9.AddMinutes(minutes),
    };

    private static CaseFact.ReplyDue Due(int row, int minutes) => new() { At = A.Monday9.AddMinutes(minutes), Row = A.Row(row) };

    private static CaseFact.ReplyConfirmed Confirmed(int row, int minutes) => new() { At = A.Monday9.AddMinutes(minutes), Row = A.Row(row), NativeId = $"r{row}" };

    private static CaseFact.InstantPassed Passed(Case now, ClockKind clock, int minutes) => new()
    {
        At = A.Monday9.AddMinutes(minutes),
        Clock = clock,
        StartedAt = now.On(clock)!.Target.StartedAt,
        Watchers = A.Watchers,
    };
}
