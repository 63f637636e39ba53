using SocialCareBot.Cases;
using SocialCareBot.Store;

namespace SocialCareBot.Desk;

/// <summary>A notice that belongs to no case.</summary>
public sealed record NoticeDetail(string Title, string Text);

/// <summary>A channel that is gone, or from which the bot was taken out: nothing is routed there any more, and the admins are told, each alone.</summary>
public static class DeadChannels
{
    public const string NoticeSubject = "notice";

    /// <summary>Inside the writer. Told once: where the channel was closed before, nothing happens.</summary>
    public static void Close(Session session, string front, string tenant, string conversation, string reason, DateTimeOffset at)
    {
        var routes = RouteBindings.Disable(session, front, tenant, conversation, reason);
        if (routes.Count == 0)
            return;
        var names = string.Join(", ", routes);
        var detail = StoreJson.Write(new NoticeDetail(
            $"{Fronts.Title(front)}: a channel takes no cases any more",
            $"{reason.TrimEnd('.')}. Cases of {names} no longer appear in {conversation}. Say \"route here {routes[0]}\" in a channel that works."));
        var admins = PersonStore.All(session).Where(person => person.Role == Role.Admin).Select(person => person.Id).ToHashSet();
        foreach (var (identity, person, _) in PersonStore.Identities(session).Where(way => admins.Contains(way.Person) && Fronts.IsChat(way.Identity.Platform)))
        {
            var id = Guid.CreateVersion7(at);
            Messages.Want(session, new MessageRow
            {
                Id = id,
                SubjectKind = NoticeSubject,
                SubjectId = id.ToString(),
                Purpose = MessagePurpose.Notice,
                Key = $"dead:{front}:{tenant}:{conversation}:{at.Ms()}:{identity.Platform}:{identity.Tenant}:{identity.NativeId}",
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
