using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.OnCall;
using SocialCareBot.Ports;
using SocialCareBot.Store;
using SocialCareBot.Tests.World;
using SocialCareBot.Triage;

namespace SocialCareBot.Tests.Stories;

/// <summary>Bo comes on duty at 17:00 Berlin time (16:00 UTC), when Ana's day ends.</summary>
public sealed class Handing_over
{
    private static readonly DeskRules Rules = TheBot.Rules with
    {
        Rotas = [new() { Name = "day", Zone = "Europe/Berlin", Layers = [new() { People = ["Ana Brandt", "Bo Lindqvist"], Start = new(2026, 11, 22), HandOver = new(17, 0), Days = 1 }] }],
        Routes = [new Route { Name = "care", Zone = "Europe/Berlin", Duty = ["rota:day"], Manager = "Dana Meyer", Alert = ["none"] }, TheBot.Rules.Routes[1]],
    };

    [Fact]
    public async Task Whoever_comes_on_duty_sees_alone_what_the_other_leaves()
    {
        using var bot = await Left(2);
        await bot.Answer("We are on it", bot.Ana, 2, "4h");
        await bot.Advance(TimeSpan.FromSeconds(30));
        await bot.Replies.Preview(bot.Case(1).Id, bot.Ana, new("The crew is on its"), CancellationToken.None);
        await Trouble(bot);
        await Change(bot);
        var (place, model) = Assert.Single(Shown(bot));
        Assert.Equal(bot.Bo.Id, place.Person);
        Assert.Equal("Hand-over from Ana Brandt: 2 open cases", model.Title);
        Assert.Equal("You are on call until tomorrow 17:00. Accept what you take over. What nobody accepts by 17:31 goes back to the queue.", model.Text);
        Assert.Equal(["C-1", "C-2"], model.Items.Select(item => item.Number).Order());
        Assert.Contains("An answer is begun, and becomes yours: \"The crew is on its\"", model.Items.Single(item => item.Number == "C-1").Lines);
        Assert.Contains("promised", string.Concat(model.Items.Single(item => item.Number == "C-2") is var told ? told.Title + string.Concat(told.Lines) : ""), StringComparison.Ordinal);
        Assert.All(model.Items, item => Assert.Equal(CardVerbs.Accept, Assert.Single(item.Buttons).Verb));
        Assert.Contains("Fakebook @gridco has failed since", Assert.Single(model.Sources), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accepting_takes_the_case_and_the_words_begun_and_every_copy_says_so()
    {
        using var bot = await Left(1);
        await bot.Replies.Preview(bot.Case(1).Id, bot.Ana, new("The crew is on its"), CancellationToken.None);
        await Change(bot);
        var pressed = await bot.Click(CardVerbs.Accept, bot.Bo with { Role = Role.Agent });
        Assert.True(pressed.Accepted, pressed.Sentence);
        Assert.Equal(bot.Bo.Id, bot.Case(1).Owner);
        Assert.Equal("The crew is on its", bot.Database.Read(session => Drafts.Find(session, bot.Bo.Id, bot.Case(1).Id))!.Text);
        bot.Time.Advance(Messages.Coalesce);
        await bot.Tick();
        var item = Assert.Single(Assert.Single(Shown(bot)).Model.Items);
        Assert.Equal("Accepted by Bo Lindqvist 17:01.", item.Outcome);
        Assert.Empty(item.Buttons);
        await After(bot, TimeSpan.FromMinutes(31));
        Assert.Equal(bot.Bo.Id, bot.Case(1).Owner);
    }

    [Fact]
    public async Task What_nobody_accepts_in_time_goes_back_to_the_queue()
    {
        using var bot = await Left(2);
        await Change(bot);
        await bot.Click(CardVerbs.Accept, bot.Bo, 2);
        await After(bot, TimeSpan.FromMinutes(29));
        Assert.Equal(bot.Ana.Id, bot.Case(1).Owner);
        await After(bot, TimeSpan.FromMinutes(1));
        Assert.Null(bot.Case(1).Owner);
        Assert.Equal(bot.Bo.Id, bot.Case(2).Owner);
        var model = Assert.Single(Shown(bot)).Model;
        Assert.Contains("went back to the queue", model.Text, StringComparison.Ordinal);
        Assert.Equal("Back in the queue.", model.Items.Single(one => one.Number == "C-1").Outcome);
        Assert.DoesNotContain(model.Items, one => one.Buttons.Count > 0);
    }

    [Fact]
    public async Task An_agent_takes_from_another_only_what_is_handed_over_to_them()
    {
        using var bot = await Left(1);
        Assert.False((await bot.Click(CardVerbs.Accept, bot.Bo with { Role = Role.Agent })).Accepted);
        await Change(bot);
        Assert.False((await bot.Click(CardVerbs.Accept, bot.Dana with { Role = Role.Agent })).Accepted);
        Assert.Equal(bot.Ana.Id, bot.Case(1).Owner);
    }

    [Fact]
    public async Task A_change_of_shift_is_handed_over_once_after_a_restart_too_and_not_at_all_where_nothing_is_left()
    {
        using var bot = await Left(1);
        await Change(bot);
        using var again = await bot.Restart();
        await After(again, TimeSpan.FromMinutes(1));
        Assert.Single(Shown(again));
        await again.Click(CardVerbs.Resolve, again.Ana, 1, (InputNames.ResolveReason, "fixed"));
        await After(again, TimeSpan.FromHours(24));
        Assert.Single(Shown(again));
    }

    [Fact]
    public async Task What_its_owner_claims_anew_after_the_shift_stays_theirs()
    {
        using var bot = await Left(1);
        await Change(bot);
        await bot.Click(CardVerbs.Release, bot.Ana);
        bot.Time.Advance(TimeSpan.FromMinutes(1));
        await bot.Click(CardVerbs.Claim, bot.Ana);
        await After(bot, TimeSpan.FromMinutes(31));
        Assert.Equal(bot.Ana.Id, bot.Case(1).Owner);
    }

    [Fact]
    public async Task Accept_works_in_Teams_and_in_Slack_and_both_copies_follow()
    {
        var shifts = Rules.Rotas[0].Layers[0] with { People = ["Ana", "Ben"] };
        await using var both = await TwoFronts.Start(Rules with { Rotas = [Rules.Rotas[0] with { Layers = [shifts] }] });
        await both.Teams.Say(both.Teams.Ben, "help");
        both.Bot.Time.Advance(TimeSpan.FromMinutes(410));
        foreach (var number in new[] { 1, 2, 3 })
        {
            both.Bot.Post("No power since six", $"p{number}", $"customer-{number}");
            await both.Tick();
            await both.Bot.Click(CardVerbs.Claim, both.Teams.Actor(both.Teams.Ana), number);
        }
        both.Bot.Time.Advance(TimeSpan.FromMinutes(11));
        await both.Bot.HandOvers.Once(CancellationToken.None);
        await both.Tick();

        var inTeams = await both.Teams.Teams.Click(both.Teams.Ben, TeamsCopy(both), CardVerbs.Accept);
        Assert.Contains("Accepted by Ben", FakeTeamsCard.Words(inTeams.Card), StringComparison.Ordinal);
        await both.Advance(TimeSpan.FromSeconds(3));
        Assert.Contains("Accepted by Ben", SlackCopy(both).Words, StringComparison.Ordinal);
        await both.Slack.Click(both.Slack.Ben, SlackCopy(both), CardVerbs.Accept);
        await both.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(2, FakeTeamsCard.Words(TeamsCopy(both).Card).Split("Accepted by Ben").Length - 1);
        Assert.Equal(2, SlackCopy(both).Words.Split("Accepted by Ben").Length - 1);
        Assert.Equal([both.Teams.Actor(both.Teams.Ana).Id, both.Teams.Actor(both.Teams.Ben).Id], new[] { 1, 2, 3 }.Select(number => both.Bot.Case(number).Owner!.Value).Distinct().OrderBy(id => id == both.Teams.Actor(both.Teams.Ben).Id));
    }

    private static FakeTeamsMessage TeamsCopy(TwoFronts both) => both.Teams.Teams.Messages.Single(message => FakeTeamsCard.Words(message.Card).Contains("over from Ana", StringComparison.Ordinal));

    private static FakeSlackMessage SlackCopy(TwoFronts both) => both.Slack.Slack.Messages.Single(message => message.Words.Contains("over from Ana", StringComparison.Ordinal));

    /// <summary>Ana has claimed so many cases an hour before her shift ends.</summary>
    private static async Task<TheBot> Left(int cases)
    {
        var bot = await TheBot.Start(rules: Rules);
        bot.Time.Advance(TimeSpan.FromHours(6));
        for (var number = 1; number <= cases; number++)
        {
            bot.Post("No power since six", $"p{number}", $"customer-{number}");
            await bot.Tick();
            Assert.True((await bot.Click(CardVerbs.Claim, bot.Ana, number)).Accepted);
        }
        return bot;
    }

    private static Task Change(TheBot bot) => After(bot, TimeSpan.FromMinutes(61));

    private static async Task After(TheBot bot, TimeSpan time)
    {
        bot.Time.Advance(time);
        await bot.HandOvers.Once(CancellationToken.None);
        await bot.HandOvers.Once(CancellationToken.None);
        for (var pass = 0; pass < 20 && await bot.Relay.Once(CancellationToken.None); pass++)
        {
        }
    }

    private static Task Trouble(TheBot bot) => bot.Writer.Run(
        session =>
        {
            SourceStates.Save(session, new SourceState { Id = "s", Title = "Fakebook @gridco", Account = "fake", FailingSince = bot.Time.GetUtcNow(), Reason = "the password was refused" });
            return true;
        },
        CancellationToken.None);

    private static IReadOnlyList<(ChatPlace Place, HandOverModel Model)> Shown(TheBot bot) =>
        [.. bot.Chat.Entries.Where(entry => entry.Shown is ChatMessage.HandOver).Select(entry => (entry.Place, ((ChatMessage.HandOver)entry.Shown).Model))];
}
