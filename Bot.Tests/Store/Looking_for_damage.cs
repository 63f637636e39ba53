using Microsoft.Extensions.Logging;
using SocialCareBot.Store;
using SocialCareBot.Tests.House;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Store;

public sealed class Looking_for_damage
{
    [Fact]
    [Fault(17)]
    public void A_flipped_page_is_found_and_a_whole_file_is_not_suspected()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("damage").FullName, "care.db");
        var database = Database.Sqlite(file);
        Migrator.Run(database);
        using (var writer = new SqliteWriter(database, new FakeTime(TheBot.Monday9)))
            _ = writer.Run(session => session.Execute("insert into keep (owner, key, json) values ('a', 'b', @json)", new { json = new string('x', 40_000) }), CancellationToken.None);
        Assert.Null(DamageCheck.Look(database));
        // A copy, because the reader's connection would go on showing the pages it has in memory.
        var copy = file + ".copy";
        database.Read(session => session.Execute("vacuum into @copy", new { copy }));
        var bytes = File.ReadAllBytes(copy);
        for (var page = 4; page < 12; page++)
            Array.Fill(bytes, (byte)0xFF, page * 4096, 512);
        File.WriteAllBytes(copy, bytes);
        Assert.NotNull(DamageCheck.Look(Database.Sqlite(copy)));
    }

    [Fact]
    [Fault(17)]
    public async Task Found_after_an_unclean_stop_it_ends_all_writing_and_the_log_offers_the_restore()
    {
        var folder = Directory.CreateTempSubdirectory("damage").FullName;
        var database = Database.Sqlite(Path.Combine(folder, "care.db"));
        Migrator.Run(database);
        using (var earlier = new SqliteWriter(database, new FakeTime(TheBot.Monday9)))
            await earlier.Run(session => session.Execute("insert into keep (owner, key, json) values ('a', 'b', @json)", new { json = new string('x', 40_000) }), CancellationToken.None);
        database.CloseReaders();
        var bytes = await File.ReadAllBytesAsync(database.Where);
        Array.Fill(bytes, (byte)0xFF, bytes.Length - 8192, 8192);
        await File.WriteAllBytesAsync(database.Where, bytes);
        RunningMark.Take(folder)!.Dispose();
        var log = new ListLog("", LogLevel.Critical);
        using var writer = new SqliteWriter(database, new FakeTime(TheBot.Monday9));
        using var check = new DamageCheck(database, writer, folder, log.For<DamageCheck>());
        await check.StartAsync(CancellationToken.None);
        await check.ExecuteTask!;
        var refused = await Assert.ThrowsAsync<StoreRefusesException>(() => writer.Run(_ => 1, CancellationToken.None));
        Assert.Contains("restore FILE", refused.Message);
        Assert.Contains("restore FILE", Assert.Single(log.Lines));
        using var second = new DamageCheck(database, writer, folder, log.For<DamageCheck>());
        await Assert.ThrowsAsync<SchemaException>(() => second.StartAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_writer_that_was_told_to_refuse_writes_nothing_more_and_says_why()
    {
        using var bot = await TheBot.Start();
        bot.Post();
        await bot.Tick();
        bot.Writer.Refuse("the database is damaged");
        var pressed = await bot.Click("claim", bot.Ana);
        Assert.False(pressed.Accepted);
        Assert.Contains("takes no new work", pressed.Sentence);
        Assert.Null(bot.Case(1).Owner);
    }
}
