using System.Collections.Immutable;
using SocialCareBot.Cases;

namespace SocialCareBot.Sla;

/// <summary>When people are reminded of a clock, before it ends and after.</summary>
public sealed record Reminders
{
    /// <summary>At half of the time, at three quarters, and shortly before its end.</summary>
    public static Reminders Usual { get; } = new() { Before = [.. new[] { 50, 75, 90 }.Select(percent => new Threshold { Percent = percent })] };

    /// <summary>In any order; the breach at 100 comes by itself.</summary>
    public IReadOnlyList<Threshold> Before { get; init; } = [];

    /// <summary>After the end: how often, in open time; null: never again.</summary>
    public TimeSpan? RepeatEvery { get; init; }
    public int RepeatAtMost { get; init; } = 3;

    public Rung? RepeatTell { get; init; }
    public bool RepeatAlone { get; init; }

    /// <summary>The marks of a clock that began and ends at these instants: rising, no number twice, 100 at the end, 101 and on after it.</summary>
    public ImmutableArray<ClockMark> Marks(DateTimeOffset from, DateTimeOffset due, TimeSpan budget, BusinessHours hours) =>
    [
        .. Before.Select(one => (one, Percent: one.Of(budget))).Where(one => one.Percent is > 0 and < 100).DistinctBy(one => one.Percent).OrderBy(one => one.Percent)
            .Select(one => new ClockMark(one.Percent, Earlier(hours.Add(from, one.one.After(budget)), due)) { Tell = one.one.Tell, Alone = one.one.Alone }),
        new ClockMark(100, due),
        .. RepeatEvery is { } every
            ? Enumerable.Range(1, RepeatAtMost).Select(time => new ClockMark(100 + time, hours.Add(due, every * time)) { Tell = RepeatTell, Alone = RepeatAlone })
            : [],
    ];

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}

/// <summary>A reminder before the end: at a percent of the time, or so long before the end; and who is told where.</summary>
public sealed record Threshold
{
    public int? Percent { get; init; }

    /// <summary>Open time before the end; a clock that is shorter has no such reminder.</summary>
    public TimeSpan? BeforeEnd { get; init; }

    /// <summary>Where the asking for somebody to tell begins; null: with the owner.</summary>
    public Rung? Tell { get; init; }

    /// <summary>Told alone, instead of in the case's thread.</summary>
    public bool Alone { get; init; }

    /// <summary>The number of its mark; 0 where there is none.</summary>
    internal int Of(TimeSpan budget) => Percent ?? (BeforeEnd < budget ? Math.Clamp((int)(100 * (1 - (BeforeEnd.Value / budget))), 1, 99) : 0);

    internal TimeSpan After(TimeSpan budget) => Percent is { } percent ? budget * (percent / 100.0) : budget - BeforeEnd.GetValueOrDefault();
}
