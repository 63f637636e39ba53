using System.Text.Json;
using System.Text.Json.Serialization;

namespace SocialCareBot.Chat.Teams;

/// <summary>What Teams adds to an activity: tenant, team, channel, and what happened to them.</summary>
public sealed record TeamsChannelData
{
    public TenantInfo? Tenant { get; init; }
    public TeamInfo? Team { get; init; }
    public ChannelInfo? Channel { get; init; }
    public TeamsChannelSettings? Settings { get; init; }
    public string? EventType { get; init; }
    public NotificationInfo? Notification { get; init; }
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Properties { get; set; }
}

/// <summary>The organisation.</summary>
public sealed record TenantInfo
{
    public string? Id { get; init; }
}

/// <summary>A team. Its id is also the id of its General channel.</summary>
public sealed record TeamInfo
{
    public string? Id { get; init; }
    public string? Name { get; init; }
    public string? AadGroupId { get; init; }
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Properties { get; set; }
}

/// <summary>A channel; General has no name.</summary>
public sealed record ChannelInfo
{
    public string? Id { get; init; }
    public string? Name { get; init; }

    /// <summary>standard, private or shared. A bot cannot post into a private one.</summary>
    public string? Type { get; init; }
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Properties { get; set; }
}

/// <summary>The channel somebody chose while adding the app.</summary>
public sealed record TeamsChannelSettings
{
    public ChannelInfo? SelectedChannel { get; init; }
}

/// <summary>Asks for an entry in the person's activity feed.</summary>
public sealed record NotificationInfo
{
    public bool? Alert { get; init; }
}
