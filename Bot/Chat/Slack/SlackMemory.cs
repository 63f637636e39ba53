using System.Collections.Concurrent;
using System.Text.Json;
using SocialCareBot.Store;

namespace SocialCareBot.Chat.Slack;

/// <summary>What a person's profile says, as far as it decides what they may do.</summary>
/// <param name="Outsider">A guest, or somebody of another organisation.</param>
public sealed record SlackProfile(string Name, bool Outsider, DateTimeOffset ReadAt);

/// <summary>What is known of a channel.</summary>
/// <param name="IsShared">People of another organisation are in it (Slack Connect).</param>
public sealed record SlackRoom(bool IsShared, DateTimeOffset ReadAt)
{
    public bool IsPrivate { get; init; }

    /// <summary>The bot is in it.</summary>
    public bool IsMember { get; init; }

    /// <summary>A conversation between some people and no channel.</summary>
    public bool IsChat { get; init; }
}

/// <summary>What the bot remembers of people, channels and messages. In memory, since every click asks; kept, so that a restart knows it too.</summary>
public sealed class SlackMemory(Keep keep)
{
    private const string Owner = "slack-memory";
    private readonly ConcurrentDictionary<string, SlackProfile> _profiles = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SlackRoom> _rooms = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _links = new(StringComparer.Ordinal);

    /// <summary>Reads everything kept, at start and where other nodes keep something too.</summary>
    public void Load()
    {
        foreach (var (key, json) in keep.All(Owner))
        {
            if (key.StartsWith("person:", StringComparison.Ordinal) && JsonSerializer.Deserialize<SlackProfile>(json) is { } profile)
                _profiles[key["person:".Length..]] = profile;
            else if (key.StartsWith("room:", StringComparison.Ordinal) && JsonSerializer.Deserialize<SlackRoom>(json) is { } room)
                _rooms[key["room:".Length..]] = room;
        }
    }

    public SlackProfile? Profile(string team, string user) => _profiles.GetValueOrDefault($"{team}/{user}");

    public SlackRoom? Room(string team, string channel) => _rooms.GetValueOrDefault($"{team}/{channel}");

    /// <summary>Where a message is opened in a browser or app; null where nobody asked yet.</summary>
    public string? Link(string team, string reference) => _links.GetValueOrDefault($"{team}/{reference}");

    public Task Note(string team, string user, SlackProfile profile, CancellationToken ct)
    {
        _profiles[$"{team}/{user}"] = profile;
        return keep.Write(Owner, $"person:{team}/{user}", JsonSerializer.Serialize(profile), ct);
    }

    public Task Note(string team, string channel, SlackRoom room, CancellationToken ct)
    {
        _rooms[$"{team}/{channel}"] = room;
        return keep.Write(Owner, $"room:{team}/{channel}", JsonSerializer.Serialize(room), ct);
    }

    public void NoteLink(string team, string reference, string link) => _links[$"{team}/{reference}"] = link;

    /// <summary>The channel is gone, or may have changed: it is asked about anew.</summary>
    public Task Forget(string team, string channel, CancellationToken ct) =>
        _rooms.TryRemove($"{team}/{channel}", out _) ? keep.Delete(Owner, $"room:{team}/{channel}", ct) : Task.CompletedTask;
}
