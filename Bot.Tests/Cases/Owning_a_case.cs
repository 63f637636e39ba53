using SocialCareBot.Cases;

namespace SocialCareBot.Tests.Cases;

/// <summary>Claim, release, assign, and the number that tells whether a case changed hands.</summary>
public sealed class Owning_a_case
{
    private static readonly DateTimeOffset Now = A.Monday9.AddMinutes(5);

    [Fact]
    public void Claiming_makes_an_owner_and_raises_the_token()
    {
        var after = A.Case().After(Claim(A.Ana));
        Assert.Equal((A.Ana, Now, 1, CaseStatus.Claimed), (after.Owner, after.ClaimedAt, after.Token, after.Status));
    }

    [Fact]
    public void Claiming_a_claimed_case_is_refused_with_the_owner_named() =>
        Assert.Equal(Refusal.TakenBy(A.Ana, A.Monday9), A.Case(A.Ana).Decide(Claim(A.Bo, Role.Admin)).Refusal);

    [Fact]
    public void Claiming_ones_own_case_again_is_no_event_and_no_refusal() =>
        Assert.Equal(Decision.Nothing, A.Case(A.Ana).Decide(Claim(A.Ana)));

    [Fact]
    public void Releasing_raises_the_token_and_leaves_the_case_to_whoever_comes()
    {
        var after = A.Case(A.Ana).After(Release(A.Ana));
        Assert.Equal((null, null, 2, CaseStatus.New), (after.Owner, after.ClaimedAt, after.Token, after.Status));
        Assert.Equal(3, after.After(Claim(A.Ana)).Token);
    }

    [Fact]
    public void Releasing_what_nobody_owns_had_already_happened() => Assert.Equal(Decision.Nothing, A.Case().Decide(Release(A.Ana)));

    [Fact]
    public void An_answered_case_that_is_released_and_claimed_goes_on_waiting()
    {
        var released = Every.State["answered"].After(Release(A.Ana));
        Assert.Equal((CaseStatus.Waiting, CaseFace.Waiting), (released.Status, released.Face));
        Assert.Equal(CaseStatus.Waiting, released.After(Claim(A.Bo)).Status);
    }

    [Fact]
    public void A_lead_takes_a_case_over_and_the_token_rises()
    {
        var after = A.Case(A.Ana).After(Assign(A.Bo, A.Bo, Role.Lead));
        Assert.Equal((A.Bo, 2), (after.Owner, after.Token));
    }

    [Fact]
    public void Assigning_to_the_owner_changes_nothing_unless_a_manager_takes_it_from_the_table()
    {
        Assert.Equal(Decision.Nothing, A.Case(A.Ana).Decide(Assign(A.Ana, A.Bo, Role.Lead)));
        var escalated = A.Case(A.Dana).After(Escalate(A.Ana));
        var after = escalated.After(Assign(A.Dana, A.Dana, Role.Manager));
        Assert.Equal((A.Dana, escalated.Token, null), (after.Owner, after.Token, after.Escalation));
    }

    [Fact]
    public void Taking_an_escalated_case_ends_the_escalation()
    {
        var after = A.Case(A.Ana).After(Escalate(A.Ana)).After(Assign(A.Dana, A.Dana, Role.Manager));
        Assert.Equal((A.Dana, null, CaseFace.Claimed), (after.Owner, after.Escalation, after.Face));
    }

    [Fact]
    public void Sending_back_ends_the_escalation_and_keeps_the_owner()
    {
        var after = A.Case(A.Ana).After(Escalate(A.Ana)).After(new CaseWish.SendBack { At = Now, By = A.Actor(A.Dana), Body = A.Body() });
        Assert.Equal((A.Ana, null, 1), (after.Owner, after.Escalation, after.Token));
    }

    [Fact]
    public void A_case_is_put_before_the_same_manager_once()
    {
        var refusal = A.Case(A.Ana).After(Escalate(A.Ana)).Decide(Escalate(A.Bo) with { At = Now.AddMinutes(1) }).Refusal;
        Assert.Equal((RefusalCode.AlreadyWithManager, A.Dana, Now), (refusal?.Code, refusal?.Who, refusal?.Since));
    }

    [Fact]
    public void Taking_or_getting_a_case_wakes_it()
    {
        var snoozed = Every.State["snoozed"];
        Assert.Null(snoozed.After(Assign(A.Bo, A.Bo, Role.Lead)).SnoozedUntil);
        Assert.Null(snoozed.After(Release(A.Ana)).SnoozedUntil);
    }

    [Fact]
    public void Snoozing_into_the_past_is_refused()
    {
        var refusal = A.Case(A.Ana).Decide(new CaseWish.Snooze { At = Now, By = A.Actor(A.Ana), Until = Now }).Refusal;
        Assert.Equal(RefusalCode.TooLate, refusal?.Code);
    }

    [Fact]
    public void A_resolved_case_takes_no_work_and_names_who_resolved_it()
    {
        var resolved = A.Case(A.Ana).Resolved(A.Bo);
        CaseWish[] work = [Claim(A.Ana), Assign(A.Ana, A.Ana), Escalate(A.Ana), A.Reply(resolved, A.Ana), new CaseWish.Snooze { At = Now, By = A.Actor(A.Ana), Until = Now.AddHours(1) }];
        Assert.All(work, wish => Assert.Equal(new Refusal(RefusalCode.AlreadyResolved) { Who = A.Bo, Since = A.Monday9.AddMinutes(1) }, resolved.Decide(wish).Refusal));
    }

    [Fact]
    public void Reopening_gives_the_case_to_nobody_and_raises_the_token()
    {
        var after = A.Case(A.Ana).Resolved().After(new CaseWish.Reopen { At = Now, By = A.Actor(A.Bo) });
        Assert.Equal((CaseStatus.New, null, 2, null), (after.Status, after.Owner, after.Token, after.Resolution));
        Assert.Equal(RefusalCode.NotResolved, A.Case().Decide(new CaseWish.Reopen { At = Now, By = A.Actor(A.Bo) }).Refusal?.Code);
    }

    private static CaseWish.Claim Claim(PersonId by, Role role = Role.Agent) => new() { At = Now, By = A.Actor(by, role) };

    private static CaseWish.Release Release(PersonId by) => new() { At = Now, By = A.Actor(by) };

    private static CaseWish.Assign Assign(PersonId to, PersonId by, Role role = Role.Agent) => new() { At = Now, By = A.Actor(by, role), To = to };

    private static CaseWish.Escalate Escalate(PersonId by) => new() { At = Now, By = A.Actor(by), To = A.Dana };
}
