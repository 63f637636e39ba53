using SocialCareBot.Sla;

namespace SocialCareBot.OnCall;

/// <summary>Who is on duty when, as the settings have it. People go by their names there. Pure: what changed since (<see cref="Changes"/>) is given to each question.</summary>
public sealed record Rota
{
    public required string Name { get; init; }

    /// <summary>IANA name; layers may have another.</summary>
    public required string Zone { get; init; }

    /// <summary>Several layers of one level are on duty together.</summary>
    public required IReadOnlyList<RotaLayer> Layers { get; init; }

    /// <summary>When somebody should be on duty; what is missing of it is a gap. Left out: always.</summary>
    public BusinessHours Covers { get; init; } = BusinessHours.Always;

    /// <summary>Who is on duty at this instant, since when and until when, those called first first.</summary>
    public IReadOnlyList<Shift> OnDuty(DateTimeOffset at, Changes changes) =>
        [.. Shifts(at.AddDays(-RotaLayer.LongestTurn), at.AddDays(RotaLayer.LongestTurn), changes).Where(shift => shift.From <= at && at < shift.To && shift.Who is not null)];

    /// <summary>Their names by level, without asking since when: cheap enough for every instant that is decided.</summary>
    public IReadOnlyList<(int Level, string Who)> Called(DateTimeOffset at, Changes changes) =>
        [.. Shifts(at, at.AddMilliseconds(1), changes).Where(shift => shift.Who is not null).Select(shift => (shift.Level, shift.Who!)).Distinct()];

    /// <summary>Every shift that touches the window, by level and beginning; one that nobody can take has no name. Shifts at the window's edges are cut there.</summary>
    public IReadOnlyList<Shift> Shifts(DateTimeOffset from, DateTimeOffset to, Changes changes)
    {
        var ours = changes.Of(Name);
        return [.. Layers.SelectMany(layer => layer.Shifts(this, from, to, ours)).Concat(Overriding(ours, from, to)).OrderBy(shift => shift.Level).ThenBy(shift => shift.From)];
    }

    /// <summary>When nobody is called first, though somebody should be.</summary>
    public IReadOnlyList<OpenSpan> Gaps(DateTimeOffset from, DateTimeOffset to, Changes changes)
    {
        var manned = Shifts(from, to, changes).Where(shift => shift is { Level: 1, Who: not null }).OrderBy(shift => shift.From).ToList();
        return [.. Covers.Spans(from, to).SelectMany(span => Without(span, manned))];
    }

    private static IEnumerable<Shift> Overriding(Changes changes, DateTimeOffset from, DateTimeOffset to) => changes.Overrides
        .Where(one => one.For is null && one.To > from && one.From < to)
        .Select(one => new Shift(one.Level, one.Who, Later(one.From, from), Earlier(one.To, to)) { Stands = true });

    private static IEnumerable<OpenSpan> Without(OpenSpan span, IReadOnlyList<Shift> manned)
    {
        var at = span.From;
        foreach (var shift in manned.Where(shift => shift.To > span.From && shift.From < span.To))
        {
            if (shift.From > at)
                yield return new OpenSpan(at, shift.From);
            at = Later(at, shift.To);
        }
        if (at < span.To)
            yield return new OpenSpan(at, span.To);
    }

    internal static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    internal static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}

/// <summary>Somebody's time on duty; its end is no longer part of it.</summary>
/// <param name="Level">1 is called first, 2 when nobody acknowledges, and so on.</param>
/// <param name="Who">Null: nobody is left to take it.</param>
public sealed record Shift(int Level, string? Who, DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Whose turn it was, where somebody else took it.</summary>
    public string? Instead { get; init; }

    /// <summary>It was set by hand, and not by the rota.</summary>
    public bool Stands { get; init; }
}

/// <summary>What people have changed about the rotas: who stands in when, and who is away.</summary>
public sealed record Changes(IReadOnlyList<Override> Overrides, IReadOnlyList<Absence> Absences)
{
    public static Changes None { get; } = new([], []);

    internal Changes Of(string rota) => this with { Overrides = [.. Overrides.Where(one => string.Equals(one.Rota, rota, StringComparison.OrdinalIgnoreCase))] };

    internal bool IsAway(string who, DateTimeOffset at) => Absences.Any(absence => absence.Who == who && absence.From <= at && at < absence.To);

    /// <summary>The last word that was said about this turn; an override of the whole level wins over everything.</summary>
    internal Override? Over(string? whose, int level, DateTimeOffset at) =>
        Overrides.LastOrDefault(one => one.From <= at && at < one.To && (one.For is null ? one.Level == level : one.For == whose));

    internal IEnumerable<DateTimeOffset> Edges => Overrides.SelectMany(one => new[] { one.From, one.To }).Concat(Absences.SelectMany(absence => new[] { absence.From, absence.To }));
}

/// <summary>Somebody is on duty from then to then, whatever the rota says.</summary>
public sealed record Override(string Rota, string Who, DateTimeOffset From, DateTimeOffset To)
{
    public int Level { get; init; } = 1;

    /// <summary>Only where it is this person's turn: a swap. Null: alone on the level.</summary>
    public string? For { get; init; }
}

/// <summary>Somebody is away and takes no turn.</summary>
public sealed record Absence(string Who, DateTimeOffset From, DateTimeOffset To);
