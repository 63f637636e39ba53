using System.Text.Json;
using System.Text.Json.Serialization;

namespace SocialCareBot.Cases;

/// <summary>How far an answer of a case has come.</summary>
public enum ReplyStage
{
    Countdown,
    Sending,

    /// <summary>Sent, outcome unknown, being read back.</summary>
    Unknown,

    /// <summary>As unknown, and now a person must look.</summary>
    Parked,

    /// <summary>Not sent; why is in <see cref="PendingReply.Held"/>.</summary>
    Held,
}

/// <summary>Why a reply did not leave.</summary>
public enum HoldReason
{
    /// <summary>The stop switch is on; the row goes by itself on resume.</summary>
    StopSwitch,
    TokenChanged,
    CaseResolved,
    CustomerWrote,
    PostEdited,
    PostGone,

    /// <summary>The post could not be read anew, so nobody knows whether it still stands.</summary>
    PostUnread,
    ThreadClosed,
    WindowClosed,

    /// <summary>The network refused it as it stands.</summary>
    Refused,
    AccountDown,
}

/// <summary>Why a reply does not leave, with the network's own words where there are any.</summary>
public sealed record Hold(HoldReason Reason, string? Detail = null)
{
    /// <summary>Members written by a newer version of this program; kept as they are.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Later { get; init; }
}

/// <summary>The one reply of a case that is on its way.</summary>
public sealed record PendingReply
{
    public required ReplyId Row { get; init; }
    public required BodyId Body { get; init; }
    public required PersonId By { get; init; }
    public required int Token { get; init; }
    public required string Seen { get; init; }
    public required Audience Audience { get; init; }
    public required DateTimeOffset LeavesAt { get; init; }

    /// <summary>What the answer promises: news by then.</summary>
    public DateTimeOffset? PromiseBy { get; init; }
    public ReplyStage Stage { get; init; }
    public Hold? Held { get; init; }

    /// <summary>Members written by a newer version of this program; kept as they are.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Later { get; init; }

    /// <summary>True while it can still be taken back for certain.</summary>
    public bool CanUndo => Stage is ReplyStage.Countdown or ReplyStage.Held;

    /// <summary>True when a person has to say what became of it.</summary>
    public bool Unknown => Stage is ReplyStage.Unknown or ReplyStage.Parked;
}
