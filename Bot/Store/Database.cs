using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace SocialCareBot.Store;

/// <summary>Where the data stand: a SQLite file in the data folder, or PostgreSQL. Opens connections for the writer and for readers.</summary>
public sealed class Database
{
    private readonly string _readers;
    private readonly string _writer;

    private Database(Dialect dialect, string writer, string readers, string where)
    {
        Dialect = dialect;
        Where = where;
        _writer = writer;
        _readers = readers;
    }

    public Dialect Dialect { get; }

    /// <summary>For logs and the status page; never holds a password.</summary>
    public string Where { get; }

    /// <summary>A SQLite file; its folder must exist.</summary>
    public static Database Sqlite(string file)
    {
        // One second, because BeginTransaction and "begin immediate" would otherwise wait 30.
        var writer = new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 1, Pooling = false };
        var readers = new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 5 };
        return new(Dialect.Sqlite, writer.ToString(), readers.ToString(), file);
    }

    /// <summary>A PostgreSQL database, by its connection string.</summary>
    public static Database Postgres(string connectionString)
    {
        var parts = new NpgsqlConnectionStringBuilder(connectionString);
        return new(Dialect.Postgres, connectionString, connectionString, $"PostgreSQL {parts.Host}:{parts.Port}/{parts.Database}");
    }

    /// <summary>Reads outside the writer, on a connection of its own. What is read may be a moment old.</summary>
    public T Read<T>(Func<Session, T> read)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var connection = OpenReader();
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
        var connection = new SqliteConnection(_writer);
        connection.Open();
        using var pragmas = connection.CreateCommand();
        pragmas.CommandText = "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;";
        pragmas.ExecuteNonQuery();
        return connection;
    }

    internal NpgsqlConnection OpenPostgres()
    {
        var connection = new NpgsqlConnection(_writer);
        connection.Open();
        return connection;
    }

    internal DbConnection OpenForMigration() => Dialect == Dialect.Sqlite ? OpenSqlite() : OpenPostgres();

    private DbConnection OpenReader()
    {
        DbConnection connection = Dialect == Dialect.Sqlite ? new SqliteConnection(_readers) : new NpgsqlConnection(_readers);
        connection.Open();
        return connection;
    }
}
