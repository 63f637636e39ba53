using Microsoft.AspNetCore.Http;
using SocialCareBot.Chat.Slack;

namespace SocialCareBot.Tests.World;

/// <summary>What kind of token a method takes.</summary>
public enum FakeSlackToken
{
    None,
    Bot,
    App,
}

/// <summary>The methods of the Web API, with their scopes, tiers and encodings.</summary>
public sealed partial class FakeSlack
{
    /// <summary>What the app may do: what its manifest asks for, so that a call it has no scope for is refused.</summary>
    public ISet<string> Scopes { get; } = SlackScopes.Bot.Select(row => row.Scope).ToHashSet(StringComparer.Ordinal);

    private static readonly Dictionary<string, Method> Methods = new Method[]
    {
        new("auth.test", null, 6, (slack, call, _) => slack.AuthTest(call)),
        new("chat.postMessage", "chat:write", 5, (slack, call, _) => slack.PostMessage(call)) { Posts = true, Required = ["channel"] },
        new("chat.update", "chat:write", 3, (slack, call, _) => slack.UpdateMessage(call)) { Required = ["channel", "ts"] },
        new("chat.delete", "chat:write", 3, (slack, call, _) => slack.DeleteMessage(call)) { Required = ["channel", "ts"] },
        new("chat.postEphemeral", "chat:write", 4, (slack, call, _) => slack.PostEphemeral(call)) { Required = ["channel", "user"] },
        new("chat.getPermalink", null, 6, (slack, call, _) => slack.Permalink(call)) { Required = ["channel", "message_ts"] },
        new("views.open", null, 4, (slack, call, _) => slack.OpenView(call, push: false)) { Required = ["view"] },
        new("views.push", null, 4, (slack, call, _) => slack.OpenView(call, push: true)) { Required = ["view"] },
        new("views.update", null, 4, (slack, call, _) => slack.UpdateView(call)) { Required = ["view"] },
        new("views.publish", null, 4, (slack, call, _) => slack.PublishHome(call)) { Required = ["user_id", "view"] },
        new("conversations.open", "im:write", 3, (slack, call, _) => slack.OpenConversation(call)) { Required = ["users"] },
        new("conversations.join", "channels:join", 3, (slack, call, _) => slack.JoinConversation(call)) { Required = ["channel"] },
        new("conversations.info", "channels:read", 3, (slack, call, _) => slack.ConversationInfo(call)) { FormOnly = true, Required = ["channel"] },
        new("conversations.members", "channels:read", 4, (slack, call, _) => slack.ConversationMembers(call)) { FormOnly = true, Required = ["channel"] },
        new("users.info", "users:read", 4, (slack, call, _) => slack.UserInfo(call)) { FormOnly = true, Required = ["user"] },
        new("users.lookupByEmail", "users:read.email", 3, (slack, call, _) => slack.LookupByEmail(call)) { FormOnly = true, Required = ["email"] },
        new("usergroups.list", "usergroups:read", 2, (slack, call, _) => slack.UserGroups(call)) { FormOnly = true },
        new("usergroups.users.list", "usergroups:read", 2, (slack, call, _) => slack.UserGroupUsers(call)) { FormOnly = true, Required = ["usergroup"] },
        new("apps.connections.open", null, 6, (slack, _, _) => slack.OpenConnection()) { FormOnly = true, Token = FakeSlackToken.App },
        new("oauth.v2.access", null, 4, (slack, call, context) => slack.Access(call, context)) { FormOnly = true, Token = FakeSlackToken.None },
        new("auth.revoke", null, 3, (slack, call, _) => slack.Revoke(call)) { FormOnly = true },
    }.ToDictionary(method => method.Name, StringComparer.Ordinal);

    /// <summary>One method.</summary>
    /// <param name="Tier">1 to 4; 5: posting; 6: special, about 600 a minute.</param>
    private sealed record Method(string Name, string? Scope, int Tier, Func<FakeSlack, FakeSlackCall, HttpContext, Reply> Do)
    {
        /// <summary>Takes no JSON: sees no arguments in it.</summary>
        internal bool FormOnly { get; init; }
        internal FakeSlackToken Token { get; init; } = FakeSlackToken.Bot;

        /// <summary>Counted per channel too.</summary>
        internal bool Posts { get; init; }
        internal IReadOnlyList<string> Required { get; init; } = [];
    }
}
