using SocialCareBot.Cases;

namespace SocialCareBot.Store;

/// <summary>One line of the queue.</summary>
public sealed record QueueLine
{
    public required Case Case { get; init; }

    /// <summary>The customer's last words in their newest version; null where they are no longer kept.</summary>
    public Post? Post { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>What lists ask of the store. Reads only.</summary>
public static class CaseQueries
{
    private const string From =
        """
        select c.state, c.updated_at as UpdatedAt, (
            select p.payload
            from post p
            where p.network = c.network and p.native_id = c.last_post and p.payload is not null
            order by p.version_at desc, p.received_at desc
            limit 1) as Payload
        from cases c
        """;

    /// <summary>Open cases, most urgent first: those with a running clock by its due time, then the rest by age.</summary>
    public static IReadOnlyList<QueueLine> Open(Session session, int skip, int take, PersonId? owner = null) => Lines(
        session,
        $"""
        {From}
        left join clock k on k.case_id = c.id and k.stopped_at is null
        where c.resolved_at is null and c.merged_into is null and (@owner is null or c.owner = @owner)
        order by case when k.due_at is null then 1 else 0 end, k.due_at, c.priority, c.number
        limit @take offset @skip
        """,
        new { skip, take, owner = owner?.ToString() });

    /// <summary>Cases in a state, newest first. <paramref name="status"/> null: all.</summary>
    public static IReadOnlyList<QueueLine> ByStatus(Session session, CaseStatus? status, int skip, int take) => Lines(
        session,
        $"""
        {From}
        where @status is null or c.status = @status
        order by c.number desc
        limit @take offset @skip
        """,
        new { status = status?.ToString(), skip, take });

    /// <summary>How many cases there are in each state.</summary>
    public static IReadOnlyDictionary<CaseStatus, int> Counts(Session session) => session
        .Query<(string Status, long Count)>("select status, count(*) from cases where merged_into is null group by status")
        .ToDictionary(row => Enum.Parse<CaseStatus>(row.Status), row => (int)row.Count);

    /// <summary>Other cases of this customer, newest first.</summary>
    public static IReadOnlyList<QueueLine> OfCustomer(Session session, Case about, int take) => Lines(
        session,
        $"""
        {From}
        where c.network = @Network and c.customer = @Customer and c.id <> @id
        order by c.number desc
        limit @take
        """,
        new { about.Network, about.Customer, id = about.Id.ToString(), take });

    /// <summary>Other people's cases in the same thread.</summary>
    public static IReadOnlyList<QueueLine> InThread(Session session, Case about, int take) => Lines(
        session,
        $"""
        {From}
        where c.network = @Network and c.thread_root = @ThreadRoot and c.customer <> @Customer
        order by c.number desc
        limit @take
        """,
        new { about.Network, about.ThreadRoot, about.Customer, take });

    /// <summary>Cases whose number, customer or words contain the text; newest first.</summary>
    public static IReadOnlyList<QueueLine> Search(Session session, string text, int take)
    {
        if (CaseNumber.Parse(text) is { } number)
            return Lines(session, $"{From} where c.number = @number", new { number });
        var like = "%" + text.ToLowerInvariant().Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_") + "%";
        return Lines(
            session,
            $"""
            {From}
            where exists (select 1 from post p where p.case_id = c.id and lower(p.payload) like @like escape '\')
            order by c.number desc
            limit @take
            """,
            new { like, take });
    }

    private static IReadOnlyList<QueueLine> Lines(Session session, string sql, object arguments) =>
    [
        .. session.Query<(string State, long UpdatedAt, string? Payload)>(sql, arguments).Select(row => new QueueLine
        {
            Case = StoreJson.Read<Case>(row.State),
            Post = row.Payload is null ? null : StoreJson.Read<Post>(row.Payload),
            UpdatedAt = Instants.Of(row.UpdatedAt),
        }),
    ];
}
