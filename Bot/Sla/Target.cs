using System.Globalization;
using System.Text.RegularExpressions;

namespace SocialCareBot.Sla;

/// <summary>How long something may take: an amount of open time, or the next business day (its end, or a time of it). Written as people write it.</summary>
public sealed partial record Target
{
    /// <summary>Open time; null: the next business day.</summary>
    public TimeSpan? Open { get; init; }

    /// <summary>With the next business day: the local time of it; null: its end.</summary>
    public TimeOnly? By { get; init; }

    public static Target Within(TimeSpan open) => new() { Open = open };

    public static Target NextBusinessDay(TimeOnly? by = null) => new() { By = by };

    /// <summary><c>30 min</c>, <c>2 h</c>, <c>1 h 30 min</c>, <c>3 d</c> (of 24 open hours each), <c>next business day</c>, <c>next business day by 12:00</c>; null for anything else, and for what is longer than a year.</summary>
    public static Target? Parse(string text)
    {
        var words = text.Trim();
        if (words.Equals("next business day", StringComparison.OrdinalIgnoreCase))
            return NextBusinessDay();
        if (words.StartsWith("next business day by ", StringComparison.OrdinalIgnoreCase))
            return TimeOnly.TryParseExact(words["next business day by ".Length..], "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var by) ? NextBusinessDay(by) : null;
        return Length(words) is { } open ? Within(open) : null;
    }

    /// <summary><c>30 min</c>, <c>2 h</c>, <c>1 h 30 min</c>, <c>3 d</c>, <c>45 s</c>; null for anything else, for nothing, and for more than a year.</summary>
    public static TimeSpan? Length(string text)
    {
        if (LengthWords().Match(text.Trim()) is not { Success: true } match)
            return null;
        var length = TimeSpan.FromDays(Part(match, "d")) + TimeSpan.FromHours(Part(match, "h")) + TimeSpan.FromMinutes(Part(match, "min")) + TimeSpan.FromSeconds(Part(match, "s"));
        return length > TimeSpan.Zero && length <= TimeSpan.FromDays(366) ? length : null;
    }

    /// <summary>When it is up, and how much open time that is.</summary>
    public (DateTimeOffset DueAt, TimeSpan Budget) From(DateTimeOffset at, BusinessHours hours)
    {
        if (Open is { } open)
            return (hours.Add(at, open), open);
        var due = hours.NextBusinessDay(at, By);
        return (due, hours.Between(at, due));
    }

    public override string ToString() => Open is { } open
        ? Clockface.Length(open)
        : By is { } by ? $"next business day by {by.ToString("HH:mm", CultureInfo.InvariantCulture)}" : "next business day";

    private static int Part(Match match, string unit) => match.Groups[unit] is { Success: true } group ? int.Parse(group.Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^(?=\d)((?<d>\d{1,4}) ?d)? ?((?<h>\d{1,5}) ?h)? ?((?<min>\d{1,6}) ?(min|m))? ?((?<s>\d{1,6}) ?s)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex LengthWords();
}
