using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Ports;
using SocialCareBot.Store;
using SocialCareBot.Tests.World;
using SocialCareBot.Web;
using CareRoute = SocialCareBot.Triage.Route;

namespace SocialCareBot.Tests.Stories;

/// <summary>Who is on duty is alerted alone, on every front; one who acts ends it for all; nobody who is unreachable stops it.</summary>
public sealed class Alerts
{
    private const string Slack = "slack";

    [Fact]
    public async Task An_urgent_case_alerts_everybody_on_duty_on_every_front_and_one_acknowledgement_ends_all_copies()
    {
        using var house = await Start();
        house.Bot.Post();
        await house.Bot.Tick();
        Assert.Equal(["Ana Brandt", "Bo Lindqvist"], Told(house.Bot.Chat).Select(id => house.Bot.People.Name(id)).Order(StringComparer.Ordinal));
        Assert.Equal([house.Bot.Ana.Id], Told(house.Slack));
        var alert = Alert(house.Slack).Single();
        Assert.Equal(("P1 · Complaint · Mira K on Fakebook, 12.4k followers. Acknowledge by 10:05 or you are called again.", "No power since six", null), (alert.Headline, alert.Quote, alert.Outcome));
        Assert.Equal([CardVerbs.Acknowledge, CardVerbs.NotMe, CardVerbs.Help], alert.Buttons.Select(button => button.Verb));

        Assert.True((await house.Bot.Click(CardVerbs.Acknowledge, house.Bot.Bo)).Accepted);
        await house.Bot.Tick();
        Assert.All(Alert(house.Bot.Chat).Concat(Alert(house.Slack)), copy => Assert.Equal(("Acknowledged by Bo Lindqvist 10:00", 0), (copy.Outcome, copy.Buttons.Count)));
        Assert.Null(house.Bot.Case(1).Owner);
        var late = await house.Bot.Click(CardVerbs.Acknowledge, house.Bot.Ana);
        Assert.Equal("Bo Lindqvist acknowledged this at 10:00. Nothing more is needed from you.", late.Sentence);
        Assert.Contains("Ana Brandt, Bo Lindqvist were alerted (policy version 1).", Log(house.Bot));
        Assert.Contains("Bo Lindqvist acknowledged it (Teams).", Log(house.Bot));
    }

    [Theory, InlineData(CardVerbs.Claim), InlineData(CardVerbs.Resolve)]
    public async Task Claiming_or_resolving_is_acknowledging(string verb)
    {
        using var house = await Start();
        house.Bot.Post();
        await house.Bot.Tick();
        await house.Bot.Click(verb, house.Bot.Ana, 1, (InputNames.ResolveReason, "fixed"));
        await house.Bot.Tick();
        Assert.All(Alert(house.Bot.Chat).Concat(Alert(house.Slack)), copy => Assert.Equal("Acknowledged by Ana Brandt 10:00", copy.Outcome));
    }

    [Fact]
    public async Task Who_blocked_the_bot_on_one_front_is_told_on_the_other_and_the_log_says_so()
    {
        using var house = await Start();
        house.Slack.PeopleUnreachable = true;
        house.Bot.Post();
        await house.Bot.Tick();
        Assert.Contains("Ana Brandt could not be reached on Slack (blocked by the user); the message on Teams stands.", Log(house.Bot));
        Assert.Empty(house.Bot.Chat.Nags);
        Assert.Equal(2, Alert(house.Bot.Chat).Count);
    }

    [Fact]
    public async Task Who_is_reachable_nowhere_is_mentioned_in_every_thread_once()
    {
        using var house = await Start();
        house.Slack.PeopleUnreachable = house.Bot.Chat.PeopleUnreachable = true;
        house.Bot.Post();
        await house.Bot.Tick();
        Assert.Equal(2, house.Bot.Chat.Nags.Count);
        Assert.Equal(2, house.Slack.Nags.Count);
        Assert.All(house.Slack.Entries.Where(entry => entry.Shown is ChatMessage.Nag), entry => Assert.NotNull(entry.Place.ThreadRoot));
        Assert.Contains(house.Slack.Nags, nag => nag.To.Any(person => person.Address == "U1"));
        Assert.Contains("Bo Lindqvist could not be reached on Teams (blocked by the user); mentioned in the thread instead.", Log(house.Bot));
        await house.Bot.Click(CardVerbs.Acknowledge, house.Bot.Ana);
        await house.Bot.Advance(TimeSpan.FromSeconds(3));
        Assert.All(house.Slack.Nags, nag => Assert.Equal("Acknowledged by Ana Brandt 10:00.", nag.Outcome));
    }

    [Fact]
    public async Task The_manager_too_is_tried_on_the_other_front_before_the_thread()
    {
        using var house = await Start();
        house.Slack.PeopleUnreachable = true;
        house.Bot.Post();
        await house.Bot.Tick();
        await house.Bot.Click(CardVerbs.Escalate, house.Bot.Ana);
        await house.Bot.Tick();
        Assert.Single(house.Bot.Chat.ManagerCards);
        Assert.Empty(house.Slack.ManagerCards);
        Assert.Contains("Dana Meyer could not be reached on Slack (blocked by the user); the message on Teams stands.", Log(house.Bot));
    }

    [Fact]
    public async Task What_is_not_urgent_alerts_nobody_until_somebody_makes_it_so()
    {
        using var house = await Start();
        house.Bot.Post("When does the meter man come?");
        await house.Bot.Tick();
        Assert.Empty(Alert(house.Bot.Chat));
        Assert.Equal("Nobody was alerted about this case. Nothing was changed.", (await house.Bot.Click(CardVerbs.Acknowledge, house.Bot.Bo)).Sentence);
        await house.Bot.Click(CardVerbs.Reclassify, house.Bot.Bo, 1, (InputNames.Kind, "complaint"), (InputNames.Priority, "p1"));
        await house.Bot.Tick();
        Assert.Equal([house.Bot.Ana.Id], Told(house.Bot.Chat));
    }

    [Fact]
    public async Task A_case_lives_in_every_home_at_once_and_says_who_acted_from_where()
    {
        using var house = await Start();
        await house.Bot.Writer.Run(session => { RouteBindings.Bind(session, new("care", Slack, "T2", "complaints"), null, TheBot.Monday9); return true; }, CancellationToken.None);
        house.Bot.Post();
        await house.Bot.Tick();
        Assert.Equal((1, 2), (house.Bot.Chat.Cards.Count, house.Slack.Cards.Count));
        await house.Bot.Click(CardVerbs.Claim, house.Bot.Ana with { Front = Slack });
        await house.Bot.Tick();
        Assert.All(house.Bot.Chat.Cards.Concat(house.Slack.Cards), card => Assert.Contains("Claimed by Ana Brandt", card.StandLine));
        Assert.Contains("Ana Brandt claimed it (Slack).", Log(house.Bot));
        await house.Bot.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal((1, 2), (house.Bot.Chat.Nags.Count, house.Slack.Nags.Count));
        Assert.Equal(["T1", "T2"], house.Slack.Entries.Where(entry => entry.Shown is ChatMessage.Nag).Select(entry => entry.Place.Tenant).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_dead_channel_is_told_to_the_admins_once_and_stands_on_the_status_page()
    {
        using var house = await Start();
        house.Slack.Next(new ChatOutcome.PlaceDead("the channel was archived"));
        house.Bot.Post("When does the meter man come?");
        await house.Bot.Tick();
        house.Bot.Post("And why?", "p2", "jon");
        await house.Bot.Tick();
        var notice = Assert.Single(house.Bot.Chat.Entries, entry => entry.Shown is ChatMessage.Notice);
        Assert.Equal(house.Bot.People.ByName("Sam Okafor")!.Id, notice.Place.Person);
        var model = ((ChatMessage.Notice)notice.Shown).Model;
        Assert.Equal("Slack: a channel takes no cases any more", model.Title);
        Assert.Contains("the channel was archived. Cases of care no longer appear in complaints.", model.Text);
        var status = new StatusBoard(house.Bot.Database, house.Bot.Facts, house.Bot.Switch, house.Bot.Time).Read();
        Assert.Equal(("care", "slack, complaints", "the channel was archived"), Assert.Single(status.Closed));
        Assert.Equal(2, house.Bot.Chat.Cards.Count);
    }

    private static IReadOnlyList<AlertModel> Alert(FakeChat chat) => [.. chat.Entries.Select(entry => entry.Shown).OfType<ChatMessage.Alert>().Select(message => message.Model)];

    private static IEnumerable<PersonId> Told(FakeChat chat) => chat.Entries.Where(entry => entry.Shown is ChatMessage.Alert).Select(entry => entry.Place.Person!.Value);

    private static string Log(TheBot bot) => string.Join('\n', bot.Log(1).Select(line => LogWords.Say(line, bot.People, bot.Facts.Rules.Clock("care"), bot.Time.Now())));

    /// <summary>Ana is on duty in Teams and Slack, Bo in Teams; Dana manages in both; Sam is the admin, in Teams.</summary>
    private static async Task<House> Start()
    {
        var route = new CareRoute { Name = "care", Zone = "Europe/Berlin", Duty = ["Ana Brandt", "Bo Lindqvist"], Manager = "Dana Meyer" };
        var bot = await TheBot.Start(rules: TheBot.Rules with { Routes = [route] });
        var slack = new FakeChat { Name = Slack };
        bot.Fronts[Slack] = slack;
        await PeopleSeed.Plant(
            bot.Writer,
            [
                new("Ana Brandt", "AB", Role.Agent, [new Identity(Slack, "T1", "U1")]),
                new("Dana Meyer", "DM", Role.Manager, [new Identity(Slack, "T1", "U2")]),
                new("Sam Okafor", "SO", Role.Admin, [new Identity("teams", FakeChat.Tenant, "sam")]),
            ],
            TheBot.Monday9,
            CancellationToken.None);
        bot.People.Reload();
        await bot.Writer.Run(session => { RouteBindings.Bind(session, new("care", Slack, "T1", "complaints"), null, TheBot.Monday9); return true; }, CancellationToken.None);
        return new House(bot, slack);
    }

    private sealed record House(TheBot Bot, FakeChat Slack) : IDisposable
    {
        public void Dispose() => Bot.Dispose();
    }
}
