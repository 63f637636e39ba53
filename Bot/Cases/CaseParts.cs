using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SocialCareBot.Cases;

public enum CaseStatus
{
    New,
    Claimed,

    /// <summary>Answered; the customer has the word.</summary>
    Waiting,
    Resolved,
}

public enum PostKind
{
    Complaint,
    Question,
    Idea,
    Praise,
    Noise,
}

public enum Priority
{
    P1 = 1,
    P2 = 2,
    P3 = 3,
    P4 = 4,
}

public enum ResolveReason
{
    Fixed,
    Answered,
    NoAnswerNeeded,
    Duplicate,

    /// <summary>The customer deleted the post.</summary>
    Gone,
}

/// <summary>What triage made of a post, and which rule said so.</summary>
public sealed record Judgement(PostKind Kind, Priority Priority, string Rule)
{
    /// <summary>Members written by a newer version of this program; kept as they are.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Later { get; init; }

    /// <summary>Noise and praise are heard, but nobody is in a hurry.</summary>
    [JsonIgnore]
    public bool HasClock => HasClockFor(Kind);

    public static bool HasClockFor(PostKind kind) => kind is not (PostKind.Praise or PostKind.Noise);
}

/// <summary>What runs on a case: promises to the customer first, then what keeps its people at it.</summary>
public enum ClockKind
{
    FirstResponse,

    /// <summary>An answer to what the customer wrote after our last one.</summary>
    NextResponse,
    Resolution,

    /// <summary>"We'll update you by five", said by a person.</summary>
    Promise,

    /// <summary>As long as the network takes an answer at all.</summary>
    Window,

    /// <summary>A claim without visible work goes back when it ends.</summary>
    ClaimLease,

    /// <summary>The rounds of paging until somebody acknowledges.</summary>
    Paging,

    /// <summary>A page was acknowledged; without visible work it is paged again when this ends.</summary>
    Acknowledgement,

    /// <summary>The steps of the ladder that a breach or a person started.</summary>
    Ladder,
}

public static class ClockKinds
{
    /// <summary>Something the customer was promised, and not what keeps our own people at it.</summary>
    public static bool IsPromise(this ClockKind kind) => kind <= ClockKind.Window;
}

/// <summary>
/// An instant of a clock at which something is decided. Of a promise: percent of its time, 100 the breach, 101 and on the repeats after it. Of a claim or an
/// acknowledgement: percent, 100 the end. Of paging and of a ladder: the number of the round or step, from 1.
/// </summary>
public sealed record ClockMark(int Percent, DateTimeOffset At)
{
    /// <summary>Where the asking for somebody to tell begins; null: with the owner.</summary>
    public Rung? Tell { get; init; }

    /// <summary>Told alone, instead of in the case's thread.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Alone { get; init; }

    /// <summary>Members written by a newer version of this program; kept as they are.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Later { get; init; }
}

/// <summary>What a broken promise sets going, beside telling people.</summary>
public enum BreachAction
{
    RaisePriority,

    /// <summary>Whoever is on duty is paged.</summary>
    Page,

    /// <summary>The owner loses it; it goes back to the queue.</summary>
    Release,

    /// <summary>The route's ladder begins.</summary>
    Ladder,

    /// <summary>It is put before the route's manager.</summary>
    Manager,
}

/// <summary>A clock as the policy wants it: worked out before the command, so that the core does no calendar arithmetic.</summary>
public sealed record ClockStart
{
    public required ClockKind Kind { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required int PolicyVersion { get; init; }
    public required TimeSpan Budget { get; init; }
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>Rising.</summary>
    public required ImmutableArray<ClockMark> Marks { get; init; }

    /// <summary>What happens at 100 percent; each once.</summary>
    public IReadOnlyList<BreachAction> OnBreach { get; init; } = [];

    /// <summary>Which line of the policy this comes from, for whoever asks why.</summary>
    public string? Line { get; init; }

    /// <summary>Members written by a newer version of this program; kept as they are.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Later { get; init; }
}

/// <summary>While the customer had the word.</summary>
public sealed record Rest(DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>Members written by a newer version of this program; kept as they are.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Later { get; init; }
}

/// <summary>One running promise of a case.</summary>
public sealed record Clock
{
    public required ClockStart Target { get; init; }

    /// <summary>The highest mark that was decided, in percent.</summary>
    public int Passed { get; init; }
    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>Since when it rests, the customer having the word.</summary>
    public DateTimeOffset? PausedAt { get; init; }

    /// <summary>When it rested before; another target moves by them again.</summary>
    public IReadOnlyList<Rest> Rests { get; init; } = [];

    /// <summary>What its breach has set going; never a second time for the same start.</summary>
    public IReadOnlyList<BreachAction> Acted { get; init; } = [];

    /// <summary>Members written by a newer version of this program; kept as they are.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Later { get; init; }

    [JsonIgnore]
    public ClockKind Kind => Target.Kind;

    /// <summary>Not at its end; it may be resting.</summary>
    [JsonIgnore]
    public bool Running => StoppedAt is null;

    [JsonIgnore]
    public bool Ticking => Running && PausedAt is null;

    [JsonIgnore]
    public bool IsPromise => Kind.IsPromise();

    [JsonIgnore]
    public bool Late => IsPromise && Running && Passed >= 100;

    /// <summary>When the sweep must look again; null when there is nothing left to decide.</summary>
    [JsonIgnore]
    public DateTimeOffset? NextAt => Ticking ? Target.Marks.FirstOrDefault(mark => mark.Percent > Passed)?.At : null;
}

/// <summary>Whom a case was put before. <paramref name="By"/> is null when the clock did it.</summary>
public sealed record Escalation(PersonId? To, PersonId? By, DateTimeOffset At, BodyId? Note)
{
    /// <summary>The step of the ladder, from 1; null where a person or a broken promise alone put it there.</summary>
    public int? Step { get; init; }
    public int? Steps { get; init; }

    /// <summary>Members written by a newer version of this program; kept as they are.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Later { get; init; }
}

/// <summary>People were alerted alone, one by one; whoever acknowledges, claims or resolves ends it for all of them.</summary>
public sealed record Alert(IReadOnlyList<PersonId> Told, DateTimeOffset At)
{
    public PersonId? AcknowledgedBy { get; init; }
    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>Members written by a newer version of this program; kept as they are.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Later { get; init; }

    /// <summary>How far the rounds of paging have come, from 1; 0: the first are told.</summary>
    public int Round { get; init; }

    [JsonIgnore]
    public bool Over => AcknowledgedAt is not null;

    /// <summary>The first who acts stands there; later ones change nothing.</summary>
    public Alert By(PersonId who, DateTimeOffset at) => Over ? this : this with { AcknowledgedBy = who, AcknowledgedAt = at };
}

/// <summary>The last reminder; whichever came before it is moot.</summary>
public sealed record Reminder(ClockKind Clock, DateTimeOffset StartedAt, int Percent, DateTimeOffset At)
{
    /// <summary>Members written by a newer version of this program; kept as they are.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Later { get; init; }
}

/// <summary>The last answer that is known to stand.</summary>
public sealed record Answer(PersonId By, DateTimeOffset At, Audience Audience, string? Url)
{
    /// <summary>Members written by a newer version of this program; kept as they are.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Later { get; init; }
}

/// <summary>How a case ended.</summary>
public sealed record Resolution(PersonId By, DateTimeOffset At, ResolveReason Reason)
{
    /// <summary>Members written by a newer version of this program; kept as they are.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Later { get; init; }
}
