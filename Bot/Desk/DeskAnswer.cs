using SocialCareBot.Cases;
using SocialCareBot.Store;

namespace SocialCareBot.Desk;

/// <summary>What came of a command, after COMMIT.</summary>
public abstract record DeskAnswer
{
    /// <summary>Carried out; with no events it had already happened (a repeated click, a claim by the owner).</summary>
    public sealed record Done(Case Now, IReadOnlyList<CaseEvent> Events) : DeskAnswer;

    /// <summary>Nothing was done, for this reason.</summary>
    public sealed record Refused(Case Now, Refusal Why) : DeskAnswer;

    public sealed record NotFound : DeskAnswer;
}

/// <summary>What came of hearing a post.</summary>
public enum HearOutcome
{
    Opened,

    /// <summary>Another post of a case we have.</summary>
    Added,

    /// <summary>A newer version of a post we have.</summary>
    Edited,
    Deleted,

    /// <summary>Heard before: nothing happened.</summary>
    Known,

    /// <summary>Remembered without a case (older than the first contact reaches back).</summary>
    SeenOnly,

    /// <summary>Our own words came back.</summary>
    Ours,

    /// <summary>The same call id was used for something else: nothing happened.</summary>
    Conflict,
}

/// <summary>The id of a webhook call and the hash of its body; remembered in the same transaction as its effect.</summary>
public sealed record CallId(string Key, string BodyHash, DateTimeOffset Until);

/// <summary>What goes with a command.</summary>
public sealed record With
{
    /// <summary>Makes the command idempotent; remembered only when it is accepted.</summary>
    public string? Key { get; init; }
    public IReadOnlyList<Body> Bodies { get; init; } = [];

    /// <summary>How long to wait for the writer; null: until it is done.</summary>
    public TimeSpan? Patience { get; init; }

    /// <summary>Rows that belong to the same transaction; written last, and only when something happened.</summary>
    public Action<Session>? Also { get; init; }

    public static With Nothing { get; } = new();
}
