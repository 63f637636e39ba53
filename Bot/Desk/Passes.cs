using System.Collections.Concurrent;

namespace SocialCareBot.Desk;

/// <summary>Passes of a relay over what is due: what hangs holds up its own rows only, and goes on beside the next passes.</summary>
internal sealed class Passes(TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<object, bool> _underWay = new();

    /// <summary>How much goes on right now, in this pass or since an earlier one.</summary>
    public int UnderWay => _underWay.Count;

    /// <summary>Starts it, unless it is under way since an earlier pass.</summary>
    public IEnumerable<Task> Alone(object what, Func<Task> work) => _underWay.TryAdd(what, true) ? [Finish(what, work)] : [];

    /// <summary>Waits for the work, but not for what hangs. True: there was some.</summary>
    public async Task<bool> Run(IReadOnlyList<Task> work, CancellationToken ct)
    {
        if (work.Count == 0)
            return false;
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await Task.WhenAny(Task.WhenAll(work), Task.Delay(Longest, time, enough.Token));
        await enough.CancelAsync();
        ct.ThrowIfCancellationRequested();
        return true;
    }

    private async Task Finish(object what, Func<Task> work)
    {
        try
        {
            await Task.Yield();
            await work();
        }
        finally
        {
            _underWay.TryRemove(what, out _);
        }
    }
}
