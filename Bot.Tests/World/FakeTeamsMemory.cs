using System.Text.Json;

namespace SocialCareBot.Tests.World;

/// <summary>Somebody with a Teams account.</summary>
public sealed record FakeTeamsPerson
{
    public required string Name { get; init; }
    public required string Mri { get; init; }
    public required string AadObjectId { get; init; }
    public required string Tenant { get; init; }

    /// <summary>user or guest.</summary>
    public string Role { get; init; } = "user";
}

/// <summary>A channel of the one team.</summary>
public sealed record FakeTeamsChannel(string Id, string? Name, string Type);

/// <summary>Where something is said: a channel's thread, or the chat with a person.</summary>
/// <param name="Id">With <c>;messageid=</c> for a thread.</param>
public sealed record FakeTeamsPlace(string Id, string Kind);

/// <summary>A message of the bot, with everything it once showed.</summary>
public sealed class FakeTeamsMessage
{
    private readonly List<JsonElement> _versions = [];

    public required string Id { get; init; }

    /// <summary>The channel, or the chat.</summary>
    public required string Conversation { get; init; }

    /// <summary>The message that heads the thread; itself for a new thread; null in a chat.</summary>
    public required string? Root { get; init; }
    public required DateTimeOffset At { get; init; }
    public bool Deleted { get; internal set; }

    /// <summary>What it shows now.</summary>
    public JsonElement Activity
    {
        get
        {
            lock (_versions)
                return _versions[^1];
        }
    }

    /// <summary>How often it was edited.</summary>
    public int Edits
    {
        get
        {
            lock (_versions)
                return _versions.Count - 1;
        }
    }

    /// <summary>The card it shows now; undefined where it shows none.</summary>
    public JsonElement Card => Activity.TryGetProperty("attachments", out var list) && list.GetArrayLength() > 0 ? list[0].GetProperty("content") : default;

    public string? Text => Activity.TryGetProperty("text", out var text) ? text.GetString() : null;

    /// <summary>Where an answer to it stands.</summary>
    public FakeTeamsPlace Place => Root is null ? new(Conversation, "personal") : new($"{Conversation};messageid={Root}", "channel");

    internal void Show(JsonElement activity)
    {
        lock (_versions)
            _versions.Add(activity);
    }
}

/// <summary>One call the bot made.</summary>
public sealed record FakeTeamsCall
{
    /// <summary>create, send, update, delete, members, member, channels, team, or unexpected.</summary>
    public required string Operation { get; init; }
    public required string Method { get; init; }

    /// <summary>The path as it came over the wire, escapes and all.</summary>
    public required string RawPath { get; init; }

    /// <summary>The channel (without the thread) or chat; empty for calls about none.</summary>
    public required string Conversation { get; init; }
    public required JsonElement Body { get; init; }
    public required string? ContentType { get; init; }
    public required DateTimeOffset At { get; init; }
    public int Status { get; internal set; }
}
