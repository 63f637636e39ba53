using SocialCareBot.Cases;
using SocialCareBot.Tests.House;

namespace SocialCareBot.Tests.Cases;

/// <summary>From Send to the answer that stands, with everything that can come between.</summary>
public sealed class Answering_a_customer
{
    private static readonly DateTimeOffset Now = A.Monday9.AddMinutes(5);

    [Fact]
    public void Answering_an_unclaimed_case_claims_it_in_the_same_command()
    {
        var before = A.Case();
        var decision = before.Decide(A.Reply(before, A.Ana));
        Assert.Collection(decision.Events, first => Assert.IsType<CaseEvent.Claimed>(first), second => Assert.IsType<CaseEvent.ReplyQueued>(second));
        var after = before.Replied(A.Ana);
        Assert.Equal((A.Ana, 1, 1), (after.Owner, after.Token, after.Pending?.Token));
        Assert.IsType<CaseEvent.ReplyLeft>(Assert.Single(after.Decide(Due()).Events));
    }

    [Fact]
    public void A_form_opened_under_an_older_claim_is_refused()
    {
        var before = A.Case(A.Ana);
        var again = before.After(Release(A.Ana)).After(new CaseWish.Claim { At = Now, By = A.Actor(A.Ana) });
        Assert.Equal(new Refusal(RefusalCode.TokenChanged) { Who = A.Ana, Since = Now }, again.Decide(A.Reply(before, A.Ana)).Refusal);
    }

    [Fact]
    public void Somebody_elses_case_is_answered_by_its_owner_only_until_a_lead_takes_it_over()
    {
        var before = A.Case(A.Ana);
        Assert.Equal(Refusal.TakenBy(A.Ana, A.Monday9), before.Decide(A.Reply(before, A.Bo) with { By = A.Actor(A.Bo, Role.Admin) }).Refusal);
        var taken = before.After(new CaseWish.Assign { At = Now, By = A.Actor(A.Bo, Role.Lead), To = A.Bo });
        Assert.Null(taken.Decide(A.Reply(taken, A.Bo)).Refusal);
    }

    [Fact]
    public void A_form_that_has_not_seen_the_customers_last_words_is_refused()
    {
        var before = A.Case(A.Ana);
        Assert.Equal(RefusalCode.CustomerWrote, before.After(Wrote("p2")).Decide(A.Reply(before, A.Ana)).Refusal?.Code);
        Assert.Equal(RefusalCode.CustomerWrote, before.After(Edited("p1")).Decide(A.Reply(before, A.Ana)).Refusal?.Code);
    }

    [Fact]
    public void A_post_that_arrives_late_does_not_take_the_last_ones_place()
    {
        var after = A.Case(A.Ana).After(Wrote("p0") with { PostedAt = A.Monday9.AddMinutes(-1) });
        Assert.Equal(("p1", "p1#1"), (after.LastPost, after.LastMark));
    }

    [Fact]
    public void What_the_network_does_not_allow_is_refused_with_its_reason()
    {
        var before = A.Case(A.Ana);
        Assert.Equal("not here", before.Decide(A.Reply(before, A.Ana) with { Audience = Audience.Private }).Refusal?.Detail);
        var closing = before with { Can = A.Can with { PublicReply = new Capability(true, Expires: Now) } };
        Assert.Null(closing.Decide(A.Reply(closing, A.Ana, at: Now.AddSeconds(-1))).Refusal);
        Assert.Equal(RefusalCode.NotPossible, closing.Decide(A.Reply(closing, A.Ana, at: Now)).Refusal?.Code);
    }

    [Theory]
    [InlineData(ReplyStage.Countdown)]
    [InlineData(ReplyStage.Sending)]
    [InlineData(ReplyStage.Unknown)]
    [InlineData(ReplyStage.Parked)]
    public void A_second_answer_waits_until_it_is_known_what_became_of_the_first(ReplyStage stage)
    {
        var before = A.CaseWithReply(stage);
        Assert.Equal((RefusalCode.ReplyPending, A.Ana), (before.Decide(A.Reply(before, A.Ana, 2)).Refusal?.Code, before.Pending?.By));
    }

    [Fact]
    public void A_held_answer_is_replaced_by_the_next()
    {
        var before = A.CaseWithReply(ReplyStage.Held);
        Assert.Collection(
            before.Decide(A.Reply(before, A.Ana, 2)).Events,
            first => Assert.Equal(A.Row(1), Assert.IsType<CaseEvent.ReplyUndone>(first).Row),
            second => Assert.Equal(A.Row(2), Assert.IsType<CaseEvent.ReplyQueued>(second).Reply.Row));
    }

    [Fact]
    public void Undo_takes_an_answer_back_before_it_leaves_and_not_after()
    {
        var undo = new CaseWish.UndoReply { At = Now, By = A.Actor(A.Ana) };
        Assert.Null(A.CaseWithReply(ReplyStage.Countdown).After(undo).Pending);
        Assert.Null(A.CaseWithReply(ReplyStage.Held).After(undo).Pending);
        foreach (var left in new[] { ReplyStage.Sending, ReplyStage.Unknown, ReplyStage.Parked })
            Assert.Equal(RefusalCode.AlreadyLeft, A.CaseWithReply(left).Decide(undo).Refusal?.Code);
        Assert.Equal(RefusalCode.NothingToUndo, A.Case(A.Ana).Decide(undo).Refusal?.Code);
    }

    [Fact, Fault(25)]
    public void An_answer_to_a_case_that_was_resolved_meanwhile_is_held() => AssertHeld(HoldReason.CaseResolved, queued => queued.Resolved(A.Bo));

    [Fact]
    public void An_answer_of_a_case_that_changed_hands_is_held()
    {
        AssertHeld(HoldReason.TokenChanged, queued => queued.After(Release(A.Ana)));
        AssertHeld(HoldReason.TokenChanged, queued => queued.After(new CaseWish.Assign { At = Now, By = A.Actor(A.Bo, Role.Lead), To = A.Bo }));
        AssertHeld(HoldReason.TokenChanged, queued => queued.Resolved().After(new CaseWish.Reopen { At = Now, By = A.Actor(A.Ana) }));
    }

    [Fact, Fault(22)]
    public void An_answer_to_a_post_that_changed_or_went_is_held()
    {
        AssertHeld(HoldReason.CustomerWrote, queued => queued.After(Wrote("p2")));
        AssertHeld(HoldReason.PostEdited, queued => queued.After(Edited("p1")));
        AssertHeld(HoldReason.PostGone, queued => queued.After(Deleted("p1")));
    }

    [Fact]
    public void What_speaks_against_leaving_in_the_world_holds_it_too()
    {
        var held = A.CaseWithReply(ReplyStage.Countdown).After(Due() with { Against = new(HoldReason.ThreadClosed, "locked") });
        Assert.Equal((ReplyStage.Held, new Hold(HoldReason.ThreadClosed, "locked")), (held.Pending?.Stage, held.Pending?.Held));
    }

    [Fact]
    public void Only_what_the_stop_switch_held_leaves_by_itself_when_asked_again()
    {
        Assert.IsType<CaseEvent.ReplyLeft>(Assert.Single(A.CaseWithReply(ReplyStage.Held, held: HoldReason.StopSwitch).Decide(Due()).Events));
        Assert.Equal(Decision.Nothing, A.CaseWithReply(ReplyStage.Held, held: HoldReason.StopSwitch).Decide(Due() with { Against = new(HoldReason.StopSwitch) }));
        Assert.Equal(Decision.Nothing, A.CaseWithReply(ReplyStage.Held, held: HoldReason.PostUnread).Decide(Due()));
        Assert.Equal(Decision.Nothing, A.CaseWithReply(ReplyStage.Sending).Decide(Due()));
        Assert.Equal(Decision.Nothing, A.CaseWithReply(ReplyStage.Countdown).Decide(Due() with { Row = A.Row(2) }));
    }

    [Theory]
    [InlineData(ReplyStage.Countdown)]
    [InlineData(ReplyStage.Sending)]
    [InlineData(ReplyStage.Unknown)]
    [InlineData(ReplyStage.Parked)]
    [InlineData(ReplyStage.Held)]
    public void An_answer_that_stands_is_recorded_whatever_was_thought_of_it(ReplyStage stage)
    {
        var after = A.CaseWithReply(stage).After(Confirmed());
        Assert.Equal((null, 1, CaseStatus.Waiting, false), (after.Pending, after.Answers, after.Status, after.FirstResponse?.Running));
        Assert.Equal(new Answer(A.Ana, Now, Audience.Public, "https://fakebook.example/r1"), after.LastAnswer);
    }

    [Fact]
    public void An_answer_that_stands_on_a_resolved_case_leaves_it_resolved() =>
        Assert.Equal((CaseStatus.Resolved, 1), (Every.State["resolved while sending"].After(Confirmed()).Status, Every.State["resolved while sending"].After(Confirmed()).Answers));

    [Fact]
    public void It_is_there_answers_the_case_and_a_confirmation_that_comes_later_changes_nothing()
    {
        var there = A.CaseWithReply(ReplyStage.Parked).After(new CaseWish.MarkReplySent { At = Now, By = A.Actor(A.Bo, Role.Lead) });
        Assert.Equal((null, 1, A.Ana), (there.Pending, there.Answers, there.LastAnswer?.By));
        var later = there.After(Confirmed());
        Assert.Equal((1, there.Version + 1), (later.Answers, later.Version));
    }

    [Fact]
    public void Send_again_looks_once_more_before_it_leaves()
    {
        var again = A.CaseWithReply(ReplyStage.Parked).After(new CaseWish.RetryReply { At = Now, By = A.Actor(A.Bo, Role.Lead) });
        Assert.Equal((ReplyStage.Countdown, Now, A.Row()), (again.Pending?.Stage, again.Pending?.LeavesAt, again.Pending?.Row));
        Assert.Equal(HoldReason.CustomerWrote, again.After(Wrote("p2")).After(Due()).Pending?.Held?.Reason);
    }

    [Fact]
    public void Nothing_is_asked_about_an_answer_whose_outcome_is_known()
    {
        foreach (var known in new[] { "countdown", "sending", "held", "answered", "new" })
        {
            Assert.Equal(RefusalCode.NothingUnknown, Every.State[known].Decide(new CaseWish.RetryReply { At = Now, By = A.Actor(A.Bo, Role.Lead) }).Refusal?.Code);
            Assert.Equal(RefusalCode.NothingUnknown, Every.State[known].Decide(new CaseWish.MarkReplySent { At = Now, By = A.Actor(A.Bo, Role.Lead) }).Refusal?.Code);
        }
    }

    [Theory]
    [InlineData(ReplyStage.Unknown)]
    [InlineData(ReplyStage.Parked)]
    public void A_doubt_is_not_ended_by_news_that_only_a_first_attempt_can_bring(ReplyStage stage)
    {
        var doubtful = A.CaseWithReply(stage);
        Assert.Empty(doubtful.Decide(new CaseFact.ReplyFailed { At = A.Monday9, Row = A.Row(), Why = new(HoldReason.Refused) }).Events);
        Assert.Empty(doubtful.Decide(new CaseFact.ReplyDelayed { At = A.Monday9, Row = A.Row(), Until = A.Monday9, Reason = "429" }).Events);
    }

    [Fact]
    public void An_answer_for_which_the_networks_time_is_over_is_held()
    {
        var queued = A.CaseWithReply(ReplyStage.Countdown);
        var closing = queued with { Can = queued.Can with { PublicReply = Capability.Yes with { Expires = A.Monday9.AddSeconds(20) } } };
        Assert.Equal(ReplyStage.Sending, closing.After(new CaseFact.ReplyDue { At = A.Monday9.AddSeconds(19), Row = A.Row() }).Pending!.Stage);
        Assert.Equal(HoldReason.WindowClosed, closing.After(new CaseFact.ReplyDue { At = A.Monday9.AddSeconds(20), Row = A.Row() }).Pending!.Held!.Reason);
    }

    [Fact]
    public void A_delayed_answer_waits_its_time_and_can_be_undone()
    {
        var delayed = A.CaseWithReply(ReplyStage.Sending).After(new CaseFact.ReplyDelayed { At = Now, Row = A.Row(), Until = Now.AddMinutes(10), Reason = "429" });
        Assert.Equal((ReplyStage.Countdown, Now.AddMinutes(10), true), (delayed.Pending?.Stage, delayed.Pending?.LeavesAt, delayed.Pending?.CanUndo));
    }

    [Fact]
    public void News_of_an_answer_the_case_no_longer_waits_for_is_written_down_and_changes_nothing_else()
    {
        var before = A.CaseWithReply(ReplyStage.Countdown).After(new CaseWish.UndoReply { At = Now, By = A.Actor(A.Ana) });
        foreach (var news in Every.Fact.Where(fact => fact is CaseFact.ReplyConfirmed or CaseFact.ReplyFailed or CaseFact.ReplyDelayed or CaseFact.ReplyUnclear or CaseFact.ReplyParked))
        {
            Assert.IsType<CaseEvent.ReplyRemarked>(Assert.Single(before.Decide(news).Events));
            Assert.Equal(before with { Version = before.Version + 1 }, before.After(news));
        }
    }

    private static void AssertHeld(HoldReason reason, Func<Case, Case> meanwhile)
    {
        var after = meanwhile(A.CaseWithReply(ReplyStage.Countdown)).After(Due());
        Assert.Equal((ReplyStage.Held, reason), (after.Pending?.Stage, after.Pending?.Held?.Reason));
        Assert.Equal(0, after.Answers);
    }

    private static CaseFact.ReplyDue Due() => new() { At = Now, Row = A.Row() };

    private static CaseFact.ReplyConfirmed Confirmed() => new() { At = Now, Row = A.Row(), NativeId = "r1", Url = "https://fakebook.example/r1" };

    private static CaseFact.CustomerWrote Wrote(string post) => new() { At = Now, Post = post, Mark = post + "#1", PostedAt = Now };

    private static CaseFact.PostEdited Edited(string post) => new() { At = Now, NativeId = post, Mark = post + "#2" };

    private static CaseFact.PostDeleted Deleted(string post) => new() { At = Now, NativeId = post };

    private static CaseWish.Release Release(PersonId by) => new() { At = Now, By = A.Actor(by) };
}
