using SocialCareBot.Cases;
using SocialCareBot.Store;

namespace SocialCareBot.Desk;

/// <summary>Somebody whom the settings name, with their identities.</summary>
public sealed record SeededPerson(string Name, string Initials, Role Role, IReadOnlyList<Identity> Identities);

/// <summary>Brings the people of the settings into the database at every start; the file wins for names and roles.</summary>
public static class PeopleSeed
{
    /// <summary>Returns the people in the order given, with their lasting ids.</summary>
    public static Task<IReadOnlyList<Person>> Plant(IWriter writer, IReadOnlyList<SeededPerson> people, DateTimeOffset at, CancellationToken ct) =>
        writer.Run<IReadOnlyList<Person>>(session => [.. people.Select(person => Plant(session, person, at))], ct);

    private static Person Plant(Session session, SeededPerson seeded, DateTimeOffset at)
    {
        var known = seeded.Identities.Select(identity => PersonStore.Find(session, identity)).FirstOrDefault(id => id is not null)
            ?? PersonStore.All(session).FirstOrDefault(person => person.Name == seeded.Name)?.Id;
        var person = new Person(known ?? new(Guid.CreateVersion7(at)), seeded.Name, seeded.Initials, seeded.Role);
        PersonStore.Put(session, person, seeded: true);
        foreach (var identity in seeded.Identities)
            PersonStore.Link(session, identity, person.Id, Address(identity));
        return person;
    }

    /// <summary>In Slack the user id is the address; Teams tells its own when it first hears of somebody.</summary>
    private static string? Address(Identity identity) => identity.Platform == "slack" ? identity.NativeId : null;
}
