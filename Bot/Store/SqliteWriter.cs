using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SocialCareBot.Store;

/// <summary>
/// One loop over one connection. Whatever is queued (at most <see cref="BatchSize"/>) shares one transaction and one fsync; each item has its own savepoint,
/// so that one failing item takes nothing of its neighbours with it.
/// </summary>
public sealed class SqliteWriter : IWriter, IDisposable
{
    /// <summary>Enough to share an fsync, few enough that the first of a batch does not wait for the last.</summary>
    public const int BatchSize = 128;

    private readonly BlockingCollection<WorkItem> _queue = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly KeptStatements _statements;
    private readonly Session _session;
    private readonly TimeProvider _time;
    private readonly Thread _thread;
    private volatile string? _refusal;
    private bool _closed;

    /// <summary>Opens the database for writing; migrations have run before.</summary>
    public SqliteWriter(Database database, TimeProvider time, Journal? journal = null)
    {
        Journal = journal ?? new Journal(database, time);
        _statements = new KeptStatements(database.OpenSqlite());
        _session = new Session(_statements, null, Dialect.Sqlite);
        _time = time;
        _thread = new Thread(Loop) { IsBackground = true, Name = "store writer" };
        _thread.Start();
    }

    public Journal Journal { get; }

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

    /// <summary>Everything queued is still written; then the connection closes.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _closed, true))
            return;
        _queue.CompleteAdding();
        _stopping.CancelAfter(TimeSpan.FromSeconds(5));
        _thread.Join();
        _statements.Dispose();
        _queue.Dispose();
        _stopping.Dispose();
    }

    private void Loop()
    {
        foreach (var first in _queue.GetConsumingEnumerable())
        {
            var batch = new List<WorkItem> { first };
            while (batch.Count < BatchSize && _queue.TryTake(out var next))
                batch.Add(next);
            RunBatch(batch);
            EmptyJournal();
        }
    }

    /// <summary>Does not wait for readers: where one still needs it, the next try comes a second later.</summary>
    private void EmptyJournal()
    {
        try
        {
            if (Journal.IsGrown())
                Execute("pragma wal_checkpoint(truncate)");
        }
        catch (Exception busy) when (busy is SqliteException or IOException)
        {
            // What was written is durable all the same.
        }
    }

    private void RunBatch(List<WorkItem> batch)
    {
        try
        {
            if (!BeginWhenFree(batch))
                return;
            if (RunInOneTransaction(batch) is { } lost)
                RunOneByOne(batch, lost);
        }
        catch (Exception unexpected)
        {
            // The loop must outlive anything: a stopped writer would stop the house in silence.
            RollBack();
            foreach (var item in batch)
                item.Fail(Explain(unexpected));
        }
    }

    /// <summary>Waits for the lock, a second at a time; meanwhile the impatient take their items out. False: nobody is left.</summary>
    private bool BeginWhenFree(List<WorkItem> batch)
    {
        while (true)
        {
            batch.RemoveAll(item => item.IsWithdrawn);
            if (batch.Count == 0)
                return false;
            try
            {
                Execute("begin immediate");
                return true;
            }
            catch (SqliteException busy) when (busy.SqliteErrorCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED)
            {
                if (!_stopping.IsCancellationRequested)
                    continue;
                foreach (var item in batch)
                    item.Fail(new WriterBusyException("The store is locked by another process, and the bot is stopping."));
                return false;
            }
        }
    }

    /// <summary>Null: all is durable and handed out. Otherwise the whole batch was rolled back, for this reason.</summary>
    private Exception? RunInOneTransaction(List<WorkItem> batch)
    {
        var failed = new Dictionary<WorkItem, Exception>();
        batch.RemoveAll(item => !item.TryBegin());
        foreach (var item in batch)
        {
            if (RunInSavepoint(item) is not { } reason)
                continue;
            if (InAutocommit)
                return reason;
            failed[item] = reason;
        }
        try
        {
            Execute("commit");
        }
        catch (SqliteException lost)
        {
            RollBack();
            return lost;
        }
        foreach (var item in batch)
        {
            if (failed.TryGetValue(item, out var reason))
                item.Fail(Explain(reason));
            else
                item.Complete();
        }
        return null;
    }

    private Exception? RunInSavepoint(WorkItem item)
    {
        try
        {
            Execute("savepoint item");
            item.Run(_session);
            Execute("release item");
            return null;
        }
        catch (Exception reason)
        {
            // A full disk inside a savepoint rolls back the whole transaction: then there is no savepoint to go back to.
            if (!InAutocommit)
            {
                Execute("rollback to item");
                Execute("release item");
            }
            return reason;
        }
    }

    private void RunOneByOne(List<WorkItem> batch, Exception lost)
    {
        if (batch.Count == 1)
        {
            batch[0].Fail(Explain(lost));
            return;
        }
        foreach (var item in batch)
            RunBatch([item]);
    }

    private bool InAutocommit => raw.sqlite3_get_autocommit(_statements.Connection.Handle!) != 0;

    private void RollBack()
    {
        if (!InAutocommit)
            Execute("rollback");
    }

    private void Execute(string sql)
    {
        using var command = _statements.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static Exception Explain(Exception reason) => reason is SqliteException { SqliteErrorCode: raw.SQLITE_FULL or raw.SQLITE_IOERR or raw.SQLITE_CORRUPT or raw.SQLITE_READONLY } store
        ? new StoreRefusesException($"The database cannot take new work: {store.Message}", store)
        : reason;
}
