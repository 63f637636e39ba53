using System.Globalization;
using SocialCareBot.Cases;
using SocialCareBot.Tests.House;

namespace SocialCareBot.Tests.EndToEnd.Bluesky;

/// <summary>The whole program on the real Bluesky: from the mention to the case, and from the desk's form to the answer under the post.</summary>
public sealed class The_whole_bot_on_Bluesky
{
    [FactWhen(RealBluesky.Variable, RealBluesky.Needed)]
    public async Task A_mention_is_one_case_also_after_a_restart()
    {
        using var net = new RealBluesky("p");
        var (brand, alice) = (await net.Person("brand"), await net.Person("alice"));
        await using var bot = new BlueskyBot(brand);
        var life = await bot.StartWell();
        var (uri, _) = await alice.Write(alice.Mention(brand, "my order broke"));
        var heard = Assert.Single(await bot.Cases(1));
        Assert.Equal((uri, $"@{brand.Handle} my order broke"), (heard.Post!.NativeId, heard.Post.Text));
        await life.Kill();

        // Both ears start over and hear it again.
        var restarted = RealBluesky.Time.GetUtcNow();
        await bot.StartWell();
        await bot.Heard(restarted);
        Assert.Equal(heard.Case.Id, Assert.Single(bot.Cases()).Case.Id);
    }

    [FactWhen(RealBluesky.Variable, RealBluesky.Needed)]
    public async Task Of_250_mentions_made_while_it_was_down_each_becomes_one_case()
    {
        using var net = new RealBluesky("q");
        var brand = await net.Person("brand");
        var customers = new List<RealPerson>();
        for (var i = 0; i < 5; i++)
            customers.Add(await net.Person($"c{i}"));
        await using var bot = new BlueskyBot(brand);
        var life = await bot.StartWell();
        await bot.Heard(DateTimeOffset.MinValue);
        await life.Kill();
        await Write250(net, brand, customers);

        var restarted = RealBluesky.Time.GetUtcNow();
        await bot.StartWell();
        await bot.Cases(250);
        await bot.Heard(restarted);
        var posts = bot.Cases().Select(line => line.Post!).ToList();
        Assert.Equal(250, posts.Count);
        Assert.Equal(Enumerable.Range(0, 250), posts.Select(post => int.Parse(post.Text.Split(' ')[^1], CultureInfo.InvariantCulture)).Order());
    }

    /// <summary>Groups of four stand at one instant, by different customers; ten claim to be three hours old, one five days.</summary>
    private static async Task Write250(RealBluesky net, RealPerson brand, List<RealPerson> customers)
    {
        var now = RealBluesky.Time.GetUtcNow();
        var times = Enumerable.Range(0, 239).Select(i => now.AddSeconds(-(i / 4)))
            .Concat(Enumerable.Range(0, 10).Select(i => now.AddHours(-3).AddSeconds(i / 2)))
            .Append(now.AddDays(-5))
            .Select((at, i) => (At: at, Number: i));
        foreach (var some in times.GroupBy(time => customers[time.Number % customers.Count]))
            await some.Key.WriteAll(some.Select(time => some.Key.Mention(brand, $"help {time.Number}", time.At)));
        foreach (var customer in customers)
            await Patience.Until(async () => (int)(await net.Ask($"app.bsky.actor.getProfile?actor={customer.Did}", brand.Token))["postsCount"]! == 50);
    }

    [FactWhen(RealBluesky.Variable, RealBluesky.Needed)]
    public async Task An_answer_to_a_post_deleted_meanwhile_is_held_and_never_public()
    {
        using var net = new RealBluesky("r");
        var (brand, alice) = (await net.Person("brand"), await net.Person("alice"));
        await using var bot = new BlueskyBot(brand, countdown: 6);
        var life = await bot.StartWell();
        var (uri, _) = await alice.Write(alice.Mention(brand, "my order broke"));
        var heard = Assert.Single(await bot.Cases(1));

        await BlueskyBot.Answer(life.Desk!, heard.Case, "Sorry, we look into it.");
        await alice.Delete(uri);

        Assert.Equal(HoldReason.PostGone, await bot.Held());
        Assert.Empty(await brand.Posts());
    }

    [FactWhen(RealBluesky.Variable, RealBluesky.Needed)]
    public async Task An_answer_to_a_post_edited_during_the_countdown_is_held_and_not_public()
    {
        using var net = new RealBluesky("s");
        var (brand, alice) = (await net.Person("brand"), await net.Person("alice"));
        await using var bot = new BlueskyBot(brand, countdown: 6);
        var life = await bot.StartWell();
        var (uri, _) = await alice.Write(alice.Mention(brand, "my order broke"));
        var heard = Assert.Single(await bot.Cases(1));

        await BlueskyBot.Answer(life.Desk!, heard.Case, "Sorry, we look into it.");
        await alice.Edit(uri, alice.Mention(brand, "my order came after all"));

        Assert.Equal(HoldReason.PostEdited, await bot.Held());
        Assert.Empty(await brand.Posts());
        Assert.EndsWith("came after all", bot.Cases()[0].Post!.Text, StringComparison.Ordinal);
    }
}
