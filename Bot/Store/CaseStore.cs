using System.Collections.Immutable;
using SocialCareBot.Cases;

namespace SocialCareBot.Store;

/// <summary>A text that a command brings with it; written in the same transaction as what it belongs to.</summary>
public sealed record Body(BodyId Id, string Text);

/// <summary>Cases, their clocks and their log at rest. Called inside the writer only, but for the reads.</summary>
public static class CaseStore
{
    /// <summary>The kinds of clock that are promises to the customer, for a list in SQL.</summary>
    internal static string Promises { get; } = string.Join(", ", Enum.GetValues<ClockKind>().Where(kind => kind.IsPromise()).Select(kind => $"'{kind}'"));

    /// <summary>The case, locked until the transaction ends; null where there is none.</summary>
    public static Case? Load(Session session, CaseId id) =>
        Of(session.First<string>($"select state from cases where id = @id{session.Dialect.ForUpdate}", new { id = id.ToString() }));

    /// <summary>Without a lock, for looking.</summary>
    public static Case? Look(Session session, CaseId id) =>
        Of(session.First<string>("select state from cases where id = @id", new { id = id.ToString() }));

    public static Case? Look(Session session, int number) =>
        Of(session.First<string>("select state from cases where number = @number", new { number }));

    /// <summary>The case whose number somebody typed; null where it is no number, or nobody's.</summary>
    public static Case? Find(Session session, string? typed) => CaseNumber.Parse(typed) is { } number ? Look(session, number) : null;

    /// <summary>The case of this customer on this thread: the open one, else the newest; locked.</summary>
    public static Case? LatestOf(Session session, string network, string thread, string customer) => Of(session.First<string>(
        $"""
        select state
        from cases
        where network = @network and thread_root = @thread and customer = @customer and merged_into is null
        order by case when resolved_at is null then 0 else 1 end, number desc
        limit 1{session.Dialect.ForUpdate}
        """,
        new { network, thread, customer }));

    /// <summary>Cases in which something is still to happen and that name this person anywhere, by the order of their ids.</summary>
    public static IReadOnlyList<CaseId> Naming(Session session, PersonId person) =>
    [
        .. session.Query<string>(
            "select id from cases where (resolved_at is null or face <> 'Resolved') and state like @like order by id",
            new { like = $"%\"{person}\"%" }).Select(id => new CaseId(Guid.Parse(id))),
    ];

    public static int NextNumber(Session session) => session.First<int>("update counter set value = value + 1 where name = 'case' returning value");

    /// <summary>Writes the case as it is after <paramref name="events"/>, its clocks, its bodies and its log.</summary>
    public static void Save(Session session, Case? before, Case now, IReadOnlyList<CaseEvent> events, IReadOnlyList<Body> bodies, Func<byte[]> salt)
    {
        if (before is null)
            Insert(session, now);
        else
            Update(session, before, now, events[^1].At);
        SaveClocks(session, before, now);
        var digests = bodies.ToDictionary(body => body.Id, body => Bodies.Put(session, now.Id, body, salt()));
        CaseLog.Append(session, now.Id, before?.Version ?? 0, events, digests);
    }

    private static Case? Of(string? state) => state is null ? null : StoreJson.Read<Case>(state);

    private static void Insert(Session session, Case now) => session.Execute(
        """
        insert into cases (id, number, version, status, face, network, account, brand, customer, thread_root, last_post, owner, token, route, kind, priority,
            practice, opened_at, updated_at, resolved_at, merged_into, state)
        values (@id, @number, @version, @status, @face, @network, @account, @brand, @customer, @threadRoot, @lastPost, @owner, @token, @route, @kind, @priority,
            @practice, @openedAt, @updatedAt, @resolvedAt, @mergedInto, @state)
        """,
        Row(now, now.OpenedAt));

    private static void Update(Session session, Case before, Case now, DateTimeOffset at)
    {
        var changed = session.Execute(
            """
            update cases
            set version = @version, status = @status, face = @face, last_post = @lastPost, owner = @owner, token = @token, route = @route, kind = @kind,
                priority = @priority, updated_at = @updatedAt, resolved_at = @resolvedAt, merged_into = @mergedInto, state = @state
            where id = @id and version = @was
            """,
            Row(now, at, before.Version));
        if (changed != 1)
            throw new InvalidOperationException($"{now.Name} changed under its lock.");
    }

    private static object Row(Case now, DateTimeOffset at, int was = 0) => new
    {
        id = now.Id.ToString(),
        number = now.Number,
        version = now.Version,
        was,
        status = now.Status.ToString(),
        face = now.Face.ToString(),
        network = now.Network,
        account = now.Account,
        brand = now.Brand,
        customer = now.Customer,
        threadRoot = now.ThreadRoot,
        lastPost = now.LastPost,
        owner = now.Owner?.ToString(),
        token = now.Token,
        route = now.Route,
        kind = now.Judgement.Kind.ToString(),
        priority = (int)now.Judgement.Priority,
        practice = now.Practice ? 1 : 0,
        openedAt = now.OpenedAt.Ms(),
        updatedAt = at.Ms(),
        resolvedAt = now.Resolution?.At.Ms(),
        mergedInto = now.MergedInto?.ToString(),
        state = StoreJson.Write(now),
    };

    private static void SaveClocks(Session session, Case? before, Case now)
    {
        var replaced = before?.Clocks.Where(old => now.Clocks.All(clock => (clock.Kind, clock.Target.StartedAt) != (old.Kind, old.Target.StartedAt))) ?? [];
        foreach (var clock in replaced)
            session.Execute("delete from clock where case_id = @id and kind = @kind and started_at = @startedAt", Row(now.Id, clock));
        foreach (var clock in now.Clocks.Where(clock => before is null || !before.Clocks.Contains(clock)))
        {
            session.Execute(
                """
                insert into clock (case_id, kind, started_at, policy_version, budget, due_at, next_at, stopped_at)
                values (@id, @kind, @startedAt, @policyVersion, @budget, @dueAt, @nextAt, @stoppedAt)
                on conflict (case_id, kind, started_at) do update
                set policy_version = excluded.policy_version, budget = excluded.budget, due_at = excluded.due_at, next_at = excluded.next_at,
                    stopped_at = excluded.stopped_at
                """,
                Row(now.Id, clock));
        }
    }

    private static object Row(CaseId id, Clock clock) => new
    {
        id = id.ToString(),
        kind = clock.Kind.ToString(),
        startedAt = clock.Target.StartedAt.Ms(),
        policyVersion = clock.Target.PolicyVersion,
        budget = (long)clock.Target.Budget.TotalMilliseconds,
        dueAt = clock.Target.DueAt.Ms(),
        nextAt = clock.NextAt.Ms(),
        stoppedAt = clock.StoppedAt.Ms(),
    };
}
