using System.Globalization;
using NodaTime;
using NodaTime.TimeZones;

namespace SocialCareBot.Sla;

/// <summary>Makes all wording of instants, in one zone. People never see a bare UTC string.</summary>
public sealed class Clockface
{
    private readonly DateTimeZone _zone;

    /// <summary>Throws <see cref="DateTimeZoneNotFoundException"/> for a zone that does not exist; settings are checked for it at start.</summary>
    public Clockface(string zone) => _zone = DateTimeZoneProviders.Tzdb[zone];

    /// <summary>True when the zone is known.</summary>
    public static bool Knows(string zone) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is not null;

    /// <summary><c>10:40</c> today, <c>tomorrow 10:40</c>, <c>Tue 10:40</c> within a week, else <c>24 Nov 10:40</c>.</summary>
    public string At(DateTimeOffset at, DateTimeOffset now)
    {
        var local = Local(at);
        var clock = local.ToString("HH:mm", CultureInfo.InvariantCulture);
        var days = Period.Between(Local(now).Date, local.Date, PeriodUnits.Days).Days;
        return days switch
        {
            0 => clock,
            1 => $"tomorrow {clock}",
            -1 => $"yesterday {clock}",
            > -7 and < 7 => $"{local.ToString("ddd", CultureInfo.InvariantCulture)} {clock}",
            _ => local.ToString("d MMM HH:mm", CultureInfo.InvariantCulture),
        };
    }

    /// <summary>With its date: <c>Mon 23 Nov 10:40</c>.</summary>
    public string Dated(DateTimeOffset at) => Local(at).ToString("ddd d MMM HH:mm", CultureInfo.InvariantCulture);

    /// <summary>With seconds, for a countdown: <c>10:21:40</c>.</summary>
    public string Exactly(DateTimeOffset at) => Local(at).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>A length in the coarsest useful unit: <c>40 s</c>, <c>34 min</c>, <c>3 h 20 min</c>, <c>2 d 4 h</c>.</summary>
    public static string Length(TimeSpan length) => length.Duration() switch
    {
        { TotalSeconds: < 60 } t => $"{(int)t.TotalSeconds} s",
        { TotalMinutes: < 60 } t => $"{(int)t.TotalMinutes} min",
        { TotalHours: < 24 } t => t.Minutes == 0 ? $"{(int)t.TotalHours} h" : $"{(int)t.TotalHours} h {t.Minutes} min",
        var t => t.Hours == 0 ? $"{(int)t.TotalDays} d" : $"{(int)t.TotalDays} d {t.Hours} h",
    };

    /// <summary>The first instant of the given local time that lies after <paramref name="now"/>; a time skipped in spring moves on by the gap.</summary>
    public DateTimeOffset Next(TimeOnly time, DateTimeOffset now)
    {
        var date = Local(now).Date;
        var at = On(date, time);
        return at > now ? at : On(date.PlusDays(1), time);
    }

    /// <summary>A local date and time; one skipped in spring moves on by the gap, one repeated in autumn is its first turn.</summary>
    public DateTimeOffset On(DateOnly date, TimeOnly time) => On(LocalDate.FromDateOnly(date), time);

    /// <summary>When the local day of <paramref name="now"/> began.</summary>
    public DateTimeOffset Midnight(DateTimeOffset now) => _zone.AtStartOfDay(Local(now).Date).ToDateTimeOffset().ToUniversalTime();

    private DateTimeOffset On(LocalDate date, TimeOnly time) =>
        date.At(new LocalTime(time.Hour, time.Minute)).InZone(_zone, Resolvers.LenientResolver).ToDateTimeOffset().ToUniversalTime();

    private LocalDateTime Local(DateTimeOffset at) => Instant.FromDateTimeOffset(at).InZone(_zone).LocalDateTime;
}
