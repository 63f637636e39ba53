using System.Collections.Concurrent;
using SocialCareBot.Desk;
using SocialCareBot.Store;

namespace SocialCareBot.Chat.Teams;

/// <summary>Who is in the conversations we post to: how each person is reached, and who is a guest. Read hourly and on every change.</summary>
public sealed class TeamsRosters(ConnectorClient connector, TeamsMemory memory, IWriter writer, People people, TimeProvider time)
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _read = new(StringComparer.Ordinal);

    /// <summary>Reads a channel's members, unless that was done within the hour and nothing changed. What failed is due at once again.</summary>
    public async Task Refresh(string tenant, string? conversation, CancellationToken ct, bool now = false)
    {
        var bare = TeamsPlaces.Bare(conversation);
        if (bare.Length == 0 || (!now && _read.TryGetValue(bare, out var last) && time.GetUtcNow() - last < Every) || memory.ServiceUrl(tenant, bare) is not { } service)
            return;
        if (await Read(service, tenant, bare, ct))
            _read[bare] = time.GetUtcNow();
        else
            _read.TryRemove(bare, out _);
        people.Reload();
    }

    private async Task<bool> Read(string service, string tenant, string conversation, CancellationToken ct)
    {
        string? more = null;
        var addresses = new HashSet<string>(StringComparer.Ordinal);
        do
        {
            var page = await connector.Members(service, conversation, 200, more, ct);
            if (page.Value is not { } members)
                return false;
            foreach (var member in members.Members ?? [])
                await Note(tenant, member, ct);
            addresses.UnionWith((members.Members ?? []).Select(member => member.Id).OfType<string>());
            more = members.ContinuationToken;
        }
        while (more is { Length: > 0 });
        memory.Members(conversation, addresses);
        return true;
    }

    private async Task Note(string tenant, TeamsChannelAccount member, CancellationToken ct)
    {
        if ((member.AadObjectId ?? member.ObjectId ?? member.Id)?.ToLowerInvariant() is not { } id)
            return;
        await memory.Note(tenant, id, member.UserRole is "guest" or "anonymous", ct);
        var identity = new Identity(TeamsFront.FrontName, tenant, id);
        if (member.Id is { } address && people.Known(identity) is { } person && people.On(TeamsFront.FrontName, tenant, person)?.Address != address)
        {
            await writer.Run(
                session =>
                {
                    PersonStore.Link(session, identity, person, address);
                    return true;
                },
                ct);
            people.Reload();
        }
    }
}
