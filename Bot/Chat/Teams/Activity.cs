using System.Text.Json;
using System.Text.Json.Serialization;

namespace SocialCareBot.Chat.Teams;

/// <summary>
/// One activity of the Bot Framework protocol, as Teams sends it and as we send it. Read leniently: what we do not know is kept in
/// <see cref="Properties"/> and goes out again unchanged.
/// </summary>
public sealed record Activity
{
    public string? Type { get; init; }
    public string? Id { get; init; }
    [JsonConverter(typeof(LenientInstant))]
    public DateTimeOffset? Timestamp { get; init; }
    public string? LocalTimezone { get; init; }
    public string? ServiceUrl { get; init; }
    public string? ChannelId { get; init; }
    public ChannelAccount? From { get; init; }
    public ConversationAccount? Conversation { get; init; }
    public ChannelAccount? Recipient { get; init; }
    public TeamsChannelData? ChannelData { get; init; }
    public string? ReplyToId { get; init; }
    public string? Locale { get; init; }
    public string? Text { get; init; }
    public string? TextFormat { get; init; }

    /// <summary>What the notification shows; plain text.</summary>
    public string? Summary { get; init; }
    public IReadOnlyList<Attachment>? Attachments { get; init; }
    public IReadOnlyList<Entity>? Entities { get; init; }

    /// <summary>Of an invoke: which.</summary>
    public string? Name { get; init; }

    /// <summary>Of an invoke or a submitted card: the data.</summary>
    public JsonElement? Value { get; init; }

    /// <summary>Of an installationUpdate: add or remove, also with a suffix.</summary>
    public string? Action { get; init; }
    public IReadOnlyList<ChannelAccount>? MembersAdded { get; init; }
    public IReadOnlyList<ChannelAccount>? MembersRemoved { get; init; }
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Properties { get; set; }

    /// <summary>A message that is one card. Never text beside it: Teams would split it in two and give no id.</summary>
    public static Activity Card(JsonElement card, string summary) => new()
    {
        Type = ActivityTypes.Message,
        Summary = summary,
        Attachments = [new Attachment { ContentType = Attachment.AdaptiveCard, Content = card }],
    };

    /// <summary>A message of plain words.</summary>
    public static Activity Plain(string text) => new() { Type = ActivityTypes.Message, Text = text, TextFormat = "plain" };
}

/// <summary>The activity types that mean something to us.</summary>
public static class ActivityTypes
{
    public const string Message = "message";
    public const string Invoke = "invoke";
    public const string InstallationUpdate = "installationUpdate";
    public const string ConversationUpdate = "conversationUpdate";
}

/// <summary>A person or a bot inside an activity. The id is per bot; <see cref="AadObjectId"/> is the same for every bot.</summary>
public sealed record ChannelAccount
{
    public string? Id { get; init; }
    public string? Name { get; init; }
    public string? AadObjectId { get; init; }
    public string? Role { get; init; }
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Properties { get; set; }
}

/// <summary>Where an activity stands. In a channel the id ends with <c>;messageid=</c> and the thread's first message.</summary>
public sealed record ConversationAccount
{
    public string? Id { get; init; }
    public string? Name { get; init; }

    /// <summary>personal, groupChat or channel.</summary>
    public string? ConversationType { get; init; }
    public bool? IsGroup { get; init; }
    public string? TenantId { get; init; }
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Properties { get; set; }
}

/// <summary>Something beside the text: a mention, or facts about the client.</summary>
public sealed record Entity
{
    public string? Type { get; init; }
    public string? Text { get; init; }
    public ChannelAccount? Mentioned { get; init; }
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Properties { get; set; }

    /// <summary>A mention whose text must stand letter for letter in the activity's text, or Teams ignores it.</summary>
    public static Entity Mention(string id, string name, string text) =>
        new() { Type = "mention", Text = text, Mentioned = new ChannelAccount { Id = id, Name = name } };
}

/// <summary>A card or a file of a message.</summary>
public sealed record Attachment
{
    public const string AdaptiveCard = "application/vnd.microsoft.card.adaptive";
    public const string ThumbnailCard = "application/vnd.microsoft.card.thumbnail";

    public string? ContentType { get; init; }
    public JsonElement? Content { get; init; }
    public string? ContentUrl { get; init; }
    public string? Name { get; init; }

    /// <summary>How a result of a message extension looks in the list.</summary>
    public Attachment? Preview { get; init; }
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Properties { get; set; }
}
