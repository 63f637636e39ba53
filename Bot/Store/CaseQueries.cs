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
    /// <summary>How many of the newest cases a search looks at.</summary>
    public const int SearchDepth = 2000;

    private const int SearchPage = 250;

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
        left join (
            select case_id, min(due_at) as due_at
            from clock
            where stopped_at is null and kind in ({CaseStore.Promises})
            group by case_id) k on k.case_id = c.id
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

    /// <summary>How many cases this customer has had since then, this one included.</summary>
    public static int CountOfCustomer(Session session, Case about, DateTimeOffset since) => session.First<int>(
        "select count(*) from cases where network = @Network and customer = @Customer and opened_at > @since",
        new { about.Network, about.Customer, since = since.Ms() });

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

    /// <summary>
    /// Cases with this number, or whose customer or posts hold every one of the words, whatever their case; newest first. Cheap enough for every key
    /// pressed: it looks at the newest <see cref="SearchDepth"/> cases, and stops when it has found enough.
    /// </summary>
    public static IReadOnlyList<QueueLine> Search(Session session, string text, int most)
    {
        if (CaseNumber.Parse(text) is { } number && Lines(session, $"{From} where c.number = @number", new { number }) is { Count: > 0 } exact)
            return exact;
        string[] words = [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => word.TrimStart('@')).Where(word => word.Length > 0)];
        List<string> found = [];
        var top = session.First<int>("select coalesce(max(number), 0) from cases");
        for (var to = top; to > top - SearchDepth && to > 0 && found.Count < most && words.Length > 0; to -= SearchPage)
            found.AddRange(Holding(session, words, to - SearchPage, to).Except(found, StringComparer.Ordinal));
        return [.. found.Take(most).SelectMany(id => Lines(session, $"{From} where c.id = @id", new { id }))];
    }

    /// <summary>The raw text sorts most posts out; only what is left is read, so that a word does not match the name of a member.</summary>
    private static IEnumerable<string> Holding(Session session, string[] words, int above, int to) => session
        .Query<(string Id, string Payload)>(
            """
            select c.id, p.payload
            from cases c
            join post p on p.case_id = c.id
            where c.number > @above and c.number <= @to and p.payload is not null
            order by c.number desc
            """,
            new { above, to })
        .Where(row => Array.TrueForAll(words, word => IsEscaped(word) || row.Payload.Contains(word, StringComparison.OrdinalIgnoreCase)))
        .Where(row => Holds(StoreJson.Read<Post>(row.Payload), words))
        .Select(row => row.Id)
        .Distinct(StringComparer.Ordinal);

    private static bool IsEscaped(string word) => word.Any(letter => letter is '"' or '\\' || char.IsControl(letter) || char.IsSurrogate(letter));

    private static bool Holds(Post post, string[] words) => Array.TrueForAll(words, word =>
        post.Text.Contains(word, StringComparison.OrdinalIgnoreCase)
        || post.Author.Name.Contains(word, StringComparison.OrdinalIgnoreCase)
        || post.Author.Handle.Contains(word, StringComparison.OrdinalIgnoreCase));

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
