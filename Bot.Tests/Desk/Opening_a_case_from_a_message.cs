using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Store;
using SocialCareBot.Tests.Store;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Desk;

/// <summary>"Open a case from this message": once for each message, judged and routed as every other post.</summary>
public sealed class Opening_a_case_from_a_message
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnSqlite, OnPostgres]
    public async Task A_message_becomes_a_case_once_however_often_it_is_asked(string database)
    {
        using var store = TestStore.On(database);
        var opening = new OpenCase(store.Desk, store.Facts, store.Database, store.Time) { Brand = "GridCo" };
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => opening.From(Find(), None)));
        Assert.Single(answers, answer => answer.Opened);
        Assert.All(answers, answer => Assert.Equal("C-1", answer.Case?.Name));
        Assert.Equal(1, store.Count("cases"));
        var made = store.Case(answers[0].Case!.Id);
        Assert.Equal(("care", PostKind.Complaint, Priority.P1, "GridCo"), (made.Route, made.Judgement.Kind, made.Judgement.Priority, made.Brand));
        Assert.Equal(A.Ana, store.Read(session => CaseLog.Of(session, made.Id))[0].Actor);
        Assert.Contains("is open, on the route care", answers.Single(answer => answer.Opened).Sentence);
        Assert.Contains("was opened from this message already", answers.First(answer => !answer.Opened).Sentence);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_messages_of_one_colleague_are_two_cases(string database)
    {
        using var store = TestStore.On(database);
        var opening = new OpenCase(store.Desk, store.Facts, store.Database, store.Time);
        Assert.True((await opening.From(Find(), None)).Opened);
        Assert.True((await opening.From(Find() with { Reference = "C1/2.0" }, None)).Opened);
        Assert.True((await opening.From(Find() with { Tenant = "T2" }, None)).Opened);
    }

    [Fact]
    public async Task Its_card_works_and_says_that_nothing_can_be_answered()
    {
        using var bot = await TheBot.Start();
        await bot.Opening.From(Find() with { By = bot.Ana }, None);
        await bot.Tick();
        var card = Assert.Single(bot.Chat.Cards);
        Assert.DoesNotContain(card.Visible.Concat(card.More), button => button.Verb == "reply");
        Assert.Contains("no public place to answer", card.StandLine);
        Assert.True((await bot.Click("claim", bot.Ana)).Accepted);
        Assert.True((await bot.Click("note", bot.Ana, 1, ("noteText", "Called him"))).Accepted);
        var refused = await bot.Answer("On the way", bot.Ana);
        Assert.Null(refused.LeavesAt);
        Assert.Contains("no public place to answer", refused.Form.Sentence);
        Assert.True((await bot.Click("resolve", bot.Ana, 1, ("resolveReason", "fixed"))).Accepted);
        Assert.Contains("Ana Brandt opened it from a message (Teams), as complaint, P1", LogWords.Say(bot.Log(1)[0], bot.People, bot.Facts.Rules.Clock("care"), bot.Time.Now()));
    }

    [Fact]
    public async Task What_has_no_words_or_is_our_own_card_opens_nothing()
    {
        using var bot = await TheBot.Start();
        Assert.False((await bot.Opening.From(Find() with { Text = " " }, None)).Opened);
        bot.Post();
        await bot.Tick();
        var own = await bot.Opening.From(Find() with { Front = "teams", Tenant = FakeChat.Tenant, Reference = "m1" }, None);
        Assert.Equal("This message belongs to C-1 already. Nothing was opened.", own.Sentence);
        Assert.Contains("not on the list", (await bot.Opening.From(Find() with { By = new Actor(A.Bo, default, "slack") }, None)).Sentence);
        Assert.Equal(1L, bot.Database.Read(session => session.First<long>("select count(*) from cases")));
    }

    private static ChatFind Find() => new()
    {
        By = new Actor(A.Ana, Role.Agent, "slack"),
        Front = "slack",
        Tenant = "T1",
        Reference = "C1/1.0",
        Text = "A customer just rang: no power in the whole street",
        Author = "Kim",
        AuthorId = "U7",
        Link = "https://example.slack.com/archives/C1/p1",
    };
}
