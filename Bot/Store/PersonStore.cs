using SocialCareBot.Cases;

namespace SocialCareBot.Store;

/// <summary>Somebody of the care team.</summary>
public sealed record Person(PersonId Id, string Name, string Initials, Role Role);

/// <summary>How a platform knows a person: Teams by (tenant, aadObjectId), Slack by (team, user), the desk by its operator.</summary>
public sealed record Identity(string Platform, string Tenant, string NativeId);

/// <summary>People and their identities at rest.</summary>
public static class PersonStore
{
    public static IReadOnlyList<Person> All(Session session) =>
    [
        .. session.Query<(string Id, string Name, string Initials, int Role)>("select id, name, initials, role from person order by name")
            .Select(row => new Person(new(Guid.Parse(row.Id)), row.Name, row.Initials, (Role)row.Role)),
    ];

    public static IReadOnlyList<(Identity Identity, PersonId Person, string? Address)> Identities(Session session) =>
    [
        .. session.Query<(string Platform, string Tenant, string NativeId, string PersonId, string? Address)>(
            "select platform, tenant, native_id, person_id, address from identity")
            .Select(row => (new Identity(row.Platform, row.Tenant, row.NativeId), new PersonId(Guid.Parse(row.PersonId)), row.Address)),
    ];

    public static PersonId? Find(Session session, Identity identity) => session.First<string>(
        "select person_id from identity where platform = @Platform and tenant = @Tenant and native_id = @NativeId", identity) is { } id
        ? new PersonId(Guid.Parse(id))
        : null;

    public static void Put(Session session, Person person, bool seeded) => session.Execute(
        """
        insert into person (id, name, initials, role, seeded)
        values (@id, @Name, @Initials, @role, @seeded)
        on conflict (id) do update set name = excluded.name, initials = excluded.initials, role = excluded.role, seeded = excluded.seeded
        """,
        new { id = person.Id.ToString(), person.Name, person.Initials, role = (int)person.Role, seeded = seeded ? 1 : 0 });

    /// <summary>Links an identity to a person; keeps the address where none is given.</summary>
    public static void Link(Session session, Identity identity, PersonId person, string? address) => session.Execute(
        """
        insert into identity (platform, tenant, native_id, person_id, address)
        values (@Platform, @Tenant, @NativeId, @person, @address)
        on conflict (platform, tenant, native_id) do update set person_id = excluded.person_id, address = coalesce(excluded.address, identity.address)
        """,
        new { identity.Platform, identity.Tenant, identity.NativeId, person = person.ToString(), address });
}
