using System.Net;

namespace SocialCareBot.Chat.Teams;

/// <summary>What a call to the connector brought: a value, or why not. Exactly one of the two is there.</summary>
public sealed record ConnectorResult<T>(T? Value, ConnectorFault? Fault)
    where T : class;

/// <summary>Why a call did not succeed, said as what is to be done about it.</summary>
public abstract record ConnectorFault(string Reason)
{
    /// <summary>Nothing happened there; try again, not before <see cref="After"/> where Teams named a time.</summary>
    public sealed record Retry(string Reason, TimeSpan? After = null) : ConnectorFault(Reason);

    /// <summary>This channel or person cannot be reached until something changes there: removed, blocked, forbidden. The code is Teams' own, for instance ConversationBlockedByUser.</summary>
    public sealed record Dead(string Reason, string? Code = null) : ConnectorFault(Reason);

    /// <summary>The message (or member) we meant is not there any more; the conversation is.</summary>
    public sealed record Gone(string Reason) : ConnectorFault(Reason);

    /// <summary>The conversation lives at another address; store that and try again there, once.</summary>
    public sealed record WrongHost(string Reason, string Instead) : ConnectorFault(Reason);

    /// <summary>Teams refuses the request as such; repeating it cannot help.</summary>
    public sealed record OurBug(string Reason) : ConnectorFault(Reason);

    /// <summary>Our own credential is refused, also with a fresh token: nothing gets through until somebody mends it.</summary>
    public sealed record CredentialDead(string Reason) : ConnectorFault(Reason);

    /// <summary>It may or may not have been done. Only posts end so; there is no key that would make a repeat harmless.</summary>
    public sealed record Unknown(string Reason) : ConnectorFault(Reason);
}

/// <summary>The connector's answers as faults: one table for all calls.</summary>
internal static class ConnectorFaults
{
    private const string GovernmentHost = "https://smba.infra.gcc.teams.microsoft.com/gcc";

    /// <param name="status">The HTTP status, not 2xx and not 401.</param>
    /// <param name="code">The connector's error code.</param>
    /// <param name="repeatable">A repeat is harmless: everything but a post.</param>
    /// <param name="said">The answer in words, for the log.</param>
    /// <param name="after">Retry-After, where given.</param>
    internal static ConnectorFault Of(HttpStatusCode status, string? code, bool repeatable, string said, TimeSpan? after) => (int)status switch
    {
        403 when code is "InvalidBotApiHost" => new ConnectorFault.WrongHost(said, GovernmentHost),
        403 => new ConnectorFault.Dead(said, code),
        404 when code is "ConversationNotFound" => new ConnectorFault.Dead(said, code),
        // Without a code: an edit is told that its message is gone, and if the conversation is gone too the new post will be told that.
        404 when code is "ActivityNotFoundInConversation" or "MemberNotFoundInConversation" || repeatable => new ConnectorFault.Gone(said),
        404 => new ConnectorFault.Dead(said, code),
        412 or 429 => new ConnectorFault.Retry(said, after),
        // A gateway that refuses at the door has not passed the request on; the other 5xx may have.
        503 => new ConnectorFault.Retry(said, after),
        408 or >= 500 => Ambiguous(repeatable, said),
        _ => new ConnectorFault.OurBug(said),
    };

    internal static ConnectorFault Ambiguous(bool repeatable, string said) =>
        repeatable ? new ConnectorFault.Retry(said) : new ConnectorFault.Unknown(said);
}
