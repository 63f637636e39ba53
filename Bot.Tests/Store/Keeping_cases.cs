using System.Reflection;
using System.Text.Json.Serialization;
using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Store;
using SocialCareBot.Tests.House;

namespace SocialCareBot.Tests.Store;

/// <summary>Cases, their log and what hangs on them at rest, the same on both databases.</summary>
public sealed class Keeping_cases
{
    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_read_is_what_was_written(string database)
    {
        using var store = TestStore.On(database);
        var made = await store.Open();
        var answer = Assert.IsType<DeskAnswer.Done>(await store.Handle(made.Id, A.Reply(made, A.Ana), new With { Bodies = [new Body(A.Body(), "On the way. ^AB")] }));
        Assert.Equal(StoreJson.Write(answer.Now), StoreJson.Write(store.Case(made.Id)));
        var line = Assert.Single(store.Read(session => CaseQueries.Open(session, 0, 10, A.Ana)));
        Assert.Equal((made.Id, "No power since six"), (line.Case.Id, line.Post?.Text));
        Assert.Equal(1, store.Read(CaseQueries.Counts)[CaseStatus.Claimed]);
        Assert.Single(store.Read(session => CaseQueries.Open(session, 0, 10)));
        Assert.Single(store.Read(session => CaseQueries.ByStatus(session, null, 0, 10)));
        Assert.Empty(store.Read(session => CaseQueries.ByStatus(session, CaseStatus.Resolved, 0, 10)));
        Assert.Single(store.Read(session => CaseQueries.Search(session, "POWER since", 10)));
        Assert.Single(store.Read(session => CaseQueries.Search(session, "c-1", 10)));
        Assert.Empty(store.Read(session => CaseQueries.Search(session, "100%_\\", 10)));
        Assert.Empty(store.Read(session => CaseQueries.Search(session, "", 10)));
        Assert.Empty(store.Read(session => CaseQueries.InThread(session, made, 10)));
        Assert.Empty(store.Read(session => CaseQueries.OfCustomer(session, made, 10)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_search_finds_number_handle_name_and_words_newest_first_and_no_names_of_members(string database)
    {
        using var store = TestStore.On(database);
        foreach (var number in Enumerable.Range(1, 300))
            await store.Hear(A.Post($"p{number}", $"author{number}", text: number % 100 == 0 ? "Käse \"und\" Brot 😀" : "No power since six"));
        Assert.Equal([300, 200, 100], Search("KÄSE brot"));
        Assert.Equal([300, 200], Search("käse", most: 2));
        Assert.Equal([300, 200, 100], Search("\"und\""));
        Assert.Equal([300, 200, 100], Search("😀"));
        Assert.Equal([7], Search("c-7"));
        Assert.Equal([123], Search("@author123"));
        Assert.Equal(10, Search("mira").Length);
        Assert.Empty(Search("nativeId"));

        int[] Search(string text, int most = 10) => [.. store.Read(session => CaseQueries.Search(session, text, most)).Select(line => line.Case.Number)];
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_reply_row_is_there_exactly_when_the_event_is(string database)
    {
        using var store = TestStore.On(database);
        var made = await store.Open();
        var refusing = new With { Bodies = [new Body(A.Body(1), "Words")], Also = _ => throw new InvalidOperationException("at the last moment") };
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.Handle(made.Id, A.Reply(made, A.Ana), refusing));
        Assert.Equal((0, 0, 1), (store.Count("outbox"), store.Count("body"), store.Case(made.Id).Version));

        await store.Handle(made.Id, A.Reply(made, A.Ana), refusing with { Also = null });
        var row = store.Read(session => Outbox.Find(session, A.Row()));
        Assert.Equal((ReplyRowState.Queued, A.Monday9.AddSeconds(20)), (row?.State, row?.NotBefore));
        Assert.Equal(row?.Id, store.Case(made.Id).Pending?.Row);
        Assert.Equal("Words", store.Read(session => Bodies.Text(session, A.Body(1))));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_log_keeps_its_order_and_shows_tampering(string database)
    {
        using var store = TestStore.On(database);
        var made = await store.Open();
        await store.Handle(made.Id, A.Reply(made, A.Ana), new With { Bodies = [new Body(A.Body(), "Words")] });
        await store.Handle(made.Id, new CaseWish.UndoReply { At = A.Monday9.AddSeconds(5), By = A.Actor(A.Ana) });
        var log = store.Read(session => CaseLog.Of(session, made.Id));
        Assert.Equal(["Opened", "Claimed", "ReplyQueued", "ReplyUndone", "ClockStarted"], log.Select(line => line.Kind));
        Assert.Equal([1, 2, 3, 4, 5], log.Select(line => line.Seq));
        Assert.Equal([null, A.Ana, A.Ana, A.Ana, A.Ana], log.Select(line => line.Actor));
        Assert.NotNull(log[2].Digest);
        Assert.DoesNotContain("Words", string.Concat(log.Select(line => line.Data)));
        Assert.IsType<CaseEvent.ReplyUndone>(log[3].Event);
        Assert.Null(CaseLog.FirstBreak(log));

        await store.Write(session => session.Execute("update case_log set data = replace(data, 'teams', 'slack') where seq = 3"));
        Assert.Equal(3, CaseLog.FirstBreak(store.Read(session => CaseLog.Of(session, made.Id))));
        await store.Write(session => session.Execute("delete from case_log where seq = 3"));
        Assert.Equal(4, CaseLog.FirstBreak(store.Read(session => CaseLog.Of(session, made.Id))));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Erased_words_leave_the_chain_whole(string database)
    {
        using var store = TestStore.On(database);
        var made = await store.Open();
        await store.Handle(made.Id, new CaseWish.Note { At = A.Monday9, By = A.Actor(A.Ana), Body = A.Body() }, new With { Bodies = [new Body(A.Body(), "Her number is 5")] });
        await store.Write(session => session.Execute("delete from body"));
        Assert.Null(store.Read(session => Bodies.Text(session, A.Body())));
        Assert.Null(CaseLog.FirstBreak(store.Read(session => CaseLog.Of(session, made.Id))));
    }

    [Theory, OnSqlite, OnPostgres, Fault(32)]
    public async Task A_record_with_members_from_the_future_keeps_them_when_it_is_saved(string database)
    {
        using var store = TestStore.On(database);
        var made = await store.Open();
        await store.Handle(made.Id, A.Reply(made, A.Ana), new With { Bodies = [new Body(A.Body(), "Words")] });
        await store.Write(session => session.Execute("update cases set state = '{\"mood\":\"calm\",' || substr(state, 2)"));
        await store.Write(session => session.Execute("update cases set state = replace(state, '\"pending\":{', '\"pending\":{\"tone\":\"warm\",')"));
        await store.Write(session => session.Execute("update cases set state = replace(state, '\"firstResponse\":{', '\"firstResponse\":{\"restedOften\":7,')"));
        Assert.IsType<DeskAnswer.Done>(await store.Handle(made.Id, new CaseWish.Snooze { At = A.Monday9, By = A.Actor(A.Ana), Until = A.Monday9.AddHours(1) }));
        var state = store.Read(session => session.First<string>("select state from cases"));
        Assert.Contains("\"mood\":\"calm\"", state);
        Assert.Contains("\"tone\":\"warm\"", state);
        Assert.Contains("\"restedOften\":7", state);
    }

    [Fact, Fault(32)]
    public void Every_record_that_is_written_again_has_a_place_for_members_from_the_future()
    {
        var seen = new HashSet<Type>();
        foreach (var root in new[] { typeof(Case), typeof(SourceState), typeof(HandOver) })
            Walk(root, seen);
        var without = seen.Where(type => !type.GetProperties().Any(property => property.IsDefined(typeof(JsonExtensionDataAttribute), false)));
        Assert.Empty(without.Select(type => type.Name));
    }

    private static void Walk(Type type, HashSet<Type> seen)
    {
        foreach (var part in type.IsGenericType ? type.GetGenericArguments() : [])
            Walk(part, seen);
        if (type.Assembly != typeof(Case).Assembly || type.IsValueType || !seen.Add(type))
            return;
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            Walk(property.PropertyType, seen);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_log_line_of_a_kind_from_the_future_is_read_and_stays_in_the_chain(string database)
    {
        using var store = TestStore.On(database);
        var made = await store.Open();
        await store.Write(session => session.Execute("update case_log set kind = 'Teleported'"));
        var line = Assert.Single(store.Read(session => CaseLog.Of(session, made.Id)));
        Assert.Null(line.Event);
        Assert.Equal("Teleported", line.Kind);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_clock_row_follows_its_case(string database)
    {
        using var store = TestStore.On(database);
        var made = await store.Open();
        Assert.Equal(made.FirstResponse!.NextAt, NextAt(store));
        var fact = new CaseFact.InstantPassed { At = A.Monday9.AddMinutes(15), Clock = ClockKind.FirstResponse, StartedAt = made.FirstResponse.Target.StartedAt, Watchers = A.Watchers };
        await store.Handle(made.Id, fact);
        Assert.Equal(store.Case(made.Id).FirstResponse!.NextAt, NextAt(store));
        await store.Handle(made.Id, new CaseWish.Resolve { At = A.Monday9, By = A.Actor(A.Ana), Reason = ResolveReason.Fixed });
        Assert.Null(NextAt(store));
        Assert.Equal(1, store.Count("clock"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task People_and_their_identities_are_kept(string database)
    {
        using var store = TestStore.On(database);
        var people = await PeopleSeed.Plant(store.Writer, [new("Ana Brandt", "AB", Role.Agent, [new Identity("teams", "t", "ana")])], A.Monday9, CancellationToken.None);
        var again = await PeopleSeed.Plant(store.Writer, [new("Ana Brandt", "AB", Role.Lead, [new Identity("teams", "t", "ana")])], A.Monday9, CancellationToken.None);
        Assert.Equal(people[0].Id, again[0].Id);
        await store.Write(session => PersonStore.Link(session, new Identity("teams", "t", "ana"), people[0].Id, "29:ana"));
        Assert.Equal(new Person(people[0].Id, "Ana Brandt", "AB", Role.Lead) { Seeded = true }, Assert.Single(store.Read(PersonStore.All)));
        Assert.Equal((new Identity("teams", "t", "ana"), people[0].Id, "29:ana"), Assert.Single(store.Read(PersonStore.Identities)));
    }

    private static DateTimeOffset? NextAt(TestStore store) => Instants.Of(store.Read(session => session.First<long?>("select next_at from clock")));
}
