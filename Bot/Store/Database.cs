using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace SocialCareBot.Store;

/// <summary>Where the data stand: a SQLite file in the data folder, or PostgreSQL. Opens connections for the writer and for readers.</summary>
public sealed class Database
{
    /// <summary>As many as may well read at the same moment; what comes on top is closed again.</summary>
    private const int KeptReaders = 16;

    private static readonly TimeSpan IdleInTransaction = TimeSpan.FromSeconds(1);

    private readonly ConcurrentBag<KeptStatements> _idle = [];
    private readonly string _readers;
    private readonly string _writer;

    /// <summary>Before the first connection of the process; after it SQLite refuses, and goes on as it would by itself.</summary>
    static Database()
    {
        const int statementJournalSpill = 26;
        SQLitePCL.Batteries_V2.Init();
        // What a savepoint may have to take back stays in memory: in a file it was seven of ten writes of a claim.
        _ = SQLitePCL.raw.sqlite3_config(statementJournalSpill, -1);
        _ = SQLitePCL.raw.sqlite3_config(SQLitePCL.raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    private Database(Dialect dialect, string writer, string readers, string where)
    {
        Dialect = dialect;
        Where = where;
        _writer = writer;
        _readers = readers;
    }

    public Dialect Dialect { get; }

    /// <summary>Of the writer; may hold a password.</summary>
    internal string ConnectionString => _writer;

    /// <summary>For logs and the status page; never holds a password.</summary>
    public string Where { get; }

    /// <summary>A SQLite file; its folder must exist.</summary>
    public static Database Sqlite(string file)
    {
        // One second, because BeginTransaction and "begin immediate" would otherwise wait 30.
        var writer = new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 1, Pooling = false };
        var readers = new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 5, Pooling = false };
        return new(Dialect.Sqlite, writer.ToString(), readers.ToString(), file);
    }

    /// <summary>A PostgreSQL database, by its connection string.</summary>
    public static Database Postgres(string connectionString)
    {
        var parts = new NpgsqlConnectionStringBuilder(connectionString);
        // What a node locked before it hung must not stay locked for the others.
        parts.Options = $"{parts.Options} -c idle_in_transaction_session_timeout={IdleInTransaction.TotalMilliseconds}".Trim();
        return new(Dialect.Postgres, parts.ToString(), parts.ToString(), $"PostgreSQL {parts.Host}:{parts.Port}/{parts.Database}");
    }

    /// <summary>Reads outside the writer, on a connection of its own. What is read may be a moment old.</summary>
    public T Read<T>(Func<Session, T> read) => Dialect == Dialect.Sqlite ? ReadSqlite(read) : ReadPostgres(read);

    /// <summary>Something harmless to repeat and whole by itself, beside the writer's queue. On PostgreSQL only: SQLite has one writer.</summary>
    public T Directly<T>(Func<Session, T> work) => Dialect == Dialect.Postgres ? ReadPostgres(work) : throw new NotSupportedException("SQLite has one writer.");

    /// <summary>Closes what is kept open for the next reads.</summary>
    public void CloseReaders()
    {
        while (_idle.TryTake(out var reader))
            reader.Dispose();
        if (Dialect != Dialect.Postgres)
            return;
        using var pooled = new NpgsqlConnection(_readers);
        NpgsqlConnection.ClearPool(pooled);
    }

    private T ReadSqlite<T>(Func<Session, T> read)
    {
        var reader = _idle.TryTake(out var kept) ? kept : new KeptStatements(Opened(new SqliteConnection(_readers)));
        var whole = false;
        try
        {
            var result = read(new Session(reader, null, Dialect));
            whole = true;
            return result;
        }
        finally
        {
            // A connection on which a read failed is not used again.
            if (whole && _idle.Count < KeptReaders)
                _idle.Add(reader);
            else
                reader.Dispose();
        }
    }

    private T ReadPostgres<T>(Func<Session, T> read)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var connection = Opened(new NpgsqlConnection(_readers));
                return read(new Session(connection, null, Dialect));
            }
            catch (NpgsqlException cut) when (attempt <= PostgresWriter.Lanes && PostgresWriter.IsCut(cut))
            {
                // After a restart of the server the connections kept from before are dead, one by one.
            }
        }
    }

    internal SqliteConnection OpenSqlite()
    {
        var connection = Opened(new SqliteConnection(_writer));
        using var pragmas = connection.CreateCommand();
        pragmas.CommandText = "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;";
        pragmas.ExecuteNonQuery();
        return connection;
    }

    internal NpgsqlConnection OpenPostgres() => Opened(new NpgsqlConnection(_writer));

    internal DbConnection OpenForMigration() => Dialect == Dialect.Sqlite ? OpenSqlite() : OpenPostgres();

    private static TConnection Opened<TConnection>(TConnection connection)
        where TConnection : DbConnection
    {
        connection.Open();
        if (connection is SqliteConnection { Handle: { } sqlite })
            KeepPlans(sqlite);
        return connection;
    }

    /// <summary>Otherwise SQLite prepares a kept statement anew whenever its parameters might make another plan better.</summary>
    private static void KeepPlans(SQLitePCL.sqlite3 connection)
    {
        const int stablePlans = 1007;
        _ = SQLitePCL.raw.sqlite3_db_config(connection, stablePlans, 1, out _);
    }
}
