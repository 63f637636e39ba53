using System.Collections.Concurrent;
using System.Text.Json;
using SocialCareBot.Store;

namespace SocialCareBot.Chat.Teams;

/// <summary>What the bot remembers of conversations: where each is reached, and who in it is a guest. Kept small and in memory, since every click asks.</summary>
public sealed class TeamsMemory(Keep keep)
{
    private const string Owner = "teams";
    private static readonly TimeSpan Refresh = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<string, ConversationReference> _references = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _unwritten = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, IReadOnlySet<string>> _rosters = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _guests = new(StringComparer.Ordinal);

    /// <summary>Reads everything kept, at start and where other nodes keep something too.</summary>
    public void Load()
    {
        foreach (var (key, json) in keep.All(Owner))
        {
            if (key.StartsWith("guest:", StringComparison.Ordinal))
                _guests[key["guest:".Length..]] = true;
            else if (!_unwritten.ContainsKey(key) && JsonSerializer.Deserialize(json, TeamsJson.Default.ConversationReference) is { } reference)
                _references[key] = reference;
        }
    }

    public ConversationReference? Find(string conversation) => _references.GetValueOrDefault(TeamsPlaces.Bare(conversation));

    /// <summary>Where a tenant's service is reached: as its newest verified activity said. Null: nobody of it ever spoke to us.</summary>
    public string? ServiceUrl(string tenant, string? conversation) =>
        (conversation is null ? null : Find(conversation)?.ServiceUrl)
        ?? _references.Values.Where(reference => reference.TenantId == tenant).MaxBy(reference => reference.LastSeen)?.ServiceUrl;

    /// <summary>Remembers where an activity came from, at once and without the store; <see cref="Write"/> keeps it where something changed or the note is an hour old.</summary>
    public void Note(Envelope envelope, DateTimeOffset at)
    {
        if (envelope.Activity.Conversation?.Id is not { } id)
            return;
        var bare = TeamsPlaces.Bare(id);
        var known = _references.GetValueOrDefault(bare);
        if (known is not null && known.ServiceUrl == envelope.Activity.ServiceUrl && at - known.LastSeen < Refresh)
            return;
        var reference = ConversationReference.Of(envelope.Activity, envelope.Tenant, at);
        _references[bare] = known is null ? reference : reference with { Channel = reference.Channel ?? known.Channel, Team = reference.Team ?? known.Team };
        _unwritten[bare] = true;
    }

    /// <summary>Writes down what was noted since the last time. Throws as <see cref="IWriter.Run{T}"/>; then it is written the next time.</summary>
    public async Task Write(CancellationToken ct, TimeSpan? patience = null)
    {
        foreach (var bare in _unwritten.Keys)
        {
            if (_references.TryGetValue(bare, out var reference))
                await keep.Write(Owner, bare, JsonSerializer.Serialize(reference, TeamsJson.Default.ConversationReference), ct, patience);
            _unwritten.TryRemove(bare, out _);
        }
    }

    /// <summary>Teams said that a conversation lives at another address: it is reached there from now on.</summary>
    public Task Move(string tenant, string conversation, string serviceUrl, CancellationToken ct)
    {
        var bare = TeamsPlaces.Bare(conversation);
        var known = _references.GetValueOrDefault(bare) ?? new ConversationReference { TenantId = tenant, Conversation = new ConversationAccount { Id = bare } };
        _references[bare] = known with { ServiceUrl = serviceUrl };
        _unwritten[bare] = true;
        return Write(ct);
    }

    /// <summary>The conversations of a team we know of.</summary>
    public IReadOnlyList<string> OfTeam(string tenant, string team) =>
        [.. _references.Where(row => row.Value.TenantId == tenant && row.Value.Team?.Id == team).Select(row => row.Key)];

    public async Task Forget(string conversation, CancellationToken ct)
    {
        var bare = TeamsPlaces.Bare(conversation);
        _rosters.TryRemove(bare, out _);
        if (_references.TryRemove(bare, out _))
            await keep.Delete(Owner, bare, ct);
    }

    /// <summary>Keeps who is in a conversation, by the addresses Teams gives them; read anew every hour, so it is not written down.</summary>
    public void Members(string conversation, IReadOnlySet<string> addresses) => _rosters[TeamsPlaces.Bare(conversation)] = addresses;

    /// <summary>False where the conversation's members are known and this address is not among them.</summary>
    public bool MayBeIn(string conversation, string address) => !_rosters.TryGetValue(TeamsPlaces.Bare(conversation), out var members) || members.Contains(address);

    /// <summary>How many are in a conversation; null where its roster was not read yet.</summary>
    public int? Size(string conversation) => _rosters.TryGetValue(TeamsPlaces.Bare(conversation), out var members) ? members.Count : null;

    public bool IsGuest(string tenant, string person) => _guests.ContainsKey($"{tenant}/{person}");

    /// <summary>Notes what a roster says of a person.</summary>
    public async Task Note(string tenant, string person, bool guest, CancellationToken ct)
    {
        var key = $"{tenant}/{person}";
        if (guest && _guests.TryAdd(key, true))
            await keep.Write(Owner, $"guest:{key}", "{}", ct);
        else if (!guest && _guests.TryRemove(key, out _))
            await keep.Delete(Owner, $"guest:{key}", ct);
    }
}
