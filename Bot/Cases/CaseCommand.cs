namespace SocialCareBot.Cases;

/// <summary>Something asked of a case: a person's wish, which may be refused, or a fact of the world, which never is.</summary>
public abstract record CaseCommand
{
    public required DateTimeOffset At { get; init; }
}

/// <summary>What a person wants. The actor comes from the verified envelope of the click, never from its data.</summary>
public abstract record CaseWish : CaseCommand
{
    public required Actor By { get; init; }

    public sealed record Claim : CaseWish;

    public sealed record Release : CaseWish;

    public sealed record Assign : CaseWish
    {
        public required PersonId To { get; init; }
    }

    public sealed record Note : CaseWish
    {
        public required BodyId Body { get; init; }
    }

    /// <summary>An answer, previewed and sent by a person. Leaves at <see cref="LeavesAt"/> unless undone.</summary>
    public sealed record Reply : CaseWish
    {
        public required ReplyId Row { get; init; }
        public required BodyId Body { get; init; }

        /// <summary>The claim token the form was opened under.</summary>
        public required int Token { get; init; }

        /// <summary>The last customer post the form showed (<see cref="Post.Mark"/>).</summary>
        public required string Seen { get; init; }
        public required Audience Audience { get; init; }
        public required DateTimeOffset LeavesAt { get; init; }
    }

    /// <summary>Takes a reply back before it leaves, or drops one that is held.</summary>
    public sealed record UndoReply : CaseWish;

    /// <summary>"Send again": a person saw that a reply of unknown outcome is not there.</summary>
    public sealed record RetryReply : CaseWish;

    /// <summary>"It is there": a person saw that a reply of unknown outcome stands.</summary>
    public sealed record MarkReplySent : CaseWish;

    public sealed record Escalate : CaseWish
    {
        /// <summary>The route's manager; null when the route names none that we know.</summary>
        public PersonId? To { get; init; }
        public BodyId? Body { get; init; }
    }

    /// <summary>The manager's answer: back to the team, with a note.</summary>
    public sealed record SendBack : CaseWish
    {
        public required BodyId Body { get; init; }
    }

    /// <summary>"I have seen it": ends the alert for everybody who got it. Claims nothing.</summary>
    public sealed record Acknowledge : CaseWish;

    public sealed record Snooze : CaseWish
    {
        public required DateTimeOffset Until { get; init; }
    }

    public sealed record Resolve : CaseWish
    {
        public required ResolveReason Reason { get; init; }
    }

    public sealed record Reopen : CaseWish;

    public sealed record Reclassify : CaseWish
    {
        public required PostKind Kind { get; init; }
        public required Priority Priority { get; init; }

        /// <summary>The clock that the new class asks for; null where it has none.</summary>
        public ClockStart? Clock { get; init; }

        /// <summary>Where a case of that class goes; used where it leaves the quiet behind.</summary>
        public string? Route { get; init; }

        /// <summary>Who is alerted where the case becomes more urgent and nobody has it.</summary>
        public IReadOnlyList<PersonId> Alert { get; init; } = [];
    }
}

/// <summary>What the world did. Recorded in every state, though it may change little.</summary>
public abstract record CaseFact : CaseCommand
{
    /// <summary>The first post of a matter; the only command that is not put to an existing case.</summary>
    public sealed record Received : CaseFact
    {
        public required CaseId Case { get; init; }
        public required int Number { get; init; }
        public required Post Post { get; init; }
        public required Judgement Judgement { get; init; }
        public required string Route { get; init; }
        public ClockStart? Clock { get; init; }

        /// <summary>An earlier case of this customer and thread, resolved too long ago to be reopened.</summary>
        public CaseId? Earlier { get; init; }

        /// <summary>The customer's, as told or guessed; null where nobody can tell.</summary>
        public string? Language { get; init; }

        /// <summary>Who is alerted alone, one by one.</summary>
        public IReadOnlyList<PersonId> Alert { get; init; } = [];

        /// <summary>Who brought it, where a person did: a message of the team chat.</summary>
        public Actor? By { get; init; }
    }

    public sealed record CustomerWrote : CaseFact
    {
        public required string Post { get; init; }
        public required string Mark { get; init; }
        public required DateTimeOffset PostedAt { get; init; }

        /// <summary>What triage makes of this post. A complaint where only noise or praise was heard before makes the case one.</summary>
        public Judgement? Judgement { get; init; }

        /// <summary>Where a case of that judgement goes.</summary>
        public string? Route { get; init; }

        /// <summary>The clock that would start with this post; null where its kind has none.</summary>
        public ClockStart? Clock { get; init; }

        /// <summary>Who is alerted where this post makes the case urgent or brings it back.</summary>
        public IReadOnlyList<PersonId> Alert { get; init; } = [];
    }

    public sealed record PostEdited : CaseFact
    {
        public required string NativeId { get; init; }
        public required string Mark { get; init; }
    }

    public sealed record PostDeleted : CaseFact
    {
        public required string NativeId { get; init; }
    }

    /// <summary>The countdown is over and the post was read anew: may the reply leave?</summary>
    public sealed record ReplyDue : CaseFact
    {
        public required ReplyId Row { get; init; }

        /// <summary>Null: nothing in the world speaks against it.</summary>
        public Hold? Against { get; init; }
    }

    public sealed record ReplyConfirmed : CaseFact
    {
        public required ReplyId Row { get; init; }
        public required string NativeId { get; init; }
        public string? Url { get; init; }
    }

    /// <summary>Surely not published, and it will not be as it stands.</summary>
    public sealed record ReplyFailed : CaseFact
    {
        public required ReplyId Row { get; init; }
        public required Hold Why { get; init; }
    }

    /// <summary>The network did not take it now (rate limit, outage); surely not published.</summary>
    public sealed record ReplyDelayed : CaseFact
    {
        public required ReplyId Row { get; init; }
        public required DateTimeOffset Until { get; init; }
        public required string Reason { get; init; }
    }

    /// <summary>Sent, and nobody knows whether it arrived.</summary>
    public sealed record ReplyUnclear : CaseFact
    {
        public required ReplyId Row { get; init; }
        public required string Reason { get; init; }
    }

    /// <summary>Read back for long enough without finding it: a person decides.</summary>
    public sealed record ReplyParked : CaseFact
    {
        public required ReplyId Row { get; init; }
    }

    /// <summary>An instant of a clock has come. Who would be told is looked up beforehand.</summary>
    public sealed record InstantPassed : CaseFact
    {
        public required ClockKind Clock { get; init; }
        public required DateTimeOffset StartedAt { get; init; }
        public required Watchers Watchers { get; init; }
    }

    /// <summary>A message to one person alone did not arrive and will not.</summary>
    public sealed record Unreached : CaseFact
    {
        public required PersonId Who { get; init; }
        public required string Front { get; init; }
        public required string Reason { get; init; }

        /// <summary>The front on which they are told all the same; null: they are mentioned in the thread.</summary>
        public string? Instead { get; init; }
    }

    /// <summary>Two people turned out to be one: what names the first means the second from now on.</summary>
    public sealed record PersonJoined : CaseFact
    {
        public required PersonId Goes { get; init; }
        public required PersonId Stays { get; init; }
    }

    /// <summary>The policy changed: the clock gets its new target.</summary>
    public sealed record Retarget : CaseFact
    {
        public required ClockStart Clock { get; init; }
        public required string Reason { get; init; }
    }
}

/// <summary>Who is there to be told, on the case's route.</summary>
public sealed record Watchers(IReadOnlyList<PersonId> Duty, PersonId? Manager);
