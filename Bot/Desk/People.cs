using SocialCareBot.Cases;
using SocialCareBot.Store;

namespace SocialCareBot.Desk;

/// <summary>Who somebody is on a front, as a verified envelope says it.</summary>
public sealed record Caller
{
    public required Identity Identity { get; init; }
    public required string Name { get; init; }

    /// <summary>How the front reaches this person again (Teams: the <c>29:</c> id).</summary>
    public string? Address { get; init; }
    public bool Guest { get; init; }

    /// <summary>The click comes from inside a conversation that a route is bound to: that is membership.</summary>
    public bool InRoutedConversation { get; init; }
}

/// <summary>The people of the care team. Kept in memory, since every click asks; written through the writer.</summary>
public sealed class People(Database database, IWriter writer, TimeProvider time)
{
    /// <summary>Somebody waits for the answer to a click, which needs the writer once more.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private volatile Snapshot _now = new([], new Dictionary<Identity, PersonId>(), new Dictionary<Identity, string>(), new Dictionary<PersonId, PersonId>(), OnCall.Changes.None);

    public IReadOnlyList<Person> All => _now.People;

    public Person? Find(PersonId id) => _now.People.FirstOrDefault(person => person.Id == Now(id));

    /// <summary>Who an id stands for: itself, or whom that person turned out to be.</summary>
    public PersonId Now(PersonId id) => _now.Merged.GetValueOrDefault(id, id);

    /// <summary>The name for a sentence; a person nobody knows any more is "somebody".</summary>
    public string Name(PersonId? id) => id is { } known && Find(known) is { } person ? person.Name : "somebody";

    public Person? ByName(string name) => _now.People.FirstOrDefault(person => string.Equals(person.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>How one tenant or workspace of a platform reaches this person; null where it does not know them.</summary>
    public (Identity Identity, string? Address)? On(string platform, string tenant, PersonId id) => Ways(id)
        .Where(way => way.Identity.Platform == platform && way.Identity.Tenant == tenant)
        .Select(way => ((Identity, string?)?)way)
        .FirstOrDefault();

    /// <summary>Every platform and tenant that knows this person; with an address where they can be written to alone or mentioned.</summary>
    public IEnumerable<(Identity Identity, string? Address)> Ways(PersonId id) => _now.Identities
        .Where(row => row.Value == Now(id))
        .Select(row => (row.Key, _now.Addresses.GetValueOrDefault(row.Key)))
        .OrderBy(way => way.Item2 is null)
        .ThenBy(way => way.Key.Platform, StringComparer.Ordinal)
        .ThenBy(way => way.Key.NativeId, StringComparer.Ordinal);

    /// <summary>The chats in which anybody is known.</summary>
    public IEnumerable<string> Platforms => _now.Identities.Keys.Select(identity => identity.Platform).Where(Fronts.IsChat).Distinct(StringComparer.Ordinal);

    /// <summary>Whether any chat knows this person.</summary>
    public bool IsInChat(PersonId id) => Ways(id).Any(way => Fronts.IsChat(way.Identity.Platform));

    /// <summary>Whom a platform's identity belongs to; null for somebody unlisted.</summary>
    public PersonId? Known(Identity identity) => _now.Identities.TryGetValue(identity, out var id) ? id : null;

    /// <summary>What people have changed about the rotas.</summary>
    public OnCall.Changes RotaChanges => _now.Changes;

    /// <summary>Everybody in this role.</summary>
    public IReadOnlyList<PersonId> With(Role role) => [.. All.Where(person => person.Role == role).Select(person => person.Id)];

    /// <summary>Reads everybody anew; call after any change.</summary>
    public void Reload()
    {
        _now = database.Read(session =>
        {
            var identities = PersonStore.Identities(session);
            return new Snapshot(
                PersonStore.All(session),
                identities.ToDictionary(row => row.Identity, row => row.Person),
                identities.Where(row => row.Address is not null).ToDictionary(row => row.Identity, row => row.Address!),
                PersonStore.Merged(session),
                Standby.Changes(session, time.Now()));
        });
    }

    /// <summary>
    /// The actor behind a verified call, or the refusal: a guest may look but not act, an unlisted person acts only from inside a routed
    /// conversation, where the first click makes them an agent.
    /// </summary>
    public async Task<(Actor? Actor, Refusal? Refusal)> Resolve(Caller caller, CancellationToken ct)
    {
        if (caller.Guest)
            return (null, new Refusal(RefusalCode.Guest));
        if (_now.Identities.TryGetValue(caller.Identity, out var known) && Find(known) is { } person)
        {
            if (caller.Address is { } address && _now.Addresses.GetValueOrDefault(caller.Identity) != address)
                await Readdress(caller, person, ct);
            return (new Actor(person.Id, person.Role, caller.Identity.Platform), null);
        }
        if (!caller.InRoutedConversation)
            return (null, new Refusal(RefusalCode.NotListed));
        var fresh = new Person(new(Guid.CreateVersion7(time.GetUtcNow())), caller.Name, Initials(caller.Name), Role.Agent);
        var linked = await Link(caller, fresh, ct);
        return (new Actor(linked, Find(linked)?.Role ?? Role.Agent, caller.Identity.Platform), null);
    }

    /// <summary>"Ana Brandt" is AB; a single word gives its first two letters.</summary>
    public static string Initials(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var letters = words.Length switch
        {
            0 => "?",
            1 => words[0][..Math.Min(2, words[0].Length)],
            _ => $"{words[0][0]}{words[^1][0]}",
        };
        return letters.ToUpperInvariant();
    }

    /// <summary>Where the store is busy, the person is let in all the same; the next call brings the address again.</summary>
    private async Task Readdress(Caller caller, Person person, CancellationToken ct)
    {
        try
        {
            await Link(caller, person, ct);
        }
        catch (Exception busy) when (busy is WriterBusyException or StillWorkingException or StoreRefusesException)
        {
        }
    }

    private async Task<PersonId> Link(Caller caller, Person person, CancellationToken ct)
    {
        var linked = await writer.Run(
            session =>
            {
                var owner = PersonStore.Find(session, caller.Identity);
                if (owner is null)
                    PersonStore.Put(session, person, seeded: false);
                PersonStore.Link(session, caller.Identity, owner ?? person.Id, caller.Address);
                return owner ?? person.Id;
            },
            ct,
            Patience);
        Reload();
        return linked;
    }

    private sealed record Snapshot(IReadOnlyList<Person> People, IReadOnlyDictionary<Identity, PersonId> Identities, IReadOnlyDictionary<Identity, string> Addresses, IReadOnlyDictionary<PersonId, PersonId> Merged, OnCall.Changes Changes);
}
