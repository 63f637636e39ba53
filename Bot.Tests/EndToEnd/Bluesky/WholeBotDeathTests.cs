using System.Text.Json.Nodes;
using SocialCareBot.Cases;
using SocialCareBot.Store;
using SocialCareBot.Tests.House;

namespace SocialCareBot.Tests.EndToEnd.Bluesky;

/// <summary>The program dies again and again between deciding, sending and recording an answer.</summary>
public sealed class The_bot_that_dies_while_answering
{
    private const int Deaths = 50;

    // What a death before the beginning leaves queued dies once more, at the next life's line.
    private static readonly string[] Lines =
        ["after-send", "before-send", "after-send", "after-begin", "after-send", "before-send", "before-begin", "after-send", "before-send", "after-begin"];

    [FactWhen(RealBluesky.Variable, RealBluesky.Needed)]
    public async Task Killed_50_times_around_sending_each_answer_stands_exactly_once()
    {
        using var net = new RealBluesky("k");
        var (brand, alice) = (await net.Person("brand"), await net.Person("alice"));
        await alice.WriteAll(Enumerable.Range(0, Deaths).Select(i => alice.Mention(brand, $"help {i}")));
        await using var bot = new BlueskyBot(brand);
        var first = await bot.StartWell();
        Assert.Equal(Deaths, (await bot.Cases(Deaths)).Count);
        await first.Kill();

        for (var death = 0; death < Deaths; death++)
            await Die(bot, Lines[death % Lines.Length]);

        await bot.StartWell();
        await Patience.Until(() => bot.Cases().All(line => line.Case.Pending is null));
        var answered = bot.Cases().Where(line => line.Case.Owner is not null).ToList();
        Assert.InRange(answered.Count, Deaths / 2, Deaths);
        Assert.All(answered, line => Assert.Equal(CaseStatus.Waiting, line.Case.Status));
        Assert.Equal(Sorted(answered.Select(line => line.Post!.NativeId)), Sorted((await brand.Posts()).Select(Parent)));
        foreach (var line in answered)
            await OneAnswerIn(net, alice, line.Post!.NativeId);
    }

    /// <summary>One life: the next open case is answered at the desk, and the process dies at the line.</summary>
    private static async Task Die(BlueskyBot bot, string line)
    {
        var life = await bot.Start(line);
        if (life.Desk is { } desk && bot.Cases().LastOrDefault(IsFree) is { } free)
        {
            try
            {
                await BlueskyBot.Answer(desk, free.Case, $"We look into {free.Case.Name}.");
            }
            catch (HttpRequestException)
            {
                // It died before the browser had its answer, as it should.
            }
        }
        Assert.Equal(BotProcess.Killed, await life.Ended());
    }

    private static bool IsFree(QueueLine line) => line.Case is { Status: CaseStatus.New, Owner: null, Pending: null };

    private static async Task OneAnswerIn(RealBluesky net, RealPerson reader, string uri)
    {
        JsonArray answers = [];
        await Patience.Until(async () =>
        {
            answers = (await net.Ask($"app.bsky.feed.getPostThread?uri={uri}&depth=1", reader.Token))["thread"]!["replies"]!.AsArray();
            return answers.Count > 0;
        });
        Assert.Single(answers);
    }

    private static string Parent(JsonNode record) => (string)record["value"]!["reply"]!["parent"]!["uri"]!;

    private static IEnumerable<string> Sorted(IEnumerable<string> uris) => uris.Order(StringComparer.Ordinal);
}
