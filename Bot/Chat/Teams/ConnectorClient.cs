using System.Globalization;
using System.Text.Json;

namespace SocialCareBot.Chat.Teams;

/// <summary>
/// The Bot Framework's Connector REST v3, as far as this bot speaks it. Ids come as Teams gave them and are escaped here. Nothing is
/// retried and nothing is thrown for what the wire or Teams did: every call says what came of it.
/// </summary>
public sealed class ConnectorClient(ConnectorHttp http)
{
    /// <summary>The smallest and largest page of members Teams gives.</summary>
    private const int SmallestPage = 50, LargestPage = 500;

    /// <summary>Starts a thread in a channel with its first message. The answer's ActivityId is the message's, its Id the thread's.</summary>
    public async Task<ConnectorResult<ConversationResourceResponse>> CreateThread(string serviceUrl, string tenantId, string channelId, Activity activity, CancellationToken ct)
    {
        var made = await Create(
            serviceUrl,
            new ConversationParameters
            {
                IsGroup = true,
                ChannelData = new TeamsChannelData { Channel = new ChannelInfo { Id = channelId } },
                TenantId = tenantId,
                Activity = activity,
            },
            repeatable: false,
            ct);
        return made.Fault is null && made.Value is not { Id.Length: > 0, ActivityId.Length: > 0 } ? new(null, WithoutId) : made;
    }

    /// <summary>The chat with one person, made if there is none; the same id every time. Needs the bot's own id of the person (29:…).</summary>
    public async Task<ConnectorResult<ConversationResourceResponse>> CreateChat(string serviceUrl, string tenantId, string userId, CancellationToken ct)
    {
        var made = await Create(
            serviceUrl,
            new ConversationParameters { IsGroup = false, Members = [new ChannelAccount { Id = userId }], TenantId = tenantId },
            repeatable: true,
            ct);
        return made.Fault is null && made.Value is not { Id.Length: > 0 } ? new(null, new ConnectorFault.Retry("made a chat without an id")) : made;
    }

    /// <summary>Posts into a conversation: with <c>;messageid=</c> in that thread, into a bare channel a new thread, else into the chat.</summary>
    public async Task<ConnectorResult<ResourceResponse>> Send(string serviceUrl, string conversationId, Activity activity, CancellationToken ct)
    {
        var call = new ConnectorCall(HttpMethod.Post, serviceUrl, Activities(conversationId), Bytes(activity));
        var sent = await http.Send(call, TeamsJson.Default.ResourceResponse, ct);
        return sent.Fault is null && sent.Value is not { Id.Length: > 0 } ? new(null, WithoutId) : sent;
    }

    /// <summary>Replaces a message of ours.</summary>
    public async Task<ConnectorResult<ResourceResponse>> Update(string serviceUrl, string conversationId, string activityId, Activity activity, CancellationToken ct)
    {
        var call = new ConnectorCall(HttpMethod.Put, serviceUrl, OneActivity(conversationId, activityId), Bytes(activity with { Id = activityId }));
        return Named(await http.Send(call, TeamsJson.Default.ResourceResponse, ct), activityId);
    }

    /// <summary>Deletes a message of ours.</summary>
    public async Task<ConnectorResult<ResourceResponse>> Delete(string serviceUrl, string conversationId, string activityId, CancellationToken ct)
    {
        var call = new ConnectorCall(HttpMethod.Delete, serviceUrl, OneActivity(conversationId, activityId));
        return Named(await http.Send(call, TeamsJson.Default.ResourceResponse, ct), activityId);
    }

    /// <summary>One page of the members; pass the token of the last page on while there is one.</summary>
    public async Task<ConnectorResult<TeamsPagedMembersResult>> Members(string serviceUrl, string conversationId, int pageSize, string? continuationToken, CancellationToken ct)
    {
        var size = Math.Clamp(pageSize, SmallestPage, LargestPage).ToString(CultureInfo.InvariantCulture);
        var more = continuationToken is null ? "" : $"&continuationToken={Uri.EscapeDataString(continuationToken)}";
        var call = new ConnectorCall(HttpMethod.Get, serviceUrl, $"{Conversation(conversationId)}/pagedmembers?pageSize={size}{more}");
        return Required(await http.Send(call, TeamsJson.Default.TeamsPagedMembersResult, ct));
    }

    /// <summary>One member of a conversation; a fault of kind Gone when they are none.</summary>
    public async Task<ConnectorResult<TeamsChannelAccount>> Member(string serviceUrl, string conversationId, string userId, CancellationToken ct)
    {
        var call = new ConnectorCall(HttpMethod.Get, serviceUrl, $"{Conversation(conversationId)}/members/{Uri.EscapeDataString(userId)}");
        return Required(await http.Send(call, TeamsJson.Default.TeamsChannelAccount, ct));
    }

    /// <summary>The channels of a team.</summary>
    public async Task<ConnectorResult<ConversationList>> Channels(string serviceUrl, string teamId, CancellationToken ct)
    {
        var call = new ConnectorCall(HttpMethod.Get, serviceUrl, $"/v3/teams/{Uri.EscapeDataString(teamId)}/conversations");
        return Required(await http.Send(call, TeamsJson.Default.ConversationList, ct));
    }

    /// <summary>A team.</summary>
    public async Task<ConnectorResult<TeamInfo>> Team(string serviceUrl, string teamId, CancellationToken ct)
    {
        var call = new ConnectorCall(HttpMethod.Get, serviceUrl, $"/v3/teams/{Uri.EscapeDataString(teamId)}");
        return Required(await http.Send(call, TeamsJson.Default.TeamInfo, ct));
    }

    /// <summary>Accepted without an id, as Teams does with text beside a card: it stands there, but we cannot edit it.</summary>
    private static ConnectorFault.Unknown WithoutId => new("accepted, but without an id");

    private Task<ConnectorResult<ConversationResourceResponse>> Create(string serviceUrl, ConversationParameters wanted, bool repeatable, CancellationToken ct)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(wanted, TeamsJson.Default.ConversationParameters);
        var call = new ConnectorCall(HttpMethod.Post, serviceUrl, "/v3/conversations", body) { Repeatable = repeatable };
        return http.Send(call, TeamsJson.Default.ConversationResourceResponse, ct);
    }

    private static byte[] Bytes(Activity activity) => JsonSerializer.SerializeToUtf8Bytes(activity, TeamsJson.Default.Activity);

    private static string Conversation(string id) => "/v3/conversations/" + Uri.EscapeDataString(id);

    private static string Activities(string conversation) => Conversation(conversation) + "/activities";

    private static string OneActivity(string conversation, string id) => $"{Activities(conversation)}/{Uri.EscapeDataString(id)}";

    /// <summary>An edit that succeeded names the message we named, whatever the answer's body holds.</summary>
    private static ConnectorResult<ResourceResponse> Named(ConnectorResult<ResourceResponse> result, string id) =>
        result.Fault is null ? result with { Value = new ResourceResponse { Id = id } } : result;

    private static ConnectorResult<T> Required<T>(ConnectorResult<T> result)
        where T : class =>
        result is { Fault: null, Value: null } ? new(null, new ConnectorFault.Retry("an unreadable answer")) : result;
}
