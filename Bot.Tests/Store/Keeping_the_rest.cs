using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Store;
using SocialCareBot.Tests.House;

namespace SocialCareBot.Tests.Store;

/// <summary>Posts, drafts, ids that were seen, small documents, lanes and chat messages, the same on both databases.</summary>
public sealed class Keeping_the_rest
{
    private static readonly DateTimeOffset Now = A.Monday9;

    [Theory, OnSqlite, OnPostgres]
    public async Task An_id_is_seen_once_until_it_is_forgotten(string database)
    {
        using var store = TestStore.On(database);
        Assert.True(await store.Write(session => Seen.TryAdd(session, "call:1", "hash", Now.AddDays(7))));
        Assert.False(await store.Write(session => Seen.TryAdd(session, "call:1", "other", Now.AddDays(7))));
        Assert.Equal((true, "hash"), store.Read(session => Seen.Find(session, "call:1")));
        Assert.Equal((false, null), store.Read(session => Seen.Find(session, "call:2")));
        Assert.True(await store.Write(session => Seen.TryAdd(session, "click:1", null, Now.AddDays(7))));
        Assert.Equal((true, null), store.Read(session => Seen.Find(session, "click:1")));
        Assert.Equal(0, await store.Write(session => Seen.Forget(session, Now.AddDays(7))));
        Assert.Equal(2, await store.Write(session => Seen.Forget(session, Now.AddDays(8))));
    }

    [Theory, OnSqlite, OnPostgres, Fault(20)]
    public async Task A_webhook_call_counts_once_and_the_same_id_with_another_body_is_a_conflict(string database)
    {
        using var store = TestStore.On(database);
        var call = new CallId("call:1", "hash", Now.AddDays(7));
        Assert.Equal(HearOutcome.Opened, await store.Desk.Hear(A.Post(), CancellationToken.None, call: call));
        Assert.Equal(HearOutcome.Known, await store.Desk.Hear(A.Post("p2"), CancellationToken.None, call: call));
        Assert.Equal(HearOutcome.Conflict, await store.Desk.Hear(A.Post("p3"), CancellationToken.None, call: call with { BodyHash = "other" }));
        Assert.Equal(1, store.Count("cases"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_draft_is_kept_for_each_person_and_forgotten_with_its_words(string database)
    {
        using var store = TestStore.On(database);
        var made = await store.Open();
        var draft = new Draft { Person = A.Ana, Case = made.Id, Body = A.Body(), Text = "Dear", Audience = Audience.Public, Token = 0, Seen = "p1#1", Nonce = "n1", UpdatedAt = Now };
        await store.Write(session => Drafts.Save(session, draft, [1, 2, 3]));
        await store.Write(session => Drafts.Save(session, draft with { Text = "Dear Mira", Nonce = "n2" }, [4, 5, 6]));
        Assert.Equal(draft with { Text = "Dear Mira", Nonce = "n2" }, store.Read(session => Drafts.Find(session, A.Ana, made.Id)));
        Assert.Null(store.Read(session => Drafts.Find(session, A.Bo, made.Id)));
        await store.Write(session => Drafts.Drop(session, A.Ana, made.Id));
        Assert.Equal((0, 0), (store.Count("draft"), store.Count("body")));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_a_breach_set_going_is_kept_once_and_a_second_time_undoes_the_command(string database)
    {
        using var store = TestStore.On(database);
        var made = await store.Open();
        Task<int> Act() => store.Write(session => BreachActs.Note(session, made.Id, ClockKind.FirstResponse, Now, BreachAction.Page, Now));
        await Act();
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(Act);
        Assert.Equal(1, store.Count("breach_act"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Small_documents_are_kept_by_owner_and_key(string database)
    {
        using var store = TestStore.On(database);
        var keep = new Keep(store.Database, store.Writer);
        await keep.Write("bluesky", "cursor", "{}", CancellationToken.None);
        await keep.Write("bluesky", "cursor", "{\"a\":1}", CancellationToken.None);
        await keep.Write("teams", "cursor", "{\"b\":1}", CancellationToken.None);
        Assert.Equal("{\"a\":1}", await keep.Read("bluesky", "cursor", CancellationToken.None));
        Assert.Equal(["cursor"], keep.All("teams").Keys);
        await keep.Delete("bluesky", "cursor", CancellationToken.None);
        Assert.Null(await keep.Read("bluesky", "cursor", CancellationToken.None));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_source_state_keeps_what_a_newer_version_wrote(string database)
    {
        using var store = TestStore.On(database);
        await store.Write(session => Keep.Put(session, "source", "s1", "{\"id\":\"s1\",\"title\":\"S\",\"account\":\"gridco\",\"streamId\":7}"));
        await store.Write(session => SourceStates.Save(session, SourceStates.Find(session, "s1")! with { Cursor = "5" }));
        Assert.Contains("\"streamId\":7", store.Read(session => session.First<string>("select json from keep")));
        Assert.Equal("5", Assert.Single(store.Read(SourceStates.All)).Cursor);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Only_the_head_of_a_lane_is_due_and_a_held_reply_lets_the_next_pass(string database)
    {
        using var store = TestStore.On(database);
        foreach (var (id, author, thread) in new[] { ("p1", "mira", "root"), ("p2", "noah", "root"), ("p3", "olga", "elsewhere") })
            await store.Hear(A.Post(id, author, thread));
        for (var number = 1; number <= 3; number++)
        {
            var to = store.Read(session => CaseStore.Look(session, number))!;
            await store.Handle(to.Id, A.Reply(to, A.Ana, number), new With { Bodies = [new Body(A.Body(number), "Words")] });
        }
        Assert.Empty(Due(store, Now));
        var later = Now.AddSeconds(20);
        Assert.Equal([A.Row(1), A.Row(3)], Due(store, later).OrderBy(row => row.Value));
        foreach (var blocking in new[] { ReplyRowState.Sending, ReplyRowState.Unknown, ReplyRowState.Parked })
        {
            await store.Write(session => Outbox.Move(session, A.Row(1), blocking, later.AddMinutes(5), null));
            Assert.Equal([A.Row(3)], Due(store, later));
        }
        await store.Write(session => Outbox.Move(session, A.Row(1), ReplyRowState.Held, later, "why"));
        Assert.Equal([A.Row(2), A.Row(3)], Due(store, later).OrderBy(row => row.Value));
        Assert.Equal(["why", null, null], store.Read(Outbox.Waiting).OrderBy(row => row.Id.Value).Select(row => row.Remark));
        await store.Write(session => Outbox.Requeue(session, A.Row(1), later));
        Assert.Equal([A.Row(1), A.Row(3)], Due(store, later).OrderBy(row => row.Value));
        await store.Write(session => Outbox.Move(session, A.Row(1), ReplyRowState.Sent, later, null));
        await store.Write(session => Outbox.Move(session, A.Row(1), ReplyRowState.Queued, later, null));
        Assert.Equal((ReplyRowState.Sent, later), store.Read(session => Outbox.Find(session, A.Row(1))) is { } row1 ? (row1.State, row1.SentAt) : default);
    }

    [Theory, OnSqlite, OnPostgres, Fault(23)]
    public async Task Our_own_reply_is_known_whichever_account_of_the_network_hears_it(string database)
    {
        using var store = TestStore.On(database);
        var made = await store.Open();
        await store.Handle(made.Id, A.Reply(made, A.Ana), new With { Bodies = [new Body(A.Body(), "Words")] });
        await store.Write(session => Outbox.Published(session, A.Row(), "reply-1"));
        Assert.Equal(HearOutcome.Ours, await store.Hear(A.Post("reply-1", "gridco")));
        Assert.Equal(HearOutcome.Ours, await store.Hear(A.Post("reply-1", "gridco") with { Account = "gridco-help" }));
        Assert.Equal(HearOutcome.Opened, await store.Hear(A.Post("reply-1") with { Network = "another" }));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_message_is_wanted_once_and_edits_within_two_seconds_are_one(string database)
    {
        using var store = TestStore.On(database);
        var card = Message(A.Id(1), MessagePurpose.Card, "card:1");
        Assert.True(await store.Write(session => Messages.Want(session, card)));
        Assert.False(await store.Write(session => Messages.Want(session, card with { Id = A.Id(9) })));
        var posted = Assert.Single(store.Read(session => Messages.Due(session, Now, 10))) with { State = MessageState.Posted, Ref = "m1", ShownVersion = 1, SentAt = Now };
        await store.Write(session => Messages.Save(session, posted));
        Assert.Empty(store.Read(session => Messages.Due(session, Now.AddHours(1), 10)));

        await store.Write(session => Messages.WantVersion(session, "case", card.SubjectId, 2));
        var first = Assert.Single(store.Read(session => Messages.Due(session, Now, 10)));
        await store.Write(session => Messages.Save(session, first with { ShownVersion = 2, SentAt = Now, EditedAt = Now }));
        await store.Write(session => Messages.WantVersion(session, "case", card.SubjectId, 3));
        Assert.Empty(store.Read(session => Messages.Due(session, Now.AddSeconds(1), 10)));
        await store.Write(session => Messages.WantVersion(session, "case", card.SubjectId, 4));
        var due = Assert.Single(store.Read(session => Messages.Due(session, Now.AddSeconds(2), 10)));
        Assert.Equal((4, 2, Now.AddSeconds(2)), (due.WantedVersion, due.ShownVersion, due.NotBefore));
        Assert.Equal(A.Id(1), store.Read(session => Messages.ByRef(session, "teams", "t", "m1"))?.Id);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_first_edit_long_after_the_post_leaves_at_once(string database)
    {
        using var store = TestStore.On(database);
        var card = Message(A.Id(1), MessagePurpose.Card, "card:1");
        await store.Write(session => Messages.Want(session, card));
        await store.Write(session => Messages.Save(session, card with { State = MessageState.Posted, Ref = "m1", ShownVersion = 1, SentAt = Now }));
        await store.Write(session => Messages.WantVersion(session, "case", card.SubjectId, 2));
        Assert.Single(store.Read(session => Messages.Due(session, Now.AddMinutes(1), 10)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_nag_waits_for_the_card_that_heads_its_thread_and_the_manager_goes_first(string database)
    {
        using var store = TestStore.On(database);
        var card = Message(A.Id(1), MessagePurpose.Card, "card:1");
        await store.Write(session =>
        {
            Messages.Want(session, Message(A.Id(3), MessagePurpose.Manager, "manager:1") with { Conversation = null, Person = A.Dana });
            Messages.Want(session, Message(A.Id(2), MessagePurpose.Nag, "nag:1") with { ThreadMessage = card.Id, Detail = "{}", ExpiresAt = Now.AddHours(1) });
            Messages.Want(session, card);
        });
        Assert.Equal(["manager:1", "card:1"], Keys(store));
        Assert.Equal(["nag:1"], store.Read(session => Messages.NagsWaiting(session, "teams", "t", "c")).Select(row => row.Key));
        await store.Write(session => Messages.Save(session, card with { State = MessageState.Posted, Ref = "m1", ShownVersion = 1, SentAt = Now }));
        Assert.Equal(["manager:1", "nag:1"], Keys(store));
        Assert.Equal(2, store.Read(session => Messages.Waiting(session, 10)).Count);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_card_that_waits_overtakes_when_its_case_becomes_urgent(string database)
    {
        using var store = TestStore.On(database);
        var (first, second) = ((await store.Open("p1", "mira")).Id.ToString(), (await store.Open("p2", "noor")).Id.ToString());
        await store.Write(session =>
        {
            session.Execute("update cases set priority = 3");
            Messages.Want(session, Message(A.Id(1), MessagePurpose.Card, "card:1") with { SubjectId = first });
            Messages.Want(session, Message(A.Id(2), MessagePurpose.Card, "card:2") with { SubjectId = second, CreatedAt = Now.AddSeconds(1) });
        });
        Assert.Equal(["card:1", "card:2"], Keys(store));
        await store.Write(session =>
        {
            session.Execute("update cases set priority = 1 where id = @second", new { second });
            Messages.WantVersion(session, Messages.CaseSubject, second, 2);
        });
        Assert.Equal(["card:2", "card:1"], Keys(store));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Bindings_are_made_and_disabled(string database)
    {
        using var store = TestStore.On(database);
        var binding = new RouteBinding("care", "teams", "t", "c");
        await store.Write(session => RouteBindings.Bind(session, binding, A.Ana, Now));
        await store.Write(session => RouteBindings.Bind(session, binding, null, Now));
        Assert.Equal(binding, Assert.Single(store.Read(session => RouteBindings.Of(session, "CARE"))));
        await store.Write(session => RouteBindings.Disable(session, "teams", "t", "c", "the bot was removed"));
        Assert.Empty(store.Read(RouteBindings.All));
    }

    [Theory, OnSqlite, OnPostgres, Fault(21)]
    public async Task The_newest_version_of_a_post_is_the_one_made_last_not_the_one_heard_last(string database)
    {
        using var store = TestStore.On(database);
        var post = A.Post();
        await store.Hear(post);
        await store.Hear(post.Edited("3", Now.AddMinutes(3)));
        await store.Hear(post.Edited("2", Now.AddMinutes(2)) with { ReceivedAt = Now.AddMinutes(9) });
        Assert.Equal("3", store.Read(session => Posts.Latest(session, "fake", "p1"))?.Version);
        Assert.Equal("3", Assert.Single(store.Read(session => CaseQueries.Open(session, 0, 1))).Post?.Version);
    }

    private static IEnumerable<ReplyId> Due(TestStore store, DateTimeOffset at) => store.Read(session => Outbox.Due(session, at, 10)).Select(row => row.Id);

    private static IEnumerable<string> Keys(TestStore store) => store.Read(session => Messages.Due(session, Now, 10)).Select(row => row.Key);

    private static MessageRow Message(Guid id, MessagePurpose purpose, string key) => new()
    {
        Id = id,
        SubjectKind = Messages.CaseSubject,
        SubjectId = A.Id(100).ToString(),
        Purpose = purpose,
        Key = key,
        Front = "teams",
        Tenant = "t",
        Conversation = "c",
        WantedVersion = 1,
        NotBefore = Now,
        CreatedAt = Now,
    };
}
