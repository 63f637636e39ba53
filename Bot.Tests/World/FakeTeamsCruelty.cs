namespace SocialCareBot.Tests.World;

/// <summary>How a call goes wrong.</summary>
public sealed record FakeTeamsCruelty
{
    /// <summary>The status to answer; null: none at all.</summary>
    public int? Status { get; init; }
    public string? Code { get; init; }
    public int? RetryAfter { get; init; }

    /// <summary>The call has its effect first: the worst kind.</summary>
    public bool Accepts { get; init; }

    /// <summary>The connection is cut instead of being left open.</summary>
    public bool Cuts { get; init; }

    /// <summary>429, with or without a time.</summary>
    public static FakeTeamsCruelty Throttled(int? retryAfter = null) => new() { Status = 429, Code = "Throttled", RetryAfter = retryAfter };

    /// <summary>412, concurrent operations on the conversation.</summary>
    public static FakeTeamsCruelty Concurrent { get; } = new() { Status = 412, Code = "PreconditionFailed" };

    /// <summary>403 with a code: BotNotInConversationRoster, ConversationBlockedByUser, …</summary>
    public static FakeTeamsCruelty Refused(string code) => new() { Status = 403, Code = code };

    /// <summary>An answer of that status, and nothing happened.</summary>
    public static FakeTeamsCruelty Fails(int status) => new() { Status = status };

    /// <summary>It happened, but the answer has that status.</summary>
    public static FakeTeamsCruelty AcceptsThenFails(int status) => new() { Status = status, Accepts = true };

    /// <summary>It happened, and no answer ever comes.</summary>
    public static FakeTeamsCruelty AcceptsThenHangs { get; } = new() { Accepts = true };

    /// <summary>It happened, and the connection is cut.</summary>
    public static FakeTeamsCruelty AcceptsThenCuts { get; } = new() { Accepts = true, Cuts = true };

    /// <summary>Nothing happened, and no answer ever comes.</summary>
    public static FakeTeamsCruelty Hangs { get; } = new();
}

/// <summary>The platform's own count of what a conversation got, so that the bot's count is not judged by itself.</summary>
internal sealed class FakeTeamsMeter(TimeProvider time)
{
    private static readonly (double Seconds, int Most)[] Sending = [(1, 7), (2, 8), (30, 60), (3600, 1800)];
    private readonly Dictionary<string, Queue<DateTimeOffset>> got = new(StringComparer.Ordinal);

    /// <summary>Seconds to wait, or null when the call may pass; then it is counted.</summary>
    internal int? Refuse(string conversation)
    {
        lock (got)
        {
            var now = time.GetUtcNow();
            if (!got.TryGetValue(conversation, out var queue))
                got[conversation] = queue = new();
            while (queue.TryPeek(out var oldest) && (now - oldest).TotalSeconds >= 3600)
                queue.Dequeue();
            foreach (var (seconds, most) in Sending)
            {
                var within = queue.Where(at => (now - at).TotalSeconds < seconds).ToList();
                if (within.Count >= most)
                    return (int)Math.Ceiling(seconds - (now - within[within.Count - most]).TotalSeconds);
            }
            queue.Enqueue(now);
            return null;
        }
    }
}
