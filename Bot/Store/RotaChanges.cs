using SocialCareBot.Cases;

namespace SocialCareBot.Store;

public enum RotaChangeState
{
    /// <summary>A swap that the other has not accepted yet: it changes nothing.</summary>
    Asked,
    Stands,
}

/// <summary>Somebody stands in on a rota; in a swap only where it is the other's turn.</summary>
public sealed record RotaChange
{
    public required Guid Id { get; init; }
    public required string Rota { get; init; }
    public int Level { get; init; } = 1;
    public required PersonId Person { get; init; }

    /// <summary>Whose turn is taken; null: whoever's it is.</summary>
    public PersonId? InsteadOf { get; init; }
    public required DateTimeOffset From { get; init; }
    public required DateTimeOffset To { get; init; }
    public RotaChangeState State { get; init; } = RotaChangeState.Stands;
    public required PersonId MadeBy { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
}

/// <summary>Somebody is away.</summary>
public sealed record AwayRow(Guid Id, PersonId Person, DateTimeOffset From, DateTimeOffset To, PersonId MadeBy, DateTimeOffset MadeAt);

/// <summary>Changes of rotas at rest.</summary>
public static class RotaChanges
{
    /// <summary>What is over for longer than this matters to no shift that anybody asks about.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(60);

    /// <summary>What has not been over for long, the oldest word first.</summary>
    public static IReadOnlyList<RotaChange> Of(Session session, DateTimeOffset now) =>
    [
        .. session.Query<Row>(
            """
            select id, rota, level, person, instead_of as InsteadOf, from_at as FromAt, to_at as ToAt, state, made_by as MadeBy, made_at as MadeAt
            from rota_change
            where to_at > @since
            order by made_at, id
            """,
            new { since = (now - Kept).Ms() }).Select(row => row.Change()),
    ];

    public static IReadOnlyList<AwayRow> Away(Session session, DateTimeOffset now) =>
    [
        .. session.Query<Row>(
            "select id, person, from_at as FromAt, to_at as ToAt, made_by as MadeBy, made_at as MadeAt from absence where to_at > @since order by from_at, id",
            new { since = (now - Kept).Ms() }).Select(row => row.Away()),
    ];

    public static void Add(Session session, RotaChange change) => session.Execute(
        """
        insert into rota_change (id, rota, level, person, instead_of, from_at, to_at, state, made_by, made_at)
        values (@id, @Rota, @Level, @person, @insteadOf, @from, @to, @state, @by, @at)
        """,
        new
        {
            id = change.Id.ToString(),
            change.Rota,
            change.Level,
            person = change.Person.ToString(),
            insteadOf = change.InsteadOf?.ToString(),
            from = change.From.Ms(),
            to = change.To.Ms(),
            state = change.State.ToString(),
            by = change.MadeBy.ToString(),
            at = change.MadeAt.Ms(),
        });

    /// <summary>A swap asked for stands from now on; 0: it was accepted or taken back before.</summary>
    public static int Accept(Session session, Guid id, DateTimeOffset at) => session.Execute(
        "update rota_change set state = 'Stands', made_at = @at where id = @id and state = 'Asked'",
        new { id = id.ToString(), at = at.Ms() });

    public static int Drop(Session session, Guid id) => session.Execute("delete from rota_change where id = @id", new { id = id.ToString() });

    public static void Add(Session session, AwayRow away) => session.Execute(
        "insert into absence (id, person, from_at, to_at, made_by, made_at) values (@id, @person, @from, @to, @by, @at)",
        new { id = away.Id.ToString(), person = away.Person.ToString(), from = away.From.Ms(), to = away.To.Ms(), by = away.MadeBy.ToString(), at = away.MadeAt.Ms() });

    /// <summary>Whoever was away is back: what lies ahead goes, what runs ends now.</summary>
    public static int Back(Session session, PersonId person, DateTimeOffset at)
    {
        var keys = new { person = person.ToString(), at = at.Ms() };
        return session.Execute("delete from absence where person = @person and from_at >= @at", keys)
            + session.Execute("update absence set to_at = @at where person = @person and from_at < @at and to_at > @at", keys);
    }

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public string Rota { get; init; } = "";
        public int Level { get; init; }
        public string Person { get; init; } = "";
        public string? InsteadOf { get; init; }
        public long FromAt { get; init; }
        public long ToAt { get; init; }
        public string State { get; init; } = "";
        public string MadeBy { get; init; } = "";
        public long MadeAt { get; init; }

        public RotaChange Change() => new()
        {
            Id = Guid.Parse(Id),
            Rota = Rota,
            Level = Level,
            Person = new(Guid.Parse(Person)),
            InsteadOf = InsteadOf is null ? null : new PersonId(Guid.Parse(InsteadOf)),
            From = Instants.Of(FromAt),
            To = Instants.Of(ToAt),
            State = Enum.Parse<RotaChangeState>(State),
            MadeBy = new(Guid.Parse(MadeBy)),
            MadeAt = Instants.Of(MadeAt),
        };

        public AwayRow Away() => new(Guid.Parse(Id), new(Guid.Parse(Person)), Instants.Of(FromAt), Instants.Of(ToAt), new(Guid.Parse(MadeBy)), Instants.Of(MadeAt));
    }
}
