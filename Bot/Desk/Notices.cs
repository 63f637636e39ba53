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
        var detail = StoreJson.Write(notice);
        foreach (var (identity, person, _) in PersonStore.Identities(session).Where(way => people.Contains(way.Person) && Fronts.IsChat(way.Identity.Platform) && (front is null || way.Identity.Platform == front)))
        {
            var id = Guid.CreateVersion7(at);
            Messages.Want(session, new MessageRow
            {
                Id = id,
                SubjectKind = Subject,
                SubjectId = id.ToString(),
                Purpose = MessagePurpose.Notice,
                Key = $"{key}:{identity.Platform}:{identity.Tenant}:{identity.NativeId}",
                Detail = detail,
                Front = identity.Platform,
                Tenant = identity.Tenant,
                Person = person,
                WantedVersion = 1,
                NotBefore = at,
                CreatedAt = at,
            });
        }
    }
}
