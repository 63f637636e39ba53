using SocialCareBot.Store;
using SocialCareBot.Tests.House;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Store;

/// <summary>Several nodes on one database: only one of them does a piece of background work at a time.</summary>
public sealed class Turns_of_nodes
{
    [Theory, OnSqlite]
    public void The_only_node_always_has_its_turn(string database)
    {
        using var store = TestStore.On(database);
        var turn = new Turns(store.Database, store.Time).Mine(Turns.Relay);
        Assert.True(turn?.Lasts);
        store.Read<object?>(session =>
        {
            turn!.Check(session);
            return null;
        });
    }

    [Theory, OnPostgres, Fault(30)]
    public void Of_two_nodes_one_has_the_turn_until_it_gives_it_up(string database)
    {
        using var store = TestStore.On(database);
        var (one, other) = (new Turns(store.Database, store.Time), new Turns(store.Database, store.Time));
        Ask(one, other);
        Assert.Equal((true, false), (one.Mine(Turns.Relay)?.Lasts, other.Mine(Turns.Relay) is not null));
        one.GiveUp();
        Assert.Null(one.Mine(Turns.Relay));
        Ask(other, one);
        Assert.Equal((false, 2L), (one.Mine(Turns.Relay) is not null, other.Mine(Turns.Relay)?.Fence));
    }

    [Theory, OnPostgres, Fault(30)]
    public async Task A_node_that_hung_begins_nothing_once_another_has_taken_over(string database)
    {
        using var store = TestStore.On(database);
        var (hung, other) = (new Turns(store.Database, store.Time), new Turns(store.Database, store.Time));
        Ask(hung, other);
        var before = hung.Mine(Turns.Relay)!;
        await store.Write(session => session.Execute("update lease set until_at = 0"));
        Ask(other);
        Assert.True(before.Lasts);
        await Assert.ThrowsAsync<TurnLostException>(() => store.Write(session =>
        {
            Keep.Put(session, "test", "begun", "{}");
            before.Check(session);
        }));
        Assert.Null(await new Keep(store.Database, store.Writer).Read("test", "begun", CancellationToken.None));
        await store.Write(other.Mine(Turns.Relay)!.Check);
    }

    [Theory, OnPostgres]
    public void A_turn_that_is_not_kept_ends_by_the_nodes_own_clock(string database)
    {
        using var store = TestStore.On(database);
        var node = new Turns(store.Database, store.Time);
        Ask(node);
        var turn = node.Mine(Turns.Relay)!;
        store.Time.Advance(Turns.Length);
        Assert.Equal((false, null), (turn.Lasts, node.Mine(Turns.Relay)));
        Ask(node);
        Assert.Equal(turn, node.Mine(Turns.Relay));
    }

    [Theory, OnPostgres]
    public async Task News_of_one_node_reach_the_other(string database)
    {
        using var store = TestStore.On(database);
        var bulletins = new Bulletins(store.Database);
        using var enough = new CancellationTokenSource();
        List<string> heard = [];
        var ready = false;
        var hearing = bulletins.Hear(() => ready = true, heard.Add, enough.Token);
        await Patience.Until(() => ready);
        bulletins.Tell(["n1 7 C-1", "n1 0 "]);
        await Patience.Until(() => heard.Count == 2);
        Assert.Equal(["n1 0 ", "n1 7 C-1"], heard.Order(StringComparer.Ordinal));
        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hearing);
    }

    [Theory, OnPostgres]
    public void What_one_node_seals_the_other_can_open(string database)
    {
        using var store = TestStore.On(database);
        new KeyRing(store.Database).StoreElement(new("key", "secret"), "key-1");
        Assert.Equal("secret", Assert.Single(new KeyRing(store.Database).GetAllElements()).Value);
    }

    private static void Ask(params ReadOnlySpan<Turns> nodes)
    {
        foreach (var node in nodes)
        {
            node.Mine(Turns.Relay);
            node.Keep();
        }
    }
}
