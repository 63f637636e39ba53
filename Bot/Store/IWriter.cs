namespace SocialCareBot.Store;

/// <summary>The only way to write. What a piece of work returns is handed out after COMMIT, never before.</summary>
public interface IWriter
{
    /// <summary>
    /// Runs <paramref name="work"/> in a transaction; it may be run again when the batch it belongs to was rolled back, so it must touch nothing but
    /// its session. With <paramref name="patience"/>: throws <see cref="WriterBusyException"/> when it had not begun by then (nothing was
    /// done and nothing will be), <see cref="StillWorkingException"/> when it had begun. Cancelling takes it out while it has not begun.
    /// </summary>
    Task<T> Run<T>(Func<Session, T> work, CancellationToken ct, TimeSpan? patience = null);

    /// <summary>From now on all work is refused with <see cref="StoreRefusesException"/>, for this reason.</summary>
    void Refuse(string reason);
}

/// <summary>The work had not begun in time, or the bot is stopping, and was taken out: nothing was done.</summary>
public sealed class WriterBusyException(string reason) : Exception(reason);

/// <summary>The work has begun and will end by itself; what came of it shows later.</summary>
public sealed class StillWorkingException() : Exception("The store is still working on it.");

/// <summary>The store cannot take new work (disk full, damaged). Reads go on.</summary>
public sealed class StoreRefusesException(string reason, Exception? inner = null) : Exception(reason, inner);
