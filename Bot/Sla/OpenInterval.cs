namespace SocialCareBot.Sla;

/// <summary>From when to when work is done on a day, by the local clock; an end that is not after the beginning lies on the next day (22:00 to 06:00, 00:00 to 00:00).</summary>
public sealed record OpenInterval(TimeOnly From, TimeOnly To)
{
    public static OpenInterval WholeDay { get; } = new(TimeOnly.MinValue, TimeOnly.MinValue);

    internal bool OverMidnight => To <= From;
}

/// <summary>A date on which nobody works, from midnight to midnight by the local clock, and why.</summary>
public sealed record Holiday(DateOnly Date, string Name);

/// <summary>A stretch of open time; its end is no longer part of it.</summary>
public sealed record OpenSpan(DateTimeOffset From, DateTimeOffset To)
{
    public TimeSpan Length => To - From;
}
