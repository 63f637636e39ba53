using System.Collections.Immutable;

namespace SocialCareBot.Cases;

/// <summary>What happened to a case. Holds ids and instants, never a person's words: those stand in the body table.</summary>
public abstract record CaseEvent
{
    public required DateTimeOffset At { get; init; }

    /// <summary>Who did it; null when the world or the clock did.</summary>
    public Actor? By { get; init; }

    /// <summary>The text that belongs to it, if any.</summary>
    public virtual BodyId? Text => null;

    public sealed record Opened : CaseEvent
    {
        public required CaseId Case { get; init; }
        public required int Number { get; init; }
        public required string Network { get; init; }
        public required string NetworkTitle { get; init; }
        public required string Account { get; init; }
        public required string Brand { get; init; }
        public required string Customer { get; init; }
        public required string ThreadRoot { get; init; }
        public required string Post { get; init; }
        public required string Mark { get; init; }
        public required DateTimeOffset PostedAt { get; init; }
        public required Judgement Judgement { get; init; }
        public required string Route { get; init; }
        public required Capabilities Can { get; init; }
        public int? Reach { get; init; }
        public string? Language { get; init; }
        public bool Practice { get; init; }
        public IReadOnlyList<string> Tags { get; init; } = [];
        public ClockStart? Clock { get; init; }
        public CaseId? Earlier { get; init; }
    }

    /// <param name="Lease">How long the claim lasts without visible work; null: as long as they like.</param>
    public sealed record Claimed(PersonId Owner, ClockStart? Lease = null) : CaseEvent;

    public sealed record Released : CaseEvent;

    public sealed record Assigned(PersonId Owner, ClockStart? Lease = null) : CaseEvent;

    /// <param name="Lease">Work was seen: the claim begins anew.</param>
    public sealed record Noted(BodyId Body, ClockStart? Lease = null) : CaseEvent
    {
        public override BodyId? Text => Body;
    }

    public sealed record ReplyQueued(PendingReply Reply) : CaseEvent
    {
        public override BodyId? Text => Reply.Body;
    }

    public sealed record ReplyUndone(ReplyId Row) : CaseEvent;

    public sealed record ReplyLeft(ReplyId Row) : CaseEvent;

    public sealed record ReplyHeld(ReplyId Row, Hold Why) : CaseEvent;

    /// <summary>Surely not published yet; it leaves later, after the same last look.</summary>
    public sealed record ReplyDelayed(ReplyId Row, DateTimeOffset Until, string Reason) : CaseEvent;

    public sealed record ReplyUnclear(ReplyId Row, string Reason) : CaseEvent;

    public sealed record ReplyParked(ReplyId Row) : CaseEvent
    {
        /// <summary>It stood in a restored backup, and may have left since.</summary>
        public bool Restored { get; init; }
    }

    /// <summary>A person wants it sent again after looking for it.</summary>
    public sealed record ReplyRetried(ReplyId Row) : CaseEvent;

    /// <summary>The answer stands on the network. <paramref name="Author"/> wrote it.</summary>
    public sealed record Answered(ReplyId Row, PersonId Author, Audience Audience, string? NativeId, string? Url) : CaseEvent;

    /// <summary>News of a reply that is no longer this case's pending one: written down, changes nothing.</summary>
    public sealed record ReplyRemarked(ReplyId Row, string Remark) : CaseEvent;

    public sealed record Escalated(PersonId? To, BodyId? Note) : CaseEvent
    {
        /// <summary>The step of the ladder, from 1, and how many it has; null where no ladder did it.</summary>
        public int? Step { get; init; }
        public int? Steps { get; init; }

        public override BodyId? Text => Note;
    }

    public sealed record SentBack(BodyId Note) : CaseEvent
    {
        public override BodyId? Text => Note;
    }

    /// <param name="Lease">The claim lasts from the end of the quiet.</param>
    public sealed record Snoozed(DateTimeOffset Until, ClockStart? Lease = null) : CaseEvent;

    public sealed record Resolved(ResolveReason Reason) : CaseEvent;

    /// <summary>By a person, or because the customer wrote again.</summary>
    /// <param name="Clock">Lines of the first format: the promise that began with it. Now it is a line of its own.</param>
    public sealed record Reopened(ClockStart? Clock = null) : CaseEvent;

    /// <param name="Clock">The promise of an answer that the new class asks for; null: none.</param>
    /// <param name="Route">Where it goes from here; null: it stays.</param>
    public sealed record Reclassified(Judgement Judgement, ClockStart? Clock, string? Route = null) : CaseEvent;

    /// <summary>More urgent than it was, because a post spread or a promise was broken. Promises get tighter and never looser.</summary>
    public sealed record PriorityRaised(Priority Priority, string Reason) : CaseEvent;

    public sealed record ClockStarted(ClockStart Clock) : CaseEvent;

    /// <summary>A clock that rested goes on; its end has moved by the open time of the rest.</summary>
    public sealed record ClockResumed(ClockStart Clock) : CaseEvent;

    /// <summary>The claim goes on, because work was seen or its owner asked for time.</summary>
    /// <param name="Asked">By the button, which works once.</param>
    public sealed record LeaseRenewed(ClockStart Lease, bool Asked) : CaseEvent;

    /// <summary>The claim ran out, or nobody took it over at the end of a shift: the case is in the queue again.</summary>
    public sealed record LeaseEnded(PersonId Owner, DateTimeOffset StartedAt, Rung Rung, ImmutableArray<PersonId> Told) : CaseEvent
    {
        /// <summary>Its owner's shift was over and nobody accepted it; false: there was no news for too long.</summary>
        public bool LeftBehind { get; init; }
    }

    /// <param name="Current">Whether it is now the customer's last post; false for one that arrived late.</param>
    public sealed record CustomerWrote(string Post, string Mark, DateTimeOffset PostedAt, bool Current) : CaseEvent
    {
        /// <summary>How it can be answered; null: as before.</summary>
        public Capabilities? Can { get; init; }
    }

    /// <param name="Current">Whether it is the post that a reply would answer.</param>
    public sealed record PostEdited(string Post, string Mark, bool Current) : CaseEvent;

    public sealed record PostDeleted(string Post, bool Current) : CaseEvent;

    /// <summary>Marks of a clock were passed; the highest makes the message.</summary>
    public sealed record Nagged(ClockKind Clock, DateTimeOffset StartedAt, ImmutableArray<int> Percents, Rung Rung, ImmutableArray<PersonId> Told) : CaseEvent
    {
        /// <summary>Each of them by a message of their own, instead of in the thread.</summary>
        public bool Alone { get; init; }

        public int Percent => Percents[^1];
    }

    public sealed record Breached(ClockKind Clock, DateTimeOffset StartedAt, DateTimeOffset DueAt, ImmutableArray<int> Percents, Rung Rung, ImmutableArray<PersonId> Told) : CaseEvent
    {
        /// <summary>What it set going; the events of that follow.</summary>
        public IReadOnlyList<BreachAction> Acts { get; init; } = [];
    }

    /// <summary>A mark was passed while nobody was to be told (the owner snoozed).</summary>
    public sealed record PassedQuietly(ClockKind Clock, DateTimeOffset StartedAt, ImmutableArray<int> Percents) : CaseEvent;

    /// <summary>Each of them was written to alone.</summary>
    /// <param name="Rounds">When it is repeated and goes on to the next, until somebody acknowledges.</param>
    public sealed record Alerted(ImmutableArray<PersonId> Told, ClockStart? Rounds = null) : CaseEvent;

    /// <summary>Another round of paging.</summary>
    /// <param name="Step">Whom it means: "on duty, second call".</param>
    public sealed record Paged(int Round, string Step, ImmutableArray<PersonId> Told) : CaseEvent
    {
        /// <summary>Which policy said who that is; null: a line of an older bot.</summary>
        public int? PolicyVersion { get; init; }
    }

    /// <summary>"Not me, next."</summary>
    public sealed record PageDeclined : CaseEvent;

    public sealed record HelpCalled : CaseEvent;

    /// <summary>A round or a step meant nobody: it was not waited for.</summary>
    public sealed record StepSkipped(ClockKind Clock, int Number, string Step) : CaseEvent;

    /// <summary>A step of the ladder called these gateways, beside or instead of people.</summary>
    public sealed record GatewaysCalled(int Step, DateTimeOffset StartedAt, ImmutableArray<string> Gateways) : CaseEvent;

    public sealed record GatewayFailed(string Gateway, string Reason) : CaseEvent;

    /// <param name="Lease">How long that lasts without visible work.</param>
    public sealed record Acknowledged(ClockStart? Lease = null) : CaseEvent;

    /// <summary>Acknowledged, and then nothing was seen: it is as if nobody had.</summary>
    public sealed record AcknowledgementEnded(PersonId Who) : CaseEvent;

    /// <param name="Instead">The front on which they are told all the same; null: in the thread.</param>
    public sealed record Unreached(PersonId Who, string Front, string Reason, string? Instead) : CaseEvent;

    /// <summary>What named <paramref name="Goes"/> means <paramref name="Stays"/>; lines before this one keep the id they had.</summary>
    public sealed record PersonJoined(PersonId Goes, PersonId Stays) : CaseEvent;

    public sealed record Retargeted(ClockStart Clock, string Reason) : CaseEvent;
}

/// <summary>Which step of "never nobody" was taken for a nag.</summary>
public enum Rung
{
    Owner,
    Duty,
    Manager,

    /// <summary>Nobody is known on this route: it stands on the web desk, for whoever operates it.</summary>
    Desk,
    Lead,
    Admin,
}
