using SocialCareBot.Cases;

namespace SocialCareBot.Triage;

/// <summary>Which chat channel gets which cases: by brand and priority; the first that fits wins. A quiet route takes what has no clock.</summary>
public sealed record Route
{
    public required string Name { get; init; }

    /// <summary>IANA name, for instance <c>Europe/Berlin</c>. All wording for this route uses it.</summary>
    public required string Zone { get; init; }

    /// <summary>Empty: every brand.</summary>
    public IReadOnlyList<string> Brands { get; init; } = [];

    /// <summary>Empty: every priority.</summary>
    public IReadOnlyList<Priority> Priorities { get; init; } = [];

    /// <summary>For noise and praise only, which nobody is in a hurry about.</summary>
    public bool Quiet { get; init; }

    /// <summary>Names of people in <c>Care:People</c>, told when nobody owns a case.</summary>
    public IReadOnlyList<string> Duty { get; init; } = [];
    public string? Manager { get; init; }

    /// <summary>
    /// The priorities at which everybody on duty is alerted alone, one by one, at once, or <c>none</c>. Left out: P1 on a loud route, none on a quiet one.
    /// </summary>
    public IReadOnlyList<string>? Alert { get; init; }

    /// <summary>Whether a case of this judgement is worth an alert here.</summary>
    public bool Alerts(Judgement judgement) => judgement.HasClock && (Alert?.Contains(judgement.Priority.ToString(), StringComparer.OrdinalIgnoreCase) ?? (!Quiet && judgement.Priority == Priority.P1));

    /// <summary>The route of a new case; the last loud route where none fits, so that no case is without one.</summary>
    public static Route For(IReadOnlyList<Route> routes, string brand, Judgement judgement)
    {
        var fits = routes.Where(route => route.Quiet != judgement.HasClock);
        return fits.FirstOrDefault(route => route.Takes(brand, judgement.Priority))
            ?? routes.LastOrDefault(route => !route.Quiet)
            ?? routes[^1];
    }

    private bool Takes(string brand, Priority priority) =>
        (Brands.Count == 0 || Brands.Contains(brand, StringComparer.OrdinalIgnoreCase))
        && (Priorities.Count == 0 || Priorities.Contains(priority));
}
