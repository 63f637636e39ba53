using SocialCareBot.Store;
using SocialCareBot.Tests.House;

namespace SocialCareBot.Tests.Store;

public sealed class Opening_a_database : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("care-open-").FullName;

    private string File => Path.Combine(_folder, "care.db");

    [Theory, OnSqlite, OnPostgres, Fault(32)]
    public async Task A_schema_from_the_future_that_we_cannot_read_is_refused_in_one_sentence(string database)
    {
        using var store = TestStore.On(database);
        Migrator.Run(store.Database);
        await store.Write(session => session.Execute("update schema_version set version = 99, oldest_reader = 1"));
        Migrator.Run(store.Database);
        await store.Write(session => session.Execute("update schema_version set oldest_reader = 98"));
        var refused = Assert.Throws<SchemaException>(() => Migrator.Run(store.Database));
        Assert.Contains("needs version 98", refused.Message);
        Assert.DoesNotContain(Environment.NewLine, refused.Message);
    }

    [Fact, Fault(17)]
    public void A_file_that_is_no_database_is_refused_and_left_as_it_is()
    {
        var garbage = Enumerable.Range(0, 8192).Select(i => (byte)(i * 7)).ToArray();
        System.IO.File.WriteAllBytes(File, garbage);
        var refused = Assert.Throws<SchemaException>(() => Migrator.Run(Database.Sqlite(File)));
        Assert.Contains("Put the last backup in its place with: restore FILE", refused.Message);
        Assert.Equal(garbage, System.IO.File.ReadAllBytes(File));
    }

    [Fact, Fault(17)]
    public void A_damaged_schema_page_is_refused_and_never_taken_for_an_empty_one()
    {
        Migrator.Run(Database.Sqlite(File));
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        var bytes = System.IO.File.ReadAllBytes(File);
        Array.Fill<byte>(bytes, 0xff, 100, 3000);
        System.IO.File.WriteAllBytes(File, bytes);
        Assert.Throws<SchemaException>(() => Migrator.Run(Database.Sqlite(File)));
    }

    [Fact]
    public void Every_migration_is_in_the_program_numbered_without_gaps()
    {
        var sources = Directory.GetFiles(Repository.Path("Bot", "Store", "Migrations"), "*.sql").Select(Path.GetFileName).Order().ToList();
        Assert.Equal(Enumerable.Range(1, sources.Count).Select(number => $"{number:d3}.sql"), sources);
        var embedded = typeof(Migrator).Assembly.GetManifestResourceNames().Where(name => name.Contains(".Store.Migrations.")).Order();
        Assert.Equal(sources.Select(name => $"SocialCareBot.Store.Migrations.{name}"), embedded);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
