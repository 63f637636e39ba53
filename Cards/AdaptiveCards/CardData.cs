using System.Text.Json.Serialization;
using SocialCareBot.Cards.Models;

namespace SocialCareBot.Cards.AdaptiveCards;

/// <summary>What travels with every press, beside the inputs. It is compared, never believed.</summary>
public sealed record CardData
{
    public required string Verb { get; init; }
    public string? Case { get; init; }
    public int? Version { get; init; }
    public string? Nonce { get; init; }
    /// <summary>Which suggestion was picked.</summary>
    public string? Value { get; init; }
    /// <summary>The reason of a resolve button that asks nothing.</summary>
    public string? ResolveReason { get; init; }
    [JsonPropertyName("msteams")]
    public MsTeamsSubmit? MsTeams { get; init; }
}

/// <summary>Tells Teams to do something of its own with a press: "task/fetch" opens a dialog.</summary>
public sealed record MsTeamsSubmit(string Type)
{
    public static MsTeamsSubmit TaskFetch { get; } = new("task/fetch");
}
