using NodaTime;
using NodaTime.Extensions;
using NodaTime.TimeZones;

namespace SocialCareBot.Sla;

/// <summary>
/// When work is done: intervals by weekday in one zone, less the holidays. All arithmetic on open time is done here, in whole milliseconds. Local times are read
/// leniently: a time skipped in spring moves on by the gap, a time repeated in autumn means its first turn; a date that a zone left out has no hours.
/// </summary>
public sealed record BusinessHours
{
    /// <summary>Every hour of every day.</summary>
    public static BusinessHours Always { get; } = new();

    /// <summary>IANA name; counts for what the local calendar decides: dates, weekdays and intervals.</summary>
    public string Zone { get; init; } = "Etc/UTC";

    /// <summary>The intervals that begin on each weekday; empty: open all the time, but for holidays.</summary>
    public IReadOnlyDictionary<DayOfWeek, IReadOnlyList<OpenInterval>> Week { get; init; } = new Dictionary<DayOfWeek, IReadOnlyList<OpenInterval>>();
    public IReadOnlyList<Holiday> Holidays { get; init; } = [];

    internal bool Unbroken => Week.Count == 0 && Holidays.Count == 0;

    /// <summary>The instant by which this much open time has gone by since <paramref name="from"/>: the earliest one, so an end of work rather than the next beginning.</summary>
    public DateTimeOffset Add(DateTimeOffset from, TimeSpan open)
    {
        var (at, left) = (Whole(from), Whole(open));
        if (left <= TimeSpan.Zero)
            return at;
        if (Unbroken)
            return at + left;
        foreach (var span in From(at))
        {
            if (span.Length >= left)
                return span.From + left;
            left -= span.Length;
        }
        // Hours that never open promise nothing; the wall clock is the harmless reading.
        return at + Whole(open);
    }

    /// <summary>How much open time lies between the two; nothing where the second is not after the first.</summary>
    public TimeSpan Between(DateTimeOffset from, DateTimeOffset to) => Unbroken
        ? Max(Whole(to) - Whole(from), TimeSpan.Zero)
        : Spans(from, to).Aggregate(TimeSpan.Zero, (sum, span) => sum + span.Length);

    /// <summary>The open stretches between the two, rising, none touching the next.</summary>
    public IReadOnlyList<OpenSpan> Spans(DateTimeOffset from, DateTimeOffset to)
    {
        var whole = new OpenSpan(Whole(from), Whole(to));
        if (whole.To <= whole.From)
            return [];
        return Unbroken ? [whole] : [.. Worked(Merged(Opened(whole)), Closed(whole)).Select(span => Cut(span, whole)).Where(span => span.Length > TimeSpan.Zero)];
    }

    public bool IsOpen(DateTimeOffset at) => Spans(at, Whole(at).AddMilliseconds(1)).Count > 0;

    /// <summary>The instant itself where it is open, else the next at which work begins.</summary>
    public DateTimeOffset NextOpening(DateTimeOffset at) => Unbroken ? Whole(at) : From(Whole(at)).FirstOrDefault(new OpenSpan(Whole(at), Whole(at))).From;

    /// <summary>When the next business day ends whose date is after the local date of <paramref name="from"/>; with <paramref name="by"/>, that time of it.</summary>
    public DateTimeOffset NextBusinessDay(DateTimeOffset from, TimeOnly? by = null)
    {
        var zone = Tz;
        var today = Local(zone, from).Date;
        foreach (var date in Enumerable.Range(1, 3700).Select(today.PlusDays))
        {
            var day = new OpenSpan(Midnight(zone, date), Midnight(zone, date.PlusDays(1)));
            if (Intervals(date).Count == 0 || Spans(day.From, day.To) is not { Count: > 0 } open)
                continue;
            return by is { } time ? On(zone, date, time) : open[^1].To;
        }
        return Whole(from).AddDays(1);
    }

    /// <summary>The holiday on the local date of this instant; null on other dates.</summary>
    public Holiday? HolidayAt(DateTimeOffset at)
    {
        var date = Local(Tz, at).Date.ToDateOnly();
        return Holidays.FirstOrDefault(holiday => holiday.Date == date);
    }

    /// <summary>The local date of an instant, and when the next one begins.</summary>
    public (DateOnly Date, DateTimeOffset Ends) Day(DateTimeOffset at)
    {
        var (zone, date) = (Tz, Local(Tz, at).Date);
        var ends = date.PlusDays(1);
        while (Midnight(zone, ends) <= at)
            ends = ends.PlusDays(1);
        return (date.ToDateOnly(), Midnight(zone, ends));
    }

    private DateTimeZone Tz => DateTimeZoneProviders.Tzdb[Zone];

    /// <summary>Open time from here on, looked up in growing windows for ten years at most.</summary>
    private IEnumerable<OpenSpan> From(DateTimeOffset at)
    {
        var days = 4;
        for (var (from, end) = (at, at.AddYears(10)); from < end; days = Math.Min(days * 2, 64))
        {
            var to = from.AddDays(days);
            foreach (var span in Spans(from, to))
                yield return span;
            from = to;
        }
    }

    /// <summary>The intervals of every date that could reach into the window; a day's may begin on the day before, and a zone can leave a whole date out.</summary>
    private IEnumerable<OpenSpan> Opened(OpenSpan window)
    {
        var zone = Tz;
        var last = Local(zone, window.To).Date.PlusDays(1);
        for (var date = Local(zone, window.From).Date.PlusDays(-3); date <= last; date = date.PlusDays(1))
        {
            if (!Exists(zone, date))
                continue;
            foreach (var interval in Intervals(date))
            {
                var span = new OpenSpan(On(zone, date, interval.From), On(zone, interval.OverMidnight ? date.PlusDays(1) : date, interval.To));
                if (span.To > span.From && span.To > window.From && span.From < window.To)
                    yield return span;
            }
        }
    }

    private List<OpenSpan> Closed(OpenSpan window)
    {
        if (Holidays.Count == 0)
            return [];
        var zone = Tz;
        var (first, last) = (Local(zone, window.From).Date.PlusDays(-1).ToDateOnly(), Local(zone, window.To).Date.PlusDays(1).ToDateOnly());
        return [.. Holidays.Select(holiday => holiday.Date).Where(date => date >= first && date <= last).Distinct().Order().Select(LocalDate.FromDateOnly)
            .Select(date => new OpenSpan(Midnight(zone, date), Midnight(zone, date.PlusDays(1)))).Where(closed => closed.Length > TimeSpan.Zero)];
    }

    /// <summary>What remains of the stretches when the holidays are taken out.</summary>
    private static IEnumerable<OpenSpan> Worked(IEnumerable<OpenSpan> spans, List<OpenSpan> holidays)
    {
        foreach (var span in spans)
        {
            var rest = span;
            foreach (var closed in holidays.Where(closed => closed.To > span.From && closed.From < span.To))
            {
                if (closed.From > rest.From)
                    yield return rest with { To = closed.From };
                rest = rest with { From = closed.To < rest.To ? closed.To : rest.To };
            }
            if (rest.Length > TimeSpan.Zero)
                yield return rest;
        }
    }

    private static IEnumerable<OpenSpan> Merged(IEnumerable<OpenSpan> spans)
    {
        OpenSpan? last = null;
        foreach (var span in spans.OrderBy(span => span.From))
        {
            if (last is { } before && span.From <= before.To)
            {
                last = before with { To = span.To > before.To ? span.To : before.To };
                continue;
            }
            if (last is { } done)
                yield return done;
            last = span;
        }
        if (last is { } end)
            yield return end;
    }

    private IReadOnlyList<OpenInterval> Intervals(LocalDate date) =>
        Week.Count == 0 ? [OpenInterval.WholeDay] : Week.GetValueOrDefault(date.DayOfWeek.ToDayOfWeek()) ?? [];

    private static OpenSpan Cut(OpenSpan span, OpenSpan window) =>
        new(span.From < window.From ? window.From : span.From, span.To > window.To ? window.To : span.To);

    private static bool Exists(DateTimeZone zone, LocalDate date) => Local(zone, Midnight(zone, date)).Date == date;

    private static DateTimeOffset Midnight(DateTimeZone zone, LocalDate date) => On(zone, date, TimeOnly.MinValue);

    // Leniently: a time skipped in spring moves on by the gap, a time repeated in autumn means its first turn.
    private static DateTimeOffset On(DateTimeZone zone, LocalDate date, TimeOnly time) =>
        date.At(LocalTime.FromTicksSinceMidnight(time.Ticks)).InZone(zone, Resolvers.LenientResolver).ToDateTimeOffset().ToUniversalTime();

    private static LocalDateTime Local(DateTimeZone zone, DateTimeOffset at) => Instant.FromDateTimeOffset(at).InZone(zone).LocalDateTime;

    private static DateTimeOffset Whole(DateTimeOffset at) => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());

    private static TimeSpan Whole(TimeSpan length) => TimeSpan.FromMilliseconds(length.Ticks / TimeSpan.TicksPerMillisecond);

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
