using SocialCareBot.Sla;

namespace SocialCareBot.Tests.Sla;

/// <summary>Pieces of policies for tests.</summary>
internal static class Policies
{
    /// <summary>Nine to five on weekdays, in UTC.</summary>
    public static BusinessHours Office { get; } = new()
    {
        Week = new[] { DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday }
            .ToDictionary(day => day, _ => (IReadOnlyList<OpenInterval>)[new OpenInterval(new(9, 0), new(17, 0))]),
    };

    public static Reminders At(params int[] percents) => new() { Before = [.. percents.Select(percent => new Threshold { Percent = percent })] };
}
