using System.Text.Json;

namespace SocialCareBot.Chat.Slack;

/// <summary>What came of one Web API call.</summary>
/// <param name="Body">The answer; undefined where there is none.</param>
/// <param name="Fault">Null: done.</param>
public sealed record SlackResult(JsonElement Body, SlackFault? Fault)
{
    public bool Done => Fault is null;
}

/// <summary>Why a call was not done, by what follows from it.</summary>
public abstract record SlackFault(string Reason)
{
    /// <summary>Not done; may be tried again.</summary>
    public sealed record Retry(string Reason, TimeSpan? After = null) : SlackFault(Reason);

    /// <summary>Our token is not accepted: the workspace rests, an admin must look.</summary>
    public sealed record CredentialDead(string Reason) : SlackFault(Reason);

    /// <summary>This channel or person cannot be reached any more.</summary>
    public sealed record TargetDead(string Reason) : SlackFault(Reason);

    /// <summary>Slack refuses the call as it is.</summary>
    public sealed record OurBug(string Reason) : SlackFault(Reason);

    /// <summary>The message to be edited is gone, or may not be edited any more: post anew.</summary>
    public sealed record MessageGone(string Reason) : SlackFault(Reason);

    /// <summary>It may or may not have been done.</summary>
    public sealed record Unknown(string Reason) : SlackFault(Reason);
}
