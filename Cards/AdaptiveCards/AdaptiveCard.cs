using System.Text.Json;
using System.Text.Json.Serialization;

namespace SocialCareBot.Cards.AdaptiveCards;

/// <summary>
/// A card of Adaptive Cards 1.5, the newest version Teams draws for bots. Only what this product uses is modelled, under the names of
/// Microsoft's AdaptiveCards package.
/// </summary>
public sealed record AdaptiveCard
{
    /// <summary>The content type of a card attachment.</summary>
    public const string ContentType = "application/vnd.microsoft.card.adaptive";

    /// <summary>Absent on the small cards inside a ShowCard.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }
    public string Type => "AdaptiveCard";
    public string? Version { get; init; }
    /// <summary>For clients that cannot draw the card.</summary>
    public string? FallbackText { get; init; }
    [JsonPropertyName("msteams")]
    public AdaptiveMsTeams? MsTeams { get; init; }
    public AdaptiveRefresh? Refresh { get; init; }
    public required IReadOnlyList<AdaptiveElement> Body { get; init; }
    public IReadOnlyList<AdaptiveAction>? Actions { get; init; }

    /// <summary>A card that stands by itself, with schema and version.</summary>
    public static AdaptiveCard Root(string fallbackText, IReadOnlyList<AdaptiveElement> body) => new()
    {
        Schema = "http://adaptivecards.io/schemas/adaptive-card.json",
        Version = "1.5",
        FallbackText = fallbackText,
        Body = body,
    };

    /// <summary>The card as Teams takes it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, AdaptiveJson.Default.AdaptiveCard);

    /// <summary>The card as UTF-8.</summary>
    public byte[] ToUtf8() => JsonSerializer.SerializeToUtf8Bytes(this, AdaptiveJson.Default.AdaptiveCard);

    /// <summary>The card as a value to put into an attachment's content.</summary>
    public JsonElement ToElement() => JsonSerializer.SerializeToElement(this, AdaptiveJson.Default.AdaptiveCard);
}

/// <summary>What Teams reads beside the card: full width, and who is mentioned.</summary>
public sealed record AdaptiveMsTeams
{
    /// <summary>"Full" or nothing.</summary>
    public string? Width { get; init; }
    public IReadOnlyList<AdaptiveMention>? Entities { get; init; }

    public static AdaptiveMsTeams Full { get; } = new() { Width = "Full" };
}

/// <summary>For whom the client fetches a card of their own, by pressing this for them.</summary>
/// <param name="UserIds">Addresses of Teams, at most 60; nobody else gets one.</param>
public sealed record AdaptiveRefresh(AdaptiveAction Action, IReadOnlyList<string> UserIds);

/// <summary>A mention; its text must occur in the card letter for letter, or Teams ignores it.</summary>
public sealed record AdaptiveMention(string Text, AdaptiveMentioned Mentioned)
{
    public string Type => "mention";

    /// <summary>A mention of a person by the front's address.</summary>
    public static AdaptiveMention Of(string address, string name)
    {
        var bare = AdaptiveText.Name(name);
        return new($"<at>{bare}</at>", new(address, bare));
    }
}

public sealed record AdaptiveMentioned(string Id, string Name);
