using System.Globalization;

namespace SocialCareBot.Sla;

/// <summary>Business hours in words, and the days they close.</summary>
public static class HoursWords
{
    private static readonly DayOfWeek[] Week = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    /// <summary><c>Mon-Fri 09:00-12:00, 13:00-17:00; Sat 10:00-14:00 (Europe/Berlin)</c>, or <c>round the clock</c>.</summary>
    public static string Of(BusinessHours hours)
    {
        if (hours.Week.Count == 0)
            return $"round the clock ({hours.Zone})";
        List<(DayOfWeek First, DayOfWeek Last, string Open)> runs = [];
        foreach (var day in Week)
        {
            var open = string.Join(", ", (hours.Week.GetValueOrDefault(day) ?? []).OrderBy(interval => interval.From).Select(Words));
            if (runs.Count > 0 && runs[^1].Open == open)
                runs[^1] = runs[^1] with { Last = day };
            else
                runs.Add((day, day, open));
        }
        return $"{string.Join("; ", runs.Where(run => run.Open.Length > 0).Select(run => $"{Days(run.First, run.Last)} {run.Open}"))} ({hours.Zone})";
    }

    /// <summary>The holidays from a date on, for so many days: <c>Fri 25 Dec 2026 Christmas Day</c>; one on which nobody works anyway says so.</summary>
    public static IReadOnlyList<string> Closed(BusinessHours hours, DateOnly from, int days) =>
    [
        .. hours.Holidays.Where(day => day.Date >= from && day.Date < from.AddDays(days)).OrderBy(day => day.Date)
            .Select(day => $"{day.Date.ToString("ddd d MMM yyyy", CultureInfo.InvariantCulture)} {day.Name}{(Works(hours, day.Date) ? "" : " (closed anyway)")}"),
    ];

    private static bool Works(BusinessHours hours, DateOnly date) => hours.Week.Count == 0
        || hours.Week.GetValueOrDefault(date.DayOfWeek) is { Count: > 0 }
        || (hours.Week.GetValueOrDefault(date.AddDays(-1).DayOfWeek) ?? []).Any(interval => interval.OverMidnight && interval.To > TimeOnly.MinValue);

    private static string Days(DayOfWeek first, DayOfWeek last) => first == last ? Name(first) : $"{Name(first)}-{Name(last)}";

    private static string Name(DayOfWeek day) => CultureInfo.InvariantCulture.DateTimeFormat.GetAbbreviatedDayName(day);

    private static string Words(OpenInterval interval) =>
        $"{interval.From.ToString("HH:mm", CultureInfo.InvariantCulture)}-{(interval.To == TimeOnly.MinValue ? "24:00" : interval.To.ToString("HH:mm", CultureInfo.InvariantCulture))}";
}
