using System.Collections.Immutable;
using SocialCareBot.Cases;

namespace SocialCareBot.Sla;

/// <summary>What was promised to customers and how our own people are kept at it: targets, hours, reminders, leases, ladders. Values only; the arithmetic is pure.</summary>
public sealed record SlaPolicy : ClockPolicy
{
    /// <summary>Rises whenever the settings' policy changes; stands with every clock.</summary>
    public override int Version { get; init; } = 1;

    /// <summary>The first line that fits decides; where none does, nothing is promised.</summary>
    public IReadOnlyList<TargetLine> Targets { get; init; } = TargetLine.Defaults;

    /// <summary>The business hours of brands by name; other brands have <see cref="UsualHours"/>.</summary>
    public IReadOnlyDictionary<string, BusinessHours> Hours { get; init; } = new Dictionary<string, BusinessHours>();
    public BusinessHours UsualHours { get; init; } = BusinessHours.Always;

    /// <summary>By clock; the others have <see cref="UsualReminders"/>.</summary>
    public IReadOnlyDictionary<ClockKind, Reminders> Reminders { get; init; } = new Dictionary<ClockKind, Reminders>();
    public Reminders UsualReminders { get; init; } = Sla.Reminders.Usual;

    /// <summary>What a broken promise sets going, by clock.</summary>
    public IReadOnlyDictionary<ClockKind, IReadOnlyList<BreachAction>> OnBreach { get; init; } = new Dictionary<ClockKind, IReadOnlyList<BreachAction>>
    {
        [ClockKind.FirstResponse] = [BreachAction.Manager],
        [ClockKind.NextResponse] = [BreachAction.Manager],
    };

    /// <summary>How long a claim lasts without visible work, in open time, and the percent of it at which its owner hears so. Null: for ever.</summary>
    public TimeSpan? ClaimLease { get; init; } = TimeSpan.FromMinutes(30);
    public int ClaimWarning { get; init; } = 70;

    /// <summary>How long an acknowledgement lasts without visible work. Null: for ever.</summary>
    public TimeSpan? Acknowledgement { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Between two rounds of paging, and how many there are.</summary>
    public TimeSpan PageEvery { get; init; } = TimeSpan.FromMinutes(5);
    public int PageRounds { get; init; } = 12;
    public IReadOnlyList<Ladder> Ladders { get; init; } = [];
    public IReadOnlyList<QuietHours> Quiet { get; init; } = [];
    public IReadOnlyList<SpreadLine> Spread { get; init; } = [];

    public override ClockStart? Start(ClockKind kind, ClockQuestion about, DateTimeOffset from) => kind switch
    {
        ClockKind.ClaimLease => ClaimLease is { } lease ? Lease(kind, from, lease, ClaimWarning, HoursOf(about.Brand)) : null,
        ClockKind.Acknowledgement => Acknowledgement is { } lease ? Lease(kind, from, lease, 50, BusinessHours.Always) : null,
        ClockKind.Paging => Steps(kind, from, [.. Enumerable.Range(1, PageRounds).Select(round => (round, PageEvery * round))]),
        ClockKind.Ladder => LadderOf(about.Route) is { } ladder
            ? Steps(kind, from, [.. ladder.Numbered().Where(step => step.Step.Fits(about.Judgement.Priority)).Select(step => (step.Number, step.After))], $"ladder {ladder.Name}")
            : null,
        _ => Targets.FirstOrDefault(line => line.Fits(kind, about)) is { Within: { } target } line ? Promise(line, target, about, from) : null,
    };

    /// <summary>By the wall clock: a customer who was told "by five" means five, and a network's window closes at night too.</summary>
    public override ClockStart Until(ClockKind kind, ClockQuestion about, DateTimeOffset from, DateTimeOffset due)
    {
        var (start, end) = (Whole(from), Whole(due));
        return Of(kind, start, end, end - start) with { Marks = RemindersOf(kind).Marks(start, end, end - start, BusinessHours.Always) };
    }

    public override ClockStart Resume(ClockStart target, ClockQuestion about, DateTimeOffset pausedAt, DateTimeOffset resumedAt)
    {
        var hours = target.Kind is ClockKind.Promise or ClockKind.Window ? BusinessHours.Always : HoursOf(about.Brand);
        var rested = hours.Between(pausedAt, resumedAt);
        DateTimeOffset Moved(DateTimeOffset at) => at > pausedAt ? hours.Add(at, rested) : at;
        return target with { DueAt = Moved(target.DueAt), Marks = [.. target.Marks.Select(mark => mark with { At = Moved(mark.At) })] };
    }

    public BusinessHours HoursOf(string brand) =>
        Hours.FirstOrDefault(hours => string.Equals(hours.Key, brand, StringComparison.OrdinalIgnoreCase)).Value ?? UsualHours;

    /// <summary>The ladder that a case of this route climbs; null where its route has none.</summary>
    public Ladder? LadderOf(string route) => Ladders.FirstOrDefault(ladder => ladder.Routes.Count == 0 || ladder.Routes.Contains(route, StringComparer.OrdinalIgnoreCase));

    /// <summary>When a reminder for that person (null: for the thread) may be given.</summary>
    public DateTimeOffset QuietUntil(string route, string? person, Priority priority, DateTimeOffset at) =>
        Quiet.Where(hours => hours.Concern(route, person)).Select(hours => hours.QuietUntil(at, priority)).Append(at).Max();

    private ClockStart Promise(TargetLine line, Target target, ClockQuestion about, DateTimeOffset from)
    {
        var (start, hours) = (Whole(from), HoursOf(about.Brand));
        var (due, budget) = target.From(start, hours);
        return Of(line.Clock, start, due, budget) with { Marks = RemindersOf(line.Clock).Marks(start, due, budget, hours), Line = line.ToString() };
    }

    private ClockStart Lease(ClockKind kind, DateTimeOffset from, TimeSpan lease, int warning, BusinessHours hours)
    {
        var (start, warned) = (Whole(from), new Reminders { Before = [new Threshold { Percent = warning }] });
        var due = hours.Add(start, lease);
        return Of(kind, start, due, lease) with { Marks = warned.Marks(start, due, lease, hours) };
    }

    private ClockStart? Steps(ClockKind kind, DateTimeOffset from, IReadOnlyList<(int Number, TimeSpan After)> steps, string? line = null)
    {
        var start = Whole(from);
        return steps.Count == 0
            ? null
            : Of(kind, start, start + steps[^1].After, steps[^1].After) with { Marks = [.. steps.Select(step => new ClockMark(step.Number, start + step.After))], Line = line };
    }

    private ClockStart Of(ClockKind kind, DateTimeOffset startedAt, DateTimeOffset dueAt, TimeSpan budget) => new()
    {
        Kind = kind,
        StartedAt = startedAt,
        PolicyVersion = Version,
        Budget = budget,
        DueAt = dueAt,
        Marks = ImmutableArray<ClockMark>.Empty,
        OnBreach = OnBreach.GetValueOrDefault(kind) ?? [],
    };

    private Reminders RemindersOf(ClockKind kind) => Reminders.GetValueOrDefault(kind) ?? UsualReminders;

    private static DateTimeOffset Whole(DateTimeOffset at) => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
}
