using SocialCareBot.Cases;

namespace SocialCareBot.Store;

/// <summary>One public or private answer on its way: a row of the outbox.</summary>
public sealed record ReplyRow
{
    public required ReplyId Id { get; init; }

    /// <summary>(account, thread): order is kept within a lane, and nowhere else.</summary>
    public required string Lane { get; init; }
    public required CaseId Case { get; init; }
    public required string Account { get; init; }
    public required BodyId Body { get; init; }
    public required Audience Audience { get; init; }

    /// <summary>The native id of the post that is answered.</summary>
    public required string Parent { get; init; }

    /// <summary>Under which the network will know it; stored before anything is sent.</summary>
    public required string Key { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset NotBefore { get; init; }
    public required ReplyRowState State { get; init; }
    public int Attempt { get; init; }
    public int Readings { get; init; }
    public DateTimeOffset? SentAt { get; init; }
    public string? LeaseHolder { get; init; }
    public string? Remark { get; init; }
}

/// <summary>Replies that were decided and are not yet known to the world. Lanes keep order; only a lane's head is taken.</summary>
public static class Outbox
{
    private const string Columns =
        "id, lane, case_id as CaseId, account, body_id as BodyId, audience, parent, key, created_at as CreatedAt, not_before as NotBefore, state, attempt, readings, sent_at as SentAt, lease_holder as LeaseHolder, remark";

    public static void Queue(Session session, Case now, PendingReply reply, string key, DateTimeOffset at)
    {
        var lane = $"{now.Account}/{now.ThreadRoot}";
        session.Execute(
            """
            insert into outbox (id, lane, seq, case_id, account, kind, body_id, audience, parent, key, created_at, not_before, state)
            select @id, @lane, coalesce(max(seq), 0) + 1, @caseId, @account, 'reply', @body, @audience, @parent, @key, @at, @notBefore, @state
            from outbox
            where lane = @lane
            """,
            new
            {
                id = reply.Row.ToString(),
                lane,
                caseId = now.Id.ToString(),
                account = now.Account,
                body = reply.Body.ToString(),
                audience = reply.Audience.ToString(),
                parent = now.LastPost,
                key,
                at = at.Ms(),
                notBefore = reply.LeavesAt.Ms(),
                state = nameof(ReplyRowState.Queued),
            });
    }

    /// <summary>Moves a row; a row that has reached its end (sent, cancelled) stays there.</summary>
    public static void Move(Session session, ReplyId id, ReplyRowState to, DateTimeOffset notBefore, string? remark) => session.Execute(
        """
        update outbox
        set state = @to, not_before = @notBefore, remark = coalesce(@remark, remark), lease_holder = null,
            sent_at = case when @to = 'Sent' then @notBefore else sent_at end
        where id = @id and state not in ('Sent', 'Cancelled')
        """,
        new { id = id.ToString(), to = to.ToString(), notBefore = notBefore.Ms(), remark });

    /// <summary>The heads of all lanes that are due: a row waits for every earlier one of its lane that may still become public.</summary>
    public static IReadOnlyList<ReplyRow> Due(Session session, DateTimeOffset now, int atMost) =>
    [
        .. session.Query<OutboxRow>(
            $"""
            select {Columns}
            from outbox o
            where state in ('Queued', 'Sending', 'Unknown', 'Parked')
              and not_before <= @now
              and not exists (
                select 1
                from outbox earlier
                where earlier.lane = o.lane and earlier.seq < o.seq and earlier.state in ('Queued', 'Sending', 'Unknown', 'Parked'))
            order by not_before
            limit @atMost
            """,
            new { now = now.Ms(), atMost }).Select(row => row.Row()),
    ];

    public static ReplyRow? Find(Session session, ReplyId id) =>
        session.First<OutboxRow>($"select {Columns} from outbox where id = @id", new { id = id.ToString() })?.Row();

    /// <summary>Rows that wait for somebody or something, for the status page and the stop switch.</summary>
    public static IReadOnlyList<ReplyRow> Waiting(Session session) =>
    [
        .. session.Query<OutboxRow>(
            $"select {Columns} from outbox where state not in ('Sent', 'Cancelled') order by lane, seq").Select(row => row.Row()),
    ];

    /// <summary>Notes another attempt or another reading, and when to look at the row again.</summary>
    public static void Touch(Session session, ReplyRow row, DateTimeOffset next, string? remark) => session.Execute(
        "update outbox set attempt = @Attempt, readings = @Readings, lease_holder = @LeaseHolder, not_before = @next, remark = coalesce(@remark, remark) where id = @id and state not in ('Sent', 'Cancelled')",
        new { id = row.Id.ToString(), row.Attempt, row.Readings, row.LeaseHolder, next = next.Ms(), remark });

    /// <summary>Names the process that is sending a row, and counts the attempt.</summary>
    public static void Lease(Session session, ReplyRow row) => session.Execute(
        "update outbox set attempt = @Attempt, lease_holder = @LeaseHolder where id = @id and state = 'Sending'",
        new { id = row.Id.ToString(), row.Attempt, row.LeaseHolder });

    /// <summary>Rows that a process left in the middle of sending are due at once: whether they arrived is found out before anything else.</summary>
    public static int TakeOver(Session session, string holder, DateTimeOffset now) => session.Execute(
        "update outbox set not_before = @now where state = 'Sending' and (lease_holder is null or lease_holder <> @holder)",
        new { holder, now = now.Ms() });

    /// <summary>Held rows go back to the queue for another last look.</summary>
    public static void Requeue(Session session, ReplyId id, DateTimeOffset at) => session.Execute(
        "update outbox set state = 'Queued', not_before = @at where id = @id and state = 'Held'",
        new { id = id.ToString(), at = at.Ms() });

    /// <summary>Whether this native id is a reply of ours, whichever account of the network hears it: it must never become a case.</summary>
    public static bool IsOurs(Session session, string network, string nativeId) => session.First<long>(
        """
        select count(*)
        from outbox o
        join cases c on c.id = o.case_id
        where o.native_id = @nativeId and c.network = @network
        """,
        new { network, nativeId }) > 0;

    public static void Published(Session session, ReplyId id, string nativeId) =>
        session.Execute("update outbox set native_id = @nativeId where id = @id", new { id = id.ToString(), nativeId });

    private sealed class OutboxRow
    {
        public string Id { get; init; } = "";
        public string Lane { get; init; } = "";
        public string CaseId { get; init; } = "";
        public string Account { get; init; } = "";
        public string BodyId { get; init; } = "";
        public string Audience { get; init; } = "";
        public string Parent { get; init; } = "";
        public string Key { get; init; } = "";
        public long CreatedAt { get; init; }
        public long NotBefore { get; init; }
        public string State { get; init; } = "";
        public int Attempt { get; init; }
        public int Readings { get; init; }
        public long? SentAt { get; init; }
        public string? LeaseHolder { get; init; }
        public string? Remark { get; init; }

        public ReplyRow Row() => new()
        {
            Id = new(Guid.Parse(Id)),
            Lane = Lane,
            Case = new(Guid.Parse(CaseId)),
            Account = Account,
            Body = new(Guid.Parse(BodyId)),
            Audience = Enum.Parse<Audience>(Audience),
            Parent = Parent,
            Key = Key,
            CreatedAt = Instants.Of(CreatedAt),
            NotBefore = Instants.Of(NotBefore),
            State = Enum.Parse<ReplyRowState>(State),
            Attempt = Attempt,
            Readings = Readings,
            SentAt = Instants.Of(SentAt),
            LeaseHolder = LeaseHolder,
            Remark = Remark,
        };
    }
}
