using Microsoft.Data.Sqlite;
using Npgsql;
using SocialCareBot.Store;

namespace SocialCareBot.Bench;

/// <summary>
/// Durable writes of one small row by 1, 8 and 64 writers through the store, against the same statement with a commit of its own: on SQLite over one connection, as
/// that is its fastest; on PostgreSQL over a connection for each writer. PostgreSQL takes part where CARE_POSTGRES says how to reach a server.
/// </summary>
internal sealed class StoreRate(int writes, TimeProvider time)
{
    private const string Insert = "insert into keep (owner, key, json) values ('bench', @key, @json)";
    private static readonly int[] Writers = [1, 8, 64];
    private static readonly string Json = $"\"{new string('x', 300)}\"";
    private int _key;

    public async Task<int> Run()
    {
        var folder = Directory.CreateTempSubdirectory("care-store").FullName;
        await OnSqlite(Path.Combine(folder, "care.db"), Path.Combine(folder, "raw.db"));
        Directory.Delete(folder, recursive: true);
        if (Environment.GetEnvironmentVariable("CARE_POSTGRES") is { Length: > 0 } server)
            await OnPostgres(server);
        else
            Console.WriteLine("PostgreSQL is left out: CARE_POSTGRES is not set");
        SideBySide.PrintMemory();
        return 0;
    }

    private async Task OnSqlite(string file, string rawFile)
    {
        var (database, raw) = (Database.Sqlite(file), Database.Sqlite(rawFile));
        Migrator.Run(database);
        Migrator.Run(raw);
        using var writer = new SqliteWriter(database, time);
        using var connection = new SqliteConnection($"Data Source={rawFile};Pooling=false");
        connection.Open();
        Execute(connection, "pragma journal_mode = wal; pragma synchronous = full");
        using var command = connection.CreateCommand();
        command.CommandText = Insert;
        var key = command.Parameters.Add("@key", SqliteType.Text);
        command.Parameters.AddWithValue("@json", Json);
        using var turn = new SemaphoreSlim(1);
        await Print("SQLite", writer, async _ =>
        {
            await turn.WaitAsync();
            key.Value = NextKey();
            command.ExecuteNonQuery();
            turn.Release();
        });
    }

    private async Task OnPostgres(string server)
    {
        var schema = $"bench_{Path.GetRandomFileName().Replace(".", "", StringComparison.Ordinal)}";
        var inSchema = new NpgsqlConnectionStringBuilder(server) { SearchPath = schema }.ToString();
        using var keeper = new NpgsqlConnection(server);
        keeper.Open();
        Execute(keeper, $"create schema {schema}");
        Migrator.Run(Database.Postgres(inSchema));
        List<NpgsqlConnection> connections = [.. Enumerable.Range(0, Writers.Max()).Select(_ => new NpgsqlConnection(inSchema))];
        connections.ForEach(connection => connection.Open());
        using (var writer = new PostgresWriter(Database.Postgres(inSchema), time))
        {
            await Print("PostgreSQL", writer, async caller =>
            {
                await using var command = new NpgsqlCommand(Insert, connections[caller]);
                command.Parameters.AddWithValue("@key", NextKey());
                command.Parameters.AddWithValue("@json", Json);
                await command.ExecuteNonQueryAsync();
            });
        }
        connections.ForEach(connection => connection.Dispose());
        Execute(keeper, $"drop schema {schema} cascade");
    }

    private async Task Print(string database, IWriter store, Func<int, Task> raw)
    {
        foreach (var writers in Writers)
        {
            await SideBySide.Print(
                $"{writers} writers on {database}, {writes} writes a round",
                ("a commit per write", () => SideBySide.AtOnce(writes, writers, (caller, _) => raw(caller))),
                ("the store", () => SideBySide.AtOnce(writes, writers, (_, _) => store.Run(session => session.Execute(Insert, new { key = NextKey(), json = Json }), CancellationToken.None))));
        }
    }

    private string NextKey() => $"{Interlocked.Increment(ref _key)}";

    private static void Execute(System.Data.Common.DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
