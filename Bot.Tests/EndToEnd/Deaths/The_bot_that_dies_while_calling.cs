using SocialCareBot.Cards.Models;
using SocialCareBot.Store;
using SocialCareBot.Tests.EndToEnd.Bluesky;
using SocialCareBot.Tests.House;

namespace SocialCareBot.Tests.EndToEnd.Deaths;

/// <summary>The program dies again and again right before and right after it calls somebody's phone.</summary>
public sealed class The_bot_that_dies_while_calling
{
    private const int Deaths = 12;
    private static readonly object[] Outage = [new { Name = "outage", Kind = "Complaint", Priority = "P1", Any = new[] { "power" } }];

    /// <summary>Each page is killed before its call and after it, and called by the third life; the claim there leaves the second way, half a minute later, unused.</summary>
    [FactWhen(MortalBot.Variable, MortalBot.Needed)]
    public async Task Nobody_is_left_uncalled_a_repeated_call_has_its_id_and_after_a_claim_there_is_none()
    {
        await using var messages = await Receiver.Open();
        await using var voices = await Receiver.Open();
        await using var bot = new MortalBot(door => Phones(door, messages.Address, voices.Address), new Dictionary<string, string?> { ["CARE_E2E_GATEWAY"] = ShopDoor.Secret });
        for (var death = 1; death <= Deaths; death++)
        {
            await bot.Die("before-page", death);
            await bot.Die("after-page", death);
            await using var well = await bot.Live();
            Assert.True(await bot.Shop.Post(death));
            await Patience.Until(() => Pages(bot, "webhook/sms", PageState.Sent) == death);
            await BlueskyBot.Press(well.Desk!, bot.Database.Read(session => CaseStore.Look(session, death))!, CardVerbs.Claim);
            await well.Kill();
        }

        Assert.Equal(Deaths, messages.Answers.Count);
        Assert.All(messages.Answers.Values, calls => Assert.Equal(2, calls));
        Assert.Empty(voices.Answers);
        Assert.Equal(Deaths, Pages(bot, "webhook/voice", PageState.Cancelled));
    }

    private static int Pages(MortalBot bot, string way, PageState state) =>
        bot.Database.Read(session => session.First<int>("select count(*) from page where way = @way and state = @state", new { way, state = $"{state}" }));

    private static object Phones(string door, Uri messages, Uri voices) => new
    {
        Public = new { Url = door, AllowedPrivateHosts = new[] { "127.0.0.1" } },
        Routes = new[] { new { Name = "care", Zone = "Europe/Berlin", Duty = new[] { "Ana Brandt" } } },
        Rules = Outage,
        People = new[] { new { Name = "Ana Brandt", Phone = "+49 30 1234567", Pages = new Dictionary<string, double> { ["webhook/sms"] = 0, ["webhook/voice"] = 0.5 } } },
        Accounts = new[] { ShopDoor.Account },
        Paging = new { Webhooks = new[] { Gateway("sms", messages), Gateway("voice", voices) } },
    };

    private static object Gateway(string name, Uri address) => new { Name = name, Url = address.ToString(), Secret = "env:CARE_E2E_GATEWAY" };
}
