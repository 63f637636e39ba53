using System.Security.Cryptography;
using System.Text;
using SocialCareBot.Cases;

namespace SocialCareBot.Store;

/// <summary>The only place at rest where people's words stand, beside posts. Erasing a body and its salt makes its digest in the log say nothing.</summary>
public static class Bodies
{
    /// <summary>Writes or rewrites a body and returns its digest, HMAC(salt, text).</summary>
    public static string Put(Session session, CaseId caseId, Body body, byte[] salt)
    {
        session.Execute(
            """
            insert into body (id, case_id, salt, text)
            values (@id, @caseId, @salt, @text)
            on conflict (id) do update set salt = excluded.salt, text = excluded.text
            """,
            new { id = body.Id.ToString(), caseId = caseId.ToString(), salt = Convert.ToHexString(salt), text = body.Text });
        return Convert.ToHexString(HMACSHA256.HashData(salt, Encoding.UTF8.GetBytes(body.Text)));
    }

    /// <summary>The words, or null where they were erased.</summary>
    public static string? Text(Session session, BodyId id) => session.First<string>("select text from body where id = @id", new { id = id.ToString() });

    public static IReadOnlyDictionary<BodyId, string> OfCase(Session session, CaseId caseId) => session
        .Query<(string Id, string Text)>("select id, text from body where case_id = @caseId", new { caseId = caseId.ToString() })
        .ToDictionary(row => new BodyId(Guid.Parse(row.Id)), row => row.Text);
}
