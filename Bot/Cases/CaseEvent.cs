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
        public ClockStart? Clock { get; init; }
        public CaseId? Earlier { get; init; }
    }

    public sealed record Claimed(PersonId Owner) : CaseEvent;

    public sealed record Released : CaseEvent;

    public sealed record Assigned(PersonId Owner) : CaseEvent;

    public sealed record Noted(BodyId Body) : CaseEvent
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

    public sealed record ReplyParked(ReplyId Row) : CaseEvent;

    /// <summary>A person wants it sent again after looking for it.</summary>
    public sealed record ReplyRetried(ReplyId Row) : CaseEvent;

    /// <summary>The answer stands on the network. <paramref name="Author"/> wrote it.</summary>
    public sealed record Answered(ReplyId Row, PersonId Author, Audience Audience, string? NativeId, string? Url) : CaseEvent;

    /// <summary>News of a reply that is no longer this case's pending one: written down, changes nothing.</summary>
    public sealed record ReplyRemarked(ReplyId Row, string Remark) : CaseEvent;

    public sealed record Escalated(PersonId? To, BodyId? Note) : CaseEvent
    {
        public override BodyId? Text => Note;
    }

    public sealed record SentBack(BodyId Note) : CaseEvent
    {
        public override BodyId? Text => Note;
    }

    public sealed record Snoozed(DateTimeOffset Until) : CaseEvent;

    public sealed record Resolved(ResolveReason Reason) : CaseEvent;

    /// <summary>By a person, or because the customer wrote again.</summary>
    /// <param name="Clock">The promise that begins with what the customer wrote; null where a person reopened it.</param>
    public sealed record Reopened(ClockStart? Clock = null) : CaseEvent;

    /// <param name="Route">Where it goes from here; null: it stays.</param>
    public sealed record Reclassified(Judgement Judgement, ClockStart? Clock, string? Route = null) : CaseEvent;

    /// <param name="Current">Whether it is now the customer's last post; false for one that arrived late.</param>
    public sealed record CustomerWrote(string Post, string Mark, DateTimeOffset PostedAt, bool Current) : CaseEvent;

    /// <param name="Current">Whether it is the post that a reply would answer.</param>
    public sealed record PostEdited(string Post, string Mark, bool Current) : CaseEvent;

    public sealed record PostDeleted(string Post, bool Current) : CaseEvent;

    /// <summary>Marks of a clock were passed; the highest makes the message.</summary>
    public sealed record Nagged(ClockKind Clock, DateTimeOffset StartedAt, ImmutableArray<int> Percents, Rung Rung, ImmutableArray<PersonId> Told) : CaseEvent
    {
        public int Percent => Percents[^1];
    }

    public sealed record Breached(ClockKind Clock, DateTimeOffset StartedAt, DateTimeOffset DueAt, ImmutableArray<int> Percents, Rung Rung, ImmutableArray<PersonId> Told) : CaseEvent;

    /// <summary>A mark was passed while nobody was to be told (the owner snoozed).</summary>
    public sealed record PassedQuietly(ClockKind Clock, DateTimeOffset StartedAt, ImmutableArray<int> Percents) : CaseEvent;

    /// <summary>Each of them was written to alone.</summary>
    public sealed record Alerted(ImmutableArray<PersonId> Told) : CaseEvent;

    public sealed record Acknowledged : CaseEvent;

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
}
