namespace SocialCareBot.Store;

/// <summary>Conversations of a chat, wherever they stand in rows.</summary>
public static class Conversations
{
    /// <summary>
    /// The chat has given a conversation another id: routes lead there under the new one, and what was posted is still known. References of messages begin with the
    /// conversation's id.
    /// </summary>
    public static void Rename(Session session, string front, string tenant, string from, string to)
    {
        var ids = new { front, tenant, from, to, oldPlace = $"{front}:{tenant}:{from}", newPlace = $"{front}:{tenant}:{to}" };
        session.Execute(
            """
            update route_binding
            set conversation = @to
            where front = @front and tenant = @tenant and conversation = @from
                and not exists (select 1 from route_binding other where other.route = route_binding.route and other.front = @front and other.tenant = @tenant and other.conversation = @to)
            """,
            ids);
        session.Execute("delete from route_binding where front = @front and tenant = @tenant and conversation = @from", ids);
        session.Execute(
            """
            update message
            set conversation = @to, key = replace(key, @oldPlace, @newPlace), ref = replace(ref, @from, @to)
            where front = @front and tenant = @tenant and conversation = @from
                and not exists (select 1 from message other where other.key = replace(message.key, @oldPlace, @newPlace))
            """,
            ids);
    }
}
