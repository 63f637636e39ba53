namespace SocialCareBot.Cases;

/// <summary>What a clock's target depends on.</summary>
public sealed record ClockQuestion
{
    public required string Brand { get; init; }
    public required string Network { get; init; }
    public required string Route { get; init; }
    public required Judgement Judgement { get; init; }

    /// <summary>The author's followers; null where the network does not tell.</summary>
    public int? Reach { get; init; }

    /// <summary>What is known of the customer ("vip"), from the settings.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
}

/// <summary>
/// What the core asks of the policy: arithmetic on calendars, pure, and done elsewhere, because cases know no calendar. Comes with each command, so that a
/// decision is a function of values.
/// </summary>
public abstract record ClockPolicy
{
    /// <summary>A policy that promises nothing.</summary>
    public static ClockPolicy None { get; } = new Nothing();

    public abstract int Version { get; init; }

    /// <summary>The clock of this kind, started at this instant; null where nothing is promised.</summary>
    public abstract ClockStart? Start(ClockKind kind, ClockQuestion about, DateTimeOffset from);

    /// <summary>A clock whose end somebody else set: a promise made by a person, the window of a network.</summary>
    public abstract ClockStart Until(ClockKind kind, ClockQuestion about, DateTimeOffset from, DateTimeOffset due);

    /// <summary>The same target after a pause: deadline and marks move by the open time that lay in it. A mark that had passed before the pause stays.</summary>
    public abstract ClockStart Resume(ClockStart target, ClockQuestion about, DateTimeOffset pausedAt, DateTimeOffset resumedAt);

    private sealed record Nothing : ClockPolicy
    {
        public override int Version { get; init; }

        public override ClockStart? Start(ClockKind kind, ClockQuestion about, DateTimeOffset from) => null;

        public override ClockStart Until(ClockKind kind, ClockQuestion about, DateTimeOffset from, DateTimeOffset due) => new()
        {
            Kind = kind,
            StartedAt = from,
            PolicyVersion = Version,
            Budget = due - from,
            DueAt = due,
            Marks = [new ClockMark(100, due)],
        };

        public override ClockStart Resume(ClockStart target, ClockQuestion about, DateTimeOffset pausedAt, DateTimeOffset resumedAt) => target;
    }
}
