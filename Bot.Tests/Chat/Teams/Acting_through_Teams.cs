using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Tests.House;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Chat.Teams;

public sealed class Acting_through_Teams
{
    public static TheoryData<Role, string, bool, bool> Rights()
    {
        var rights = new TheoryData<Role, string, bool, bool>();
        foreach (var role in Enum.GetValues<Role>())
        {
            foreach (var verb in new[] { CardVerbs.Note, CardVerbs.Escalate, CardVerbs.Snooze, CardVerbs.Resolve, CardVerbs.Reclassify })
                rights.Add(role, verb, true, true);
            rights.Add(role, CardVerbs.Claim, false, true);
            rights.Add(role, CardVerbs.Claim, true, false);
            rights.Add(role, CardVerbs.Release, true, role >= Role.Lead);
            rights.Add(role, CardVerbs.Assign, true, role >= Role.Lead);
            rights.Add(role, CardVerbs.Retry, false, false);
            rights.Add(role, "dropTables", false, false);
        }
        return rights;
    }

    [Theory]
    [MemberData(nameof(Rights))]
    public async Task Each_role_may_press_what_it_may_and_is_told_so_where_not(Role role, string verb, bool ownedByAnother, bool allowed)
    {
        await using var house = await TeamsHouse.Open();
        var ana = await house.Person("Ana Brandt");
        if (ownedByAnother)
            Assert.NotNull((await house.Press(ana, CardVerbs.Claim)).Card.GetProperty("type").GetString());
        var person = await house.Person($"Some {role}", role);
        var before = house.Bot.Case(1).Version;
        var answer = await house.Press(person, verb, Inputs(house));
        Assert.Equal(200, answer.Status);
        Assert.Equal(allowed, house.Bot.Case(1).Version > before);
        Assert.Equal(allowed ? 0 : 1, FakeTeamsCard.Words(answer.Card).Split('\n').Count(line => line.Contains("Nothing was", StringComparison.Ordinal) || line.Contains("nothing needs to be said", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_guest_looks_and_a_stranger_outside_the_routed_channel_gets_one_sentence_and_learns_nothing()
    {
        await using var house = await TeamsHouse.Open();
        var guest = house.Teams.AddPerson("Gus Guest", role: "guest");
        await house.Press(await house.Person("Ana Brandt"), CardVerbs.Note, new { noteText = "so that the service is known" });
        await house.Rosters.Refresh(FakeTeams.Tenant, house.Channel.Id, CancellationToken.None, now: true);
        var before = house.Bot.Case(1).Version;
        Assert.Contains("Guests can look", (await house.Press(guest, CardVerbs.Claim)).Notice);
        var elsewhere = house.Teams.ThreadIn(house.Teams.AddChannel("Elsewhere"));
        var stranger = house.Teams.AddPerson("Stran Ger");
        var answer = await house.Press(stranger, CardVerbs.Claim, place: elsewhere);
        Assert.Contains("not on the list", answer.Notice);
        Assert.DoesNotContain("power", answer.Body.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(before, house.Bot.Case(1).Version);
    }

    [Fact]
    public async Task A_first_click_in_the_routed_channel_makes_an_agent()
    {
        await using var house = await TeamsHouse.Open();
        var fresh = house.Teams.AddPerson("Nora New");
        await house.Press(fresh, CardVerbs.Claim);
        Assert.Equal((CaseStatus.Claimed, Role.Agent), (house.Bot.Case(1).Status, house.Bot.People.ByName("Nora New")!.Role));
    }

    [Fact]
    [Fault(24)]
    public async Task Two_agents_press_Claim_in_the_same_moment_one_wins_and_the_other_sees_who()
    {
        await using var house = await TeamsHouse.Open();
        var (ana, bo) = (await house.Person("Ana Brandt"), await house.Person("Bo Lindqvist"));
        for (var round = 0; round < 25; round++)
        {
            var version = house.Bot.Case(1).Version;
            var answers = await Task.WhenAll(house.Press(ana, CardVerbs.Claim, version: version), house.Press(bo, CardVerbs.Claim, version: version));
            var owner = house.Bot.People.Name(house.Bot.Case(1).Owner);
            var lost = FakeTeamsCard.Words(answers[owner == "Ana Brandt" ? 1 : 0].Card);
            Assert.Contains($"{owner} has this one", lost);
            await house.Press(owner == "Ana Brandt" ? ana : bo, CardVerbs.Release);
        }
    }

    [Fact]
    [Fault(26)]
    public async Task A_double_click_and_a_click_on_an_old_card_have_no_second_effect_and_bring_the_fresh_card()
    {
        await using var house = await TeamsHouse.Open();
        var (ana, bo) = (await house.Person("Ana Brandt"), await house.Person("Bo Lindqvist"));
        var old = house.Bot.Case(1).Version;
        await house.Press(ana, CardVerbs.Claim, version: old);
        var after = house.Bot.Case(1).Version;
        Assert.Contains("Claimed by Ana Brandt", FakeTeamsCard.Words((await house.Press(ana, CardVerbs.Claim, version: old)).Card));
        var stale = FakeTeamsCard.Words((await house.Press(bo, CardVerbs.Claim, version: old)).Card);
        Assert.True(stale.IndexOf("Ana Brandt has this one", StringComparison.Ordinal) < stale.IndexOf("C-1", StringComparison.Ordinal));
        Assert.Equal(after, house.Bot.Case(1).Version);
    }

    [Fact]
    public async Task The_form_is_written_previewed_and_sent_as_a_dialog_and_as_a_message_extension()
    {
        await using var house = await TeamsHouse.Open();
        var ana = await house.Person("Ana Brandt");
        var fetched = await house.Teams.TaskFetch(ana, house.Place, "77", new System.Text.Json.Nodes.JsonObject { ["verb"] = "reply", ["case"] = house.Bot.Case(1).Id.ToString() });
        var preview = await house.Teams.Submit(ana, house.Place, fetched.Dialog, FormVerbs.Preview, new { text = "The crew is on its way." });
        Assert.Contains("The crew is on its way. ^AB", FakeTeamsCard.Words(preview.Dialog));
        var sent = await house.Teams.Submit(ana, house.Place, preview.Dialog, FormVerbs.Send);
        Assert.Contains("goes out at 10:00:20. Undo is on the card.", sent.DialogMessage);
        await house.Press(ana, CardVerbs.Undo);

        var picker = await house.Teams.ComposeExtensionFetchTask(ana, house.Place, "reply");
        Assert.Contains("C-1", FakeTeamsCard.Words(picker.Dialog));
        var again = await house.Teams.ComposeExtensionSubmitAction(ana, house.Place, "reply", new System.Text.Json.Nodes.JsonObject { ["verb"] = FormVerbs.Pick, ["pickedCase"] = house.Bot.Case(1).Id.ToString() });
        Assert.Contains("The crew is on its way.", FakeTeamsCard.Words(again.Dialog));
    }

    [Fact]
    public async Task Commands_are_answered_and_those_of_an_admin_are_refused_to_an_agent()
    {
        await using var house = await TeamsHouse.Open();
        var (ana, admin) = (await house.Person("Ana Brandt"), await house.Person("Adi Cohen", Role.Admin));
        Assert.Contains("C-1", await Say(house, ana, "queue"));
        Assert.Contains("needs an admin", await Say(house, ana, "hold replies"));
        Assert.Null(house.Bot.Switch.Held);
        Assert.Contains("Nothing public leaves", await Say(house, admin, "hold replies"));
        Assert.NotNull(house.Bot.Switch.Held);
        Assert.Contains("No such route", await Say(house, admin, "route here nowhere"));
        Assert.Contains("is no command", await Say(house, ana, "sing a song"));
    }

    [Fact]
    public async Task A_bot_that_was_removed_stops_routing_to_that_channel()
    {
        await using var house = await TeamsHouse.Open();
        var ana = await house.Person("Ana Brandt");
        await house.Teams.InstallationUpdate(ana, new FakeTeamsPlace(house.Channel.Id, "channel"), "remove");
        Assert.DoesNotContain(house.Bot.Database.Read(SocialCareBot.Store.RouteBindings.All), binding => binding.Conversation == house.Channel.Id);
    }

    private static async Task<string> Say(TeamsHouse house, FakeTeamsPerson by, string text)
    {
        await house.Teams.SendMessage(by, house.Place, text);
        Assert.True(house.Events.Work.TryRead(out var envelope));
        await house.Talk.Answer(envelope, CancellationToken.None);
        return FakeTeamsCard.Words(house.Teams.Messages[^1].Card);
    }

    private static object Inputs(TeamsHouse house) => new
    {
        noteText = "called her",
        escalateNote = "may I?",
        snoozeFor = "1h",
        resolveReason = "fixed",
        kind = "question",
        priority = "p4",
        assignTo = house.Bot.People.ByName("Bo Lindqvist")!.Id.ToString(),
    };
}
