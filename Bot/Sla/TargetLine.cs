using SocialCareBot.Cases;

namespace SocialCareBot.Sla;

/// <summary>A line of the policy: what a case must be like, and how long this clock then gives. Conditions left out fit every case; the first line that fits wins.</summary>
public sealed record TargetLine
{
    public required ClockKind Clock { get; init; }
    public IReadOnlyList<string> Brands { get; init; } = [];

    /// <summary><c>webhook</c> means all of them, <c>webhook/shop</c> that one.</summary>
    public IReadOnlyList<string> Networks { get; init; } = [];
    public IReadOnlyList<string> Routes { get; init; } = [];
    public IReadOnlyList<Priority> Priorities { get; init; } = [];

    /// <summary>One of them suffices.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The author is heard by this many at least.</summary>
    public int? Followers { get; init; }

    /// <summary>Null: nothing is promised.</summary>
    public Target? Within { get; init; }

    /// <summary>What counts where the settings say nothing.</summary>
    public static IReadOnlyList<TargetLine> Defaults { get; } =
    [
        .. new[] { ClockKind.FirstResponse, ClockKind.NextResponse }.SelectMany(clock => Answers(clock, TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(60), TimeSpan.FromHours(2))),
    ];

    /// <summary>Lines by priority; P4 the next business day where its length is left out.</summary>
    public static IReadOnlyList<TargetLine> Answers(ClockKind clock, TimeSpan p1, TimeSpan p2, TimeSpan p3, TimeSpan? p4 = null) =>
    [
        new() { Clock = clock, Priorities = [Priority.P1], Within = Target.Within(p1) },
        new() { Clock = clock, Priorities = [Priority.P2], Within = Target.Within(p2) },
        new() { Clock = clock, Priorities = [Priority.P3], Within = Target.Within(p3) },
        new() { Clock = clock, Priorities = [Priority.P4], Within = p4 is { } length ? Target.Within(length) : Target.NextBusinessDay() },
    ];

    public bool Fits(ClockKind clock, ClockQuestion about) => Clock == clock
        && One(Brands, about.Brand)
        && (Networks.Count == 0 || Networks.Any(network => Of(network, about.Network)))
        && One(Routes, about.Route)
        && (Priorities.Count == 0 || Priorities.Contains(about.Judgement.Priority))
        && (Tags.Count == 0 || Tags.Intersect(about.Tags, StringComparer.OrdinalIgnoreCase).Any())
        && (Followers is not { } least || about.Reach >= least);

    /// <summary>The line in words, for whoever asks why: <c>first answer, P1, brand GridCo: 30 min</c>.</summary>
    public override string ToString() => $"{string.Join(", ", Conditions())}: {Within?.ToString() ?? "nothing is promised"}";

    private IEnumerable<string> Conditions()
    {
        yield return Name(Clock);
        if (Priorities.Count > 0)
            yield return string.Join(" or ", Priorities);
        foreach (var (word, values) in new[] { ("brand", Brands), ("network", Networks), ("route", Routes), ("customer", Tags) })
        {
            if (values.Count > 0)
                yield return $"{word} {string.Join(" or ", values)}";
        }
        if (Followers is { } least)
            yield return FormattableString.Invariant($"{least:N0} followers or more");
    }

    private static string Name(ClockKind clock) => clock switch
    {
        ClockKind.FirstResponse => "first answer",
        ClockKind.NextResponse => "next answer",
        ClockKind.Resolution => "solution",
        _ => clock.ToString(),
    };

    private static bool Of(string asked, string network) =>
        network.Equals(asked, StringComparison.OrdinalIgnoreCase) || network.StartsWith($"{asked}/", StringComparison.OrdinalIgnoreCase);

    private static bool One(IReadOnlyList<string> asked, string value) => asked.Count == 0 || asked.Contains(value, StringComparer.OrdinalIgnoreCase);
}
