using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SocialCareBot.Jobs;
using SocialCareBot.Store;
using SocialCareBot.Tests.House;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Store;

/// <summary>Started on the database of one that runs already.</summary>
public sealed class A_newer_program
{
    [Theory, OnSqlite, OnPostgres, Fault(32)]
    public async Task That_works_beside_this_one_changes_nothing(string database)
    {
        using var store = TestStore.On(database);
        using var host = new Host();
        var log = new ListLog("");
        await store.Write(session => session.Execute("update schema_version set version = version + 1"));
        Watch(store, host, log).Look();
        Assert.False(host.ApplicationStopping.IsCancellationRequested);
        Assert.Equal(1, await store.Write(_ => 1));
        Assert.Empty(log.Lines);
    }

    [Theory, OnSqlite, OnPostgres, Fault(32)]
    public async Task That_shuts_this_one_out_ends_it_with_one_line_and_nothing_more_is_written(string database)
    {
        using var store = TestStore.On(database);
        using var host = new Host();
        var log = new ListLog("");
        await store.Write(session => session.Execute("update schema_version set version = 99, oldest_reader = 98"));
        var watch = Watch(store, host, log);
        watch.Look();
        watch.Look();
        Assert.True(host.ApplicationStopping.IsCancellationRequested);
        Assert.Contains("a newer program", (await Assert.ThrowsAsync<StoreRefusesException>(() => store.Write(_ => 1))).Message);
        Assert.Contains("needs version 98 of the schema or newer", Assert.Single(log.Lines));
        Assert.Contains("Start the newer program", log.Lines[0]);
    }

    private static NewerProgram Watch(TestStore store, Host host, ListLog log) => new(store.Database, store.Writer, host, log.For<NewerProgram>());

    private sealed class Host : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource _stopping = new();

        public CancellationToken ApplicationStarted => CancellationToken.None;
        public CancellationToken ApplicationStopping => _stopping.Token;
        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => _stopping.Cancel();

        public void Dispose() => _stopping.Dispose();
    }
}
