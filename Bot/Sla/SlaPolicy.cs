using System.Collections.Immutable;
using SocialCareBot.Cases;

namespace SocialCareBot.Sla;

/// <summary>What was promised to customers: the time for a first answer by priority, and when we are reminded of it.</summary>
public sealed record SlaPolicy
{
    /// <summary>Rises whenever the settings' policy changes; stands with every clock.</summary>
    public int Version { get; init; } = 1;

    public IReadOnlyDictionary<Priority, TimeSpan> FirstResponse { get; init; } = new Dictionary<Priority, TimeSpan>
    {
        [Priority.P1] = TimeSpan.FromMinutes(30),
        [Priority.P2] = TimeSpan.FromMinutes(60),
        [Priority.P3] = TimeSpan.FromMinutes(120),
        [Priority.P4] = TimeSpan.FromHours(24),
    };

    /// <summary>Percent of the time at which a nag goes out; the breach at 100 comes by itself.</summary>
    public IReadOnlyList<int> Nags { get; init; } = [50, 75, 90];

    /// <summary>
    /// The first-response clock of a post, or null where its kind has none. The network's own time counts where it is plausible:
    /// not in the future and not more than a day before we heard it.
    /// </summary>
    public ClockStart? Start(Judgement judgement, DateTimeOffset postedAt, DateTimeOffset receivedAt) => judgement.HasClock
        ? Start(judgement.Priority, Clamp(postedAt, receivedAt - TimeSpan.FromHours(24), receivedAt))
        : null;

    /// <summary>The clock of this priority, started at this instant in whole milliseconds, as it is kept (24 hours a day, seven days a week).</summary>
    public ClockStart Start(Priority priority, DateTimeOffset from)
    {
        var startedAt = DateTimeOffset.FromUnixTimeMilliseconds(from.ToUnixTimeMilliseconds());
        var budget = FirstResponse[priority];
        return new ClockStart
        {
            Kind = ClockKind.FirstResponse,
            StartedAt = startedAt,
            PolicyVersion = Version,
            Budget = budget,
            DueAt = startedAt + budget,
            Marks = [.. Nags.Order().Append(100).Select(percent => new ClockMark(percent, startedAt + (budget * (percent / 100.0))))],
        };
    }

    private static DateTimeOffset Clamp(DateTimeOffset at, DateTimeOffset earliest, DateTimeOffset latest) =>
        at < earliest ? earliest : at > latest ? latest : at;
}
