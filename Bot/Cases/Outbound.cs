namespace SocialCareBot.Cases;

/// <summary>Something the world must still get, or a reply's row that changes its state; written in the same transaction as the event that caused it.</summary>
public abstract record Outbound
{
    /// <summary>Every card, nag and manager card of this case should show it as it now is.</summary>
    public sealed record ShowCase : Outbound;

    public sealed record QueueReply(PendingReply Reply) : Outbound;

    public sealed record MoveReply(ReplyId Row, ReplyRowState To) : Outbound;

    /// <summary>A reminder in the case's thread. The key makes a repeat harmless.</summary>
    public sealed record SendNag(ClockKind Clock, DateTimeOffset StartedAt, int Percent, Rung Rung, IReadOnlyList<PersonId> Told, string Key) : Outbound
    {
        /// <summary>To each of them alone, instead of in the thread.</summary>
        public bool Alone { get; init; }

        /// <summary>Of a claim that ended: at a change of shift, not for want of news.</summary>
        public bool LeftBehind { get; init; }
    }

    /// <summary>A broken promise set this going. Kept under a unique key, so that nothing could do it twice.</summary>
    public sealed record NoteAct(ClockKind Clock, DateTimeOffset StartedAt, BreachAction Act) : Outbound;

    /// <summary>A signed call to each gateway, for as long as the ladder that began then is climbed.</summary>
    public sealed record CallGateways(IReadOnlyList<string> Gateways, DateTimeOffset StartedAt, int Step, string Key) : Outbound;

    /// <summary>The manager's one-to-one card; in the thread where the manager cannot be reached.</summary>
    public sealed record PutBeforeManager(PersonId? To, string Key) : Outbound;

    /// <summary>To each of them alone, on every front that reaches them; in the thread where none does.</summary>
    public sealed record AlertPeople(IReadOnlyList<PersonId> Told, string Key) : Outbound
    {
        /// <summary>Who calls for help with a case that was acknowledged already.</summary>
        public PersonId? HelpFor { get; init; }
    }

    /// <summary>No call by e-mail or phone leaves any more; with <paramref name="Who"/>: none to that person.</summary>
    public sealed record CancelPages(PersonId? Who = null) : Outbound;

    /// <summary>The one table of consequences.</summary>
    public static IReadOnlyList<Outbound> After(CaseEvent happened, Case now) => happened switch
    {
        CaseEvent.Claimed or CaseEvent.Assigned or CaseEvent.Acknowledged or CaseEvent.AcknowledgementEnded or CaseEvent.Resolved => [new CancelPages(), new ShowCase()],
        CaseEvent.PageDeclined e => [new CancelPages(e.By?.Id), new ShowCase()],
        CaseEvent.ReplyQueued e => [new QueueReply(e.Reply), new ShowCase()],
        CaseEvent.ReplyUndone e => [new MoveReply(e.Row, ReplyRowState.Cancelled), new ShowCase()],
        CaseEvent.ReplyLeft e => [new MoveReply(e.Row, ReplyRowState.Sending), new ShowCase()],
        CaseEvent.ReplyDelayed e => [new MoveReply(e.Row, ReplyRowState.Queued), new ShowCase()],
        CaseEvent.ReplyHeld e => [new MoveReply(e.Row, ReplyRowState.Held), new ShowCase()],
        CaseEvent.ReplyUnclear e => [new MoveReply(e.Row, ReplyRowState.Unknown), new ShowCase()],
        CaseEvent.ReplyParked e => [new MoveReply(e.Row, ReplyRowState.Parked), new ShowCase()],
        CaseEvent.ReplyRetried e => [new MoveReply(e.Row, ReplyRowState.Queued), new ShowCase()],
        CaseEvent.Answered e => [new MoveReply(e.Row, ReplyRowState.Sent), new CancelPages(), new ShowCase()],
        CaseEvent.ReplyRemarked => [],
        CaseEvent.Nagged e => [new SendNag(e.Clock, e.StartedAt, e.Percent, e.Rung, e.Told, NagKey(now, e.Clock, e.StartedAt, e.Percent)) { Alone = e.Alone }, new ShowCase()],
        CaseEvent.LeaseEnded e => [new SendNag(ClockKind.ClaimLease, e.StartedAt, 100, e.Rung, e.Told, NagKey(now, ClockKind.ClaimLease, e.StartedAt, 100)) { LeftBehind = e.LeftBehind }, new ShowCase()],
        CaseEvent.GatewaysCalled e => [new CallGateways(e.Gateways, e.StartedAt, e.Step, $"gateway:{now.Id}:{e.StartedAt.ToUnixTimeMilliseconds()}:{e.Step}"), new ShowCase()],
        CaseEvent.Breached e => [.. e.Acts.Select(act => new NoteAct(e.Clock, e.StartedAt, act)), new SendNag(e.Clock, e.StartedAt, 100, e.Rung, e.Told, NagKey(now, e.Clock, e.StartedAt, 100)), new ShowCase()],
        CaseEvent.Escalated e => [new PutBeforeManager(e.To, $"manager:{now.Id}:{now.Version}"), new ShowCase()],
        CaseEvent.Alerted e => [new AlertPeople(e.Told, $"alert:{now.Id}:{now.Version}"), new ShowCase()],
        CaseEvent.Paged e => [new AlertPeople(e.Told, $"alert:{now.Id}:{now.Version}") { HelpFor = now.Alert is { Over: true } ? e.By?.Id : null }, new ShowCase()],
        _ => [new ShowCase()],
    };

    private static string NagKey(Case now, ClockKind clock, DateTimeOffset startedAt, int percent) =>
        $"nag:{now.Id}:{clock}:{startedAt.ToUnixTimeMilliseconds()}:{percent}";
}

/// <summary>Where a reply's outbox row stands.</summary>
public enum ReplyRowState
{
    Queued,
    Held,
    Sending,
    Sent,
    Unknown,
    Parked,
    Cancelled,
}
