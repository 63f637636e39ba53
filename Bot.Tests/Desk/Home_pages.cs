using SocialCareBot.Desk;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Desk;

/// <summary>What a person's own page in a chat shows.</summary>
public sealed class Home_pages
{
    [Fact]
    public async Task Mine_and_the_free_ones_by_time_left_with_counts_and_who_is_on_call()
    {
        using var bot = await TheBot.Start();
        bot.Post("No power", "p1", author: "one");
        await bot.Tick();
        await bot.Advance(TimeSpan.FromMinutes(31));
        bot.Post("No power either", "p2", author: "two");
        await bot.Tick();
        await bot.Click("claim", bot.Ana, 2);
        var model = new HomePages(bot.Database, bot.Facts, bot.Switch, bot.Time).Model(bot.Ana, 0);
        Assert.Equal("1 yours · 1 free · 1 late", model.Counts);
        Assert.Equal(["On call for care: Ana Brandt, Bo Lindqvist"], model.OnCall);
        Assert.Equal("C-1 · P1 · Complaint · 1 min late", Assert.Single(model.Free).Title);
        Assert.Equal(("C-2 · P1 · Complaint · 30 min left", "Mira K: No power either"), (Assert.Single(model.Mine).Title, model.Mine[0].Text));
        Assert.Equal("reply", model.Mine[0].Buttons[0].Verb);
        Assert.Null(model.Notice);
    }

    [Fact]
    public async Task Ten_free_cases_stand_on_a_page_and_a_page_beyond_the_end_is_the_last()
    {
        using var bot = await TheBot.Start();
        for (var number = 1; number <= 21; number++)
            bot.Post("No power", $"p{number}", author: $"c{number}");
        await bot.Tick();
        var pages = new HomePages(bot.Database, bot.Facts, bot.Switch, bot.Time);
        Assert.Equal((10, 0, 3), (pages.Model(bot.Ana, 0).Free.Count, pages.Model(bot.Ana, 0).Page, pages.Model(bot.Ana, 0).Pages));
        Assert.Equal((1, 2), (pages.Model(bot.Ana, 9).Free.Count, pages.Model(bot.Ana, 9).Page));
        Assert.Equal(0, pages.Model(bot.Ana, -1).Page);
    }

    [Fact]
    public async Task It_says_that_replies_are_held_unless_something_more_urgent_is_to_be_said()
    {
        using var bot = await TheBot.Start();
        await bot.Switch.Hold(bot.Dana.Id, CancellationToken.None);
        var pages = new HomePages(bot.Database, bot.Facts, bot.Switch, bot.Time);
        Assert.Equal("Replies are held for everybody.", pages.Model(bot.Ana, 0).Notice);
        Assert.Equal("Not yours.", pages.Model(bot.Ana, 0, "Not yours.").Notice);
        Assert.Empty(HomePages.Closed("Guests can look.").Free);
    }
}
