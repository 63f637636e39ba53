using SocialCareBot.Cases;

namespace SocialCareBot.Store;

/// <summary>A code as it is kept: whose it is, where it was given out, how long it counts, whether it was used.</summary>
public sealed record LinkCode(string Hash, PersonId Person, string Platform, string Tenant, DateTimeOffset ExpiresAt, DateTimeOffset? UsedAt);

/// <summary>One-time codes and wrong tries at rest. Called inside the writer only.</summary>
public static class LinkCodes
{
    /// <summary>Keeps a code; an earlier one of this person no longer counts.</summary>
    public static void Put(Session session, LinkCode code)
    {
        session.Execute("delete from link_code where person_id = @person and used_at is null", new { person = code.Person.ToString() });
        session.Execute(
            """
            insert into link_code (hash, person_id, platform, tenant, expires_at)
            values (@Hash, @person, @Platform, @Tenant, @expiresAt)
            """,
            new { code.Hash, person = code.Person.ToString(), code.Platform, code.Tenant, expiresAt = code.ExpiresAt.Ms() });
    }

    /// <summary>The code, locked until the transaction ends; null where nobody was given it.</summary>
    public static LinkCode? Find(Session session, string hash)
    {
        var rows = session.Query<(string PersonId, string Platform, string Tenant, long ExpiresAt, long? UsedAt)>(
            $"select person_id, platform, tenant, expires_at, used_at from link_code where hash = @hash{session.Dialect.ForUpdate}", new { hash });
        return rows.Count == 0 ? null : Of(hash, rows[0]);
    }

    public static void Use(Session session, string hash, DateTimeOffset at) =>
        session.Execute("update link_code set used_at = @at where hash = @hash", new { hash, at = at.Ms() });

    public static void AddTry(Session session, PersonId person, DateTimeOffset at) =>
        session.Execute("insert into link_try (person_id, at) values (@person, @at)", new { person = person.ToString(), at = at.Ms() });

    /// <summary>How often this person typed a wrong code since then.</summary>
    public static int Tries(Session session, PersonId person, DateTimeOffset since) =>
        session.First<int>("select count(*) from link_try where person_id = @person and at > @since", new { person = person.ToString(), since = since.Ms() });

    /// <summary>Forgets what no longer counts.</summary>
    public static void Forget(Session session, DateTimeOffset before)
    {
        session.Execute("delete from link_code where expires_at < @before", new { before = before.Ms() });
        session.Execute("delete from link_try where at < @before", new { before = before.Ms() });
    }

    private static LinkCode Of(string hash, (string PersonId, string Platform, string Tenant, long ExpiresAt, long? UsedAt) row) =>
        new(hash, new(Guid.Parse(row.PersonId)), row.Platform, row.Tenant, Instants.Of(row.ExpiresAt), Instants.Of(row.UsedAt));
}
