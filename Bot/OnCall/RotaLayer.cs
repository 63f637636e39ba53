using NodaTime;
using NodaTime.TimeZones;
using SocialCareBot.Sla;

namespace SocialCareBot.OnCall;

/// <summary>People who take turns. Local times are read leniently: a hand-over skipped in spring comes after the gap, one repeated in autumn is its first turn.</summary>
public sealed record RotaLayer
{
    /// <summary>Days; the settings allow no longer turn.</summary>
    public const int LongestTurn = 35;

    /// <summary>1 is called first.</summary>
    public int Level { get; init; } = 1;

    /// <summary>In the order of their turns.</summary>
    public required IReadOnlyList<string> People { get; init; }

    /// <summary>IANA name; null: the rota's.</summary>
    public string? Zone { get; init; }

    /// <summary>The local date on which the first person's first turn begins. Before it nobody is on duty.</summary>
    public required DateOnly Start { get; init; }

    /// <summary>The local time at which turns begin.</summary>
    public TimeOnly HandOver { get; init; } = new(9, 0);

    /// <summary>How many days a turn has: 1 daily, 7 weekly.</summary>
    public int Days { get; init; } = 7;

    /// <summary>In place of days: how many hours a turn has, whatever the local clock does.</summary>
    public int? Hours { get; init; }

    /// <summary>Only at these times (nights, weekends); left out: always.</summary>
    public BusinessHours When { get; init; } = BusinessHours.Always;

    internal IEnumerable<Shift> Shifts(Rota rota, DateTimeOffset from, DateTimeOffset to, Changes changes)
    {
        var zone = DateTimeZoneProviders.Tzdb[Zone ?? rota.Zone];
        List<Shift> shifts = [];
        foreach (var span in When.Spans(Rota.Later(from, Turn(zone, 0)), to))
        {
            foreach (var piece in Pieces(zone, span, changes))
            {
                if (shifts.Count > 0 && shifts[^1] is var last && last.To == piece.From && (last.Who, last.Instead) == (piece.Who, piece.Instead))
                    shifts[^1] = last with { To = piece.To };
                else
                    shifts.Add(piece);
            }
        }
        // A level that somebody stands in for alone is not the layer's.
        return shifts.Where(shift => !shift.Stands);
    }

    /// <summary>A stretch, cut wherever somebody else could be on duty.</summary>
    private IEnumerable<Shift> Pieces(DateTimeZone zone, OpenSpan span, Changes changes)
    {
        var edges = changes.Edges.Where(edge => edge > span.From && edge < span.To).Concat(Turns(zone, span)).Append(span.To).Distinct().Order();
        var from = span.From;
        foreach (var edge in edges)
        {
            yield return At(zone, from, edge, changes);
            from = edge;
        }
    }

    private Shift At(DateTimeZone zone, DateTimeOffset from, DateTimeOffset to, Changes changes)
    {
        var turn = NumberAt(zone, from);
        var due = People[(int)(turn % People.Count)];
        if (changes.Over(due, Level, from) is { } over)
            return new Shift(Level, over.Who, from, to) { Instead = due, Stands = over.For is null };
        var who = Enumerable.Range(0, People.Count).Select(next => People[(int)((turn + next) % People.Count)]).FirstOrDefault(one => !changes.IsAway(one, from));
        return new Shift(Level, who, from, to) { Instead = who == due ? null : due };
    }

    private IEnumerable<DateTimeOffset> Turns(DateTimeZone zone, OpenSpan span)
    {
        for (var number = NumberAt(zone, span.From) + 1; Turn(zone, number) is var at && at < span.To; number++)
        {
            if (at > span.From)
                yield return at;
        }
    }

    /// <summary>Which turn holds this instant, from 0.</summary>
    private long NumberAt(DateTimeZone zone, DateTimeOffset at)
    {
        var first = Turn(zone, 0);
        if (Hours is { } hours)
            return Math.Max(0, (at - first).Ticks / TimeSpan.FromHours(hours).Ticks);
        var guess = Math.Max(0, (long)((at - first).TotalDays / Days) - 1);
        while (Turn(zone, guess + 1) <= at)
            guess++;
        return guess;
    }

    private DateTimeOffset Turn(DateTimeZone zone, long number)
    {
        var date = LocalDate.FromDateOnly(Start);
        return Hours is { } hours
            ? Begins(zone, date) + TimeSpan.FromHours(hours * number)
            : Begins(zone, date.PlusDays((int)(number * Days)));
    }

    private DateTimeOffset Begins(DateTimeZone zone, LocalDate date) =>
        date.At(LocalTime.FromTicksSinceMidnight(HandOver.Ticks)).InZone(zone, Resolvers.LenientResolver).ToDateTimeOffset().ToUniversalTime();
}
