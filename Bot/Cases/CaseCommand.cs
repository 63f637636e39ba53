namespace SocialCareBot.Cases;

/// <summary>Something asked of a case: a person's wish, which may be refused, or a fact of the world, which never is.</summary>
public abstract record CaseCommand
{
    public required DateTimeOffset At { get; init; }

    /// <summary>The policy as it is now; the desk puts it in.</summary>
    public ClockPolicy Policy { get; init; } = ClockPolicy.None;
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

        /// <summary>Whose time on duty is over and who leaves it to whoever wishes: no lead is needed to take it from them.</summary>
        public PersonId? LeftBy { get; init; }
    }

    public sealed record Note : CaseWish
    {
        public required BodyId Body { get; init; }

        /// <summary>What the customer was told otherwise, by telephone perhaps: news by then.</summary>
        public DateTimeOffset? PromiseBy { get; init; }
    }

    /// <summary>"I'm on it": the claim lasts longer, once.</summary>
    public sealed record KeepClaim : CaseWish;

    /// <summary>"Not me, next": a page goes on to the next in line at once.</summary>
    public sealed record DeclinePage : CaseWish
    {
        public required Watchers Watchers { get; init; }
    }

    /// <summary>"Call for help": the next in line is paged too, and nobody is let go.</summary>
    public sealed record CallForHelp : CaseWish
    {
        public required Watchers Watchers { get; init; }
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

        /// <summary>What the answer promises: news by then. Runs once the answer stands.</summary>
        public DateTimeOffset? PromiseBy { get; init; }
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

        /// <summary>What the settings know of the customer ("vip").</summary>
        public IReadOnlyList<string> Tags { get; init; } = [];

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

        /// <summary>When we got it; null: at <see cref="CaseCommand.At"/>.</summary>
        public DateTimeOffset? ReceivedAt { get; init; }

        /// <summary>How this post can be answered, and until when.</summary>
        public Capabilities? Can { get; init; }

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

        /// <summary>It stood in a restored backup, at whatever stage, and may have left since.</summary>
        public bool Restored { get; init; }
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

    /// <summary>The policy changed: every clock that runs gets its new target.</summary>
    public sealed record Retarget : CaseFact
    {
        public required string Reason { get; init; }
    }

    /// <summary>A post has spread so far that the case is more urgent than it was. Never less.</summary>
    public sealed record Spread : CaseFact
    {
        public required Priority AtLeast { get; init; }

        /// <summary>"1,200 reposts".</summary>
        public required string Reason { get; init; }
    }

    /// <summary>Whoever has the case opened a form to answer it: that is work.</summary>
    public sealed record FormOpened : CaseFact
    {
        public required PersonId Who { get; init; }
    }

    /// <summary>A gateway that a step of the ladder called does not take the call.</summary>
    public sealed record GatewayFailed : CaseFact
    {
        public required string Gateway { get; init; }
        public required string Reason { get; init; }
    }

    /// <summary>Nobody took the case over from somebody whose time on duty is over: it goes back to the queue.</summary>
    public sealed record LeftBehind : CaseFact
    {
        public required PersonId Owner { get; init; }
        public required Watchers Watchers { get; init; }
    }
}
