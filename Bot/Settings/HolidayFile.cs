using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;
using SocialCareBot.Sla;

namespace SocialCareBot.Settings;

/// <summary>Holidays from a calendar file (iCalendar, RFC 5545): events that take whole days, with their repetitions.</summary>
/// <param name="Ignored">Events that close nothing, each with its reason.</param>
public sealed record HolidayFile(IReadOnlyList<Holiday> Holidays, IReadOnlyList<string> Ignored)
{
    /// <summary>More than this in a few years is not a list of holidays.</summary>
    private const int Most = 2000;

    /// <summary>What the file closes between two dates, both included. Throws <see cref="SettingsException"/> with one line for what cannot be read.</summary>
    public static HolidayFile Parse(string text, DateOnly from, DateOnly to)
    {
        var calendar = Load(text);
        List<Holiday> holidays = [];
        List<string> ignored = [];
        foreach (var one in calendar.Events)
        {
            if (Unfit(one) is { } reason)
                ignored.Add($"{Name(one)}: {reason}");
            else
                holidays.AddRange(Days(one, from, to));
        }
        return holidays.Count <= Most
            ? new HolidayFile([.. holidays.DistinctBy(day => day.Date).OrderBy(day => day.Date)], ignored)
            : throw new SettingsException($"it closes more than {Most} days between {from:yyyy-MM-dd} and {to:yyyy-MM-dd}.");
    }

    private static Calendar Load(string text)
    {
        try
        {
            return Calendar.Load(text) is { Events.Count: > 0 } calendar ? calendar : throw new SettingsException("it holds no events; it must be a calendar file (.ics).");
        }
        catch (Exception wrong) when (wrong is not SettingsException)
        {
            throw new SettingsException($"it is not a calendar file (.ics): {wrong.Message}");
        }
    }

    private static string? Unfit(CalendarEvent one) => one switch
    {
        { Start: null } => "has no beginning.",
        { Start.HasTime: true } => "does not take whole days.",
        { Status: EventStatus.Cancelled } => "is cancelled.",
        { RecurrenceRule.Frequency: FrequencyType.Secondly or FrequencyType.Minutely or FrequencyType.Hourly } => "is repeated within a day.",
        _ => null,
    };

    private static List<Holiday> Days(CalendarEvent one, DateOnly from, DateOnly to)
    {
        List<Holiday> days = [];
        try
        {
            // An event of several days may have begun before.
            foreach (var occurrence in one.GetOccurrences(new CalDateTime(from.AddDays(-60))).TakeWhile(occurrence => occurrence.Period.StartTime.Date <= to).Take(Most))
                days.AddRange(Dates(occurrence.Period).Where(date => date >= from && date <= to).Select(date => new Holiday(date, Name(one))));
        }
        catch (EvaluationException)
        {
            // A rule that never comes true again: there is nothing after what was found.
        }
        return days;
    }

    /// <summary>The end of an event of whole days is the day after its last.</summary>
    private static IEnumerable<DateOnly> Dates(Period period)
    {
        var (first, end) = (period.StartTime.Date, period.EffectiveEndTime?.Date ?? period.StartTime.Date);
        var days = Math.Clamp(end.DayNumber - first.DayNumber, 1, 366);
        return Enumerable.Range(0, days).Select(first.AddDays);
    }

    private static string Name(CalendarEvent one) => one.Summary is { Length: > 0 } name ? name.Trim() : "closed";
}
