namespace SocialCareBot.Cases;

/// <summary>What a command leads to: events, or a refusal for the person who asked. No events and no refusal: it had already happened.</summary>
public sealed record Decision
{
    public IReadOnlyList<CaseEvent> Events { get; private init; } = [];
    public Refusal? Refusal { get; private init; }

    public static Decision Nothing { get; } = new();

    public static Decision Accept(params CaseEvent[] events) => new() { Events = events };

    public static Decision Refuse(Refusal refusal) => new() { Refusal = refusal };
}

/// <summary>Why a wish was refused. One table, <c>Refusals</c>, makes the sentence of it.</summary>
public enum RefusalCode
{
    TakenBy,
    NotYours,
    NeedsRole,
    AlreadyResolved,
    NotResolved,
    NothingToUndo,
    AlreadyLeft,
    TokenChanged,
    CustomerWrote,
    ReplyPending,
    NothingUnknown,
    NotPossible,
    PostGone,
    TooLate,
    NotEscalated,
    NoSuchCase,
    NotListed,
    Guest,
    Empty,
    TooLong,
    AlreadyWithManager,
    OpenElsewhere,
    NotAlerted,
    AlreadyAcknowledged,
    LeaseExtended,
}

/// <summary>A refusal: a code with the people and instants the sentence needs; never a name.</summary>
public sealed record Refusal(RefusalCode Code)
{
    public PersonId? Who { get; init; }
    public DateTimeOffset? Since { get; init; }
    public Role? Needs { get; init; }
    public string? Detail { get; init; }

    public static Refusal TakenBy(PersonId who, DateTimeOffset? since) => new(RefusalCode.TakenBy) { Who = who, Since = since };

    public static Refusal Need(Role role) => new(RefusalCode.NeedsRole) { Needs = role };
}
