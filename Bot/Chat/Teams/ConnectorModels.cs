using System.Text.Json;
using System.Text.Json.Serialization;

namespace SocialCareBot.Chat.Teams;

/// <summary>What must be remembered to speak first: where a conversation is reached and who is in it. Kept as JSON.</summary>
public sealed record ConversationReference
{
    public string? TenantId { get; init; }

    /// <summary>Only ever from a verified activity or the settings, because our token goes there.</summary>
    public string? ServiceUrl { get; init; }
    public ChannelAccount? Bot { get; init; }
    public ConversationAccount? Conversation { get; init; }
    public TeamInfo? Team { get; init; }
    public ChannelInfo? Channel { get; init; }
    public ChannelAccount? User { get; init; }
    public DateTimeOffset? InstalledAt { get; init; }
    public DateTimeOffset? LastSeen { get; init; }
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Properties { get; set; }

    /// <summary>The reference an activity gives away.</summary>
    public static ConversationReference Of(Activity activity, string tenant, DateTimeOffset at) => new()
    {
        TenantId = tenant,
        ServiceUrl = activity.ServiceUrl,
        Bot = activity.Recipient,
        Conversation = activity.Conversation,
        Team = activity.ChannelData?.Team,
        Channel = activity.ChannelData?.Channel,
        User = activity.From,
        LastSeen = at,
    };
}

/// <summary>Asks for a new conversation: a thread in a channel, or the chat with one person.</summary>
public sealed record ConversationParameters
{
    public bool? IsGroup { get; init; }
    public IReadOnlyList<ChannelAccount>? Members { get; init; }
    public TeamsChannelData? ChannelData { get; init; }
    public string? TenantId { get; init; }
    public Activity? Activity { get; init; }
}

/// <summary>The conversation that was made, and its first message if one was sent with it.</summary>
public sealed record ConversationResourceResponse
{
    public string? Id { get; init; }
    public string? ActivityId { get; init; }
}

/// <summary>The id of a message.</summary>
public sealed record ResourceResponse
{
    public string? Id { get; init; }
}

/// <summary>A person as Teams describes them.</summary>
public sealed record TeamsChannelAccount
{
    public string? Id { get; init; }
    public string? Name { get; init; }
    public string? AadObjectId { get; init; }

    /// <summary>Some servers give the stable id under this name.</summary>
    public string? ObjectId { get; init; }
    public string? Email { get; init; }
    public string? UserPrincipalName { get; init; }
    public string? TenantId { get; init; }

    /// <summary>For instance user, guest or anonymous.</summary>
    public string? UserRole { get; init; }
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Properties { get; set; }
}

/// <summary>One page of members; another follows while there is a token.</summary>
public sealed record TeamsPagedMembersResult
{
    public IReadOnlyList<TeamsChannelAccount>? Members { get; init; }
    public string? ContinuationToken { get; init; }
}

/// <summary>The channels of a team.</summary>
public sealed record ConversationList
{
    public IReadOnlyList<ChannelInfo>? Conversations { get; init; }
}

/// <summary>How the connector says no.</summary>
public sealed record ErrorResponse
{
    public Error? Error { get; init; }
}

/// <summary>The connector's reason, for instance BotNotInConversationRoster.</summary>
public sealed record Error
{
    public string? Code { get; init; }
    public string? Message { get; init; }
}
