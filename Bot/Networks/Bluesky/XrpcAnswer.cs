using System.Net;
using System.Text.Json;

namespace SocialCareBot.Networks.Bluesky;

/// <summary>What became of one call, sorted by the only question that matters for a write: did it happen?</summary>
internal abstract record XrpcAnswer
{
    /// <summary>It happened.</summary>
    public sealed record Good(JsonElement Body) : XrpcAnswer;

    /// <summary>The service said no: it did not happen.</summary>
    public sealed record Bad(HttpStatusCode Status, string Error, string Message, TimeSpan? After = null) : XrpcAnswer
    {
        public bool TooMany => Status == HttpStatusCode.TooManyRequests;

        // The reference server answers 400 for both; 401 is what the rest of the world does.
        public bool TokenRefused => Error is "ExpiredToken" or "InvalidToken" || (Status == HttpStatusCode.Unauthorized && !AccountGone);

        // Only with these codes it is about our account; a 400 AccountTakedown speaks of the account that was asked for.
        public bool AccountGone => Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
            && Error is "AccountTakedown" or "AccountDeactivated" or "AccountSuspended" or "AccountNotFound";
    }

    /// <summary>Nothing reached the service: it did not happen.</summary>
    public sealed record NotSent(string Reason, TimeSpan? After = null) : XrpcAnswer;

    /// <summary>The answer was lost, late or a fault of the service: it may have happened.</summary>
    public sealed record Unclear(string Reason) : XrpcAnswer;

    /// <summary>We may not call any more until somebody mends the credential.</summary>
    public sealed record Locked(string Reason, TimeSpan? After = null) : XrpcAnswer;

    /// <summary>In one line, for the status page and the log.</summary>
    public string Why => this switch
    {
        Bad { TooMany: true } => "Bluesky asks us to slow down.",
        Bad bad => $"Bluesky answered {(int)bad.Status} {bad.Error}: {bad.Message}".TrimEnd(' ', ':'),
        NotSent not => not.Reason,
        Unclear unclear => unclear.Reason,
        Locked locked => locked.Reason,
        _ => "",
    };

    /// <summary>When to try again, where known.</summary>
    public TimeSpan? Wait => this switch
    {
        Bad bad => bad.After,
        NotSent not => not.After,
        Locked locked => locked.After,
        _ => null,
    };
}
