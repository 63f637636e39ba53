namespace SocialCareBot.Tests.World;

/// <summary>How a call of the bot goes wrong.</summary>
public sealed record FakeSlackCruelty
{
    /// <summary>The status to answer; null: none at all, or that of the error.</summary>
    public int? Status { get; init; }

    /// <summary>Slack's word, in a 200.</summary>
    public string? Error { get; init; }
    public int? RetryAfter { get; init; }

    /// <summary>A page for people instead of JSON.</summary>
    public bool Html { get; init; }

    /// <summary>The call has its effect first: the worst kind.</summary>
    public bool Accepts { get; init; }

    /// <summary>The connection is cut.</summary>
    public bool Cuts { get; init; }

    /// <summary>The answer comes that much later, by the clock of the test.</summary>
    public TimeSpan Slow { get; init; }

    /// <summary>429 with Retry-After.</summary>
    public static FakeSlackCruelty Throttled(int? retryAfter = 30) => new() { Status = 429, Error = "ratelimited", RetryAfter = retryAfter };

    /// <summary>200 with an error.</summary>
    public static FakeSlackCruelty Refused(string error) => new() { Status = 200, Error = error };

    /// <summary>An answer of that status without JSON, and nothing happened.</summary>
    public static FakeSlackCruelty Fails(int status) => new() { Status = status };

    /// <summary>The page Slack shows when it is down, with that status.</summary>
    public static FakeSlackCruelty Page(int status = 503) => new() { Status = status, Html = true };

    /// <summary>It happened, but the answer has that status.</summary>
    public static FakeSlackCruelty AcceptsThenFails(int status = 500) => new() { Status = status, Accepts = true };

    /// <summary>It happened, and no answer ever comes.</summary>
    public static FakeSlackCruelty AcceptsThenHangs { get; } = new() { Accepts = true };

    /// <summary>It happened, and the connection is cut.</summary>
    public static FakeSlackCruelty AcceptsThenCuts { get; } = new() { Accepts = true, Cuts = true };

    /// <summary>Nothing happened, and no answer ever comes.</summary>
    public static FakeSlackCruelty Hangs { get; } = new();

    /// <summary>Nothing happened, and the connection is cut.</summary>
    public static FakeSlackCruelty Cut { get; } = new() { Cuts = true };

    /// <summary>It happens, and the answer takes its time.</summary>
    public static FakeSlackCruelty Late(TimeSpan by) => new() { Slow = by, Accepts = true };
}
