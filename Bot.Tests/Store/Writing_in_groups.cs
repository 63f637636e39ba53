using Microsoft.Data.Sqlite;
using SocialCareBot.Store;
using SocialCareBot.Tests.House;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Store;

/// <summary>The one writer on SQLite: what is queued together is durable together, and nobody pays for a neighbour.</summary>
public sealed class Writing_in_groups : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"care-{Path.GetRandomFileName()}.db");
    private readonly FakeTime _time = new(A.Monday9);
    private readonly Database _database;
    private readonly SqliteWriter _writer;

    public Writing_in_groups()
    {
        _database = Database.Sqlite(_file);
        Migrator.Run(_database);
        _writer = new SqliteWriter(_database, _time);
    }

    [Fact]
    public async Task What_is_queued_together_is_one_transaction_and_nobody_is_answered_before_it_ends()
    {
        var seen = (Inside: -1L, Outside: -1L);
        var items = await Behind(() =>
        {
            var items = Enumerable.Range(0, 100).Select(i => Put($"k{i}")).ToList();
            items.Add(_writer.Run(session => seen = (Count(session), _database.Read(Count)), CancellationToken.None));
            Assert.All(items, item => Assert.False(item.IsCompleted));
            return items;
        });
        await Task.WhenAll(items);
        // The last of them sees what its neighbours wrote, and a reader does not yet.
        Assert.Equal((100, 0), seen);
        Assert.Equal(100, _database.Read(Count));
    }

    [Fact]
    public async Task More_than_a_batch_is_written_all_the_same()
    {
        await Task.WhenAll(await Behind(() => [.. Enumerable.Range(0, SqliteWriter.BatchSize * 3).Select(i => Put($"k{i}"))]));
        Assert.Equal(SqliteWriter.BatchSize * 3, _database.Read(Count));
    }

    [Fact]
    public async Task An_item_that_throws_takes_its_own_writes_back_and_nothing_of_its_neighbours()
    {
        var items = await Behind(() => [.. Enumerable.Range(0, 30).Select(i => Put($"k{i}", i % 3 == 0 ? Throw : null))]);
        for (var i = 0; i < items.Count; i++)
        {
            if (i % 3 == 0)
                Assert.Equal("of our own", (await Assert.ThrowsAsync<InvalidOperationException>(() => items[i])).Message);
            else
                await items[i];
        }
        Assert.Equal(20, _database.Read(Count));
        await Put("after");
    }

    [Fact]
    public async Task When_one_item_brings_the_batch_down_its_neighbours_are_run_again_one_by_one()
    {
        var items = await Behind(() => [Put("a"), Put("b", session => session.Execute("rollback")), Put("c")]);
        await items[0];
        await Assert.ThrowsAsync<SqliteException>(() => items[1]);
        await items[2];
        Assert.Equal(["a", "c"], _database.Read(Keys));
    }

    [Fact, Fault(14)]
    public async Task A_full_disk_refuses_what_does_not_fit_writes_what_does_and_recovers_by_itself()
    {
        await Put("before");
        await _writer.Run(session => session.First<long>($"pragma max_page_count = {session.First<long>("pragma page_count") + 20}"), CancellationToken.None);
        var items = await Behind(() => [Put("a"), Put("big", Fill), Put("b"), Put("bigger", Fill), Put("c")]);
        foreach (var refused in new[] { items[1], items[3] })
            Assert.Contains("cannot take new work", (await Assert.ThrowsAsync<StoreRefusesException>(() => refused)).Message);
        await Task.WhenAll(items[0], items[2], items[4]);
        Assert.Equal(["a", "b", "before", "c"], _database.Read(Keys));

        await _writer.Run(session => session.First<long>("pragma max_page_count = 100000"), CancellationToken.None);
        await Put("big", Fill);
        Assert.Equal("ok", _database.Read(session => session.First<string>("pragma quick_check")));
    }

    [Fact, Fault(15)]
    public async Task While_another_process_holds_the_lock_a_click_is_told_in_time_that_nothing_was_done_and_the_queue_drains_after()
    {
        using var other = new SqliteConnection($"Data Source={_file};Pooling=False");
        other.Open();
        Execute(other, "begin exclusive");
        var click = Put("click", patience: Patience);
        var job = Put("job");
        Assert.False(click.IsCompleted);
        _time.Advance(Patience);
        await Assert.ThrowsAsync<WriterBusyException>(() => click);
        Assert.Equal(0, _database.Read(Count));
        Assert.False(job.IsCompleted);

        Execute(other, "rollback");
        await job;
        Assert.Equal(["job"], _database.Read(Keys));
    }

    [Fact]
    public async Task A_click_whose_work_has_begun_is_told_to_wait_for_the_card_and_the_work_is_done()
    {
        using var begun = new SemaphoreSlim(0);
        using var gate = new ManualResetEventSlim();
        var click = _writer.Run(
            session =>
            {
                Keep.Put(session, "test", "click", "1");
                begun.Release();
                gate.Wait(CancellationToken.None);
                return true;
            },
            CancellationToken.None,
            Patience);
        await begun.WaitAsync();
        _time.Advance(Patience);
        await Assert.ThrowsAsync<StillWorkingException>(() => click);
        gate.Set();
        await Put("after");
        Assert.Equal(["after", "click"], _database.Read(Keys));
    }

    [Fact]
    public async Task What_is_cancelled_before_it_began_is_taken_out_and_after_that_it_is_finished()
    {
        using var early = new CancellationTokenSource();
        using var late = new CancellationTokenSource();
        var items = await Behind(
            () =>
            {
                List<Task> queued = [Put("early", ct: early.Token)];
                early.Cancel();
                return queued;
            },
            late);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => items[0]);
        Assert.Equal(0, _database.Read(Count));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Put("never", ct: early.Token));
    }

    [Fact]
    public async Task Everything_queued_is_written_before_the_writer_closes()
    {
        using var gate = new ManualResetEventSlim();
        var held = _writer.Run(_ => gate.Wait(TimeSpan.FromSeconds(10)), CancellationToken.None);
        List<Task> accepted = [.. Enumerable.Range(0, 50).Select(i => Put($"k{i}"))];
        var closing = new Thread(_writer.Dispose);
        closing.Start();
        var tooLate = Put("late");
        for (var i = 0; !tooLate.IsFaulted; tooLate = Put($"late{i++}"))
        {
            accepted.Add(tooLate);
            await Task.Yield();
        }
        gate.Set();
        Assert.True(closing.Join(TimeSpan.FromSeconds(10)));
        Assert.Equal(accepted.Count, _database.Read(Count));
        Assert.True(await held);
        // What was written is handed out on the pool, so a caller hears of it a moment after the writer has closed.
        await Task.WhenAll(accepted).WaitAsync(TimeSpan.FromSeconds(10));
        await Assert.ThrowsAsync<WriterBusyException>(() => tooLate);
    }

    public void Dispose()
    {
        _writer.Dispose();
        foreach (var file in Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(_file) + "*"))
            File.Delete(file);
    }

    /// <summary>Queues work while the writer is kept in an item that has begun, so that all of it meets in one batch. With a source: cancels it meanwhile.</summary>
    private async Task<IReadOnlyList<Task>> Behind(Func<IReadOnlyList<Task>> queue, CancellationTokenSource? meanwhile = null)
    {
        using var begun = new SemaphoreSlim(0);
        using var gate = new ManualResetEventSlim();
        var first = _writer.Run(
            _ =>
            {
                begun.Release();
                gate.Wait(CancellationToken.None);
                return "done";
            },
            meanwhile?.Token ?? CancellationToken.None);
        await begun.WaitAsync();
        var queued = queue();
        if (meanwhile is not null)
            await meanwhile.CancelAsync();
        gate.Set();
        Assert.Equal("done", await first);
        return queued;
    }

    private Task Put(string key, Action<Session>? then = null, TimeSpan? patience = null, CancellationToken ct = default) => _writer.Run(
        session =>
        {
            Keep.Put(session, "test", key, "1");
            then?.Invoke(session);
            return true;
        },
        ct,
        patience);

    private static void Throw(Session session) => throw new InvalidOperationException("of our own");

    private static void Fill(Session session) => Keep.Put(session, "test", "big", new string('x', 400_000));

    private static long Count(Session session) => session.First<long>("select count(*) from keep where owner = 'test'");

    private static IReadOnlyList<string> Keys(Session session) => session.Query<string>("select key from keep where owner = 'test' order by key");

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
