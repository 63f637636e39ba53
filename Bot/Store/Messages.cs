using SocialCareBot.Cases;

namespace SocialCareBot.Store;

/// <summary>What a chat message is for; the rank says who goes first when a conversation's rate window is nearly full.</summary>
public enum MessagePurpose
{
    /// <summary>To one person alone, who must act at once.</summary>
    Alert = 0,
    Manager = 1,
    Card = 2,
    Nag = 3,
    Summary = 4,

    /// <summary>Something an admin should know; belongs to no case.</summary>
    Notice = 5,
}

/// <summary>Where a message stands with its platform.</summary>
public enum MessageState
{
    /// <summary>To be posted.</summary>
    Wanted,

    /// <summary>Being posted: after a crash nobody knows whether it stands.</summary>
    Posting,

    /// <summary>Stands; edited when the wanted version is above the shown one.</summary>
    Posted,

    /// <summary>Cannot be posted or edited any more.</summary>
    Dead,
}

/// <summary>One chat message we want to stand somewhere: which version of its subject it should show, and which it shows.</summary>
public sealed record MessageRow
{
    public required Guid Id { get; init; }
    public required string SubjectKind { get; init; }
    public required string SubjectId { get; init; }
    public required MessagePurpose Purpose { get; init; }

    /// <summary>Unique: makes a repeated wish for the same message harmless.</summary>
    public required string Key { get; init; }

    /// <summary>JSON of what the subject alone does not say, for instance the nag's threshold.</summary>
    public string? Detail { get; init; }
    public required string Front { get; init; }
    public required string Tenant { get; init; }
    public string? Conversation { get; init; }
    public PersonId? Person { get; init; }

    /// <summary>The message that heads the thread this one belongs to.</summary>
    public Guid? ThreadMessage { get; init; }

    /// <summary>What the platform calls it, once posted.</summary>
    public string? Ref { get; init; }
    public int WantedVersion { get; init; }
    public int ShownVersion { get; init; }
    public string? ShownHash { get; init; }
    public MessageState State { get; init; }
    public int Attempt { get; init; }
    public required DateTimeOffset NotBefore { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
    public string? LeaseHolder { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>The last edit; null while it stands as it was posted.</summary>
    public DateTimeOffset? EditedAt { get; init; }
    public string? Remark { get; init; }

    public CaseId CaseId => new(Guid.Parse(SubjectId));
}

/// <summary>Chat messages at rest. Cards are not queued: the row says which version is wanted and which is shown, the newest wins.</summary>
public static class Messages
{
    public const string CaseSubject = "case";

    /// <summary>The first edit leaves at once; what follows within this time is one edit.</summary>
    public static readonly TimeSpan Coalesce = TimeSpan.FromSeconds(2);

    private const string Columns =
        """
        id, subject_kind as SubjectKind, subject_id as SubjectId, purpose, key, detail, front, tenant, conversation, person, thread_message as ThreadMessage,
        ref, wanted_version as WantedVersion, shown_version as ShownVersion, shown_hash as ShownHash, state, attempt, not_before as NotBefore,
        expires_at as ExpiresAt, lease_holder as LeaseHolder, created_at as CreatedAt, sent_at as SentAt, edited_at as EditedAt, remark
        """;

    /// <summary>Wants a message; a second wish under the same key changes nothing. False: it was wanted before.</summary>
    public static bool Want(Session session, MessageRow row) => session.Execute(
        """
        insert into message (id, subject_kind, subject_id, purpose, key, detail, front, tenant, conversation, person, rank, urgency, thread_message, wanted_version,
            shown_version, state, not_before, expires_at, created_at)
        values (@id, @SubjectKind, @SubjectId, @purpose, @Key, @Detail, @Front, @Tenant, @Conversation, @person, @rank, coalesce((select c.priority from cases c where c.id = @SubjectId), 0), @thread, @WantedVersion,
            0, 'Wanted', @notBefore, @expiresAt, @createdAt)
        on conflict (key) do nothing
        """,
        new
        {
            id = row.Id.ToString(),
            row.SubjectKind,
            row.SubjectId,
            purpose = row.Purpose.ToString(),
            row.Key,
            row.Detail,
            row.Front,
            row.Tenant,
            row.Conversation,
            person = row.Person?.ToString(),
            rank = (int)row.Purpose,
            thread = row.ThreadMessage?.ToString(),
            row.WantedVersion,
            notBefore = row.NotBefore.Ms(),
            expiresAt = row.ExpiresAt.Ms(),
            createdAt = row.CreatedAt.Ms(),
        }) == 1;

    /// <summary>Everything that shows this subject should show this version of it; not before the coalescing time since the last edit is over.</summary>
    public static void WantVersion(Session session, string subjectKind, string subjectId, int version) => session.Execute(
        """
        update message
        set wanted_version = @version, urgency = coalesce((select c.priority from cases c where c.id = @subjectId), 0),
            not_before = case when state = 'Posted' and shown_version = wanted_version and edited_at is not null and edited_at + @coalesce > not_before
                then edited_at + @coalesce else not_before end
        where subject_kind = @subjectKind and subject_id = @subjectId and state <> 'Dead'
        """,
        new { subjectKind, subjectId, version, coalesce = (long)Coalesce.TotalMilliseconds });

    /// <summary>What is to be posted or edited now, most important first: by its purpose, then by the priority of its case, then by age. A reply in a thread waits for the message that heads it.</summary>
    public static IReadOnlyList<MessageRow> Due(Session session, DateTimeOffset now, int atMost) =>
    [
        .. session.Query<Row>(
            $"""
            select {Columns}
            from message m
            where not_before <= @now
              and state <> 'Dead' and (state <> 'Posted' or wanted_version > shown_version)
              and (state = 'Posted' or thread_message is null or exists (
                select 1 from message head where head.id = m.thread_message and (head.ref is not null or head.state = 'Dead')))
            order by rank, urgency, created_at
            limit @atMost
            """,
            new { now = now.Ms(), atMost }).Select(row => row.Message()),
    ];

    public static MessageRow? Find(Session session, Guid id) => session.First<Row>($"select {Columns} from message where id = @id", new { id = id.ToString() })?.Message();

    public static MessageRow? ByRef(Session session, string front, string tenant, string reference) =>
        session.First<Row>($"select {Columns} from message where front = @front and tenant = @tenant and ref = @reference", new { front, tenant, reference })?.Message();

    public static IReadOnlyList<MessageRow> Of(Session session, string subjectKind, string subjectId) =>
    [
        .. session.Query<Row>(
            $"select {Columns} from message where subject_kind = @subjectKind and subject_id = @subjectId order by created_at",
            new { subjectKind, subjectId }).Select(row => row.Message()),
    ];

    /// <summary>Reminders that wait for the same conversation.</summary>
    public static IReadOnlyList<MessageRow> NagsWaiting(Session session, string front, string tenant, string conversation) =>
    [
        .. session.Query<Row>(
            $"""
            select {Columns}
            from message
            where purpose = 'Nag' and state = 'Wanted' and front = @front and tenant = @tenant and conversation = @conversation
            order by created_at
            """,
            new { front, tenant, conversation }).Select(row => row.Message()),
    ];

    /// <summary>Not yet where it should be, or dead: for the status page.</summary>
    public static IReadOnlyList<MessageRow> Waiting(Session session, int atMost) =>
    [
        .. session.Query<Row>(
            $"""
            select {Columns}
            from message
            where state in ('Wanted', 'Posting', 'Dead') or wanted_version > shown_version
            order by created_at
            limit @atMost
            """,
            new { atMost }).Select(row => row.Message()),
    ];

    /// <summary>The platform takes nothing for this row's conversation now: all of it waits until the row's own instant.</summary>
    public static void Rest(Session session, MessageRow row) => session.Execute(
        """
        update message
        set not_before = @until
        where front = @Front and tenant = @Tenant and state in ('Wanted', 'Posted') and not_before < @until
          and (conversation = @Conversation or (@Conversation is null and conversation is null and person = @person))
        """,
        new { row.Front, row.Tenant, row.Conversation, person = row.Person?.ToString(), until = row.NotBefore.Ms() });

    /// <summary>Whatever was wanted before this instant and is not the card of a case is posted no more, and says why.</summary>
    public static int GiveUp(Session session, DateTimeOffset before, string remark) => session.Execute(
        """
        update message
        set state = 'Dead', shown_version = wanted_version, remark = @remark, lease_holder = null
        where state in ('Wanted', 'Posting') and purpose <> 'Card' and created_at < @before
        """,
        new { before = before.Ms(), remark });

    /// <summary>Messages a process left in the middle of posting: whether they stand is unknown, so they are tried once more a little later.</summary>
    public static int TakeOver(Session session, string holder, DateTimeOffset retryAt) => session.Execute(
        "update message set state = 'Wanted', attempt = attempt + 1, not_before = @retryAt where state = 'Posting' and (lease_holder is null or lease_holder <> @holder)",
        new { holder, retryAt = retryAt.Ms() });

    /// <summary>Every card of an open case is drawn anew, because something changed that is no part of the case.</summary>
    public static void RedrawOpenCards(Session session) => session.Execute(
        """
        update message
        set shown_version = 0
        where purpose = 'Card' and state = 'Posted' and exists (
            select 1 from cases c where c.id = message.subject_id and c.resolved_at is null)
        """);

    /// <summary>Saves what an attempt changed.</summary>
    public static void Save(Session session, MessageRow row) => session.Execute(
        """
        update message
        set ref = @Ref, shown_version = @ShownVersion, shown_hash = @ShownHash, state = @state, attempt = @Attempt, not_before = @notBefore,
            lease_holder = @LeaseHolder, sent_at = @sentAt, edited_at = @editedAt, remark = @Remark, conversation = @Conversation
        where id = @id
        """,
        new
        {
            id = row.Id.ToString(),
            row.Ref,
            row.ShownVersion,
            row.ShownHash,
            state = row.State.ToString(),
            row.Attempt,
            notBefore = row.NotBefore.Ms(),
            row.LeaseHolder,
            sentAt = row.SentAt.Ms(),
            editedAt = row.EditedAt.Ms(),
            row.Remark,
            row.Conversation,
        });

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public string SubjectKind { get; init; } = "";
        public string SubjectId { get; init; } = "";
        public string Purpose { get; init; } = "";
        public string Key { get; init; } = "";
        public string? Detail { get; init; }
        public string Front { get; init; } = "";
        public string Tenant { get; init; } = "";
        public string? Conversation { get; init; }
        public string? Person { get; init; }
        public string? ThreadMessage { get; init; }
        public string? Ref { get; init; }
        public int WantedVersion { get; init; }
        public int ShownVersion { get; init; }
        public string? ShownHash { get; init; }
        public string State { get; init; } = "";
        public int Attempt { get; init; }
        public long NotBefore { get; init; }
        public long? ExpiresAt { get; init; }
        public string? LeaseHolder { get; init; }
        public long CreatedAt { get; init; }
        public long? SentAt { get; init; }
        public long? EditedAt { get; init; }
        public string? Remark { get; init; }

        public MessageRow Message() => new()
        {
            Id = Guid.Parse(Id),
            SubjectKind = SubjectKind,
            SubjectId = SubjectId,
            Purpose = Enum.Parse<MessagePurpose>(Purpose),
            Key = Key,
            Detail = Detail,
            Front = Front,
            Tenant = Tenant,
            Conversation = Conversation,
            Person = Person is null ? null : new PersonId(Guid.Parse(Person)),
            ThreadMessage = ThreadMessage is null ? null : Guid.Parse(ThreadMessage),
            Ref = Ref,
            WantedVersion = WantedVersion,
            ShownVersion = ShownVersion,
            ShownHash = ShownHash,
            State = Enum.Parse<MessageState>(State),
            Attempt = Attempt,
            NotBefore = Instants.Of(NotBefore),
            ExpiresAt = Instants.Of(ExpiresAt),
            LeaseHolder = LeaseHolder,
            CreatedAt = Instants.Of(CreatedAt),
            SentAt = Instants.Of(SentAt),
            EditedAt = Instants.Of(EditedAt),
            Remark = Remark,
        };
    }
}
