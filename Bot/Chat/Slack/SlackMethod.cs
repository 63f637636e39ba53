namespace SocialCareBot.Chat.Slack;

/// <summary>A method of the Web API as we call it.</summary>
/// <param name="PerMinute">Calls a minute and workspace: Slack's tiers are 1, 20, 50 and 100; what Slack calls special has a figure of its own.</param>
internal sealed record SlackMethod(string Name, int PerMinute)
{
    /// <summary>Reading methods understand forms only; JSON is ignored there, and every argument missing.</summary>
    public bool Form { get; private init; }

    /// <summary>Done twice it is as if done once, so an unclear outcome may simply be tried again.</summary>
    public bool Repeatable { get; private init; } = true;

    /// <summary>Posts into a channel, where a window of its own rules.</summary>
    public bool Posts { get; private init; }

    private static readonly Dictionary<string, SlackMethod> Known = new[]
    {
        new SlackMethod("auth.test", 600) { Form = true },
        new SlackMethod("auth.revoke", 50) { Form = true },
        // "Several hundred a minute" for a workspace; the lower end of it.
        new SlackMethod("chat.postMessage", 240) { Posts = true, Repeatable = false },
        new SlackMethod("chat.postEphemeral", 100) { Repeatable = false },
        new SlackMethod("chat.update", 50),
        new SlackMethod("chat.delete", 50),
        new SlackMethod("chat.getPermalink", 600) { Form = true },
        new SlackMethod("views.open", 100) { Repeatable = false },
        new SlackMethod("views.push", 100) { Repeatable = false },
        new SlackMethod("views.update", 100),
        new SlackMethod("views.publish", 100),
        new SlackMethod("conversations.open", 50),
        new SlackMethod("conversations.join", 50),
        new SlackMethod("conversations.info", 50) { Form = true },
        new SlackMethod("conversations.members", 100) { Form = true },
        new SlackMethod("users.info", 100) { Form = true },
        new SlackMethod("users.lookupByEmail", 50) { Form = true },
        new SlackMethod("usergroups.list", 20) { Form = true },
        new SlackMethod("usergroups.users.list", 20) { Form = true },
        new SlackMethod("apps.connections.open", 1) { Form = true },
        new SlackMethod("oauth.v2.access", 100) { Form = true, Repeatable = false },
    }.ToDictionary(method => method.Name, StringComparer.Ordinal);

    /// <summary>The method of a name; null for one this bot has no business with.</summary>
    public static SlackMethod? Of(string name) => Known.GetValueOrDefault(name);
}
