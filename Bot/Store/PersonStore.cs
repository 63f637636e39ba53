using SocialCareBot.Cases;

namespace SocialCareBot.Store;

/// <summary>Somebody of the care team.</summary>
public sealed record Person(PersonId Id, string Name, string Initials, Role Role)
{
    /// <summary>Stands in the settings, which win for name and role.</summary>
    public bool Seeded { get; init; }
}

/// <summary>How a platform knows a person: Teams by (tenant, aadObjectId), Slack by (team, user), the desk by its operator.</summary>
public sealed record Identity(string Platform, string Tenant, string NativeId);

/// <summary>People and their identities at rest.</summary>
public static class PersonStore
{
    /// <summary>Everybody, but for those who turned out to be somebody else.</summary>
    public static IReadOnlyList<Person> All(Session session) =>
    [
        .. session.Query<(string Id, string Name, string Initials, int Role, int Seeded)>(
            "select id, name, initials, role, seeded from person where merged_into is null order by name, id")
            .Select(row => new Person(new(Guid.Parse(row.Id)), row.Name, row.Initials, (Role)row.Role) { Seeded = row.Seeded != 0 }),
    ];

    /// <summary>Who turned out to be whom; logs keep the first id.</summary>
    public static IReadOnlyDictionary<PersonId, PersonId> Merged(Session session) => session
        .Query<(string Id, string Into)>("select id, merged_into from person where merged_into is not null")
        .ToDictionary(row => new PersonId(Guid.Parse(row.Id)), row => new PersonId(Guid.Parse(row.Into)));

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

    /// <summary>
    /// Who an id stands for now, with their role where they turned out to be somebody else. Until the transaction ends nobody can merge this person, so
    /// that nothing is written to an id that is given up.
    /// </summary>
    public static (PersonId Id, Role? Role) Now(Session session, PersonId id)
    {
        if (session.First<string>($"select merged_into from person where id = @id{session.Dialect.ForShare}", new { id = id.ToString() }) is not { } into)
            return (id, null);
        return (new(Guid.Parse(into)), (Role)session.First<int>("select role from person where id = @into", new { into }));
    }

    /// <summary>Both people, locked; commands of either wait.</summary>
    public static void Lock(Session session, PersonId one, PersonId other) => session.Query<string>(
        $"select id from person where id in (@one, @other) order by id{session.Dialect.ForUpdate}",
        new { one = one.ToString(), other = other.ToString() });

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

    /// <summary>One id gives way to another: identities, one-to-one messages and what a repeated click is known by go over.</summary>
    public static void GiveWay(Session session, PersonId goes, PersonId stays)
    {
        var ids = new { goes = goes.ToString(), stays = stays.ToString(), suffix = $"%:{goes}%" };
        session.Execute("update person set merged_into = @stays, seeded = 0 where id = @goes or merged_into = @goes", ids);
        session.Execute("update identity set person_id = @stays where person_id = @goes", ids);
        session.Execute("update message set person = @stays where person = @goes", ids);
        session.Execute("update page set person = @stays where person = @goes", ids);
        session.Execute("update link_code set person_id = @stays where person_id = @goes", ids);
        session.Execute(
            """
            update seen
            set key = replace(key, @goes, @stays)
            where key like @suffix and not exists (select 1 from seen other where other.key = replace(seen.key, @goes, @stays))
            """,
            ids);
    }
}
