using System.Collections.Concurrent;

namespace SocialCareBot.Desk;

/// <summary>"C-128 is at version 7", or with no number: the board changed. Carries nothing that could be wrong a moment later.</summary>
public sealed record News(string? Number, int Version)
{
    /// <summary>Another node said so.</summary>
    public bool FromAfar { get; init; }
}

/// <summary>Tells loops and open pages, after a commit, that there is something to look at. Losing one costs a moment, never a message.</summary>
public sealed class Nudge : IDisposable
{
    private readonly SemaphoreSlim _relay = new(0, 1);
    private readonly ConcurrentDictionary<Subscription, Action<News>> _listeners = new();

    /// <summary>Calls <paramref name="listener"/> for all news until disposed. It must be quick and must not throw.</summary>
    public IDisposable Subscribe(Action<News> listener)
    {
        var subscription = new Subscription(this);
        _listeners[subscription] = listener;
        return subscription;
    }

    /// <summary>Wakes the relay.</summary>
    public void Relay()
    {
        try
        {
            _relay.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is awake already.
        }
    }

    public void Case(string number, int version)
    {
        Relay();
        Tell(new News(number, version));
    }

    /// <summary>Another node changed something.</summary>
    public void FromAfar(string? number, int version)
    {
        Relay();
        Tell(new News(number, version) { FromAfar = true });
    }

    /// <summary>The queue or a status changed, no case in particular.</summary>
    public void Board() => Tell(new News(null, 0));

    /// <summary>Waits for the next nudge of the relay, at most this long.</summary>
    public Task Wait(TimeSpan atMost, CancellationToken ct) => _relay.WaitAsync(atMost, ct);

    public void Dispose() => _relay.Dispose();

    private void Tell(News news)
    {
        foreach (var listener in _listeners.Values)
            listener(news);
    }

    private sealed class Subscription(Nudge nudge) : IDisposable
    {
        public void Dispose() => nudge._listeners.TryRemove(this, out _);
    }
}
