using System.Collections.Immutable;

namespace SocialCareBot.Chat;

/// <summary>At most so many in such a time.</summary>
public sealed record RateLimit(TimeSpan Window, int Count);

/// <summary>
/// When the next message may leave, given when the last ones did. A value: rebuilt after a restart from the instants that were stored.
/// </summary>
public sealed class RateWindows
{
    private readonly ImmutableList<DateTimeOffset> _sent;
    private readonly IReadOnlyList<RateLimit> _limits;
    private readonly int _kept;

    private RateWindows(IReadOnlyList<RateLimit> limits, ImmutableList<DateTimeOffset> sent)
    {
        _limits = limits;
        _sent = sent;
        _kept = limits.Max(limit => limit.Count);
    }

    /// <summary>Windows nothing was sent in.</summary>
    public static RateWindows Of(params IReadOnlyList<RateLimit> limits) => new(limits, []);

    /// <summary>The same windows with what was sent before a restart, in any order.</summary>
    public RateWindows After(IEnumerable<DateTimeOffset> instants) =>
        new(_limits, [.. _sent.Concat(instants).Order().TakeLast(_kept)]);

    /// <summary>The windows with one more message.</summary>
    public RateWindows Sent(DateTimeOffset at)
    {
        var place = _sent.Count;
        while (place > 0 && _sent[place - 1] > at)
            place--;
        var now = _sent.Insert(place, at);
        return new(_limits, now.Count > _kept ? now.RemoveAt(0) : now);
    }

    /// <summary>The earliest instant, not before now, at which one more message breaks no limit.</summary>
    public DateTimeOffset Next(DateTimeOffset now)
    {
        var next = now;
        foreach (var limit in _limits)
        {
            if (_sent.Count < limit.Count)
                continue;
            // Of a clock that was set back, instants lie in the future; they count as now, or everything would stand still until then.
            var oldest = _sent[_sent.Count - limit.Count];
            var free = (oldest < now ? oldest : now) + limit.Window;
            if (free > next)
                next = free;
        }
        return next;
    }
}
