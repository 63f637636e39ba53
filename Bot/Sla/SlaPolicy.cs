using System.Collections.Immutable;
using SocialCareBot.Cases;

namespace SocialCareBot.Sla;

/// <summary>What was promised to customers: the time for a first answer by priority, and when we are reminded of it.</summary>
public sealed record SlaPolicy : ClockPolicy
{
    /// <summary>Rises whenever the settings' policy changes; stands with every clock.</summary>
    public override int Version { get; init; } = 1;

    public IReadOnlyDictionary<Priority, TimeSpan> FirstResponse { get; init; } = new Dictionary<Priority, TimeSpan>
    {
        [Priority.P1] = TimeSpan.FromMinutes(30),
        [Priority.P2] = TimeSpan.FromMinutes(60),
        [Priority.P3] = TimeSpan.FromMinutes(120),
        [Priority.P4] = TimeSpan.FromHours(24),
    };

    /// <summary>Percent of the time at which a nag goes out; the breach at 100 comes by itself.</summary>
    public IReadOnlyList<int> Nags { get; init; } = [50, 75, 90];

    /// <summary>How long a claim lasts without visible work, and the percent of it at which its owner hears so.</summary>
    public TimeSpan? ClaimLease { get; init; } = TimeSpan.FromMinutes(30);
    public int ClaimWarning { get; init; } = 70;

    /// <summary>How long an acknowledgement lasts without visible work.</summary>
    public TimeSpan? Acknowledgement { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Between two rounds of paging, and how many there are.</summary>
    public TimeSpan PageEvery { get; init; } = TimeSpan.FromMinutes(5);
    public int PageRounds { get; init; } = 12;

    public override ClockStart? Start(ClockKind kind, ClockQuestion about, DateTimeOffset from) => kind switch
    {
        ClockKind.FirstResponse or ClockKind.NextResponse => Start(kind, about.Judgement.Priority, from),
        ClockKind.ClaimLease when ClaimLease is { } lease => Of(kind, from, lease, [ClaimWarning, 100], []),
        ClockKind.Acknowledgement when Acknowledgement is { } lease => Of(kind, from, lease, [50, 100], []),
        ClockKind.Paging => Of(kind, from, PageEvery * PageRounds, [], []) with
        {
            Marks = [.. Enumerable.Range(1, PageRounds).Select(round => new ClockMark(round, from + (PageEvery * round)))],
        },
        _ => null,
    };

    public override ClockStart Until(ClockKind kind, ClockQuestion about, DateTimeOffset from, DateTimeOffset due) =>
        Of(kind, from, due - from, [.. Nags, 100], []);

    public override ClockStart Resume(ClockStart target, ClockQuestion about, DateTimeOffset pausedAt, DateTimeOffset resumedAt)
    {
        var pause = resumedAt - pausedAt;
        return target with
        {
            DueAt = target.DueAt + pause,
            Marks = [.. target.Marks.Select(mark => mark.At > pausedAt ? mark with { At = mark.At + pause } : mark)],
        };
    }

    /// <summary>
    /// The first-response clock of a post, or null where its kind has none. The network's own time counts where it is plausible:
    /// not in the future and not more than a day before we heard it.
    /// </summary>
    public ClockStart? Start(Judgement judgement, DateTimeOffset postedAt, DateTimeOffset receivedAt) => judgement.HasClock
        ? Start(judgement.Priority, Clamp(postedAt, receivedAt - TimeSpan.FromHours(24), receivedAt))
        : null;

    /// <summary>The clock of this priority, started at this instant in whole milliseconds, as it is kept (24 hours a day, seven days a week).</summary>
    public ClockStart Start(Priority priority, DateTimeOffset from) => Start(ClockKind.FirstResponse, priority, from);

    private ClockStart Start(ClockKind kind, Priority priority, DateTimeOffset from) =>
        Of(kind, from, FirstResponse[priority], [.. Nags.Order(), 100], [BreachAction.Manager]);

    private ClockStart Of(ClockKind kind, DateTimeOffset from, TimeSpan budget, IReadOnlyList<int> percents, IReadOnlyList<BreachAction> onBreach)
    {
        var startedAt = DateTimeOffset.FromUnixTimeMilliseconds(from.ToUnixTimeMilliseconds());
        return new ClockStart
        {
            Kind = kind,
            StartedAt = startedAt,
            PolicyVersion = Version,
            Budget = budget,
            DueAt = startedAt + budget,
            Marks = [.. percents.Select(percent => new ClockMark(percent, startedAt + (budget * (percent / 100.0))))],
            OnBreach = onBreach,
        };
    }

    private static DateTimeOffset Clamp(DateTimeOffset at, DateTimeOffset earliest, DateTimeOffset latest) =>
        at < earliest ? earliest : at > latest ? latest : at;
}
