using SocialCareBot.Cases;

namespace SocialCareBot.Tests.Cases;

/// <summary>A claim that runs out, a page that goes round until somebody acknowledges, an acknowledgement without work, and a ladder.</summary>
public sealed class Keeping_people_at_it
{
    private static readonly Watchers Line = A.Watchers with
    {
        Leads = [A.Bo],
        Steps = [new(1, "on duty, called again", [A.Ana]), new(2, "the leads", []), new(3, "the manager", [A.Dana])],
    };

    [Fact]
    public void A_claim_without_news_is_warned_then_goes_back_and_the_duty_list_hears_so()
    {
        var claimed = A.Case(A.Ana);
        var warned = Assert.IsType<CaseEvent.Nagged>(Assert.Single(claimed.Decide(Passed(claimed, ClockKind.ClaimLease, 21)).Events));
        Assert.Equal((ClockKind.ClaimLease, Rung.Owner), (warned.Clock, warned.Rung));
        var ended = claimed.Then(Passed(claimed, ClockKind.ClaimLease, 30));
        Assert.Equal((null, CaseStatus.New, claimed.Token + 1), (ended.Owner, ended.Status, ended.Token));
        Assert.True(ended.FirstResponse?.Running);
        var told = Assert.IsType<CaseEvent.LeaseEnded>(Assert.Single(claimed.Decide(Passed(claimed, ClockKind.ClaimLease, 30)).Events));
        Assert.Equal((Rung.Duty, A.Ana), (told.Rung, told.Owner));
    }

    [Fact]
    public void Being_on_it_helps_once_and_work_helps_always()
    {
        var claimed = A.Case(A.Ana);
        var kept = claimed.Then(Keep(20));
        Assert.Equal(A.Monday9.AddMinutes(50), kept.On(ClockKind.ClaimLease)?.Target.DueAt);
        Assert.Equal(RefusalCode.LeaseExtended, kept.Told(Keep(40)).Refusal?.Code);
        var worked = kept.Then(new CaseWish.Note { At = A.Monday9.AddMinutes(40), By = A.Actor(A.Ana), Body = A.Body() });
        Assert.Equal((A.Monday9.AddMinutes(70), false), (worked.On(ClockKind.ClaimLease)?.Target.DueAt, worked.LeaseExtended));
        Assert.Equal(RefusalCode.TakenBy, claimed.Told(Keep(20) with { By = A.Actor(A.Bo) }).Refusal?.Code);
    }

    [Fact]
    public void An_opened_form_of_the_owner_is_work_and_of_somebody_else_is_not()
    {
        var claimed = A.Case(A.Ana);
        var opened = new CaseFact.FormOpened { At = A.Monday9.AddMinutes(10), Who = A.Ana };
        Assert.Equal(A.Monday9.AddMinutes(40), claimed.Then(opened).On(ClockKind.ClaimLease)?.Target.DueAt);
        Assert.Equal(Decision.Nothing, claimed.Told(opened with { Who = A.Bo }));
        Assert.Equal(Decision.Nothing, claimed.Told(opened with { At = A.Monday9.AddMinutes(2) }));
    }

    [Fact]
    public void Whoever_answers_or_waits_for_the_customer_cannot_lose_the_claim()
    {
        foreach (var still in new[] { "countdown", "sending", "answered" })
            Assert.False(Every.State[still].On(ClockKind.ClaimLease)?.Running);
    }

    [Fact]
    public void An_owner_who_asked_for_quiet_keeps_the_claim_until_it_ends() =>
        Assert.Equal(A.Monday9.AddMinutes(92), Every.State["snoozed"].On(ClockKind.ClaimLease)?.Target.DueAt);

    [Fact]
    public void A_page_goes_round_to_whoever_a_round_means_and_says_which_it_skipped()
    {
        var alerted = Alerted();
        var first = Assert.IsType<CaseEvent.Paged>(Assert.Single(alerted.Decide(Passed(alerted, ClockKind.Paging, 5)).Events));
        Assert.Equal((1, A.Ana), (first.Round, Assert.Single(first.Told)));
        var later = alerted.Then(Passed(alerted, ClockKind.Paging, 5));
        Assert.Collection(
            later.Decide(Passed(alerted, ClockKind.Paging, 10)).Events,
            skipped => Assert.Equal((2, "the leads"), (((CaseEvent.StepSkipped)skipped).Number, ((CaseEvent.StepSkipped)skipped).Step)),
            paged => Assert.Equal((3, A.Dana), (((CaseEvent.Paged)paged).Round, Assert.Single(((CaseEvent.Paged)paged).Told))));
    }

    [Fact]
    public void A_page_to_nobody_goes_to_whoever_is_known()
    {
        var alerted = Alerted();
        var nobody = new Watchers([], null) { Admins = [A.Dana], Steps = [new(1, "on duty", [])] };
        var paged = alerted.Decide(Passed(alerted, ClockKind.Paging, 5) with { Watchers = nobody }).Events[^1];
        Assert.Equal(A.Dana, Assert.Single(Assert.IsType<CaseEvent.Paged>(paged).Told));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void After_an_acknowledgement_or_a_claim_no_round_follows(bool claim)
    {
        var over = claim ? Alerted().Then(new CaseWish.Claim { At = A.Monday9.AddMinutes(4), By = A.Actor(A.Bo) }) : Alerted().Then(Acknowledge(4));
        Assert.False(over.On(ClockKind.Paging)?.Running);
        Assert.Equal(Decision.Nothing, over.Decide(Passed(Alerted(), ClockKind.Paging, 5)));
    }

    [Fact]
    public void Not_me_pages_the_next_at_once_and_the_round_is_not_repeated()
    {
        var declined = Alerted().Then(new CaseWish.DeclinePage { At = A.Monday9.AddMinutes(1), By = A.Actor(A.Ana), Watchers = Line });
        Assert.Equal((3, false), (declined.Alert?.Round, declined.Alert?.Over));
        Assert.Contains(A.Dana, declined.Alert!.Told);
        Assert.Equal(RefusalCode.AlreadyAcknowledged, declined.Then(Acknowledge(2)).Told(new CaseWish.DeclinePage { At = A.Monday9.AddMinutes(3), By = A.Actor(A.Ana), Watchers = Line }).Refusal?.Code);
    }

    [Fact]
    public void A_call_for_help_pages_the_next_and_lets_nobody_go()
    {
        var helped = Alerted().Then(Acknowledge(1)).Then(new CaseWish.CallForHelp { At = A.Monday9.AddMinutes(2), By = A.Actor(A.Ana), Watchers = Line });
        Assert.Equal((A.Ana, true), (helped.Alert?.AcknowledgedBy, helped.Alert!.Told.Contains(A.Dana)));
        Assert.Equal(RefusalCode.NotAlerted, A.Case().Told(new CaseWish.CallForHelp { At = A.Monday9, By = A.Actor(A.Ana), Watchers = Line }).Refusal?.Code);
    }

    [Fact]
    public void An_acknowledgement_without_work_is_reminded_and_then_paged_again()
    {
        var acknowledged = Alerted().Then(Acknowledge(4));
        var reminded = Assert.IsType<CaseEvent.Nagged>(Assert.Single(acknowledged.Decide(Passed(acknowledged, ClockKind.Acknowledgement, 12)).Events));
        Assert.Equal((A.Ana, true), (Assert.Single(reminded.Told), reminded.Alone));
        var again = acknowledged.Then(Passed(acknowledged, ClockKind.Acknowledgement, 19));
        Assert.Equal((false, true), (again.Alert?.Over, again.On(ClockKind.Paging)?.Running));
        var claimed = acknowledged.Then(new CaseWish.Claim { At = A.Monday9.AddMinutes(6), By = A.Actor(A.Ana) });
        Assert.Equal(Decision.Nothing, claimed.Decide(Passed(acknowledged, ClockKind.Acknowledgement, 19)));
    }

    [Fact]
    public void A_ladder_climbs_over_steps_that_mean_nobody_until_somebody_has_the_case()
    {
        var policy = new EveryPromise();
        var late = A.Case().Evolve(new CaseEvent.ClockStarted(policy.Start(ClockKind.Ladder, Question, A.Monday9)!) { At = A.Monday9 });
        var climbed = Assert.IsType<CaseEvent.Escalated>(late.Decide(Passed(late, ClockKind.Ladder, 10)).Events[^1]);
        Assert.Equal((A.Dana, 3, 3), (climbed.To, climbed.Step, climbed.Steps));
        Assert.False(late.Then(new CaseWish.Claim { At = A.Monday9, By = A.Actor(A.Ana) }).On(ClockKind.Ladder)?.Running);
        Assert.False(late.Then(new CaseWish.Assign { At = A.Monday9, By = A.Actor(A.Dana, Role.Manager), To = A.Dana }).On(ClockKind.Ladder)?.Running);
    }

    [Fact]
    public void A_step_may_mean_people_the_channel_and_gateways_at_once()
    {
        var late = A.Case().Evolve(new CaseEvent.ClockStarted(new EveryPromise().Start(ClockKind.Ladder, Question, A.Monday9)!) { At = A.Monday9 });
        var all = new LadderStep(1, "all", [A.Dana]) { Channel = true, Gateways = ["desk"] };
        var fact = Passed(late, ClockKind.Ladder, 1);
        var happened = late.Decide(fact with { Watchers = fact.Watchers with { Steps = [all] } }).Events;
        Assert.Equal(["Escalated", "Nagged", "GatewaysCalled"], happened.Select(one => one.GetType().Name));
        var alone = late.Decide(fact with { Watchers = fact.Watchers with { Steps = [all with { People = [], Channel = false }] } });
        Assert.Equal(["desk"], Assert.IsType<CaseEvent.GatewaysCalled>(Assert.Single(alone.Events)).Gateways.AsEnumerable());
        Assert.Equal(1, late.Evolve(alone.Events[0]).On(ClockKind.Ladder)?.Passed);
    }

    [Fact]
    public void What_nobody_took_over_goes_back_and_what_somebody_took_stays()
    {
        var left = new CaseFact.LeftBehind { At = A.Monday9.AddHours(1), Owner = A.Ana, Watchers = A.Watchers };
        Assert.Null(A.Case(A.Ana).Then(left).Owner);
        Assert.True(Assert.IsType<CaseEvent.LeaseEnded>(Assert.Single(A.Case(A.Ana).Told(left).Events)).LeftBehind);
        Assert.Equal(Decision.Nothing, A.Case(A.Bo).Decide(left));
    }

    private static ClockQuestion Question => new() { Brand = "GridCo", Network = "fake", Route = "care", Judgement = new(PostKind.Complaint, Priority.P1, "outage") };

    private static Case Alerted()
    {
        var events = Case.Begin(A.Received() with { Alert = [A.Ana] });
        return events.Skip(1).Aggregate(Case.From((CaseEvent.Opened)events[0]), (now, happened) => now.Evolve(happened));
    }

    private static CaseWish.KeepClaim Keep(int minutes) => new() { At = A.Monday9.AddMinutes(minutes), By = A.Actor(A.Ana) };

    private static CaseWish.Acknowledge Acknowledge(int minutes) => new() { At = A.Monday9.AddMinutes(minutes), By = A.Actor(A.Ana) };

    private static CaseFact.InstantPassed Passed(Case now, ClockKind clock, int minutes) => new()
    {
        At = A.Monday9.AddMinutes(minutes),
        Clock = clock,
        StartedAt = now.On(clock)!.Target.StartedAt,
        Watchers = Line,
    };
}
