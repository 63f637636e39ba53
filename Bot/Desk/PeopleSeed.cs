using SocialCareBot.Cases;
using SocialCareBot.Store;

namespace SocialCareBot.Desk;

/// <summary>Somebody whom the settings name, with their identities.</summary>
public sealed record SeededPerson(string Name, string Initials, Role Role, IReadOnlyList<Identity> Identities);

/// <summary>Brings the people of the settings into the database at every start; the file wins for names and roles.</summary>
public static class PeopleSeed
{
    /// <summary>
    /// Returns the people in the order given, with their lasting ids. Whoever was met under one of the identities before becomes the person of the
    /// settings, with everything they have; <paramref name="merge"/> null: only their identities go over.
    /// </summary>
    public static Task<IReadOnlyList<Person>> Plant(IWriter writer, IReadOnlyList<SeededPerson> people, DateTimeOffset at, CancellationToken ct, PersonMerge? merge = null) =>
        writer.Run<IReadOnlyList<Person>>(session => [.. people.Select(person => Plant(session, person, at, merge))], ct);

    private static Person Plant(Session session, SeededPerson seeded, DateTimeOffset at, PersonMerge? merge)
    {
        var met = seeded.Identities.Select(identity => PersonStore.Find(session, identity)).OfType<PersonId>().Distinct().ToList();
        var everybody = PersonStore.All(session);
        var known = everybody.FirstOrDefault(person => person.Seeded && person.Name == seeded.Name)
            ?? everybody.FirstOrDefault(person => met.Contains(person.Id))
            ?? everybody.FirstOrDefault(person => person.Name == seeded.Name);
        var planted = new Person(known?.Id ?? new(Guid.CreateVersion7(at)), seeded.Name, seeded.Initials, seeded.Role) { Seeded = true };
        PersonStore.Put(session, planted, seeded: true);
        foreach (var other in met.Where(other => other != planted.Id))
            merge?.Merge(session, other, planted.Id, at);
        foreach (var identity in seeded.Identities)
            PersonStore.Link(session, identity, planted.Id, Address(identity));
        return planted;
    }

    /// <summary>In Slack the user id is the address; Teams tells its own when it first hears of somebody.</summary>
    private static string? Address(Identity identity) => identity.Platform == "slack" ? identity.NativeId : null;
}
