using System.Text.Json.Nodes;
using SocialCareBot.Cases;
using SocialCareBot.Ports;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Networks.Bluesky;

public sealed class Listening_to_bluesky
{
    private readonly FakeBlueskyDesk _desk = new();

    private FakeBluesky World => _desk.World;

    [Fact]
    public async Task A_mention_is_heard_with_its_author_place_and_language()
    {
        World.Followers[FakeBluesky.Did("alice")] = 48_200;
        var post = World.Write("alice", "@brand.test my order broke");

        var heard = Assert.Single(await _desk.Listen());

        Assert.Equal((post.Uri, post.Cid, "bluesky", "GridCo"), (heard.NativeId, heard.Version, heard.Network, heard.Brand));
        Assert.Equal(("did:plc:alice", "alice.test", "alice.test", 48_200), (heard.Author.Id, heard.Author.Handle, heard.Author.Name, heard.Author.Followers));
        Assert.Equal("@brand.test my order broke", heard.Text);
        Assert.Equal("en", heard.Language);
        Assert.Equal(post.Uri, heard.ThreadRoot);
        Assert.Null(heard.Parent);
        Assert.Equal($"https://bsky.app/profile/did:plc:alice/post/{post.Uri.Split('/')[^1]}", heard.Url);
        Assert.Equal(_desk.Time.GetUtcNow(), heard.PostedAt);
        Assert.True(heard.Can.PublicReply.Allowed);
        Assert.NotNull(heard.Can.DirectMessage.Reason);
        Assert.NotNull(heard.Can.Like.Reason);
    }

    [Fact]
    public async Task A_reply_in_a_thread_names_its_root_and_parent()
    {
        var root = World.Write("alice", "@brand.test my order broke");
        var answer = World.Write("bob", "@brand.test mine too", answers: root);

        var heard = await _desk.Hear(answer);

        Assert.Equal((root.Uri, root.Uri), (heard.ThreadRoot, heard.Parent));
        Assert.Equal(root.Uri, (string?)JsonNode.Parse(heard.Reference!)!["root"]!["uri"]);
        Assert.Equal(answer.Cid, (string?)JsonNode.Parse(heard.Reference!)!["parent"]!["cid"]);
    }

    [Fact]
    public async Task Pictures_come_with_their_thumbnails()
    {
        World.Write("alice", "@brand.test look", embed: new JsonObject { ["$type"] = "app.bsky.embed.images" });

        var media = Assert.Single(Assert.Single(await _desk.Listen()).Media);

        Assert.Equal(new Media("image", "https://cdn.bluesky.test/full", "https://cdn.bluesky.test/thumb", "a broken meter"), media);
    }

    [Fact]
    public async Task Our_own_posts_are_not_heard()
    {
        World.Write("brand", "@brand.test is us");

        Assert.Empty(await _desk.Listen());
        Assert.Empty(await _desk.Listen(_desk.Search));
    }

    [Fact]
    public async Task When_nothing_is_new_a_look_is_one_request()
    {
        for (var i = 0; i < 150; i++)
            Mention(i, _desk.Time.GetUtcNow() - TimeSpan.FromMinutes(i));
        await _desk.Listen();
        World.Calls.Clear();

        _desk.Time.Advance(TimeSpan.FromSeconds(10));

        Assert.Empty(await _desk.Listen());
        Assert.Single(World.Calls);
    }

    [Fact]
    public async Task Four_mentions_of_one_instant_across_a_page_border_are_all_heard()
    {
        var desk = new FakeBlueskyDesk(settings => settings with { PageSize = 10 });
        for (var i = 0; i < 40; i++)
            desk.World.Write($"c{i}", "@brand.test", desk.Time.GetUtcNow() - TimeSpan.FromSeconds(i is >= 8 and < 12 ? 8 : i));

        await desk.Listen();

        Assert.Equal(40, desk.Heard.Count);
    }

    [Fact]
    public async Task More_mentions_of_one_instant_than_a_page_holds_do_not_stop_the_walk_and_the_search_finds_the_rest()
    {
        var desk = new FakeBlueskyDesk(settings => settings with { PageSize = 5 });
        var instant = desk.Time.GetUtcNow() - TimeSpan.FromSeconds(5);
        for (var i = 0; i < 12; i++)
            desk.World.Write($"c{i}", "@brand.test", instant);
        desk.World.Write("late", "@brand.test", instant - TimeSpan.FromMinutes(1));

        await desk.Listen();
        Assert.Contains(desk.Heard, post => post.Author.Handle == "late.test");
        Assert.Equal(6, desk.Heard.Count);

        await desk.Listen(desk.Search);
        Assert.Equal(13, desk.Heard.Count);
    }

    [Fact]
    public async Task A_post_that_claims_three_hours_ago_is_heard_by_the_next_whole_walk()
    {
        for (var i = 0; i < 200; i++)
            Mention(i, _desk.Time.GetUtcNow() - TimeSpan.FromSeconds(i));
        await _desk.Listen();
        var backdated = World.Write("mallory", "@brand.test I told you hours ago", _desk.Time.GetUtcNow() - TimeSpan.FromHours(3));

        _desk.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Empty(await _desk.Listen());

        _desk.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(backdated.Uri, Assert.Single(await _desk.Listen()).NativeId);
    }

    [Fact]
    public async Task A_post_that_claims_three_days_ago_is_heard_by_the_search()
    {
        await _desk.Listen();
        var backdated = World.Write("mallory", "@brand.test days ago", _desk.Time.GetUtcNow() - TimeSpan.FromDays(3));
        World.Write("noise", "brand.test is only named here", _desk.Time.GetUtcNow());

        Assert.Equal(backdated.Uri, Assert.Single(await _desk.Listen(_desk.Search)).NativeId);
    }

    [Fact]
    public async Task After_three_days_of_downtime_everything_since_is_heard_once()
    {
        World.Write("first", "@brand.test");
        await _desk.Listen();
        for (var i = 0; i < 1_200; i++)
        {
            _desk.Time.Advance(TimeSpan.FromSeconds(216));
            Mention(i, null);
        }
        _desk.Restart();

        Assert.Equal(1_200, (await _desk.Listen()).Count);
    }

    [Fact]
    public async Task Pages_full_of_likes_do_not_end_the_walk()
    {
        for (var i = 1; i <= 350; i++)
            World.LikesAt.Add(_desk.Time.GetUtcNow() - TimeSpan.FromSeconds(i));
        World.Write("alice", "@brand.test", _desk.Time.GetUtcNow() - TimeSpan.FromHours(1));

        Assert.Single(await _desk.Listen());
    }

    [Fact]
    public async Task A_page_the_desk_could_not_keep_is_handed_out_again()
    {
        World.Write("alice", "@brand.test");
        var source = _desk.Notifications;

        Assert.Single((await source.Fetch(null, CancellationToken.None)).Posts);
        var again = await source.Fetch(null, CancellationToken.None);
        Assert.Single(again.Posts);
        Assert.Empty((await source.Fetch(again.Cursor, CancellationToken.None)).Posts);
    }

    [Fact]
    public async Task An_unreadable_post_is_left_out_and_the_page_goes_on()
    {
        World.Write("alice", "@brand.test before");
        World.WriteRaw("mallory", $$"""{"text":42,"facets":[{"features":[{"did":"{{FakeBluesky.Did("brand")}}"}]}]}""");
        World.WriteRaw("mallory", $$"""{"text":"half \ud800 and \u0000","\udc00":{"a":[]},"facets":[{"features":[{"did":"{{FakeBluesky.Did("brand")}}"}]}]}""");
        World.Write("bob", "@brand.test after");

        var heard = await _desk.Listen();

        Assert.Equal(3, heard.Count);
        Assert.Contains(heard, post => post.Text == "half \uFFFD and \uFFFD");
    }

    [Fact]
    public async Task Without_the_full_view_the_notification_itself_is_taken()
    {
        World.Write("alice", "@brand.test");
        World.Fail("app.bsky.feed.getPosts", BlueskyFault.Fault500);
        World.Fail("app.bsky.actor.getProfiles", BlueskyFault.TimeoutAfterDoing);

        Assert.Null(Assert.Single(await _desk.Listen()).Author.Followers);
    }

    [Fact]
    public async Task A_429_says_when_to_come_again_and_nothing_is_asked_before()
    {
        World.Fail("app.bsky.notification.listNotifications", BlueskyFault.TooMany);

        Assert.Equal(TimeSpan.FromSeconds(90), (await Assert.ThrowsAsync<SourceException>(() => _desk.Listen())).RetryAfter);
        _desk.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(TimeSpan.FromSeconds(60), (await Assert.ThrowsAsync<SourceException>(() => _desk.Listen())).RetryAfter);
        Assert.Equal(1, World.Count("app.bsky.notification.listNotifications"));

        _desk.Time.Advance(TimeSpan.FromSeconds(61));
        Assert.Empty(await _desk.Listen());
    }

    [Theory]
    [InlineData(BlueskyFault.Fault500)]
    [InlineData(BlueskyFault.Unreachable)]
    [InlineData(BlueskyFault.TimeoutAfterDoing)]
    [InlineData(BlueskyFault.NotJson)]
    public async Task A_network_that_cannot_be_heard_is_a_source_exception_and_nothing_is_lost(BlueskyFault fault)
    {
        World.Write("alice", "@brand.test");
        World.Fail("app.bsky.notification.listNotifications", fault);

        await Assert.ThrowsAsync<SourceException>(() => _desk.Listen());
        Assert.Single(await _desk.Listen());
    }

    [Fact]
    public async Task A_post_nobody_may_answer_says_so()
    {
        var post = World.Write("alice", "@brand.test");
        World.Change(post, standing => standing with { ReplyDisabled = true });

        var can = Assert.Single(await _desk.Listen()).Can.PublicReply;

        Assert.False(can.Allowed);
        Assert.NotNull(can.Reason);
    }

    [Fact]
    public async Task A_cursor_that_is_not_ours_is_first_contact()
    {
        World.Write("alice", "@brand.test");

        Assert.Single((await _desk.Notifications.Fetch("no json", CancellationToken.None)).Posts);
    }

    private void Mention(int number, DateTimeOffset? claims) => World.Write($"c{number}", "@brand.test help", claims);
}
