using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Sla;
using SocialCareBot.Tests.Sla;
using SocialCareBot.Tests.Web;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Desk;

/// <summary><c>why C-1</c>: the log tells why a deadline is what it is.</summary>
public sealed class Why_these_deadlines
{
    [Fact]
    public async Task Rests_and_changes_are_found_in_the_log_and_the_rows_add_up()
    {
        var policy = new SlaPolicy { UsualHours = Policies.Office, Targets = [.. TargetLine.Defaults, new() { Clock = ClockKind.Resolution, Within = Target.Within(TimeSpan.FromHours(6)) }] };
        using var bot = await TheBot.Start(rules: TheBot.Rules with { Policy = policy });
        bot.Post();
        await bot.Tick();
        await bot.Answer("We are on our way.", bot.Ana);
        await bot.Advance(TimeSpan.FromMinutes(1));
        bot.Time.Advance(TimeSpan.FromHours(2));
        bot.Post("Still no power", "p2", thread: "p1");
        await bot.Tick();
        var deadlines = new Deadlines(bot.Database, bot.Facts, bot.Time);
        var why = deadlines.Why(bot.Case(1));
        Assert.All(why, one => Assert.Equal(one.Target.Budget, one.Counted));
        Assert.Equal([ClockKind.NextResponse, ClockKind.Resolution], why.Select(one => one.Target.Kind));
        var rest = Assert.Single(why[1].Rows.OfType<ExplanationRow.Rested>());
        Assert.InRange(rest.Open, TimeSpan.FromHours(2), TimeSpan.FromHours(2.1));

        Assert.True((await bot.Click(CardVerbs.Reclassify, bot.Ana, 1, (InputNames.Kind, "question"), (InputNames.Priority, "P2"))).Accepted);
        why = deadlines.Why(bot.Case(1));
        Assert.All(why, one => Assert.Equal(one.Target.Budget, one.Counted));
        Assert.Contains("it became a question, P2", why[0].Rows.OfType<ExplanationRow.Changed>().Select(row => row.Reason));

        var said = Assert.IsType<CommandAnswer.Notice>(deadlines.Say("c-1")).Model;
        Assert.Equal(("Why these deadlines", "C-1, in the time of Europe/Berlin."), (said.Title, said.Text));
        Assert.Contains(said.Rows, row => row.Lead == "Policy" && row.Text.StartsWith("next answer, P2: 1 h", StringComparison.Ordinal));
        Assert.Equal("No such case", Assert.IsType<CommandAnswer.Notice>(deadlines.Say("C-99")).Model.Title);
    }

    [Fact]
    public async Task A_clock_that_rests_is_explained_as_if_it_went_on_now()
    {
        var policy = new SlaPolicy { Targets = [.. TargetLine.Defaults, new() { Clock = ClockKind.Resolution, Within = Target.Within(TimeSpan.FromHours(6)) }] };
        using var bot = await TheBot.Start(rules: TheBot.Rules with { Policy = policy });
        bot.Post();
        await bot.Tick();
        await bot.Answer("We are on our way.", bot.Ana);
        await bot.Advance(TimeSpan.FromMinutes(1));
        bot.Time.Advance(TimeSpan.FromHours(2));
        var why = Assert.Single(new Deadlines(bot.Database, bot.Facts, bot.Time).Why(bot.Case(1)));
        Assert.Equal(TimeSpan.FromHours(6), why.Counted);
        Assert.Single(why.Rows.OfType<ExplanationRow.Rested>());
    }

    [Fact]
    public async Task The_web_desk_has_a_page_for_it_one_press_from_the_case()
    {
        await using var site = await DeskSite.Start();
        await site.Complaint();
        Assert.Contains("href=\"/cases/C-1/why\"", await site.Page("/cases/C-1"));
        var page = await site.Page("/cases/C-1/why");
        Assert.Contains("first answer, P1: 30 min (version 1)", page);
        Assert.Contains("30 min in all", page);
    }
}
