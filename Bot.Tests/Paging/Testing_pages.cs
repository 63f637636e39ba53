using SocialCareBot.Cards.Models;
using SocialCareBot.Desk;
using SocialCareBot.OnCall;
using SocialCareBot.Ports;
using SocialCareBot.Store;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Paging;

/// <summary>Whoever comes on duty says on each of their ways that pages arrive; what stays silent is told.</summary>
public sealed class Testing_pages
{
    private static readonly Rota Rota = new()
    {
        Name = "day",
        Zone = "Europe/Berlin",
        Layers = [new() { People = ["Ana Brandt", "Bo Lindqvist"], Start = new(2026, 11, 23), HandOver = new(10, 0) }],
    };

    private readonly FakePager _email = new(PageRules.Email);

    [Fact]
    public async Task A_shift_begins_with_a_test_page_on_every_way_once()
    {
        using var bot = await Start();
        await bot.Tests.Once(CancellationToken.None);
        await bot.Tests.Once(CancellationToken.None);
        await bot.Tick();
        var mail = Assert.Single(_email.Calls);
        Assert.Equal(("Ana Brandt", "Test page: you are on duty now. Nothing has happened.", null), (mail.Name, mail.Subject, mail.Case));
        Assert.Equal("Test page: you are on duty now", Assert.Single(Notices(bot)).Title);
        Assert.Equal(2, Tests(bot).Count);
    }

    [Fact]
    public async Task What_nobody_confirms_within_half_an_hour_is_told_to_the_leads_and_stands_until_then()
    {
        using var bot = await Start();
        var coverage = new Coverage(bot.Writer, bot.Facts, bot.Tests, bot.Time);
        await coverage.Once(CancellationToken.None);
        await bot.Tick();
        var inChat = Tests(bot).Single(row => row.Way == "teams");
        Assert.Equal("Thank you", (await Say(bot, $"got it {PageWords.Code(inChat)}")).Title);
        Assert.Equal("No such test page", (await Say(bot, "got it 00000")).Title);
        bot.Time.Advance(TimeSpan.FromMinutes(29));
        await coverage.Once(CancellationToken.None);
        Assert.Empty(coverage.Problems);
        bot.Time.Advance(TimeSpan.FromMinutes(2));
        await coverage.Once(CancellationToken.None);
        Assert.Equal(["Ana Brandt has not confirmed the test page by e-mail. Ask them, and look at Care:People."], coverage.Problems);
        await bot.Tick();
        Assert.Contains(Notices(bot), notice => notice.Text == coverage.Problems[0]);

        await Say(bot, $"got it {PageWords.Code(Tests(bot).Single(row => row.Way == PageRules.Email))}");
        await coverage.Once(CancellationToken.None);
        Assert.Empty(coverage.Problems);
    }

    [Fact]
    public async Task A_code_counts_only_from_the_person_it_was_sent_to()
    {
        using var bot = await Start();
        await bot.Tests.Once(CancellationToken.None);
        Assert.Null(await bot.Tests.Confirm(bot.Bo.Id, PageWords.Code(Tests(bot)[0]), CancellationToken.None));
        Assert.NotNull(await bot.Tests.Confirm(bot.Ana.Id, PageWords.Code(Tests(bot)[0]), CancellationToken.None));
    }

    [Fact]
    public async Task A_shift_that_began_long_ago_is_not_tested_any_more()
    {
        using var bot = await Start();
        bot.Time.Advance(TimeSpan.FromMinutes(20));
        await bot.Tests.Once(CancellationToken.None);
        Assert.Empty(Tests(bot));
    }

    private async Task<TheBot> Start()
    {
        var bot = await TheBot.Start(rules: TheBot.Rules with
        {
            Rotas = [Rota],
            Pages = new PageRules
            {
                Usual = [new(PageRules.Chat, TimeSpan.Zero), new(PageRules.Email, TimeSpan.Zero)],
                People = new Dictionary<string, PagePerson> { ["Ana Brandt"] = new() { Email = "ana@example.com" } },
            },
        });
        bot.Pagers[_email.Name] = _email;
        return bot;
    }

    private static IReadOnlyList<PageRow> Tests(TheBot bot) => bot.Database.Read(session => Pages.Tests(session, TheBot.Monday9.AddDays(-1)));

    private static IReadOnlyList<NoticeModel> Notices(TheBot bot) => [.. bot.Chat.Entries.Select(entry => entry.Shown).OfType<ChatMessage.Notice>().Select(notice => notice.Model)];

    private static async Task<NoticeModel> Say(TheBot bot, string text) => Assert.IsType<CommandAnswer.Notice>(
        await bot.Commands.Handle(new ChatCommand { Text = text, By = bot.Ana, Front = "teams", Tenant = "t", Conversation = "c" }, CancellationToken.None)).Model;
}
