using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Store;
using SocialCareBot.Tests.House;

namespace SocialCareBot.Tests.Store;

/// <summary>A PostgreSQL server that goes away and comes back.</summary>
public sealed class Losing_the_server
{
    [Theory, OnPostgres, Fault(18)]
    public async Task Work_cut_off_before_its_commit_is_run_again_and_done_once(string database)
    {
        using var store = TestStore.On(database);
        var runs = 0;
        await store.Write(session =>
        {
            Keep.Put(session, "test", $"run {++runs}", "{}");
            if (runs == 1)
                store.CutConnections();
            session.Query<int>("select 1");
        });
        Assert.Equal(2, runs);
        Assert.Equal("run 2", Assert.Single(store.Read(session => session.Query<string>("select key from keep"))));
    }

    [Theory, OnPostgres, Fault(18)]
    public async Task After_a_restart_the_first_work_already_succeeds_on_every_lane(string database)
    {
        using var store = TestStore.On(database);
        await Task.WhenAll(Enumerable.Range(0, 16).Select(i => store.Hear(A.Post($"a{i}"))));
        store.CutConnections();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => store.Hear(A.Post($"b{i}"))));
        Assert.All(outcomes, outcome => Assert.Equal(HearOutcome.Opened, outcome));
        Assert.Equal(32, store.Count("cases"));
    }

    [Theory, OnPostgres, Fault(18)]
    public async Task After_a_restart_the_first_read_already_succeeds(string database)
    {
        using var store = TestStore.On(database);
        await Task.WhenAll(Enumerable.Range(0, 16).Select(i => store.Hear(A.Post($"a{i}"))));
        store.CutConnections();
        Assert.Equal(16, store.Count("cases"));
    }

    [Theory, OnPostgres, Fault(18)]
    public async Task A_connection_cut_while_committing_is_never_called_undone_and_the_same_press_again_has_one_effect(string database)
    {
        using var store = TestStore.On(database);
        var made = await store.Open();
        await store.Write(session => session.Execute(
            """
            create function die() returns trigger language plpgsql as $$ begin perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(1); return null; end $$;
            create constraint trigger dies after insert on body deferrable initially deferred for each row execute function die();
            """));
        var note = new CaseWish.Note { At = A.Monday9, By = A.Actor(A.Ana), Body = A.Body() };
        var with = new With { Key = "click:1", Bodies = [new Body(A.Body(), "Words")] };
        await Assert.ThrowsAsync<StillWorkingException>(() => store.Handle(made.Id, note, with));
        await store.Write(session => session.Execute("drop trigger dies on body"));
        await store.Handle(made.Id, note, with);
        await store.Handle(made.Id, note, with);
        Assert.Equal(2, store.Case(made.Id).Version);
    }

    [Theory, OnPostgres, Fault(18)]
    public async Task A_server_that_is_not_there_is_said_to_be_away(string database)
    {
        Assert.Equal(TestStore.Postgres, database);
        using var writer = new PostgresWriter(Database.Postgres("Host=127.0.0.1;Port=1;Username=nobody;Database=nothing"), new World.FakeTime(A.Monday9));
        var refused = await Assert.ThrowsAsync<StoreRefusesException>(() => writer.Run(_ => true, CancellationToken.None));
        Assert.Contains("cannot be reached", refused.Message);
    }
}
