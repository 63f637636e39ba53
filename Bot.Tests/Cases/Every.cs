using SocialCareBot.Cases;

namespace SocialCareBot.Tests.Cases;

/// <summary>A case in every state it can stand in, and every command and event once; tests over all of them begin here.</summary>
internal static class Every
{
    private static readonly DateTimeOffset At = A.Monday9.AddMinutes(2);
    private static readonly Judgement Praise = new(PostKind.Praise, Priority.P4, "thanks");

    public static IReadOnlyDictionary<string, Case> State { get; } = new Dictionary<string, Case>
    {
        ["new"] = A.Case(),
        ["new, no clock"] = Case.From(Case.Open(A.Received() with { Judgement = Praise })),
        ["alerted"] = A.Case().After(new CaseFact.CustomerWrote { At = At, Post = "p2", Mark = "p2#1", PostedAt = At, Judgement = null }).Evolve(new CaseEvent.Alerted([A.Ana, A.Bo]) { At = At }),
        ["claimed"] = A.Case(A.Ana),
        ["released"] = A.Case(A.Ana).After(new CaseWish.Release { At = At, By = A.Actor(A.Ana) }),
        ["snoozed"] = A.Case(A.Ana).After(new CaseWish.Snooze { At = At, By = A.Actor(A.Ana), Until = At.AddHours(1) }),
        ["nagged"] = A.Case(A.Ana).After(Passed(15)),
        ["late"] = A.Case(A.Ana).After(Passed(30)),
        ["late, unclaimed"] = A.Case().After(Passed(30)),
        ["escalated"] = A.Case(A.Ana).After(new CaseWish.Escalate { At = At, By = A.Actor(A.Ana), To = A.Dana }),
        ["post gone"] = A.Case(A.Ana).After(new CaseFact.PostDeleted { At = At, NativeId = "p1" }),
        ["countdown"] = A.CaseWithReply(ReplyStage.Countdown),
        ["sending"] = A.CaseWithReply(ReplyStage.Sending),
        ["unknown"] = A.CaseWithReply(ReplyStage.Unknown),
        ["parked"] = A.CaseWithReply(ReplyStage.Parked),
        ["held"] = A.CaseWithReply(ReplyStage.Held),
        ["held by the switch"] = A.CaseWithReply(ReplyStage.Held, held: HoldReason.StopSwitch),
        ["answered"] = A.CaseWithReply(ReplyStage.Sending).After(Confirmed),
        ["answered, released"] = A.CaseWithReply(ReplyStage.Sending).After(Confirmed).After(new CaseWish.Release { At = At, By = A.Actor(A.Ana) }),
        ["resolved"] = A.Case(A.Ana).Resolved(),
        ["resolved, never claimed"] = A.Case().Resolved(),
        ["resolved while sending"] = A.CaseWithReply(ReplyStage.Sending).Resolved(),
        ["resolved while unknown"] = A.CaseWithReply(ReplyStage.Unknown).Resolved(),
        ["post gone, answer held"] = A.CaseWithReply(ReplyStage.Held).After(new CaseFact.PostDeleted { At = At, NativeId = "p1" }),
        ["resolved while held"] = A.CaseWithReply(ReplyStage.Held).Resolved(),
        ["reopened"] = A.Case(A.Ana).Resolved().After(new CaseWish.Reopen { At = At, By = A.Actor(A.Ana) }),
    };

    private static ClockQuestion Question => A.About(Priority.P1);

    private static CaseFact.ReplyConfirmed Confirmed => new() { At = At, Row = A.Row(), NativeId = "r1", Url = "https://fakebook.example/r1" };

    /// <summary>The wishes, put by this person; a reply carries what its form would carry.</summary>
    public static IReadOnlyList<CaseWish> Wish(Case to, Actor by) =>
    [
        new CaseWish.Claim { At = At, By = by },
        new CaseWish.Release { At = At, By = by },
        new CaseWish.Assign { At = At, By = by, To = A.Bo },
        new CaseWish.Note { At = At, By = by, Body = A.Body(7), PromiseBy = At.AddHours(2) },
        new CaseWish.KeepClaim { At = At, By = by },
        new CaseWish.DeclinePage { At = At, By = by, Watchers = A.Watchers },
        new CaseWish.CallForHelp { At = At, By = by, Watchers = A.Watchers },
        A.Reply(to, by.Id, 7, At) with { By = by },
        new CaseWish.UndoReply { At = At, By = by },
        new CaseWish.RetryReply { At = At, By = by },
        new CaseWish.MarkReplySent { At = At, By = by },
        new CaseWish.Escalate { At = At, By = by, To = A.Dana },
        new CaseWish.SendBack { At = At, By = by, Body = A.Body(7) },
        new CaseWish.Acknowledge { At = At, By = by },
        new CaseWish.Snooze { At = At, By = by, Until = At.AddHours(1) },
        new CaseWish.Resolve { At = At, By = by, Reason = ResolveReason.Answered },
        new CaseWish.Reopen { At = At, By = by },
        new CaseWish.Reclassify { At = At, By = by, Kind = PostKind.Question, Priority = Priority.P2 },
    ];

    public static IReadOnlyList<CaseFact> Fact { get; } =
    [
        A.Received(),
        new CaseFact.CustomerWrote { At = At, Post = "p2", Mark = "p2#1", PostedAt = At, Alert = [A.Ana, A.Bo] },
        new CaseFact.PostEdited { At = At, NativeId = "p1", Mark = "p1#2" },
        new CaseFact.PostDeleted { At = At, NativeId = "p1" },
        new CaseFact.ReplyDue { At = At, Row = A.Row() },
        Confirmed,
        new CaseFact.ReplyFailed { At = At, Row = A.Row(), Why = new(HoldReason.Refused) },
        new CaseFact.ReplyDelayed { At = At, Row = A.Row(), Until = At.AddMinutes(1), Reason = "rate limit" },
        new CaseFact.ReplyUnclear { At = At, Row = A.Row(), Reason = "no answer" },
        new CaseFact.ReplyParked { At = At, Row = A.Row() },
        Passed(15),
        new CaseFact.Unreached { At = At, Who = A.Bo, Front = "slack", Reason = "blocked" },
        new CaseFact.PersonJoined { At = At, Goes = A.Ana, Stays = A.Bo },
        new CaseFact.Retarget { At = At, Policy = A.Policy with { Version = 2 }, Reason = "policy 2" },
        new CaseFact.Spread { At = At, AtLeast = Priority.P1, Reason = "1,200 reposts", Policy = A.Policy },
        new CaseFact.FormOpened { At = At.AddMinutes(10), Who = A.Ana, Policy = A.Policy },
        new CaseFact.LeftBehind { At = At, Owner = A.Ana, Watchers = A.Watchers },
        new CaseFact.GatewayFailed { At = At, Gateway = "desk", Reason = "the gateway answered 404" },
    ];

    public static IReadOnlyList<CaseEvent> Event { get; } =
    [
        Case.Open(A.Received()),
        new CaseEvent.Claimed(A.Ana) { At = At },
        new CaseEvent.Released { At = At },
        new CaseEvent.Assigned(A.Bo) { At = At },
        new CaseEvent.Noted(A.Body(7)) { At = At },
        new CaseEvent.ReplyQueued(A.CaseWithReply(ReplyStage.Countdown).Pending!) { At = At },
        new CaseEvent.ReplyUndone(A.Row()) { At = At },
        new CaseEvent.ReplyLeft(A.Row()) { At = At },
        new CaseEvent.ReplyHeld(A.Row(), new(HoldReason.Refused)) { At = At },
        new CaseEvent.ReplyDelayed(A.Row(), At, "rate limit") { At = At },
        new CaseEvent.ReplyUnclear(A.Row(), "no answer") { At = At },
        new CaseEvent.ReplyParked(A.Row()) { At = At },
        new CaseEvent.ReplyRetried(A.Row()) { At = At },
        new CaseEvent.Answered(A.Row(), A.Ana, Audience.Public, "r1", null) { At = At },
        new CaseEvent.ReplyRemarked(A.Row(), "failed") { At = At },
        new CaseEvent.Escalated(A.Dana, null) { At = At },
        new CaseEvent.SentBack(A.Body(7)) { At = At },
        new CaseEvent.Snoozed(At.AddHours(1)) { At = At },
        new CaseEvent.Resolved(ResolveReason.Fixed) { At = At, By = A.Actor(A.Ana) },
        new CaseEvent.Reopened() { At = At },
        new CaseEvent.Reclassified(Praise, null) { At = At },
        new CaseEvent.CustomerWrote("p2", "p2#1", At, true) { At = At },
        new CaseEvent.PostEdited("p1", "p1#2", true) { At = At },
        new CaseEvent.PostDeleted("p1", true) { At = At },
        new CaseEvent.Nagged(ClockKind.FirstResponse, A.Monday9, [50], Rung.Owner, [A.Ana]) { At = At },
        new CaseEvent.Breached(ClockKind.FirstResponse, A.Monday9, At, [100], Rung.Owner, [A.Ana]) { At = At },
        new CaseEvent.PassedQuietly(ClockKind.FirstResponse, A.Monday9, [50]) { At = At },
        new CaseEvent.Alerted([A.Ana, A.Bo]) { At = At },
        new CaseEvent.Acknowledged(A.Policy.Start(ClockKind.Acknowledgement, Question, At)) { At = At, By = A.Actor(A.Ana) },
        new CaseEvent.Unreached(A.Bo, "slack", "blocked", null) { At = At },
        new CaseEvent.PersonJoined(A.Ana, A.Bo) { At = At },
        new CaseEvent.Retargeted(A.Clock, "policy 2") { At = At },
        new CaseEvent.PriorityRaised(Priority.P1, "1,200 reposts") { At = At },
        new CaseEvent.ClockStarted(A.Policy.Until(ClockKind.Promise, Question, At, At.AddHours(2))) { At = At },
        new CaseEvent.ClockResumed(A.Policy.Until(ClockKind.Resolution, Question, At, At.AddHours(2))) { At = At },
        new CaseEvent.LeaseRenewed(A.Policy.Start(ClockKind.ClaimLease, Question, At)!, true) { At = At },
        new CaseEvent.LeaseEnded(A.Ana, At, Rung.Duty, [A.Bo]) { At = At },
        new CaseEvent.Paged(1, "on duty", [A.Bo]) { At = At },
        new CaseEvent.PageDeclined { At = At, By = A.Actor(A.Ana) },
        new CaseEvent.HelpCalled { At = At, By = A.Actor(A.Ana) },
        new CaseEvent.StepSkipped(ClockKind.Paging, 1, "the leads") { At = At },
        new CaseEvent.GatewaysCalled(1, A.Monday9, ["desk"]) { At = At },
        new CaseEvent.GatewayFailed("desk", "the gateway answered 404") { At = At },
        new CaseEvent.AcknowledgementEnded(A.Ana) { At = At },
    ];

    /// <summary>An instant of the first-response clock of <see cref="A.Case"/> that has come, this many minutes after it began.</summary>
    public static CaseFact.InstantPassed Passed(double minutes) => new()
    {
        At = A.Monday9.AddMinutes(minutes),
        Clock = ClockKind.FirstResponse,
        StartedAt = A.Monday9,
        Watchers = A.Watchers,
    };
}
