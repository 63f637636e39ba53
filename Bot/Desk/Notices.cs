using SocialCareBot.Cases;
using SocialCareBot.Store;

namespace SocialCareBot.Desk;

/// <summary>A notice that belongs to no case.</summary>
public sealed record NoticeDetail(string Title, string Text);

/// <summary>Sentences to people alone that are about no case: a channel that is gone, a gap on a rota. Called inside the writer.</summary>
public static class Notices
{
    public const string Subject = "notice";

    /// <summary>To each of them on every chat that knows them, once for each <paramref name="key"/>; with <paramref name="front"/>: on that one alone.</summary>
    public static void Tell(Session session, IReadOnlyCollection<PersonId> people, string key, NoticeDetail notice, DateTimeOffset at, string? front = null)
    {
        var id = Guid.CreateVersion7(at);
        var message = new MessageRow
        {
            Id = id,
            SubjectKind = Subject,
            SubjectId = id.ToString(),
            Purpose = MessagePurpose.Notice,
            Key = key,
            Detail = StoreJson.Write(notice),
            Front = "",
            Tenant = "",
            WantedVersion = 1,
            NotBefore = at,
            CreatedAt = at,
        };
        ToPeople.WantOnEachWay(session, message, people, front);
    }
}
