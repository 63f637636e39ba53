using SocialCareBot.Cards.Models;
using SocialCareBot.Store;
using SocialCareBot.Tests.EndToEnd.Bluesky;
using SocialCareBot.Tests.House;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.EndToEnd.Deaths;

/// <summary>The program dies again and again right before and right after it posts a card.</summary>
public sealed class The_bot_that_dies_while_posting_a_card
{
    private const int Deaths = 12;

    [FactWhen(MortalBot.Variable, MortalBot.Needed)]
    public async Task No_case_is_without_a_card_and_a_card_that_stands_twice_works_in_both_places()
    {
        await using var slack = await FakeSlack.Start(RealBluesky.Time);
        var (channel, ana) = (slack.AddChannel("care"), slack.AddPerson("Ana"));
        await using var bot = new MortalBot(door => Slack(door, slack, ana), new Dictionary<string, string?> { ["CARE_E2E_SIGNING"] = slack.SigningSecret, ["CARE_E2E_TOKEN"] = slack.BotToken() });
        using var http = new HttpClient();
        slack.Connect(http, bot.Shop.Address);
        await using (var first = await bot.Live())
        {
            await slack.Command(ana, channel, "route here care");
            await Patience.Until(() => bot.Database.Read(RouteBindings.All).Count > 0);
            await first.Kill();
        }

        for (var death = 1; death <= Deaths; death++)
        {
            await bot.Die("before-post", death);
            await bot.Die("after-post", Deaths + death);
        }

        await using var last = await bot.Live();
        for (var complaint = 1; complaint <= 2 * Deaths; complaint++)
            Assert.True(await bot.Shop.Post(complaint));
        await Patience.Until(() => Cards(bot).Count(card => card.Ref is not null) == 2 * Deaths);
        var copies = Enumerable.Range(1, 2 * Deaths).Select(number => slack.Threads(channel).Where(card => card.Words.Contains($"C-{number} ", StringComparison.Ordinal)).ToList()).ToList();
        Assert.DoesNotContain(copies, standing => standing.Count == 0);
        Assert.InRange(copies.Sum(standing => standing.Count), 2 * Deaths, 3 * Deaths);
        await Claimed(bot, slack, ana, copies.First(standing => standing.Count > 1));
        Assert.Empty(slack.Unexpected);
    }

    /// <summary>Claim on the copy whose place the bot never learned: it counts, and the copy then says where the live card is.</summary>
    private static async Task Claimed(MortalBot bot, FakeSlack slack, FakeSlackPerson ana, List<FakeSlackMessage> copies)
    {
        var known = Cards(bot).Select(card => card.Ref).ToHashSet();
        var (live, lost) = (copies.First(copy => known.Contains(Place(copy))), copies.First(copy => !known.Contains(Place(copy))));
        Assert.Equal(200, (await slack.Click(ana, lost, CardVerbs.Claim)).Status);
        await Patience.Until(() => live.Words.Contains("Ana", StringComparison.Ordinal) && lost.Words.Contains("live card", StringComparison.Ordinal));
    }

    private static string Place(FakeSlackMessage card) => $"{card.Channel}/{card.Ts}";

    private static List<MessageRow> Cards(MortalBot bot) =>
    [
        .. bot.Database.Read(session => CaseQueries.ByStatus(session, null, 0, 1000).SelectMany(line => Messages.Of(session, Messages.CaseSubject, line.Case.Id.ToString())))
            .Where(message => message.Purpose == MessagePurpose.Card),
    ];

    private static object Slack(string door, FakeSlack slack, FakeSlackPerson ana) => new
    {
        Public = new { Url = door },
        Routes = new[] { new { Name = "care", Zone = "Europe/Berlin" } },
        People = new[] { new { Name = "Ana Brandt", Role = "Admin", Slack = new { Team = slack.Team.Id, User = ana.Id } } },
        Accounts = new[] { ShopDoor.Account },
        Slack = new { SigningSecret = "env:CARE_E2E_SIGNING", Token = "env:CARE_E2E_TOKEN", ApiRoot = slack.ApiRoot.ToString() },
    };
}
