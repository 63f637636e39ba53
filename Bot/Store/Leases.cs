namespace SocialCareBot.Store;

/// <summary>Something only one process may do at a time, at rest: whoever holds it may go on until it runs out.</summary>
public static class Leases
{
    /// <summary>Takes it, or keeps it for longer; false while another holds it. The fence rises with every new holder.</summary>
    public static bool Take(Session session, string name, string holder, DateTimeOffset now, TimeSpan length) => session.Execute(
        """
        insert into lease (name, holder, fence, until_at)
        values (@name, @holder, 1, @until)
        on conflict (name) do update
        set fence = case when lease.holder = excluded.holder then lease.fence else lease.fence + 1 end, holder = excluded.holder, until_at = excluded.until_at
        where lease.holder = excluded.holder or lease.until_at <= @now
        """,
        new { name, holder, until = (now + length).Ms(), now = now.Ms() }) == 1;
}
