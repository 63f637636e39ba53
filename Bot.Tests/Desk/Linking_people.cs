using Microsoft.Extensions.Logging.Abstractions;
using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Store;
using SocialCareBot.Tests.Store;

namespace SocialCareBot.Tests.Desk;

/// <summary>Who acts on two fronts becomes one person with a code typed on the other side, whatever arrives meanwhile.</summary>
public sealed class Linking_people
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Identity InTeams = new("teams", "t", "ana");
    private static readonly Identity InSlack = new("slack", "T1", "U1");

    [Theory, OnSqlite, OnPostgres]
    public async Task The_listed_person_stays_and_everything_of_the_other_goes_over(string database)
    {
        using var house = await House.Of(database);
        var fresh = await house.Click(InSlack, "ana b");
        var (claimed, replied, put) = (await house.Store.Open("p1", "a1"), await house.Store.Open("p2", "a2"), await house.Store.Open("p3", "a3"));
        await house.Store.Handle(claimed.Id, new CaseWish.Claim { At = A.Monday9, By = fresh });
        await house.Store.Handle(replied.Id, A.Reply(replied, fresh.Id) with { By = fresh }, new With { Bodies = [new Body(A.Body(), "On the way")] });
        await house.Store.Handle(put.Id, new CaseWish.Escalate { At = A.Monday9, By = A.Actor(A.Bo), To = fresh.Id });
        await house.Draft(fresh.Id, claimed.Id, "half a sentence");
        var token = house.Store.Case(claimed.Id).Token;

        Assert.Equal("Linked: Ana Brandt, lead, is one person on both sides now. 3 cases went over.", await house.Redeem(house.Ana, "t", await house.Code(fresh, "T1")));

        Assert.Equal((house.Ana.Id, token), (house.Store.Case(claimed.Id).Owner, house.Store.Case(claimed.Id).Token));
        Assert.Equal((house.Ana.Id, house.Ana.Id), (house.Store.Case(replied.Id).Owner, house.Store.Case(replied.Id).Pending?.By));
        Assert.Equal(house.Ana.Id, house.Store.Case(put.Id).Escalation?.To);
        Assert.Equal("half a sentence", house.Store.Read(session => Drafts.Find(session, house.Ana.Id, claimed.Id))?.Text);
        var actors = house.Store.Read(session => CaseLog.Of(session, claimed.Id)).Select(line => line.Actor).OfType<PersonId>().ToList();
        Assert.Equal([fresh.Id], actors);
        Assert.Equal("Ana Brandt", house.People.Name(fresh.Id));
        Assert.Null(CaseLog.FirstBreak(house.Store.Read(session => CaseLog.Of(session, claimed.Id))));
        Assert.DoesNotContain(house.People.All, person => person.Name == "ana b");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task It_holds_after_a_restart_on_both_fronts(string database)
    {
        using var house = await House.Of(database);
        var fresh = await house.Click(InSlack, "ana b");
        await house.Redeem(fresh, "T1", await house.Code(house.Ana, "t"));
        var again = new People(house.Store.Database, house.Store.Writer, house.Store.Time);
        await house.Seed();
        again.Reload();
        Assert.Equal(house.Ana.Id, again.Known(InSlack));
        Assert.Equal(house.Ana.Id, again.Find(fresh.Id)?.Id);
        Assert.Equal((house.Ana.Id, Role.Lead), ((await house.Click(InSlack, "ana b")).Id, (await house.Click(InSlack, "ana b")).Role));
        Assert.Equal(2, again.Ways(house.Ana.Id).Count());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Of_two_people_nobody_listed_the_older_stays(string database)
    {
        using var house = await House.Of(database);
        var older = await house.Click(new("teams", "t", "kim"), "Kim Teams");
        house.Store.Time.Advance(TimeSpan.FromSeconds(1));
        var newer = await house.Click(InSlack, "kim");
        Assert.Contains("Kim Teams, agent", await house.Redeem(older, "t", await house.Code(newer, "T1")));
        Assert.Equal(older.Id, house.People.Known(InSlack));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_no_good_code_is_refused_in_a_sentence_and_links_nobody(string database)
    {
        using var house = await House.Of(database);
        var fresh = await house.Click(InSlack, "ana b");
        Assert.Contains("I do not know that code", await house.Redeem(house.Ana, "t", "AAAA-AAAA"));
        var code = await house.Code(fresh, "T1");
        Assert.Contains("given out here", await house.Redeem(fresh, "T1", code));
        Assert.Contains("given out here", await house.Redeem(await house.Click(new("slack", "T1", "U9"), "Mallory"), "T1", code));
        house.Store.Time.Advance(Linking.Valid);
        Assert.Contains("older than ten minutes", await house.Redeem(house.Ana, "t", code));
        var renewed = await house.Code(fresh, "T1");
        var newest = await house.Code(fresh, "T1");
        Assert.Contains("I do not know that code", await house.Redeem(house.Ana, "t", renewed));
        Assert.Contains("Linked", await house.Redeem(house.Ana, "t", newest.ToLowerInvariant().Replace("-", "", StringComparison.Ordinal)));
        Assert.Contains("used already", await house.Redeem(await house.Click(new("teams", "t", "eve"), "Eve"), "t", newest));
        Assert.Contains("Linked", await house.Redeem(await house.Click(new("slack", "T2", "U5"), "ana too"), "T2", await house.Code(house.Ana, "t")));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task After_five_wrong_codes_not_even_the_right_one_is_taken_for_ten_minutes(string database)
    {
        using var house = await House.Of(database);
        var fresh = await house.Click(InSlack, "ana b");
        foreach (var _ in Enumerable.Range(0, Linking.MostTries))
            await house.Redeem(house.Ana, "t", "2222-2222");
        Assert.Contains("Too many wrong codes", await house.Redeem(house.Ana, "t", await house.Code(fresh, "T1")));
        house.Store.Time.Advance(Linking.Valid);
        Assert.Contains("Linked", await house.Redeem(house.Ana, "t", await house.Code(fresh, "T1")));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_who_both_stand_in_the_settings_are_joined_there(string database)
    {
        using var house = await House.Of(database);
        var bo = house.People.ByName("Bo Lindqvist")!;
        Assert.Contains("both stand in the settings", await house.Linking.Join(house.People.Find(house.Ana.Id)!, bo, None));
        Assert.Equal(bo.Id, house.People.Find(bo.Id)?.Id);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_identity_added_to_the_settings_takes_over_who_was_met_under_it(string database)
    {
        using var house = await House.Of(database);
        var fresh = await house.Click(InSlack, "ana b");
        var made = await house.Store.Open();
        await house.Store.Handle(made.Id, new CaseWish.Claim { At = A.Monday9, By = fresh });
        await house.Seed(InSlack);
        Assert.Equal(house.Ana.Id, house.Store.Case(made.Id).Owner);
        Assert.Equal("U1", house.People.On("slack", "T1", house.Ana.Id)?.Address);
        Assert.Null(house.People.On("slack", "T2", house.Ana.Id));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Clicks_that_arrive_while_two_become_one_leave_nothing_with_the_id_that_is_given_up(string database)
    {
        using var house = await House.Of(database);
        for (var round = 0; round < 12; round++)
        {
            var identity = new Identity("slack", "T1", $"U{round + 10}");
            var fresh = await house.Click(identity, $"ana {round}");
            var code = await house.Code(house.Ana, "t");
            var cases = new List<Case>();
            foreach (var number in Enumerable.Range(0, 16))
                cases.Add(await house.Store.Open($"p{round}-{number}", $"author{number}"));
            var clicks = cases.Select((made, index) => index % 2 == 0
                ? house.Store.Handle(made.Id, new CaseWish.Claim { At = A.Monday9, By = fresh })
                : house.Store.Handle(made.Id, A.Reply(made, fresh.Id, round * 100 + index) with { By = fresh }, new With { Bodies = [new Body(A.Body(round * 100 + index), "Words")] })).ToList();
            clicks.InsertRange(clicks.Count / 2, cases.Take(3).Select(made => house.Store.Handle(made.Id, new CaseWish.Release { At = A.Monday9, By = fresh })));
            var linked = house.Redeem(fresh, "T1", code);
            var meanwhile = Enumerable.Range(0, 4).Select(_ => house.Click(identity, $"ana {round}")).ToList();
            Assert.Contains("Linked", await linked);
            Assert.All(await Task.WhenAll(clicks), answer => Assert.IsType<DeskAnswer.Done>(answer));
            Assert.All(await Task.WhenAll(meanwhile), actor => Assert.Equal(house.Ana.Id, house.People.Now(actor.Id)));
            foreach (var made in cases.Select(made => house.Store.Case(made.Id)))
            {
                Assert.NotEqual(fresh.Id, made.Owner);
                Assert.NotEqual(fresh.Id, made.Pending?.By);
                Assert.Equal(made.Owner is null ? null : house.Ana.Id, made.Owner);
            }
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task One_code_typed_by_two_at_once_links_one(string database)
    {
        using var house = await House.Of(database);
        var code = await house.Code(house.Ana, "t");
        var (one, other) = (await house.Click(InSlack, "one"), await house.Click(new("slack", "T1", "U2"), "other"));
        var answers = await Task.WhenAll(house.Redeem(one, "T1", code), house.Redeem(other, "T1", code));
        Assert.Single(answers, answer => answer.StartsWith("Linked", StringComparison.Ordinal));
        Assert.Single(answers, answer => answer.Contains("used already", StringComparison.Ordinal));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Drafts_of_both_for_one_case_are_both_kept_and_looked_at_before_they_leave(string database)
    {
        using var house = await House.Of(database);
        var fresh = await house.Click(InSlack, "ana b");
        var made = await house.Store.Open();
        await house.Draft(house.Ana.Id, made.Id, "From Teams");
        house.Store.Time.Advance(TimeSpan.FromMinutes(1));
        await house.Draft(fresh.Id, made.Id, "From Slack");
        await house.Redeem(fresh, "T1", await house.Code(house.Ana, "t"));
        var kept = house.Store.Read(session => Drafts.Find(session, house.Ana.Id, made.Id))!;
        Assert.Equal("From Slack\n\nFrom Teams", kept.Text);
        Assert.StartsWith("joined-", kept.Nonce);
        Assert.Equal(1, house.Store.Count("draft"));
        await house.Draft(fresh.Id, made.Id, "Typed while it happened");
        Assert.Equal("Typed while it happened", house.Store.Read(session => Drafts.Find(session, house.Ana.Id, made.Id))?.Text);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Linking_is_offered_once_and_only_to_whom_a_click_has_made(string database)
    {
        using var house = await House.Of(database);
        Assert.Null(await house.Linking.OfferOnce(house.Ana.Id, None));
        var fresh = await house.Click(InSlack, "ana b");
        Assert.Contains("in Teams already, say \"link\"", await house.Linking.OfferOnce(fresh.Id, None));
        Assert.Null(await house.Linking.OfferOnce(fresh.Id, None));
        Assert.Null(await house.Anew().OfferOnce(fresh.Id, None));
    }

    private sealed class House : IDisposable
    {
        public required TestStore Store { get; init; }
        public required Linking Linking { get; init; }
        public required PersonMerge Merge { get; init; }
        public People People => Store.People;
        public Actor Ana => People.ByName("Ana Brandt") is { } ana ? new Actor(ana.Id, ana.Role, "teams") : throw new InvalidOperationException("Ana");

        public static async Task<House> Of(string database)
        {
            var store = TestStore.On(database);
            var merge = new PersonMerge(store.Desk);
            var house = new House { Store = store, Merge = merge, Linking = new Linking(store.Writer, store.People, merge, store.Time, NullLogger<Linking>.Instance) };
            await house.Seed();
            return house;
        }

        public Linking Anew() => new(Store.Writer, People, Merge, Store.Time, NullLogger<Linking>.Instance);

        /// <summary>A start: Ana and Bo stand in the settings.</summary>
        public async Task Seed(params Identity[] more)
        {
            SeededPerson[] people = [new("Ana Brandt", "AB", Role.Lead, [InTeams, .. more]), new("Bo Lindqvist", "BL", Role.Agent, [new Identity("teams", "t", "bo")])];
            await PeopleSeed.Plant(Store.Writer, people, A.Monday9, None, Merge);
            People.Reload();
        }

        public async Task<Actor> Click(Identity who, string name) =>
            (await People.Resolve(new Caller { Identity = who, Name = name, Address = who.NativeId, InRoutedConversation = true }, None)).Actor!;

        public async Task<string> Code(Actor by, string tenant) => (await Linking.Code(by, tenant, None)).Split(' ')[3].TrimEnd('.');

        public Task<string> Redeem(Actor by, string tenant, string code) => Linking.Redeem(by, tenant, code, None);

        public Task Draft(PersonId person, CaseId about, string text) => Store.Write(session => Drafts.Save(
            session,
            new Draft
            {
                Person = person,
                Case = about,
                Body = new(Guid.CreateVersion7(Store.Time.GetUtcNow())),
                Text = text,
                Audience = Audience.Public,
                Token = 0,
                Seen = "",
                Nonce = $"{person}",
                UpdatedAt = Store.Time.Now(),
            },
            [1]));

        public void Dispose() => Store.Dispose();
    }
}
