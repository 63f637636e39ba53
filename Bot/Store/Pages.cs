using SocialCareBot.Cases;

namespace SocialCareBot.Store;

/// <summary>Where a call to somebody stands.</summary>
public enum PageState
{
    Queued,

    /// <summary>Being sent: after a crash nobody knows whether it was taken.</summary>
    Sending,
    Sent,

    /// <summary>May have been taken; is sent again under the same id.</summary>
    Unknown,
    Failed,

    /// <summary>Nobody needs it any more.</summary>
    Cancelled,
}

/// <summary>One call to one person on one way, beside the chat; or, for a step of a ladder, to whoever stands behind a gateway.</summary>
public sealed record PageRow
{
    public required Guid Id { get; init; }

    /// <summary>Null: a test page, which asks only whether it arrives.</summary>
    public CaseId? Case { get; init; }

    /// <summary>When the alert began that this call belongs to; of a test page, when the shift began; of a step, when the ladder began.</summary>
    public required DateTimeOffset AlertAt { get; init; }
    public required int Round { get; init; }

    /// <summary>Who calls for help with a case that was acknowledged already.</summary>
    public PersonId? HelpFor { get; init; }

    /// <summary>Null: a step of a ladder calls the gateway itself.</summary>
    public PersonId? Person { get; init; }

    /// <summary><c>email</c> or <c>webhook/NAME</c>; of a test page also a chat.</summary>
    public required string Way { get; init; }
    public required string Address { get; init; }

    /// <summary>Unique: makes a repeated wish for the same call harmless.</summary>
    public required string Key { get; init; }
    public PageState State { get; init; }
    public required DateTimeOffset NotBefore { get; init; }
    public int Attempt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Of a test page: when its person said that it arrived.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }
    public string? Remark { get; init; }
}

/// <summary>Calls at rest.</summary>
public static class Pages
{
    private const string Columns =
        """
        id, case_id as CaseId, alert_at as AlertAt, round, help_for as HelpFor, person, way, address, key, state, not_before as NotBefore, attempt, created_at as CreatedAt,
        sent_at as SentAt, confirmed_at as ConfirmedAt, remark
        """;

    /// <summary>Wants a call; a second wish under the same key changes nothing.</summary>
    public static void Want(Session session, PageRow row) => session.Execute(
        """
        insert into page (id, case_id, alert_at, round, help_for, person, way, address, key, state, not_before, created_at, sent_at)
        values (@id, @caseId, @alertAt, @Round, @helpFor, @person, @Way, @Address, @Key, @state, @notBefore, @createdAt, @sentAt)
        on conflict (key) do nothing
        """,
        new
        {
            id = row.Id.ToString(),
            caseId = row.Case?.ToString(),
            alertAt = row.AlertAt.Ms(),
            row.Round,
            helpFor = row.HelpFor?.ToString(),
            person = row.Person?.ToString() ?? "",
            row.Way,
            row.Address,
            row.Key,
            state = row.State.ToString(),
            notBefore = row.NotBefore.Ms(),
            createdAt = row.CreatedAt.Ms(),
            sentAt = row.SentAt.Ms(),
        });

    /// <summary>What is to be sent now, the longest due first. The first condition is the index's own, word by word, or SQLite would not use it.</summary>
    public static IReadOnlyList<PageRow> Due(Session session, DateTimeOffset now, int atMost) =>
    [
        .. session.Query<Row>(
            $"select {Columns} from page where state in ('Queued', 'Sending', 'Unknown') and state <> 'Sending' and not_before <= @now order by not_before limit @atMost",
            new { now = now.Ms(), atMost }).Select(row => row.Page()),
    ];

    public static PageRow? Find(Session session, Guid id) => session.First<Row>($"select {Columns} from page where id = @id", new { id = id.ToString() })?.Page();

    public static IReadOnlyList<PageRow> Of(Session session, CaseId about) =>
    [
        .. session.Query<Row>($"select {Columns} from page where case_id = @id order by created_at, key", new { id = about.ToString() }).Select(row => row.Page()),
    ];

    /// <summary>Test pages, the newest first.</summary>
    public static IReadOnlyList<PageRow> Tests(Session session, DateTimeOffset since) =>
    [
        .. session.Query<Row>($"select {Columns} from page where case_id is null and created_at >= @since order by created_at desc, key", new { since = since.Ms() }).Select(row => row.Page()),
    ];

    /// <summary>Takes a row for sending, and counts the attempt. False: somebody else has it, or it was cancelled.</summary>
    public static bool Begin(Session session, PageRow row, string holder) => session.Execute(
        "update page set state = 'Sending', attempt = attempt + 1, lease_holder = @holder where id = @id and state in ('Queued', 'Unknown')",
        new { id = row.Id.ToString(), holder }) == 1;

    /// <summary>Where an attempt led.</summary>
    public static void End(Session session, PageRow row, PageState to, DateTimeOffset at, DateTimeOffset notBefore, string? remark) => session.Execute(
        """
        update page
        set state = @to, not_before = @notBefore, remark = @remark, lease_holder = null, sent_at = case when @to = 'Sent' then @at else sent_at end
        where id = @id and state not in ('Sent', 'Failed', 'Cancelled')
        """,
        new { id = row.Id.ToString(), to = to.ToString(), at = at.Ms(), notBefore = notBefore.Ms(), remark });

    /// <summary>Nothing more leaves for this case; with <paramref name="person"/>: to that person.</summary>
    public static int Cancel(Session session, CaseId about, PersonId? person, string remark) => session.Execute(
        "update page set state = 'Cancelled', remark = @remark where case_id = @id and state in ('Queued', 'Unknown') and (@person is null or person = @person)",
        new { id = about.ToString(), person = person?.ToString(), remark });

    /// <summary>Calls that a process left in the middle of sending: whether they were taken is unknown, so they are sent once more under their id.</summary>
    public static int TakeOver(Session session, string holder, DateTimeOffset now) => session.Execute(
        "update page set state = 'Unknown', not_before = @now where state = 'Sending' and (lease_holder is null or lease_holder <> @holder)",
        new { holder, now = now.Ms() });

    /// <summary>Calls begun before this instant are made no more, and say why.</summary>
    public static int GiveUp(Session session, DateTimeOffset before, string remark) => session.Execute(
        "update page set state = 'Failed', remark = @remark, lease_holder = null where state in ('Queued', 'Sending', 'Unknown') and created_at < @before",
        new { before = before.Ms(), remark });

    /// <summary>The person of a test page says that it arrived. False: there is no such page of theirs.</summary>
    public static bool Confirm(Session session, Guid id, PersonId person, DateTimeOffset at) => session.Execute(
        "update page set confirmed_at = coalesce(confirmed_at, @at) where id = @id and person = @person and case_id is null",
        new { id = id.ToString(), person = person.ToString(), at = at.Ms() }) == 1;

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public string? CaseId { get; init; }
        public long AlertAt { get; init; }
        public int Round { get; init; }
        public string? HelpFor { get; init; }
        public string Person { get; init; } = "";
        public string Way { get; init; } = "";
        public string Address { get; init; } = "";
        public string Key { get; init; } = "";
        public string State { get; init; } = "";
        public long NotBefore { get; init; }
        public int Attempt { get; init; }
        public long CreatedAt { get; init; }
        public long? SentAt { get; init; }
        public long? ConfirmedAt { get; init; }
        public string? Remark { get; init; }

        public PageRow Page() => new()
        {
            Id = Guid.Parse(Id),
            Case = CaseId is null ? null : new CaseId(Guid.Parse(CaseId)),
            AlertAt = Instants.Of(AlertAt),
            Round = Round,
            HelpFor = HelpFor is null ? null : new PersonId(Guid.Parse(HelpFor)),
            Person = Person.Length == 0 ? null : new PersonId(Guid.Parse(Person)),
            Way = Way,
            Address = Address,
            Key = Key,
            State = Enum.Parse<PageState>(State),
            NotBefore = Instants.Of(NotBefore),
            Attempt = Attempt,
            CreatedAt = Instants.Of(CreatedAt),
            SentAt = Instants.Of(SentAt),
            ConfirmedAt = Instants.Of(ConfirmedAt),
            Remark = Remark,
        };
    }
}
