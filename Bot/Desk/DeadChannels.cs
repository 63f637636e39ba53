using SocialCareBot.Cases;
using SocialCareBot.Store;

namespace SocialCareBot.Desk;

/// <summary>A channel that is gone, or from which the bot was taken out: nothing is routed there any more, and the admins are told, each alone.</summary>
public static class DeadChannels
{
    /// <summary>Inside the writer. Told once: where the channel was closed before, nothing happens.</summary>
    public static void Close(Session session, string front, string tenant, string conversation, string reason, DateTimeOffset at)
    {
        var routes = RouteBindings.Disable(session, front, tenant, conversation, reason);
        if (routes.Count == 0)
            return;
        var notice = new NoticeDetail(
            $"{Fronts.Title(front)}: a channel takes no cases any more",
            $"{reason.TrimEnd('.')}. Cases of {string.Join(", ", routes)} no longer appear in {conversation}. Say \"route here {routes[0]}\" in a channel that works.");
        Notices.Tell(session, [.. PersonStore.All(session).Where(person => person.Role == Role.Admin).Select(person => person.Id)], $"dead:{front}:{tenant}:{conversation}:{at.Ms()}", notice, at);
    }
}
