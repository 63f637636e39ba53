using System.Globalization;
using SocialCareBot.Sla;

namespace SocialCareBot.Settings;

/// <summary>Makes business hours of what stands in the settings; every problem is added with its key.</summary>
internal sealed class HoursReader(string folder, DateOnly today, string zone, List<string> problems)
{
    private static readonly string[] Days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

    /// <summary>The first and last date for which calendar files are read.</summary>
    public static (DateOnly From, DateOnly To) Span(DateOnly today) => (new(today.Year - 1, 1, 1), new(today.Year + 3, 12, 31));

    public BusinessHours Read(HoursSettings hours, string key)
    {
        if (hours.Zone is { } named && !Clockface.Knows(named))
            problems.Add($"{key}:Zone: \"{named}\" is not a time zone. Write an IANA name such as Europe/Berlin.");
        var week = Week(hours.Week, $"{key}:Week");
        return new BusinessHours { Zone = hours.Zone ?? zone, Week = week, Holidays = [.. Holidays(hours, key).DistinctBy(day => day.Date).OrderBy(day => day.Date)] };
    }

    /// <summary><c>09:00-17:00</c>; 24:00 is the midnight at the end of the day. Null, and a problem, for anything else.</summary>
    public OpenInterval? Interval(string text, string key)
    {
        var parts = text.Split('-', StringSplitOptions.TrimEntries);
        if (parts.Length == 2 && Time(parts[0]) is { } from && Time(parts[1] == "24:00" ? "00:00" : parts[1]) is { } to && (from != to || from == TimeOnly.MinValue))
            return new OpenInterval(from, to);
        problems.Add($"{key}: \"{text}\" must be two times such as 09:00-17:00.");
        return null;
    }

    /// <summary>By day or days; the key is that of the days' parent.</summary>
    public IReadOnlyDictionary<DayOfWeek, IReadOnlyList<OpenInterval>> Week(IReadOnlyDictionary<string, List<string>> week, string key)
    {
        var (read, before) = (new Dictionary<DayOfWeek, IReadOnlyList<OpenInterval>>(), problems.Count);
        foreach (var (days, intervals) in week)
        {
            var open = intervals.Select(text => Interval(text, $"{key}:{days}")).OfType<OpenInterval>().ToList();
            foreach (var day in Named(days, $"{key}:{days}"))
                read[day] = [.. read.GetValueOrDefault(day) ?? [], .. open];
        }
        if (problems.Count == before && week.Count > 0 && read.Values.All(open => open.Count == 0))
            problems.Add($"{key}: is never open. Leave it out for round the clock.");
        return read;
    }

    private IEnumerable<DayOfWeek> Named(string text, string key)
    {
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var ends = part.Split('-', StringSplitOptions.TrimEntries).Select(Day).ToList();
            if (ends.Count > 2 || ends.Contains(-1))
            {
                problems.Add($"{key}: \"{part}\" must be a day or days such as Mon, Mon-Fri or Sat,Sun.");
                continue;
            }
            var count = ((ends[^1] - ends[0] + 7) % 7) + 1;
            foreach (var day in Enumerable.Range(ends[0], count))
                yield return (DayOfWeek)(day % 7);
        }
    }

    private IEnumerable<Holiday> Holidays(HoursSettings hours, string key) =>
    [
        .. hours.Holidays.Select((text, index) => Dated(text, $"{key}:Holidays:{index}")).OfType<Holiday>(),
        .. hours.HolidayFiles.SelectMany((file, index) => Filed(file, $"{key}:HolidayFiles:{index}")),
    ];

    private Holiday? Dated(string text, string key)
    {
        var (date, name) = text.Split(' ', 2, StringSplitOptions.TrimEntries) is [var first, var rest] ? (first, rest) : (text.Trim(), "closed");
        if (DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return new Holiday(day, name);
        problems.Add($"{key}: \"{text}\" must be a date and a name such as 2026-12-25 Christmas Day.");
        return null;
    }

    private IReadOnlyList<Holiday> Filed(string file, string key)
    {
        var path = Path.Combine(folder, file);
        try
        {
            var (from, to) = Span(today);
            return HolidayFile.Parse(File.ReadAllText(path), from, to).Holidays;
        }
        catch (Exception wrong) when (wrong is SettingsException or IOException or UnauthorizedAccessException)
        {
            problems.Add($"{key}: {path}: {wrong.Message}");
            return [];
        }
    }

    private static int Day(string name) => Array.FindIndex(Days, day => name.StartsWith(day, StringComparison.OrdinalIgnoreCase));

    private static TimeOnly? Time(string text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
