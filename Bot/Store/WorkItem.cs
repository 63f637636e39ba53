using System.Collections.Concurrent;

namespace SocialCareBot.Store;

/// <summary>A piece of work in a writer's queue.</summary>
internal abstract class WorkItem
{
    private const int Waiting = 0;
    private const int Begun = 1;
    private const int Withdrawn = 2;
    private int _state;

    /// <summary>True when it is ours to run: nobody took it out before. Running a begun item again is allowed.</summary>
    public bool TryBegin() => Interlocked.CompareExchange(ref _state, Begun, Waiting) is Waiting or Begun;

    /// <summary>True when it will never run.</summary>
    public bool TryWithdraw() => Interlocked.CompareExchange(ref _state, Withdrawn, Waiting) is Waiting or Withdrawn;

    public bool IsWithdrawn => Volatile.Read(ref _state) == Withdrawn;

    /// <summary>Throws <see cref="WriterBusyException"/> where the writer takes nothing more because the bot is stopping.</summary>
    public void PutInto(BlockingCollection<WorkItem> queue)
    {
        try
        {
            queue.Add(this, CancellationToken.None);
        }
        catch (InvalidOperationException)
        {
            throw new WriterBusyException("The bot is stopping.");
        }
    }

    /// <summary>Runs the work; what it throws belongs to the item's caller.</summary>
    public abstract void Run(Session session);

    /// <summary>After COMMIT: hands out the result.</summary>
    public abstract void Complete();

    public abstract void Fail(Exception reason);
}

internal sealed class WorkItem<T>(Func<Session, T> work) : WorkItem
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public override void Run(Session session) => _result = work(session);

    public override void Complete() => _done.TrySetResult(_result!);

    public override void Fail(Exception reason) => _done.TrySetException(reason);

    /// <summary>Waits as <see cref="IWriter.Run{T}"/> promises.</summary>
    public async Task<T> Wait(TimeSpan? patience, TimeProvider time, CancellationToken ct)
    {
        try
        {
            return await _done.Task.WaitAsync(patience ?? Timeout.InfiniteTimeSpan, time, ct);
        }
        catch (TimeoutException)
        {
            // It may have ended between the instant and here; then what it came to is the answer.
            if (_done.Task.IsCompleted)
                return await _done.Task;
            throw TryWithdraw() ? new WriterBusyException("The store is busy.") : new StillWorkingException();
        }
        catch (OperationCanceledException) when (!TryWithdraw())
        {
            return await _done.Task;
        }
    }
}
