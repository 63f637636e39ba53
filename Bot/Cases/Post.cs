using System.Text.Json;
using System.Text.Json.Serialization;

namespace SocialCareBot.Cases;

/// <summary>Who may read a post or a reply.</summary>
public enum Audience
{
    Public,
    Private,
}

/// <summary>Who wrote a post. The id is the network's lasting one; a handle may change.</summary>
public sealed record Author
{
    public required string Id { get; init => field = Letters.Repair(value); }
    public required string Handle { get; init => field = Letters.Repair(value); }
    public required string Name { get; init => field = Letters.Repair(value); }

    /// <summary>Null where the network does not tell.</summary>
    public int? Followers { get; init; }
    public string? Url { get; init => field = Letters.RepairAny(value); }
    public string? AvatarUrl { get; init => field = Letters.RepairAny(value); }
}

/// <summary>How far a post has spread, as far as its network tells.</summary>
public sealed record PostSpread(int? Reposts, int? Likes, int? Replies);

/// <summary>A picture or film that came with a post.</summary>
public sealed record Media(string Kind, string? Url, string? ThumbUrl, string? Description);

/// <summary>What a network lets us do with one post.</summary>
/// <param name="Allowed">Whether it can be done now.</param>
/// <param name="Reason">Where not: why, in words an agent understands.</param>
/// <param name="Expires">Until when it can be done; null when there is no window.</param>
public sealed record Capability(bool Allowed, string? Reason = null, DateTimeOffset? Expires = null)
{
    public static Capability Yes { get; } = new(true);
    public static Capability No(string reason) => new(false, reason);

    /// <summary>Members written by a newer version of this program; kept as they are.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Later { get; init; }
}

/// <summary>The ways in which a case can be acted upon on its network.</summary>
public sealed record Capabilities
{
    public required Capability PublicReply { get; init; }
    public required Capability PrivateReply { get; init; }
    public required Capability DirectMessage { get; init; }
    public required Capability Like { get; init; }
    public required Capability Boost { get; init; }
    public required Capability Attachments { get; init; }

    /// <summary>Members written by a newer version of this program; kept as they are.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Later { get; init; }
}

/// <summary>
/// What somebody published, as one of our accounts received it. Unique by (<see cref="Network"/>, <see cref="NativeId"/>, <see cref="Version"/>);
/// an edited post is the same native id with another version. Every text in it, ids and addresses too, is repaired here,
/// whoever makes it: a network's letters that no database takes would otherwise stop its source for ever.
/// </summary>
public sealed record Post
{
    /// <summary>The key of the network, for instance <c>bluesky</c> or <c>webhook/shop</c>.</summary>
    public required string Network { get; init => field = Letters.Repair(value); }

    /// <summary>The name people know, for instance <c>Bluesky</c>.</summary>
    public required string NetworkTitle { get; init => field = Letters.Repair(value); }
    public required string NativeId { get; init => field = Letters.Repair(value); }
    public required string Version { get; init => field = Letters.Repair(value); }

    /// <summary>The configured account that heard it, and in whose name it will be answered.</summary>
    public required string Account { get; init => field = Letters.Repair(value); }
    public required string Brand { get; init => field = Letters.Repair(value); }
    public required Author Author { get; init; }

    /// <summary>Repaired Unicode, as the customer wrote it.</summary>
    public required string Text { get; init => field = Letters.Repair(value); }

    /// <summary>The native id of the thread's first post; null when unknown (the post then stands for its own thread).</summary>
    public string? ThreadRoot { get; init => field = Letters.RepairAny(value); }
    public string? Parent { get; init => field = Letters.RepairAny(value); }

    /// <summary>BCP 47, null when the network does not tell.</summary>
    public string? Language { get; init => field = Letters.RepairAny(value); }
    public string? Url { get; init => field = Letters.RepairAny(value); }
    public Audience Audience { get; init; }
    public IReadOnlyList<Media> Media { get; init; } = [];

    /// <summary>The network's own time, where it has one.</summary>
    public required DateTimeOffset PostedAt { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When this version was made, where the network tells; orders versions that arrive out of order.</summary>
    public DateTimeOffset? EditedAt { get; init; }
    public required Capabilities Can { get; init; }

    /// <summary>What the network needs to answer this post (for instance root and parent references); opaque to everybody else.</summary>
    public string? Reference { get; init => field = Letters.RepairAny(value); }

    /// <summary>Belongs to the practice network; never shown in a chat front.</summary>
    public bool Practice { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; init; }

    [JsonIgnore]
    public DateTimeOffset VersionAt => EditedAt ?? PostedAt;

    [JsonIgnore]
    public string Thread => ThreadRoot ?? NativeId;

    /// <summary>What a reply must have seen: this post in this version.</summary>
    [JsonIgnore]
    public string Mark => MarkOf(NativeId, Version);

    public static string MarkOf(string nativeId, string version) => $"{nativeId}#{version}";
}
