namespace SocialCareBot.Tests.World;

/// <summary>A call over the limit, or one made although Slack had said to wait.</summary>
public sealed record FakeSlackViolation(string Method, string Key, DateTimeOffset At, string Window);

/// <summary>Slack's own count of what it got, so that the bot's count is not judged by itself. Tiers are per method and workspace in any minute.</summary>
internal sealed class FakeSlackMeter(TimeProvider time)
{
    /// <summary>A channel takes one message a second, and a few at once after a rest; how many is not published.</summary>
    private const int Burst = 5;

    /// <summary>"Several hundred" messages a minute and workspace.</summary>
    private const int Posting = 300;
    private readonly Dictionary<string, Queue<DateTimeOffset>> _got = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (double Left, DateTimeOffset At)> _channels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _told = new(StringComparer.Ordinal);
    private readonly List<FakeSlackViolation> _violations = [];

    internal IReadOnlyList<FakeSlackViolation> Violations
    {
        get
        {
            lock (_got)
                return [.. _violations];
        }
    }

    /// <summary>Somebody was told 429 for another reason; until then a call is a violation too.</summary>
    internal void Tell(string team, string method, int seconds)
    {
        lock (_got)
            _told[$"{team} {method}"] = time.GetUtcNow().AddSeconds(seconds);
    }

    /// <summary>Seconds to wait, or null when the call may pass; then it is counted.</summary>
    internal int? Refuse(string team, string method, int tier, string? channel)
    {
        lock (_got)
        {
            var (now, key) = (time.GetUtcNow(), $"{team} {method}");
            if (_told.TryGetValue(key, out var until) && until > now)
                return Violated(method, key, now, "called before Retry-After was over", (until - now).TotalSeconds);
            if (Full(key, tier, now) is { } wait)
                return Violated(method, key, now, $"{tier} a minute", wait, told: true);
            if (channel is not null && Drained($"{team} {channel}", now) is { } rest)
                return Violated(method, $"{team} {channel}", now, "one a second in a channel", rest);
            _got[key].Enqueue(now);
            return null;
        }
    }

    /// <summary>How many calls may be made in a minute, by Slack's tiers.</summary>
    internal static int PerMinute(int tier) => tier switch { 1 => 1, 2 => 20, 3 => 50, 4 => 100, 5 => Posting, _ => 600 };

    private int Violated(string method, string key, DateTimeOffset now, string window, double seconds, bool told = false)
    {
        var wait = Math.Max(1, (int)Math.Ceiling(seconds));
        _violations.Add(new FakeSlackViolation(method, key, now, window));
        if (told)
            _told[key] = now.AddSeconds(wait);
        return wait;
    }

    private double? Full(string key, int most, DateTimeOffset now)
    {
        if (!_got.TryGetValue(key, out var queue))
            _got[key] = queue = new();
        while (queue.TryPeek(out var oldest) && (now - oldest).TotalSeconds >= 60)
            queue.Dequeue();
        return queue.Count < most ? null : 60 - (now - queue.Peek()).TotalSeconds;
    }

    private double? Drained(string key, DateTimeOffset now)
    {
        var (left, at) = _channels.TryGetValue(key, out var known) ? known : (Burst, now);
        left = Math.Min(Burst, left + (now - at).TotalSeconds);
        if (left < 1)
        {
            _channels[key] = (left, now);
            return 1 - left;
        }
        _channels[key] = (left - 1, now);
        return null;
    }
}
