namespace SocialCareBot.Store;

/// <summary>Something only one process may do at a time, at rest: whoever holds it may go on until it runs out.</summary>
public static class Leases
{
    /// <summary>Takes it, or keeps it for longer, and returns its fence, which rises with every new holder; null while another holds it.</summary>
    public static long? Take(Session session, string name, string holder, DateTimeOffset now, TimeSpan length) => session.First<long?>(
        """
        insert into lease (name, holder, fence, until_at)
        values (@name, @holder, 1, @until)
        on conflict (name) do update
        set fence = case when lease.holder = excluded.holder then lease.fence else lease.fence + 1 end, holder = excluded.holder, until_at = excluded.until_at
        where lease.holder = excluded.holder or lease.until_at <= @now
        returning fence
        """,
        new { name, holder, until = (now + length).Ms(), now = now.Ms() });

    /// <summary>Whether nobody has taken it since; nobody will before the transaction ends.</summary>
    public static bool Holds(Session session, string name, string holder, long fence) => session.First<long?>(
        $"select fence from lease where name = @name and holder = @holder and fence = @fence{session.Dialect.ForShare}",
        new { name, holder, fence }) is not null;
}
