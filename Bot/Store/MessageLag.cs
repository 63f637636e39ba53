using SocialCareBot.Cases;

namespace SocialCareBot.Store;

/// <summary>How far one conversation is behind: how many of its messages do not stand as they should, and since when the oldest of them waits.</summary>
public sealed record MessageLag(string Front, string Tenant, string? Conversation, PersonId? Person, int Rows, DateTimeOffset Since, DateTimeOffset Next)
{
    /// <summary>The conversations that are behind, the one that waits longest first. What can never stand is not among them.</summary>
    public static IReadOnlyList<MessageLag> All(Session session, int atMost) =>
    [
        .. session.Query<(string Front, string Tenant, string? Conversation, string? Person, long Rows, long Since, long Next)>(
            """
            select m.front, m.tenant, m.conversation, m.person, count(*), min(case when m.state = 'Posted' then coalesce(c.updated_at, m.not_before) else m.created_at end), min(m.not_before)
            from message m
            left join cases c on c.id = m.subject_id
            where m.state in ('Wanted', 'Posting') or (m.state = 'Posted' and m.wanted_version > m.shown_version)
            group by m.front, m.tenant, m.conversation, m.person
            order by 6
            limit @atMost
            """,
            new { atMost }).Select(row => new MessageLag(
                row.Front,
                row.Tenant,
                row.Conversation,
                row.Person is null ? null : new PersonId(Guid.Parse(row.Person)),
                (int)row.Rows,
                Instants.Of(row.Since),
                Instants.Of(row.Next))),
    ];
}
