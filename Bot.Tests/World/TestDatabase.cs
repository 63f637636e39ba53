using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using SocialCareBot.Store;

namespace SocialCareBot.Tests.World;

/// <summary>An empty database of its own, on either of the two: a file, or a schema of the server in <c>CARE_POSTGRES</c>. Gone without a trace when disposed.</summary>
public sealed class TestDatabase : IDisposable
{
    public const string Sqlite = "SQLite";
    public const string Postgres = "PostgreSQL";

    /// <summary>Trait of a story that plays on one of them only: SQLite's writer gives up where another process holds it, PostgreSQL still waits for a lock, and says so.</summary>
    public const string Only = "Only";
    public const string Variable = "CARE_POSTGRES";

    private readonly string _place;
    private readonly bool _file;

    private TestDatabase(string place, bool file)
    {
        _place = place;
        _file = file;
    }

    /// <summary>How to reach the server; null where there is none.</summary>
    public static string? Server { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } server ? server : null;

    public static TestDatabase On(string kind)
    {
        var name = $"care_{Path.GetRandomFileName().Replace(".", "", StringComparison.Ordinal)}";
        if (kind == Sqlite)
            return new TestDatabase(Path.Combine(Scratch.Folder, $"{name}.db"), file: true);
        OnServer($"create schema {name}");
        return new TestDatabase(name, file: false);
    }

    /// <summary>Where stories of the whole bot play: SQLite, or what <c>CARE_STORIES</c> says, so that all of them can be told on the other one too.</summary>
    public static TestDatabase OfStories() => On(Environment.GetEnvironmentVariable("CARE_STORIES") is { Length: > 0 } kind ? kind : Sqlite);

    /// <summary>As a process opens it, brought to the present schema.</summary>
    public Database Open()
    {
        var database = _file ? Database.Sqlite(_place) : Database.Postgres(InSchema);
        Migrator.Run(database);
        return database;
    }

    public static IWriter Writer(Database database, TimeProvider time) =>
        database.Dialect == Dialect.Sqlite ? new SqliteWriter(database, time) : new PostgresWriter(database, time);

    /// <summary>Another process holds the database until disposed: it can be read, and nothing is written.</summary>
    public async Task<DbConnection> Lock()
    {
        DbConnection other = _file ? new SqliteConnection($"Data Source={_place};Pooling=false") : new NpgsqlConnection($"{InSchema};Pooling=false");
        await other.OpenAsync();
        await using var begin = other.CreateCommand();
        begin.CommandText = _file ? "begin immediate" : $"begin; {string.Join(' ', Tables().Select(table => $"lock table {table} in exclusive mode;"))}";
        await begin.ExecuteNonQueryAsync();
        return other;
    }

    /// <summary>The server ends every connection to it, as a restart would.</summary>
    public void CutConnections() =>
        OnServer($"select pg_terminate_backend(pid) from pg_stat_activity where application_name = '{_place}'");

    public void Dispose()
    {
        if (!_file)
        {
            Database.Postgres(InSchema).CloseReaders();
            OnServer($"do $$ declare s text; begin for s in select nspname from pg_namespace where nspname like '{_place}%' loop execute format('drop schema %I cascade', s); end loop; end $$");
            return;
        }
        foreach (var file in Directory.GetFiles(Scratch.Folder, Path.GetFileName(_place) + "*"))
            File.Delete(file);
    }

    /// <summary>How a process of its own reaches it on the server.</summary>
    public string ConnectionString => InSchema;

    private string InSchema => new NpgsqlConnectionStringBuilder(Server) { SearchPath = _place, ApplicationName = _place, MaxPoolSize = 12 }.ToString();

    private IReadOnlyList<string> Tables() => Open().Read(session => session.Query<string>("select table_name from information_schema.tables where table_schema = current_schema()"));

    private static void OnServer(string sql)
    {
        using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Server) { Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
