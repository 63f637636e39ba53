using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.OnCall;
using SocialCareBot.Ports;
using SocialCareBot.Sla;
using SocialCareBot.Tests.World;
using SocialCareBot.Triage;

namespace SocialCareBot.Tests.Stories;

public sealed class On_call
{
    private static readonly Rota Night = new()
    {
        Name = "night",
        Zone = "Europe/Berlin",
        Layers = [new() { People = ["Ana Brandt", "Bo Lindqvist"], Start = new(2026, 11, 23) }],
    };

    private static readonly DeskRules Rules = TheBot.Rules with
    {
        Rotas = [Night],
        Routes = [new Route { Name = "care", Zone = "Europe/Berlin", Duty = ["rota:night"], Manager = "Dana Meyer", Alert = ["none"] }, TheBot.Rules.Routes[1]],
    };

    [Fact]
    public async Task Whoever_is_on_call_is_reminded_and_stands_on_the_card()
    {
        using var bot = await TheBot.Start(rules: Rules);
        bot.Post();
        await bot.Tick();
        Assert.EndsWith("on duty: Ana Brandt", Assert.Single(bot.Chat.Cards).StandLine);
        await bot.Advance(TimeSpan.FromMinutes(16));
        Assert.Contains("Ana Brandt", bot.Chat.Nags[^1].Text);
        Assert.DoesNotContain("Bo Lindqvist", bot.Chat.Nags[^1].Text);
    }

    [Fact]
    public async Task A_lead_puts_somebody_on_call_and_an_agent_may_not()
    {
        using var bot = await TheBot.Start(rules: Rules);
        Assert.Equal("Not done", (await Say(bot, bot.Ana, "override night Dana Meyer for 4 h")).Title);
        Assert.Contains("Dana Meyer is on call", (await Say(bot, bot.Bo, "override night dana meyer for 4 h")).Title);
        Assert.Contains("Dana Meyer until 14:00", Row(await Say(bot, bot.Ana, "oncall")));
        Assert.Equal([bot.Dana.Id], bot.Facts.Standby.Watchers(bot.Facts.Rules.Routes[0], ClockKind.FirstResponse, bot.Time.GetUtcNow()).Duty);
        bot.Time.Advance(TimeSpan.FromHours(5));
        Assert.StartsWith("Ana Brandt until", Row(await Say(bot, bot.Ana, "oncall")));
    }

    [Fact]
    public async Task A_step_of_a_ladder_means_only_those_for_whom_it_is_day()
    {
        var far = Night with { Name = "far", Zone = "America/Los_Angeles" };
        var step = new LadderRung { Targets = ["rota:night", "rota:far", "person:Dana Meyer"], LocalHours = new(new(8, 0), new(20, 0)) };
        var policy = A.Policy with { Ladders = [new Ladder { Name = "up", Steps = [step, step with { Targets = ["rota:far"] }] }] };
        using var bot = await TheBot.Start(rules: Rules with { Policy = policy, Rotas = [Night, far] });
        var steps = bot.Facts.Standby.Watchers(bot.Facts.Rules.Routes[0], ClockKind.Ladder, bot.Time.GetUtcNow()).Steps;
        Assert.Equal([bot.Ana.Id, bot.Dana.Id], steps[0].People);
        Assert.True(steps[1].MeansNobody);
        Assert.EndsWith("(not at this hour)", steps[1].Name);
        Assert.False(bot.Facts.Standby.Watchers(bot.Facts.Rules.Routes[0], ClockKind.Ladder, bot.Time.GetUtcNow().AddHours(8)).Steps[1].MeansNobody);
    }

    [Fact]
    public async Task A_swap_counts_once_the_other_accepts()
    {
        using var bot = await TheBot.Start(rules: Rules);
        Assert.Contains("Bo Lindqvist says", (await Say(bot, bot.Ana, "swap night with Bo Lindqvist on 2026-11-24 for 2026-12-01")).Text);
        bot.Time.Advance(TimeSpan.FromHours(24));
        Assert.StartsWith("Ana Brandt", Row(await Say(bot, bot.Ana, "oncall")));
        await bot.Tick();
        Assert.Equal("Ana Brandt asks you to swap", Assert.Single(Notices(bot)).Title);
        Assert.Contains("Say \"accept\" to me", Notices(bot)[0].Text);
        Assert.Equal("Nothing to accept", (await Say(bot, bot.Ana, "accept")).Title);
        Assert.Equal(2, (await Say(bot, bot.Bo, "accept")).Rows.Count);
        Assert.StartsWith("Bo Lindqvist", Row(await Say(bot, bot.Ana, "oncall")));
        await bot.Tick();
        Assert.Equal(2, Notices(bot).Count(notice => notice.Title == "Your swap counts"));
        bot.Time.Advance(TimeSpan.FromDays(7));
        Assert.StartsWith("Ana Brandt", Row(await Say(bot, bot.Ana, "oncall")));
        Assert.Contains("not on call", (await Say(bot, bot.Bo, "swap night with Ana Brandt on 2026-12-08")).Text);
    }

    [Fact]
    public async Task Turns_of_somebody_away_fall_to_the_next_until_they_are_back()
    {
        using var bot = await TheBot.Start(rules: Rules);
        Assert.Contains("is away", (await Say(bot, bot.Ana, "away 2026-11-23 to 2026-11-25")).Title);
        Assert.StartsWith("Bo Lindqvist until", Row(await Say(bot, bot.Bo, "oncall")));
        Assert.Equal("Welcome back", (await Say(bot, bot.Ana, "back")).Title);
        Assert.StartsWith("Ana Brandt until", Row(await Say(bot, bot.Bo, "oncall")));
        Assert.Equal("Not done", (await Say(bot, bot.Ana, "away Bo Lindqvist 2026-12-01")).Title);
        Assert.Contains("Bo Lindqvist is away", (await Say(bot, bot.Dana, "away Bo Lindqvist 2026-12-01")).Title);
    }

    [Fact]
    public async Task A_time_that_nobody_covers_is_told_to_the_leads_once_and_shown_until_it_is_mended()
    {
        using var bot = await TheBot.Start(rules: Rules);
        await Say(bot, bot.Ana, "away 2026-11-26");
        await Say(bot, bot.Bo, "away 2026-11-26");
        var coverage = new Coverage(bot.Writer, bot.Facts, bot.Tests, bot.Time);
        await coverage.Once(CancellationToken.None);
        await coverage.Once(CancellationToken.None);
        Assert.StartsWith("Nobody is on call on night from Thu 00:00 to Fri 00:00.", coverage.Problem);
        Assert.Contains("nobody from Thu 00:00 to Fri 00:00", (await Say(bot, bot.Ana, "oncall next")).Rows.Select(row => row.Text));
        await bot.Tick();
        Assert.Equal(bot.People.Ways(bot.Bo.Id).Count(), Count(bot, "message where purpose = 'Notice'"));

        await Say(bot, bot.Bo, "override night Dana Meyer 2026-11-26 to 2026-11-27");
        await coverage.Once(CancellationToken.None);
        Assert.Null(coverage.Problem);
    }

    [Theory]
    [InlineData("override night Nobody for 4 h", "I know nobody by the name")]
    [InlineData("override night Bo Lindqvist sometime", "from when to when")]
    [InlineData("override day Bo Lindqvist for 4 h", "There are: night.")]
    [InlineData("swap night with Dana Meyer on tomorrow", "Write it as")]
    [InlineData("away soon", "Write it as")]
    public async Task What_is_not_understood_changes_nothing_and_says_how_to_write_it(string words, string says)
    {
        using var bot = await TheBot.Start(rules: Rules);
        Assert.Contains(says, (await Say(bot, bot.Bo, words)).Text);
        Assert.Equal(0, Count(bot, "rota_change") + Count(bot, "absence"));
    }

    private static async Task<NoticeModel> Say(TheBot bot, Actor by, string text)
    {
        var answer = await bot.Commands.Handle(new ChatCommand { Text = text, By = by, Front = "teams", Tenant = "t", Conversation = "c" }, CancellationToken.None);
        return Assert.IsType<CommandAnswer.Notice>(answer).Model;
    }

    private static int Count(TheBot bot, string what) => bot.Database.Read(session => session.First<int>($"select count(*) from {what}"));

    private static string Row(NoticeModel said) => said.Rows[0].Text;

    private static IReadOnlyList<NoticeModel> Notices(TheBot bot) => [.. bot.Chat.Entries.Select(entry => entry.Shown).OfType<ChatMessage.Notice>().Select(notice => notice.Model)];
}
