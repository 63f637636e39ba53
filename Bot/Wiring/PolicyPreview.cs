using SocialCareBot.Settings;
using SocialCareBot.Sla;

namespace SocialCareBot.Wiring;

/// <summary><c>-- policy holidays</c>, and the part of <c>-- doctor</c> about hours: when each brand works, and which days it will treat as closed.</summary>
public static class PolicyPreview
{
    /// <summary>One line for each set of hours, with the next closed days.</summary>
    public static IReadOnlyList<string> Short(SlaPolicy policy, DateOnly today) =>
        [.. Sets(policy).Select(set => $"{set.Brands}: {HoursWords.Of(set.Hours)}; {Next(set.Hours, today)}.")];

    /// <summary>Prints everything that is closed in so many days, and what of the calendar files closes nothing. Throws <see cref="SettingsException"/>.</summary>
    public static void Print(string[] args, int days, TimeProvider time, TextWriter output)
    {
        var (source, today) = (new PolicySource(CareHost.FileOf(args), args, time), DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        var reading = source.Read();
        var policy = reading.Policy?.Clocks ?? throw new SettingsException(string.Join(Environment.NewLine, reading.Problems));
        foreach (var (brands, hours) in Sets(policy))
        {
            output.WriteLine($"{brands}: {HoursWords.Of(hours)}");
            var closed = HoursWords.Closed(hours, today, days);
            foreach (var day in closed.DefaultIfEmpty($"no day is closed in the next {days} days"))
                output.WriteLine($"  {day}");
        }
        foreach (var remark in Ignored(source.HolidayFiles, today))
            output.WriteLine($"closes nothing: {remark}");
    }

    private static IEnumerable<(string Brands, BusinessHours Hours)> Sets(SlaPolicy policy) => policy.Hours
        .Select(set => (set.Key, set.Value))
        .Append((policy.Hours.Count == 0 ? "every brand" : "every other brand", policy.UsualHours));

    private static string Next(BusinessHours hours, DateOnly today) => HoursWords.Closed(hours, today, 366) is { Count: > 0 } closed
        ? $"closed next: {string.Join(", ", closed.Take(3))}"
        : "no holidays";

    private static IEnumerable<string> Ignored(IReadOnlyList<string> files, DateOnly today)
    {
        var (from, to) = HoursReader.Span(today);
        return files.SelectMany(file => HolidayFile.Parse(File.ReadAllText(file), from, to).Ignored.Select(remark => $"{Path.GetFileName(file)}: {remark}"));
    }
}
