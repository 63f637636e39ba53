using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using NodaTime.Extensions;
using SocialCareBot.Sla;

namespace SocialCareBot.Tests.Sla;

/// <summary>Random hours of work in zones with odd clock changes, and an instant near one of them.</summary>
internal sealed record Calendars(BusinessHours Hours, DateTimeOffset From, TimeSpan Length)
{
    /// <summary>A zone and the instant of a change (St John's changed at a minute past midnight until 2011): skipped and repeated hours, half hours, two hours, midnights, a whole date left out, Ramadan.</summary>
    private static readonly (string Zone, string At)[] Changes =
    [
        ("Europe/Dublin", "2026-03-29T01:00Z"), ("Europe/Dublin", "2026-10-25T01:00Z"),
        ("Europe/Berlin", "2026-03-29T01:00Z"), ("Europe/Berlin", "2026-10-25T01:00Z"),
        ("Africa/Casablanca", "2026-02-15T02:00Z"), ("Africa/Casablanca", "2026-03-22T02:00Z"),
        ("Australia/Lord_Howe", "2026-04-04T15:00Z"), ("Australia/Lord_Howe", "2026-10-03T15:30Z"),
        ("Asia/Kathmandu", "1985-12-31T18:30Z"), ("Asia/Kolkata", "2026-07-01T00:00Z"),
        ("Pacific/Apia", "2011-12-30T10:00Z"), ("Pacific/Apia", "2012-03-31T14:00Z"),
        ("America/Sao_Paulo", "2018-11-04T03:00Z"), ("America/Sao_Paulo", "2019-02-17T02:00Z"),
        ("Antarctica/Troll", "2026-03-29T01:00Z"), ("Antarctica/Troll", "2026-10-25T01:00Z"),
        ("America/St_Johns", "2011-03-13T03:30Z"), ("America/St_Johns", "2011-11-06T02:30Z"), ("America/St_Johns", "2026-11-01T04:30Z"),
        ("Asia/Tehran", "2022-03-21T20:30Z"), ("Asia/Tehran", "2022-09-21T19:30Z"),
        ("Africa/Cairo", "2026-04-23T22:00Z"), ("Africa/Cairo", "2026-10-29T21:00Z"),
        ("America/Nuuk", "2024-03-31T01:00Z"),
    ];

    private static Gen<OpenInterval> Interval { get; } =
        from start in Gen.Choose(0, 287)
        from minutes in Gen.Frequency((6, Gen.Choose(1, 150)), (1, Gen.Choose(150, 288)))
        let end = (start + minutes) % 288
        select new OpenInterval(Time(start), Time(end));

    private static Gen<IReadOnlyDictionary<DayOfWeek, IReadOnlyList<OpenInterval>>> Week { get; } =
        from days in Interval.ListOf(3).Resize(3).ArrayOf(7)
        from counts in Gen.Choose(0, 3).ArrayOf(7)
        select (IReadOnlyDictionary<DayOfWeek, IReadOnlyList<OpenInterval>>)Enum.GetValues<DayOfWeek>()
            .ToDictionary(day => day, day => (IReadOnlyList<OpenInterval>)[.. days[(int)day].Take(counts[(int)day])]);

    /// <summary>Everything in steps of five minutes, so that a clock that walks can follow.</summary>
    public static Gen<Calendars> Any { get; } =
        from change in Gen.Elements(Changes)
        from steps in Gen.Choose(-600, 60)
        from length in Gen.Choose(0, 900)
        from week in Gen.Frequency((9, Week), (1, Gen.Constant(BusinessHours.Always.Week)))
        from holidays in Gen.Choose(-4, 6).ListOf().Resize(4)
        let at = DateTimeOffset.Parse(change.At, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
        select new Calendars(
            new BusinessHours
            {
                Zone = change.Zone,
                Week = week,
                Holidays = [.. holidays.Distinct().Select(day => new Holiday(DateOnly.FromDateTime(at.UtcDateTime).AddDays(day), $"day {day}"))],
            },
            at + (Walker.Step * steps),
            Walker.Step * length);

    private static TimeOnly Time(int step) => TimeOnly.MinValue.Add(Walker.Step * step);

    public override string ToString() =>
        $"{Hours.Zone} from {From:u} for {Length}; {string.Join("; ", Hours.Week.Where(day => day.Value.Count > 0).Select(day => $"{day.Key} {string.Join(", ", day.Value.Select(i => $"{i.From}-{i.To}"))}"))}; holidays {string.Join(", ", Hours.Holidays.Select(h => h.Date))}";
}

/// <summary>
/// The slow truth: walks through time in small steps, looks at the wall clock at each, and remembers when every local time was seen first. Uses the zone in
/// one direction only (from an instant to the wall clock), and no arithmetic on local times.
/// </summary>
internal sealed class Walker
{
    public static readonly TimeSpan Step = TimeSpan.FromMinutes(5);
    private readonly DateTimeOffset _begin;
    private readonly List<LocalDateTime> _local = [];
    private readonly Dictionary<LocalDateTime, int> _first = [];
    private readonly bool[] _open;

    public Walker(BusinessHours hours, DateTimeOffset from, int days)
    {
        var zone = DateTimeZoneProviders.Tzdb[hours.Zone];
        _begin = from.AddDays(-5);
        var steps = (days + 5) * 288;
        for (var i = 0; i < steps + (4 * 288); i++)
        {
            _local.Add(Instant.FromDateTimeOffset(_begin + (Step * i)).InZone(zone).LocalDateTime);
            _first.TryAdd(_local[i], i);
        }
        _open = new bool[steps];
        var dates = _local.Take(steps).Select(local => local.Date).Distinct().ToList();
        foreach (var date in dates)
            Open(hours, date);
        foreach (var date in dates.Where(date => hours.Holidays.Any(holiday => holiday.Date == date.ToDateOnly())))
            Fill(date.AtMidnight(), date.PlusDays(1).AtMidnight(), false);
    }

    public TimeSpan Between(DateTimeOffset from, DateTimeOffset to) => Step * Enumerable.Range(0, _open.Length).Count(i => _open[i] && At(i) >= from && At(i) < to);

    /// <summary>Null where that much open time is further away than was walked.</summary>
    public DateTimeOffset? Add(DateTimeOffset from, TimeSpan open)
    {
        var left = open;
        for (var i = 0; i < _open.Length && left > TimeSpan.Zero; i++)
        {
            if (!_open[i] || At(i) < from)
                continue;
            left -= Step;
            if (left <= TimeSpan.Zero)
                return At(i + 1);
        }
        return left <= TimeSpan.Zero ? from : null;
    }

    public bool IsOpen(DateTimeOffset at) => _open[(int)((at - _begin) / Step)];

    private void Open(BusinessHours hours, LocalDate date)
    {
        IReadOnlyList<OpenInterval> intervals = hours.Week.Count == 0 ? [OpenInterval.WholeDay] : hours.Week[date.DayOfWeek.ToDayOfWeek()];
        foreach (var interval in intervals)
            Fill(date.At(LocalTime.FromTimeOnly(interval.From)), (interval.To <= interval.From ? date.PlusDays(1) : date).At(LocalTime.FromTimeOnly(interval.To)), true);
    }

    private void Fill(LocalDateTime from, LocalDateTime to, bool open)
    {
        if (Seen(from) is not { } first || Seen(to) is not { } last)
            return;
        for (var i = first; i < Math.Min(last, _open.Length); i++)
            _open[i] = open;
    }

    /// <summary>When the wall clock showed this first; where it never did, as long after the jump as that lay after its beginning.</summary>
    private int? Seen(LocalDateTime local)
    {
        if (_first.TryGetValue(local, out var seen))
            return seen;
        var after = _local.FindIndex(other => other > local);
        return after <= 0 ? null : Seen(local.PlusTicks(Period.Between(_local[after - 1], _local[after], PeriodUnits.Ticks).Ticks - Step.Ticks));
    }

    private DateTimeOffset At(int step) => _begin + (Step * step);
}
