using System.Collections.Concurrent;
using Npgsql;

namespace SocialCareBot.Store;

/// <summary>
/// A few threads, each with its own connection; each item is one transaction. Rows are locked by the work itself (<see cref="Dialect.ForUpdate"/>);
/// a lost race is run again.
/// </summary>
public sealed class PostgresWriter : IWriter, IDisposable
{
    internal const int Lanes = 8;
    private const int Attempts = 20;

    /// <summary>This node hung in the middle of a transaction, and the server gave up waiting.</summary>
    private const string IdleInTransaction = "25P03";
    private readonly BlockingCollection<WorkItem> _queue = [];
    private readonly Database _database;
    private readonly TimeProvider _time;
    private volatile string? _refusal;
    private readonly List<Thread> _threads;
    private bool _closed;

    public PostgresWriter(Database database, TimeProvider time)
    {
        _database = database;
        _time = time;
        _threads = [.. Enumerable.Range(0, Lanes).Select(lane => new Thread(Loop) { IsBackground = true, Name = $"store writer {lane}" })];
        _threads.ForEach(thread => thread.Start());
    }

    public void Refuse(string reason) => _refusal = reason;

    public async Task<T> Run<T>(Func<Session, T> work, CancellationToken ct, TimeSpan? patience = null)
    {
        ct.ThrowIfCancellationRequested();
        if (_refusal is { } refusal)
            throw new StoreRefusesException($"Nothing is written: {refusal}.");
        var item = new WorkItem<T>(work);
        item.PutInto(_queue);
        return await item.Wait(patience, _time, ct);
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _closed, true))
            return;
        _queue.CompleteAdding();
        _threads.ForEach(thread => thread.Join());
        _queue.Dispose();
    }

    private void Loop()
    {
        foreach (var item in _queue.GetConsumingEnumerable())
        {
            if (item.TryBegin())
                RunUntilCommitted(item);
        }
    }

    private void RunUntilCommitted(WorkItem item)
    {
        for (var attempt = 1; ; attempt++)
        {
            var committing = false;
            try
            {
                using var connection = _database.OpenPostgres();
                using var transaction = connection.BeginTransaction();
                item.Run(new Session(connection, transaction, Dialect.Postgres));
                committing = true;
                transaction.Commit();
                item.Complete();
                return;
            }
            catch (PostgresException race) when (attempt < Attempts && IsRace(race))
            {
                // Decided anew on what the winner left behind.
            }
            catch (NpgsqlException cut) when (!committing && attempt <= Lanes && IsCut(cut))
            {
                // Nothing was committed, so another connection may do it; those left over from before a restart are all dead.
            }
            catch (Exception reason)
            {
                item.Fail(Explain(reason, committing));
                return;
            }
        }
    }

    private static bool IsRace(PostgresException e) =>
        e.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;

    /// <summary>The connection went away: broken off, timed out, or the server stops or would not wait for us.</summary>
    internal static bool IsCut(NpgsqlException e) => e is not PostgresException
    {
        SqlState: not (PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow or IdleInTransaction),
    };

    /// <summary>A connection that was cut while committing leaves open what came of it: never "nothing was done".</summary>
    private static Exception Explain(Exception reason, bool committing) => reason switch
    {
        NpgsqlException cut when committing && IsCut(cut) => new StillWorkingException(),
        PostgresException { SqlState: ['5', '3' or '7' or '8', ..] } full => new StoreRefusesException($"The database cannot take new work: {full.MessageText}", full),
        NpgsqlException away and not PostgresException => new StoreRefusesException($"The database cannot be reached: {away.Message}", away),
        _ => reason,
    };
}
