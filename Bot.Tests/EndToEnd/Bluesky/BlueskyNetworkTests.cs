using System.Text;
using System.Text.Json.Nodes;
using SocialCareBot.Ports;
using SocialCareBot.Tests.House;

namespace SocialCareBot.Tests.EndToEnd.Bluesky;

/// <summary>What only the real servers can prove: PDS, AppView and directory as Bluesky runs them.</summary>
public sealed class The_real_Bluesky
{
    private const string Family = "👨‍👩‍👧‍👦";

    [FactWhen(RealBluesky.Variable, RealBluesky.Needed)]
    public async Task A_mention_is_heard_whole_by_notifications_and_by_search()
    {
        using var net = new RealBluesky("a");
        var (brand, alice) = (await net.Person("brand"), await net.Person("alice"));
        var (uri, cid) = await alice.Write(alice.Mention(brand, "my order broke 😀"));
        var desk = new RealDesk(brand);

        var post = await desk.Hear(uri);

        Assert.Equal((cid, alice.Did, alice.Handle, uri), (post.Version, post.Author.Id, post.Author.Handle, post.ThreadRoot));
        Assert.Equal($"@{brand.Handle} my order broke 😀", post.Text);
        Assert.Equal(("en", 0), (post.Language, post.Author.Followers));

        var searching = new RealDesk(brand);
        await searching.Listen(searching.Account.Sources[1]);
        Assert.Equal(post.Mark, Assert.Single(searching.Heard).Mark);
    }

    [FactWhen(RealBluesky.Variable, RealBluesky.Needed)]
    public async Task The_session_outlives_a_restart_and_renews_a_refused_token()
    {
        using var net = new RealBluesky("b");
        var desk = new RealDesk(await net.Person("brand"));
        await desk.Listen();
        var first = JsonNode.Parse(desk.SessionKept!)!;
        first["Access"] = "broken" + (string?)first["Access"];
        desk.SessionKept = first.ToJsonString();
        desk.Restart();

        await desk.Listen();

        var second = JsonNode.Parse(desk.SessionKept)!;
        Assert.NotEqual((string?)first["Refresh"], (string?)second["Refresh"]);
    }

    [FactWhen(RealBluesky.Variable, RealBluesky.Needed)]
    public async Task Of_250_mentions_with_equal_and_backdated_times_each_is_heard_once()
    {
        using var net = new RealBluesky("c");
        var (brand, alice) = (await net.Person("brand"), await net.Person("alice"));
        var desk = new RealDesk(brand, pageSize: 40);
        await desk.Listen();
        var now = RealBluesky.Time.GetUtcNow();
        // Groups of four at one instant lie across every page border; ten claim to be three hours old, one five days.
        var times = Enumerable.Range(0, 239).Select(i => now.AddSeconds(-(i / 4)))
            .Concat(Enumerable.Range(0, 10).Select(i => now.AddHours(-3).AddSeconds(i / 2)))
            .Append(now.AddDays(-5))
            .Select((at, i) => alice.Mention(brand, $"help {i}", at));
        foreach (var some in times.Chunk(50))
            await alice.WriteAll(some);
        await Patience.Until(async () => (int)(await net.Ask($"app.bsky.actor.getProfile?actor={alice.Did}", brand.Token))["postsCount"]! >= 250);
        desk.Restart();

        await desk.Listen();
        Assert.InRange(desk.Heard.Count, 249, 250);

        await desk.Listen(desk.Account.Sources[1]);
        Assert.Equal(250, desk.Heard.Count);
        Assert.Equal(250, desk.Heard.Select(post => post.NativeId).Distinct().Count());
    }

    [FactWhen(RealBluesky.Variable, RealBluesky.Needed)]
    public async Task A_reply_sent_twice_under_one_key_exists_once()
    {
        using var net = new RealBluesky("d");
        var (brand, alice) = (await net.Person("brand"), await net.Person("alice"));
        var desk = new RealDesk(brand);
        var root = await alice.Write(alice.Mention(brand, "my order broke"));
        var post = await desk.Hear((await alice.Write(alice.Mention(brand, "and nobody answers", answers: root))).Uri);
        var reply = desk.Answer(post, "Sorry, we look into it.");

        Assert.IsType<FindOutcome.NotThere>(await desk.Account.Network.Find(reply, CancellationToken.None));
        var first = Assert.IsType<SendOutcome.Sent>(await desk.Send(reply));
        Assert.Equal(first, await desk.Send(reply));
        Assert.Equal(first, await desk.Send(reply with { CreatedAt = reply.CreatedAt.AddSeconds(1) }));
        Assert.IsType<SendOutcome.Refused>(await desk.Send(reply with { Text = "Other words." }));

        var standing = Assert.Single(await brand.Posts());
        Assert.Equal((root.Uri, post.NativeId), ((string?)standing["value"]!["reply"]!["root"]!["uri"], (string?)standing["value"]!["reply"]!["parent"]!["uri"]));
        Assert.Equal(first.NativeId, Assert.IsType<FindOutcome.Found>(await desk.Account.Network.Find(reply, CancellationToken.None)).NativeId);
    }

    [FactWhen(RealBluesky.Variable, RealBluesky.Needed)]
    public async Task A_mention_behind_an_emoji_reaches_the_person_and_links_stand_right()
    {
        using var net = new RealBluesky("e");
        var (brand, alice, bob) = (await net.Person("brand"), await net.Person("alice"), await net.Person("bob"));
        var desk = new RealDesk(brand);
        var post = await desk.Hear((await alice.Write(alice.Mention(brand, "broken"))).Uri);

        await desk.Send(desk.Answer(post, $"Grüße {Family}! @{bob.Handle} knows: https://gridco.test/ü #Störung"));

        var value = Assert.Single(await brand.Posts())["value"]!;
        var bytes = Encoding.UTF8.GetBytes((string)value["text"]!);
        Assert.Equal(["@" + bob.Handle, "https://gridco.test/ü", "#Störung"], value["facets"]!.AsArray().Select(facet =>
            Encoding.UTF8.GetString(bytes[(int)facet!["index"]!["byteStart"]!..(int)facet["index"]!["byteEnd"]!])));
        await Patience.Until(async () =>
            (await net.Ask("app.bsky.notification.listNotifications?reasons=mention", bob.Token))["notifications"]!.AsArray().Count == 1);
    }

    [FactWhen(RealBluesky.Variable, RealBluesky.Needed)]
    public async Task Our_count_of_letters_and_bytes_is_the_servers()
    {
        using var net = new RealBluesky("f");
        var (brand, alice) = (await net.Person("brand"), await net.Person("alice"));
        var desk = new RealDesk(brand);
        var post = await desk.Hear((await alice.Write(alice.Mention(brand, "broken"))).Uri);
        (string Letter, int Most)[] borders = [("x", 300), ("é", 300), ("e\u0301", 300), ("👍🏽", 300), ("🇩🇪", 300), ("한", 300), ("क्षि", 250), ("स्त्री", 166), (Family, 120)];

        var number = 0;
        foreach (var (letter, most) in borders)
        {
            var fits = string.Concat(Enumerable.Repeat(letter, most));
            Assert.True(desk.Account.Network.Measure(fits).Fits, letter);
            Assert.IsType<SendOutcome.Sent>(await desk.Send(desk.Answer(post, fits, ++number)));
            Assert.False(desk.Account.Network.Measure(fits + letter).Fits, letter);
            Assert.IsType<SendOutcome.Refused>(await desk.Send(desk.Answer(post, fits + letter, ++number)));
        }
    }

    [FactWhen(RealBluesky.Variable, RealBluesky.Needed)]
    public async Task An_edited_post_is_read_anew_as_a_newer_version_even_when_it_claims_to_be_older()
    {
        using var net = new RealBluesky("h");
        var (brand, alice) = (await net.Person("brand"), await net.Person("alice"));
        var desk = new RealDesk(brand);
        var before = await desk.Hear((await alice.Write(alice.Mention(brand, "one"))).Uri);

        await alice.Edit(before.NativeId, alice.Mention(brand, "two", RealBluesky.Time.GetUtcNow().AddDays(-1)));
        await Patience.Until(async () => await desk.Read(before.NativeId) is PostState.Present present && present.Version != before.Version);

        var after = Assert.IsType<PostState.Present>(await desk.Read(before.NativeId)).Fresh!;
        Assert.EndsWith("two", after.Text, StringComparison.Ordinal);
        Assert.True(after.PostedAt < before.PostedAt && after.VersionAt > before.VersionAt);
    }

    [FactWhen(RealBluesky.Variable, RealBluesky.Needed)]
    public async Task Gone_closed_and_blocked_are_told_apart()
    {
        using var net = new RealBluesky("g");
        var (brand, alice, bob) = (await net.Person("brand"), await net.Person("alice"), await net.Person("bob"));
        var desk = new RealDesk(brand);
        var (stays, goes, gated) = (await alice.Write(alice.Mention(brand, "1")), await alice.Write(alice.Mention(brand, "2")), await alice.Write(alice.Mention(brand, "3")));
        var blocked = await bob.Write(bob.Mention(brand, "4"));
        await desk.Hear(gated.Uri);
        await desk.Hear(blocked.Uri);

        await alice.Delete(goes.Uri);
        var now = RealPerson.Iso(RealBluesky.Time.GetUtcNow());
        await alice.Write(
            new JsonObject { ["$type"] = "app.bsky.feed.threadgate", ["post"] = gated.Uri, ["allow"] = new JsonArray(), ["createdAt"] = now },
            "app.bsky.feed.threadgate",
            gated.Uri.Split('/')[^1]);
        await bob.Write(new JsonObject { ["$type"] = "app.bsky.graph.block", ["subject"] = brand.Did, ["createdAt"] = now }, "app.bsky.graph.block");

        await Patience.Until(async () => await desk.Read(goes.Uri) is PostState.Absent);
        await Patience.Until(async () => await desk.Read(gated.Uri) is PostState.Closed);
        await Patience.Until(async () => await desk.Read(blocked.Uri) is PostState.Closed);
        var states = await desk.Account.Network.Read([stays.Uri, goes.Uri, gated.Uri, blocked.Uri], CancellationToken.None);
        Assert.Equal(
            [nameof(PostState.Present), nameof(PostState.Absent), nameof(PostState.Closed), nameof(PostState.Closed)],
            new[] { stays.Uri, goes.Uri, gated.Uri, blocked.Uri }.Select(uri => states[uri].GetType().Name));
    }
}
