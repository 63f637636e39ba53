using SocialCareBot.Cases;

namespace SocialCareBot.Settings;

/// <summary>
/// What is promised to customers, how our people are kept at it and who is on call, as it stands under <c>Care:Policy</c> or in the file that section names. Lengths are written
/// as people write them: <c>30 min</c>, <c>2 h</c>, <c>next business day by 12:00</c>. What is left out keeps its default.
/// </summary>
public sealed record PolicySettings
{
    /// <summary>A file with this section, beside the settings file unless the path is a whole one; the rest of the section is then not read.</summary>
    public string? File { get; init; }
    public IReadOnlyList<HoursSettings> Hours { get; init; } = [];
    public IReadOnlyList<TargetSettings> Targets { get; init; } = [];
    public IReadOnlyList<ReminderSettings> Reminders { get; init; } = [];

    /// <summary>By clock; replaces the default of the clocks named.</summary>
    public IReadOnlyDictionary<ClockKind, List<BreachAction>> OnBreach { get; init; } = new Dictionary<ClockKind, List<BreachAction>>();

    /// <summary>Or <c>none</c>.</summary>
    public string ClaimLease { get; init; } = "30 min";
    public int ClaimWarning { get; init; } = 70;

    /// <summary>Or <c>none</c>.</summary>
    public string Acknowledgement { get; init; } = "15 min";
    public string PageEvery { get; init; } = "5 min";
    public int PageRounds { get; init; } = 12;

    /// <summary>By way (<c>chat</c>, <c>email</c>, <c>webhook/NAME</c>), the minutes after an alert. Left out: chat and e-mail at once, gateways after two.</summary>
    public IReadOnlyDictionary<string, double>? PageWays { get; init; }

    /// <summary>Whoever comes on duty by a rota gets a test page on each of their ways.</summary>
    public bool TestPages { get; init; } = true;
    public IReadOnlyList<RotaSettings> Rotas { get; init; } = [];
    public IReadOnlyList<LadderSettings> Ladders { get; init; } = [];
    public IReadOnlyList<QuietSettings> Quiet { get; init; } = [];
    public IReadOnlyList<SpreadSettings> Spread { get; init; } = [];
}

/// <summary>The business hours of some brands.</summary>
public sealed record HoursSettings
{
    /// <summary>Empty: every brand that no other hours name.</summary>
    public IReadOnlyList<string> Brands { get; init; } = [];

    /// <summary>IANA name; left out: that of the route that takes everything.</summary>
    public string? Zone { get; init; }

    /// <summary>By day or days (<c>Mon</c>, <c>Mon-Fri</c>, <c>Sat,Sun</c>): <c>["09:00-12:00", "13:00-17:00"]</c>; over midnight: <c>22:00-06:00</c>. Left out: round the clock.</summary>
    public IReadOnlyDictionary<string, List<string>> Week { get; init; } = new Dictionary<string, List<string>>();

    /// <summary><c>2026-12-25 Christmas Day</c>.</summary>
    public IReadOnlyList<string> Holidays { get; init; } = [];

    /// <summary>Calendar files (.ics), beside the settings file unless the path is a whole one.</summary>
    public IReadOnlyList<string> HolidayFiles { get; init; } = [];
}

/// <summary>A line of the policy; the first that fits decides, and lines for a clock replace all its default ones.</summary>
public sealed record TargetSettings
{
    public ClockKind Clock { get; init; }
    public IReadOnlyList<string> Brands { get; init; } = [];
    public IReadOnlyList<string> Networks { get; init; } = [];
    public IReadOnlyList<string> Routes { get; init; } = [];
    public IReadOnlyList<Priority> Priorities { get; init; } = [];
    public IReadOnlyList<string> Tags { get; init; } = [];
    public int? Followers { get; init; }

    /// <summary><c>30 min</c>, <c>next business day</c>, <c>next business day by 12:00</c>, or <c>none</c>.</summary>
    public string Within { get; init; } = "";
}

/// <summary>When people are reminded of some clocks.</summary>
public sealed record ReminderSettings
{
    /// <summary>Empty: all that no other line names.</summary>
    public IReadOnlyList<ClockKind> Clocks { get; init; } = [];
    public IReadOnlyList<ThresholdSettings> Before { get; init; } = [];

    /// <summary>After the end; left out: never again.</summary>
    public string? RepeatEvery { get; init; }
    public int RepeatAtMost { get; init; } = 3;

    /// <summary>Owner, Duty, Lead, Manager or Admin: with whom the asking for somebody to tell begins.</summary>
    public Rung? RepeatTell { get; init; }
    public bool RepeatAlone { get; init; }
}

/// <summary>One reminder before the end: a percent of the time, or so long before it.</summary>
public sealed record ThresholdSettings
{
    public int? Percent { get; init; }
    public string? BeforeEnd { get; init; }
    public Rung? Tell { get; init; }
    public bool Alone { get; init; }
}

/// <summary>To whom a case goes up.</summary>
public sealed record LadderSettings
{
    public string Name { get; init; } = "";
    public IReadOnlyList<string> Routes { get; init; } = [];
    public IReadOnlyList<LadderStepSettings> Steps { get; init; } = [];
    public int Repeat { get; init; }
}

/// <summary>A step of a ladder.</summary>
public sealed record LadderStepSettings
{
    /// <summary>After the step before it; left out: at once.</summary>
    public string? After { get; init; }

    /// <summary><c>duty</c>, <c>rota:NAME</c>, <c>role:lead</c>, <c>person:NAME</c>, <c>channel</c>, <c>webhook:NAME</c>.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];
    public IReadOnlyList<Priority> Priorities { get; init; } = [];

    /// <summary>Only while it is this time where they are: <c>08:00-20:00</c>.</summary>
    public string? LocalHours { get; init; }
}

/// <summary>When some people, or a whole route, are not reminded.</summary>
public sealed record QuietSettings
{
    public IReadOnlyList<string> Routes { get; init; } = [];
    public IReadOnlyList<string> People { get; init; } = [];
    public string? Zone { get; init; }

    /// <summary><c>22:00-07:00</c>.</summary>
    public string Between { get; init; } = "";
}

/// <summary>A post that has spread so far gets at least this priority.</summary>
public sealed record SpreadSettings
{
    public int? Reposts { get; init; }
    public int? Likes { get; init; }
    public int? Replies { get; init; }
    public Priority AtLeast { get; init; }
}
