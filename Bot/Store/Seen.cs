namespace SocialCareBot.Store;

/// <summary>Ids of clicks and webhook calls that were carried out, so that a repeat has no second effect.</summary>
public static class Seen
{
    /// <summary>Remembers a key in the same transaction as its effect. False: it was there already.</summary>
    public static bool TryAdd(Session session, string key, string? bodyHash, DateTimeOffset until) => session.Execute(
        """
        insert into seen (key, body_hash, until_at)
        values (@key, @bodyHash, @until)
        on conflict (key) do nothing
        """,
        new { key, bodyHash, until = until.Ms() }) == 1;

    /// <summary>The body hash under which this key was seen; (false, null) where it was not.</summary>
    public static (bool Known, string? BodyHash) Find(Session session, string key)
    {
        var rows = session.Query<string?>("select body_hash from seen where key = @key", new { key });
        return rows.Count > 0 ? (true, rows[0]) : (false, null);
    }

    public static int Forget(Session session, DateTimeOffset now) => session.Execute("delete from seen where until_at < @now", new { now = now.Ms() });
}
