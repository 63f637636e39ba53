using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Store;
using SocialCareBot.Tests.House;
using SocialCareBot.Tests.Store;

namespace SocialCareBot.Tests.Desk;

/// <summary>Many at once, on both databases.</summary>
public sealed class Racing_at_the_desk
{
    private const int People = 8;
    private const int AtOnce = 25;

    [Theory, OnSqlite, OnPostgres, Fault(24)]
    public async Task A_thousand_claims_by_eight_people_at_once_have_one_winner_each(string database)
    {
        // A server process for each lane makes a race on PostgreSQL ten times as dear, so there are fewer.
        var races = database == TestStore.Sqlite ? 1000 : 200;
        using var store = TestStore.On(database);
        await Task.WhenAll(Enumerable.Range(0, races).Select(i => store.Hear(A.Post($"p{i}"))));
        var cases = store.Read(session => session.Query<string>("select id from cases order by number")).Select(id => new CaseId(Guid.Parse(id))).ToList();
        Assert.Equal(races, cases.Count);
        foreach (var chunk in cases.Chunk(AtOnce))
            await Task.WhenAll(chunk.Select(id => Race(store, id)));
    }

    private static async Task Race(TestStore store, CaseId id)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, People).Select(person =>
            store.Handle(id, new CaseWish.Claim { At = A.Monday9, By = A.Actor(new(A.Id(person))) })));
        var winner = Assert.Single(answers.OfType<DeskAnswer.Done>());
        Assert.IsType<CaseEvent.Claimed>(Assert.Single(winner.Events));
        var losers = answers.OfType<DeskAnswer.Refused>().ToList();
        Assert.Equal(People - 1, losers.Count);
        Assert.All(losers, loser => Assert.Equal((RefusalCode.TakenBy, winner.Now.Owner), (loser.Why.Code, loser.Why.Who)));
        var stored = store.Case(id);
        Assert.Equal((2, 1, winner.Now.Owner), (stored.Version, stored.Token, stored.Owner));
    }

    [Theory, OnSqlite, OnPostgres, Fault(20)]
    public async Task A_hundred_identical_posts_at_once_make_one_case(string database)
    {
        using var store = TestStore.On(database);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => store.Hear(A.Post())));
        Assert.Single(outcomes, HearOutcome.Opened);
        Assert.Equal(99, outcomes.Count(outcome => outcome == HearOutcome.Known));
        Assert.Equal((1, 1, 1), (store.Count("cases"), store.Count("post"), store.Count("case_log")));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_hundred_posts_of_one_customer_in_a_new_thread_make_one_case(string database)
    {
        using var store = TestStore.On(database);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => store.Hear(A.Post($"p{i}", thread: "root", at: A.Monday9.AddSeconds(i)))));
        Assert.Single(outcomes, HearOutcome.Opened);
        Assert.Equal(99, outcomes.Count(outcome => outcome == HearOutcome.Added));
        Assert.Equal((1, 100), (store.Count("cases"), store.Count("post")));
        var made = store.Read(session => CaseStore.Look(session, 1))!;
        Assert.Equal(("p99", A.Monday9), (made.LastPost, made.FirstResponse?.Target.StartedAt));
        var log = store.Read(session => CaseLog.Of(session, made.Id));
        Assert.Equal((made.Version, null), (log.Count, CaseLog.FirstBreak(log)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Eight_presses_of_one_button_have_one_effect(string database)
    {
        using var store = TestStore.On(database);
        var made = await store.Open();
        var note = new CaseWish.Note { At = A.Monday9, By = A.Actor(A.Ana), Body = A.Body() };
        var with = new With { Key = "click:1", Bodies = [new Body(A.Body(), "She rang too.")] };
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => store.Handle(made.Id, note, with)));
        Assert.Single(answers.OfType<DeskAnswer.Done>(), done => done.Events.Count > 0);
        Assert.Equal(2, store.Case(made.Id).Version);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_cases_of_one_thread_answered_at_once_keep_an_order_in_their_lane(string database)
    {
        using var store = TestStore.On(database);
        for (var i = 0; i < 8; i++)
            await store.Hear(A.Post($"p{i}", $"author{i}", "root"));
        await Task.WhenAll(Enumerable.Range(1, 8).Select(number =>
        {
            var to = store.Read(session => CaseStore.Look(session, number))!;
            return store.Handle(to.Id, A.Reply(to, A.Ana, number), new With { Bodies = [new Body(A.Body(number), $"Answer {number}")] });
        }));
        var seqs = store.Read(session => session.Query<long>("select seq from outbox where lane = 'gridco/root' order by seq"));
        Assert.Equal(Enumerable.Range(1, 8).Select(seq => (long)seq), seqs);
    }
}
