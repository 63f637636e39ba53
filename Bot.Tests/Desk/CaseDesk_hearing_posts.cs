using FsCheck;
using FsCheck.Fluent;
using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Store;
using SocialCareBot.Tests.Cases;
using SocialCareBot.Tests.House;
using SocialCareBot.Tests.Store;

namespace SocialCareBot.Tests.Desk;

/// <summary>What the desk makes of posts that come early, late, again, and of customers who come back.</summary>
public sealed class CaseDesk_hearing_posts
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>Two posts of one customer with their edits and deletions, in the order in which they happened.</summary>
    private static readonly IReadOnlyList<Func<string, TestStore, Task>> Happened =
    [
        (thread, store) => store.Hear(First(thread)),
        (thread, store) => store.Hear(First(thread).Edited("2", A.Monday9.AddMinutes(1))),
        (thread, store) => store.Hear(First(thread).Edited("3", A.Monday9.AddMinutes(2))),
        (thread, store) => store.Hear(Second(thread)),
        (thread, store) => store.Hear(Second(thread).Edited("2", A.Monday9.AddMinutes(5))),
        (thread, store) => store.Desk.HearDeleted("fake", Second(thread).NativeId, None),
    ];

    [Theory, OnSqlite, OnPostgres, Fault(21)]
    public async Task Edits_and_deletions_in_any_order_end_as_in_their_own(string database)
    {
        using var store = TestStore.On(database);
        var orders = Gen.Shuffle(Enumerable.Range(0, Happened.Count)).Sample(1, new Rnd(20261123, 9), 60).Prepend([.. Enumerable.Range(0, Happened.Count)]).ToList();
        await Task.WhenAll(orders.Select((order, number) => Tell(store, $"t{number}", order)));
        var ends = orders.Select((_, number) => End(store, $"t{number}")).ToList();
        Assert.Equal(("b#2", true, 1), (ends[0].Mark, ends[0].Gone, ends[0].Cases));
        Assert.All(ends.Zip(orders), pair => Assert.True(pair.First == ends[0], $"in the order {string.Join(' ', pair.Second)}: {pair.First}"));
    }

    [Theory, OnSqlite, OnPostgres, Fault(21)]
    public async Task An_edit_does_not_bring_a_deleted_post_back(string database)
    {
        using var store = TestStore.On(database);
        await store.Desk.HearDeleted("fake", "p1", None);
        Assert.Equal(HearOutcome.Opened, await store.Hear(A.Post()));
        Assert.Equal(HearOutcome.Edited, await store.Hear(A.Post().Edited("2", A.Monday9.AddMinutes(1))));
        Assert.Equal(CaseFace.Deleted, store.Read(session => CaseStore.Look(session, 1))?.Face);
    }

    [Theory, OnSqlite, OnPostgres, Fault(21)]
    public async Task A_clock_starts_at_the_oldest_waiting_post_also_when_that_one_is_heard_last(string database)
    {
        using var store = TestStore.On(database);
        await store.Hear(A.Post("p2", thread: "p1"));
        await store.Hear(A.Post("p1", at: A.Monday9.AddMinutes(-5)));
        var made = store.Read(session => CaseStore.Look(session, 1))!;
        Assert.Equal((A.Monday9.AddMinutes(-5), "p2"), (made.FirstResponse!.Target.StartedAt, made.LastPost));
        Assert.Equal(1, store.Count("clock"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_old_case_stays_closed_while_a_newer_one_is_open(string database)
    {
        using var store = TestStore.On(database);
        var old = await store.Open();
        await store.Handle(old.Id, Resolve(A.Monday9.AddDays(-20)));
        Assert.Equal(HearOutcome.Opened, await store.Hear(A.Post("p2", thread: "p1")));
        var answer = await store.Handle(old.Id, new CaseWish.Reopen { At = A.Monday9, By = A.Actor(A.Ana) });
        Assert.Equal(new Refusal(RefusalCode.OpenElsewhere) { Detail = "C-2" }, Assert.IsType<DeskAnswer.Refused>(answer).Why);
        Assert.Equal(CaseStatus.Resolved, store.Case(old.Id).Status);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_customer_is_heard_in_the_open_case_even_where_a_newer_one_is_closed(string database)
    {
        using var store = TestStore.On(database);
        var old = await store.Open();
        await store.Handle(old.Id, Resolve(A.Monday9.AddDays(-20)));
        await store.Hear(A.Post("p2", thread: "p1"));
        var newer = store.Read(session => CaseStore.Look(session, 2))!;
        await store.Handle(newer.Id, Resolve(A.Monday9));
        Assert.IsType<DeskAnswer.Done>(await store.Handle(old.Id, new CaseWish.Reopen { At = A.Monday9, By = A.Actor(A.Ana) }));
        Assert.Equal(HearOutcome.Added, await store.Hear(A.Post("p3", thread: "p1", at: A.Monday9.AddMinutes(9))));
        Assert.Equal(("p3", CaseStatus.Resolved), (store.Case(old.Id).LastPost, store.Case(newer.Id).Status));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_customer_who_comes_back_unanswered_has_a_running_promise(string database)
    {
        using var store = TestStore.On(database);
        var made = await store.Open();
        await store.Handle(made.Id, Resolve(A.Monday9));
        await store.Hear(A.Post("p2", thread: "p1", at: A.Monday9.AddHours(2)));
        var again = store.Case(made.Id);
        Assert.Equal((CaseStatus.New, true, A.Monday9.AddHours(2)), (again.Status, again.FirstResponse?.Running, again.FirstResponse?.Target.StartedAt));
        Assert.Equal(again.FirstResponse?.NextAt, Instants.Of(store.Read(session => session.First<long?>("select next_at from clock where kind = 'FirstResponse'"))));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_complaint_in_a_thread_of_praise_is_not_quiet(string database)
    {
        using var store = TestStore.On(database);
        await store.Hear(A.Post(text: "Thanks a lot"));
        Assert.Equal("quiet", store.Read(session => CaseStore.Look(session, 1))?.Route);
        await store.Hear(A.Post("p2", thread: "p1", text: "And now the power is gone", at: A.Monday9.AddHours(1)));
        var now = store.Read(session => CaseStore.Look(session, 1))!;
        Assert.Equal(("care", Priority.P1, A.Monday9.AddHours(1)), (now.Route, now.Judgement.Priority, now.FirstResponse?.Target.StartedAt));
        Assert.Equal(1, store.Count("clock"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_clock_of_a_post_with_microseconds_is_found_again(string database)
    {
        using var store = TestStore.On(database);
        await store.Hear(A.Post(at: A.Monday9.AddTicks(1_234_567)));
        var startedAt = Instants.Of(store.Read(session => session.First<long>("select started_at from clock")));
        var fact = Every.Passed(16) with { StartedAt = startedAt };
        var answer = await store.Handle(store.Read(session => CaseStore.Look(session, 1))!.Id, fact);
        Assert.IsType<CaseEvent.Nagged>(Assert.Single(Assert.IsType<DeskAnswer.Done>(answer).Events));
    }

    [Theory, OnSqlite, OnPostgres, Fault(28)]
    public async Task Ids_with_letters_no_database_takes_are_kept_repaired_and_found_again(string database)
    {
        using var store = TestStore.On(database);
        var raw = A.Post("p\0", author: "m\uD800", thread: "t\0") with
        {
            Network = "f\0",
            Version = "\0",
            Account = "g\0",
            Parent = "\uDC00",
            Url = "https://a.example/\0",
            Reference = "\0",
        };
        Assert.Equal((HearOutcome.Opened, HearOutcome.Known), (await store.Hear(raw), await store.Hear(raw)));
        Assert.Equal(HearOutcome.Added, await store.Hear(raw with { NativeId = "p\0\0" }));
        Assert.Equal(HearOutcome.Opened, await store.Hear(raw with { NativeId = "q\0", Author = raw.Author with { Id = "n\0" } }));
        Assert.Equal(HearOutcome.Deleted, await store.Desk.HearDeleted(raw.Network, "p\0\0", None));
        var made = store.Read(session => CaseStore.Look(session, 1))!;
        Assert.Equal(("f\uFFFD", "t\uFFFD", "m\uFFFD", CaseFace.Deleted), (made.Network, made.ThreadRoot, made.Customer, made.Face));
    }

    private static Post First(string thread) => A.Post($"{thread}/a", thread: thread);

    private static Post Second(string thread) => A.Post($"{thread}/b", thread: thread, at: A.Monday9.AddMinutes(4));

    private static async Task Tell(TestStore store, string thread, IEnumerable<int> order)
    {
        foreach (var step in order)
            await Happened[step](thread, store);
    }

    private static (string Mark, bool Gone, CaseStatus Status, long Cases) End(TestStore store, string thread) => store.Read(session =>
    {
        var now = CaseStore.LatestOf(session, "fake", thread, "mira")!;
        var cases = session.First<long>("select count(*) from cases where thread_root = @thread", new { thread });
        return (now.LastMark.Split('/')[1], now.GoneAt is not null, now.Status, cases);
    });

    private static CaseWish.Resolve Resolve(DateTimeOffset at) => new() { At = at, By = A.Actor(A.Ana), Reason = ResolveReason.NoAnswerNeeded };
}
