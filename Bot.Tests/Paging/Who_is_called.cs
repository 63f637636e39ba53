using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Paging;

/// <summary>The plan of calls: who, in which order, on which ways, why, and where it has holes.</summary>
public sealed class Who_is_called
{
    [Fact]
    public void Every_step_names_its_instant_its_people_and_their_ways()
    {
        var plan = PagePlan.For(Question);
        Assert.Equal("For an urgent case that comes in on care now.", plan.Why);
        Assert.Equal(
            [
                new("now", "on duty: Ana Brandt (Teams and Slack, e-mail, sms after 2 min)"),
                new("10:05", "on duty, called again: Ana Brandt (Teams and Slack, e-mail, sms after 2 min)"),
                new("10:10", "the leads: nobody, so the next step at once"),
                new("10:15", "the manager: Dana Meyer (e-mail)"),
            ],
            plan.Lines);
        Assert.Equal(["no chat can write to Dana Meyer alone.", "Dana Meyer has no Phone in Care:People for webhook/sms."], plan.Holes);
    }

    [Fact]
    public void Nobody_on_duty_is_a_hole_of_its_own() =>
        Assert.Contains("nobody is on duty on care at this hour.", PagePlan.For(Question with { Watchers = Question.Watchers with { Duty = [] } }).Holes);

    [Fact]
    public async Task The_command_tells_it_for_a_case_and_how_far_it_has_come()
    {
        using var bot = await TheBot.Start(rules: TheBot.Rules with { Routes = [TheBot.Rules.Routes[0] with { Duty = ["Ana Brandt"], Alert = ["P1"] }, TheBot.Rules.Routes[1]] });
        bot.Post();
        await bot.Tick();
        await bot.Advance(TimeSpan.FromMinutes(5));
        var told = await Say(bot, "who C-1");
        Assert.Equal("Who is called", told.Title);
        Assert.Equal("C-1: Nobody has acknowledged since 10:00, round 1: it goes on.", told.Text);
        Assert.Equal("10:10 the leads: Bo Lindqvist (Teams)", $"{told.Rows[0].Lead} {told.Rows[0].Text}");

        Assert.Equal("Acknowledged", (await Say(bot, "ack c-1")).Title);
        Assert.Equal(bot.Ana.Id, bot.Case(1).Alert?.AcknowledgedBy);
        told = await Say(bot, "who C-1");
        Assert.StartsWith("C-1: Ana Brandt acknowledged at 10:05: nobody is called", told.Text, StringComparison.Ordinal);
        Assert.Empty(told.Rows);
        Assert.Equal("No such case", (await Say(bot, "ack C-9")).Title);
    }

    [Fact]
    public async Task A_case_that_calls_nobody_says_why_and_who_it_would_be()
    {
        using var bot = await TheBot.Start();
        bot.Post("When does the meter man come?");
        await bot.Tick();
        var told = await Say(bot, "who 1");
        Assert.Contains("calls nobody on care. Were it made urgent, this is the order.", told.Text, StringComparison.Ordinal);
        Assert.StartsWith("on duty: Ana Brandt (Teams); Bo Lindqvist (Teams)", told.Rows[0].Text, StringComparison.Ordinal);
    }

    private static PagePlanQuestion Question { get; } = new()
    {
        Route = TheBot.Rules.Routes[0],
        Watchers = new Watchers([A.Ana], A.Dana)
        {
            Steps = [new(1, "on duty, called again", [A.Ana]), new(2, "the leads", []), new(3, "the manager", [A.Dana]), new(4, "on duty, called again", [A.Ana])],
        },
        People = new Dictionary<PersonId, PageCallee> { [A.Ana] = new("Ana Brandt", ["Teams", "Slack"]), [A.Dana] = new("Dana Meyer", []) },
        Ways = new PageRules
        {
            Usual = [new(PageRules.Chat, TimeSpan.Zero), new(PageRules.Email, TimeSpan.Zero), new("webhook/sms", TimeSpan.FromMinutes(2))],
            People = new Dictionary<string, PagePerson> { ["Ana Brandt"] = new() { Email = "a@example.com", Phone = "+491" }, ["Dana Meyer"] = new() { Email = "d@example.com" } },
        },
        Every = TimeSpan.FromMinutes(5),
        At = TheBot.Monday9,
    };

    private static async Task<NoticeModel> Say(TheBot bot, string text) => Assert.IsType<CommandAnswer.Notice>(
        await bot.Commands.Handle(new ChatCommand { Text = text, By = bot.Ana, Front = "teams", Tenant = "t", Conversation = "c" }, CancellationToken.None)).Model;
}
