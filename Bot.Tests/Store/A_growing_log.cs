using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SocialCareBot.Store;
using SocialCareBot.Tests.House;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Store;

/// <summary>SQLite's write-ahead log while something reads for long.</summary>
public sealed class A_growing_log : IDisposable
{
    private const int Limit = 200_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("care-wal-").FullName;
    private int _writes;
    private readonly FakeTime _time = new(A.Monday9);

    [Fact, Fault(16)]
    public async Task Grows_only_while_it_is_read_is_told_of_once_and_is_emptied_afterwards()
    {
        var database = Database.Sqlite(Path.Combine(_folder, "care.db"));
        Migrator.Run(database);
        var journal = new Journal(database, _time) { EmptyAbove = Limit, AlarmAbove = 3 * Limit };
        var log = new ListLog("", LogLevel.Information);
        var watch = new JournalWatch(journal, _time, log.For<JournalWatch>());
        using var writer = new SqliteWriter(database, _time, journal);
        for (var i = 0; i < 10; i++)
            await Write(writer, i);
        watch.Once();
        Assert.InRange(journal.Size, 0, 2 * Limit);
        await using (var reader = new SqliteConnection($"Data Source={database.Where};Pooling=false"))
        {
            await reader.OpenAsync();
            await using var reading = reader.BeginTransaction(deferred: true);
            await reader.QueryAsync("select count(*) from keep", transaction: reading);
            for (var i = 0; i < 10; i++)
                await Write(writer, i);
            watch.Once();
            watch.Once();
            Assert.Contains("look for another program", journal.Problem);
        }
        await Write(writer, 10);
        await Write(writer, 10);
        watch.Once();
        Assert.InRange(journal.Size, 0, Limit);
        Assert.Null(journal.Problem);
        Assert.Collection(log.Lines, line => Assert.Contains("has grown to", line), line => Assert.Contains("small again", line));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task Write(SqliteWriter writer, int row)
    {
        _time.Advance(TimeSpan.FromSeconds(2));
        await writer.Run(session => session.Execute("insert into keep (owner, key, json) values ('wal', @key, @json) on conflict (owner, key) do update set json = excluded.json", new { key = $"{row}", json = new string((char)('a' + (++_writes % 26)), 100_000) }), CancellationToken.None);
    }
}
