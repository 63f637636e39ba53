using SocialCareBot.Cases;
using SocialCareBot.Store;
using SocialCareBot.Tests.House;
using SocialCareBot.Tests.Store;
using SocialCareBot.Tests.World;
using SocialCareBot.Wiring;

namespace SocialCareBot.Tests.Stories;

/// <summary>A backup taken while the bot works, and what happens once it stands in the database's place.</summary>
public sealed class Backup_and_restore : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("care-backup-").FullName;
    private readonly StringWriter _said = new();

    private string File => Path.Combine(_folder, "care.backup");

    private string Target => Path.Combine(_folder, "care.db");

    [Theory, OnSqlite, OnPostgres, Fault(34)]
    public async Task One_taken_under_load_holds_whole_transactions_of_one_instant(string database)
    {
        using var store = TestStore.On(database);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => store.Hear(A.Post($"before{i}"))));
        var flood = Task.WhenAll(Enumerable.Range(0, 150).Select(i => store.Hear(A.Post($"during{i}"))));
        Backup.Take(store.Database, File);
        await flood;
        await store.Hear(A.Post("after"));
        (store.Writer as IDisposable)?.Dispose();
        store.Database.CloseReaders();
        await Restore(store.Database);
        var cases = store.Count("cases");
        Assert.InRange(cases, 50, 200);
        Assert.Equal((cases, cases, cases), (store.Count("post"), store.Count("case_log where kind = 'Opened'"), store.Read(session => session.First<long>("select value from counter where name = 'case'"))));
        Assert.Null(DamageCheck.Look(store.Database));
        Assert.Contains("is kept as", _said.ToString());
    }

    [Theory, InlineData(true), InlineData(false)]
    [Fault(34)]
    public async Task An_answer_that_left_after_the_backup_is_not_sent_again_and_stands_with_a_person(bool keys)
    {
        using var before = await TheBot.Start(keys);
        before.Post();
        await before.Tick();
        await before.Answer("We are on it.", before.Ana);
        Backup.Take(before.Database, File);
        await before.Advance(TimeSpan.FromSeconds(25));
        Assert.Single(before.Network.Replies);
        var calls = before.Network.Calls;
        using var bot = await before.Restart(Restore);
        await bot.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal((1, calls), (bot.Network.Replies.Count, bot.Network.Calls));
        Assert.Equal((ReplyStage.Parked, CaseFace.Unknown), (bot.Case(1).Pending!.Stage, bot.Case(1).Face));
        Assert.Contains("wait for a person: C-1.", _said.ToString());
        Assert.True((await bot.Click("sent", bot.Dana)).Accepted);
        await bot.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((1, CaseStatus.Waiting), (bot.Network.Replies.Count, bot.Case(1).Status));
    }

    [Fact, Fault(34)]
    public async Task What_was_begun_after_the_cut_off_leaves_as_if_nothing_had_been()
    {
        using var before = await TheBot.Start();
        before.Post();
        await before.Tick();
        await before.Answer("We are on it.", before.Ana);
        Backup.Take(before.Database, File);
        using var bot = await before.Restart(database => BackupCommands.Restore(database, File, TheBot.Monday9.AddMinutes(-1), before.Time, _said));
        await bot.Advance(TimeSpan.FromSeconds(25));
        Assert.Single(bot.Network.Replies);
    }

    [Fact, Fault(34)]
    public async Task Reminders_and_calls_of_the_backup_are_given_up_and_cards_are_not()
    {
        using var store = TestStore.On(TestStore.Sqlite);
        var made = await store.Open();
        await store.Write(session =>
        {
            foreach (var purpose in new[] { MessagePurpose.Card, MessagePurpose.Nag, MessagePurpose.Alert })
                Messages.Want(session, new() { Id = Guid.CreateVersion7(A.Monday9), SubjectKind = Messages.CaseSubject, SubjectId = made.Id.ToString(), Purpose = purpose, Key = $"{purpose}", Front = "teams", Tenant = "t", NotBefore = A.Monday9, CreatedAt = A.Monday9 });
            Pages.Want(session, new() { Id = Guid.CreateVersion7(A.Monday9), Case = made.Id, AlertAt = A.Monday9, Round = 1, Person = A.Ana, Way = "email", Address = "a@x", Key = "page", NotBefore = A.Monday9, CreatedAt = A.Monday9 });
        });
        Backup.Take(store.Database, File);
        await Restore(Database.Sqlite(Target));
        var restored = Database.Sqlite(Target);
        Assert.Equal(["Card"], restored.Read(session => session.Query<string>("select purpose from message where state <> 'Dead'")));
        Assert.Equal(PageState.Failed, Assert.Single(restored.Read(session => Pages.Of(session, made.Id))).State);
        Assert.Contains("2 chat messages and 1 calls", _said.ToString());
    }

    [Fact]
    public void An_existing_file_is_never_overwritten_and_nobody_else_can_read_a_new_one()
    {
        Migrator.Run(Database.Sqlite(Target));
        Backup.Take(Database.Sqlite(Target), File);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
        var refused = Assert.Throws<BackupException>(() => Backup.Take(Database.Sqlite(Target), File));
        Assert.Contains("exists already", refused.Message);
        Assert.Contains("no database", Assert.Throws<BackupException>(() => Backup.Take(Database.Sqlite(Target + "x"), File + "2")).Message);
        Assert.Equal([Target, File], Directory.GetFiles(_folder, "care.*").Where(file => !file.EndsWith("-wal", StringComparison.Ordinal) && !file.EndsWith("-shm", StringComparison.Ordinal)).OrderDescending());
    }

    [Fact, Fault(17)]
    public async Task A_damaged_a_foreign_and_a_newer_file_are_refused_and_nothing_is_changed()
    {
        var database = Database.Sqlite(Target);
        Migrator.Run(database);
        Backup.Take(database, File);
        database.CloseReaders();
        var good = await System.IO.File.ReadAllBytesAsync(File);
        await System.IO.File.WriteAllBytesAsync(File, [.. good.AsSpan(0, 4096), .. Enumerable.Repeat((byte)0xff, 8192), .. good.AsSpan(12288)]);
        Assert.Contains("Take an older", (await Refused<BackupException>()).Message);
        await System.IO.File.WriteAllTextAsync(File, "dear diary");
        Assert.Contains("cannot be read as a backup", (await Refused<BackupException>()).Message);
        await System.IO.File.WriteAllBytesAsync(File, good);
        using (var writer = new SqliteWriter(Database.Sqlite(File), new FakeTime(A.Monday9)))
            await writer.Run(session => session.Execute("update schema_version set version = 99, oldest_reader = 98"), CancellationToken.None);
        Assert.Contains("Start the newer program", (await Refused<SchemaException>()).Message);
    }

    [Fact, Fault(34)]
    public async Task A_bot_that_works_there_is_left_alone()
    {
        var database = Database.Sqlite(Target);
        Migrator.Run(database);
        Backup.Take(database, File);
        database.CloseReaders();
        using (RunningMark.Take(_folder))
            Assert.Contains("Stop it first", (await Refused<BackupException>()).Message);
        using (new SqliteWriter(Database.Sqlite(Target), new FakeTime(A.Monday9)))
            Assert.Contains("Another process has", (await Refused<BackupException>()).Message);
        await Restore(Database.Sqlite(Target));
    }

    [Fact, Fault(17)]
    public async Task An_unreadable_database_is_kept_aside_as_it_was()
    {
        Migrator.Run(Database.Sqlite(Target));
        Backup.Take(Database.Sqlite(Target), File);
        var garbage = Enumerable.Repeat((byte)7, 5000).ToArray();
        await System.IO.File.WriteAllBytesAsync(Target, garbage);
        Assert.Throws<SchemaException>(() => Migrator.Run(Database.Sqlite(Target)));
        await Restore(Database.Sqlite(Target));
        Migrator.Run(Database.Sqlite(Target));
        var aside = Assert.Single(Directory.GetFiles(_folder, "*before-restore*"), file => file.EndsWith('Z'));
        Assert.Equal(garbage, await System.IO.File.ReadAllBytesAsync(aside));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task Restore(Database database) => BackupCommands.Restore(database, File, null, new FakeTime(A.Monday9.AddHours(1)), _said);

    private async Task<T> Refused<T>()
        where T : Exception
    {
        var before = await System.IO.File.ReadAllBytesAsync(Target);
        var refused = await Assert.ThrowsAsync<T>(() => Restore(Database.Sqlite(Target)));
        Assert.Equal(before, await System.IO.File.ReadAllBytesAsync(Target));
        Assert.DoesNotContain(Environment.NewLine, refused.Message);
        return refused;
    }
}
