using SocialCareBot.Cases;

namespace SocialCareBot.Sla;

/// <summary>When nobody is reminded, by the local clock; a P1 is told at any time.</summary>
public sealed record QuietHours
{
    /// <summary>The routes it counts for; with <see cref="People"/> both empty: for all.</summary>
    public IReadOnlyList<string> Routes { get; init; } = [];

    /// <summary>The people it counts for, by name.</summary>
    public IReadOnlyList<string> People { get; init; } = [];
    public required string Zone { get; init; }
    public required OpenInterval Between { get; init; }

    /// <summary>Whether these hours are meant for that person on that route.</summary>
    public bool Concern(string route, string? person) =>
        (Routes.Count == 0 || Routes.Contains(route, StringComparer.OrdinalIgnoreCase))
        && (People.Count == 0 || (person is not null && People.Contains(person, StringComparer.OrdinalIgnoreCase)));

    /// <summary>When a reminder that is due at this instant may be given: at once where it is not quiet, or the case is a P1.</summary>
    public DateTimeOffset QuietUntil(DateTimeOffset at, Priority priority) =>
        priority != Priority.P1 && Night.Spans(at, at.AddDays(3)).FirstOrDefault() is { } span && span.From <= at ? span.To : at;

    private BusinessHours Night => new() { Zone = Zone, Week = Enum.GetValues<DayOfWeek>().ToDictionary(day => day, _ => (IReadOnlyList<OpenInterval>)[Between]) };
}
