using SocialCareBot.Ports;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Networks.Bluesky;

public sealed class Reading_posts_anew_on_bluesky
{
    private const string GetPosts = "app.bsky.feed.getPosts";
    private readonly FakeBlueskyDesk _desk = new();

    private FakeBluesky World => _desk.World;

    [Fact]
    public async Task A_post_that_stands_is_present_and_whole()
    {
        var post = World.Write("alice", "@brand.test");

        var present = Assert.IsType<PostState.Present>(await Read(post.Uri));

        Assert.Equal((post.Cid, post.Uri), (present.Version, present.Fresh!.NativeId));
    }

    [Fact]
    public async Task An_edited_post_has_another_version_and_the_new_words()
    {
        var post = World.Write("alice", "@brand.test one");
        World.Change(post, standing => standing with { Record = standing.Record.Replace("one", "two", StringComparison.Ordinal) });

        var present = Assert.IsType<PostState.Present>(await Read(post.Uri));

        Assert.NotEqual(post.Cid, present.Version);
        Assert.Equal("@brand.test two", present.Fresh!.Text);
    }

    [Fact]
    public async Task An_edit_that_claims_to_be_older_still_counts_as_the_newer_version()
    {
        var post = World.Write("alice", "@brand.test one");
        var before = await _desk.Hear(post);
        World.Change(post, standing => standing with { Record = standing.Record.Replace("one", "two", StringComparison.Ordinal), SortAt = standing.SortAt.AddDays(-1) });
        _desk.Time.Advance(TimeSpan.FromMinutes(1));

        var after = Assert.IsType<PostState.Present>(await Read(post.Uri)).Fresh!;

        Assert.True(after.PostedAt < before.PostedAt && after.VersionAt > before.VersionAt);
    }

    [Fact]
    public async Task A_deleted_post_is_absent()
    {
        var post = World.Write("alice", "@brand.test");
        World.Delete(post);

        Assert.IsType<PostState.Absent>(await Read(post.Uri));
    }

    [Fact]
    public async Task Whoever_is_missing_from_a_batch_is_asked_alone()
    {
        var posts = Enumerable.Range(0, 30).Select(i => World.Write($"c{i}", "@brand.test")).ToList();
        World.Delete(posts[3]);

        var states = await _desk.Network.Read([.. posts.Select(post => post.Uri)], CancellationToken.None);

        Assert.Equal(30, states.Count);
        Assert.Equal(posts[3].Uri, Assert.Single(states, state => state.Value is PostState.Absent).Key);
        Assert.Equal(3, World.Count(GetPosts));
    }

    [Theory]
    [InlineData(BlueskyFault.Fault500)]
    [InlineData(BlueskyFault.TimeoutAfterDoing)]
    [InlineData(BlueskyFault.TooMany)]
    [InlineData(BlueskyFault.Unreachable)]
    public async Task A_failed_look_is_never_a_deletion(BlueskyFault fault)
    {
        var (one, other) = (World.Write("alice", "@brand.test"), World.Write("bob", "@brand.test"));
        World.Delete(one);
        World.Fail(GetPosts, fault);

        var states = await _desk.Network.Read([one.Uri, other.Uri], CancellationToken.None);

        Assert.All(states.Values, state => Assert.IsType<PostState.Failed>(state));
    }

    [Fact]
    public async Task One_bad_address_does_not_spoil_the_others()
    {
        var post = World.Write("alice", "@brand.test");

        var states = await _desk.Network.Read(["nonsense", post.Uri], CancellationToken.None);

        Assert.IsType<PostState.Failed>(states["nonsense"]);
        Assert.IsType<PostState.Present>(states[post.Uri]);
    }

    [Theory]
    [InlineData("alice", "brand")]
    [InlineData("brand", "alice")]
    public async Task A_block_is_closed_and_not_a_deletion(string by, string of)
    {
        var post = World.Write("alice", "@brand.test");
        World.Block(by, of);

        Assert.IsType<PostState.Closed>(await Read(post.Uri));
    }

    [Fact]
    public async Task A_thread_that_takes_no_replies_of_ours_is_closed()
    {
        var post = World.Write("alice", "@brand.test");
        World.Change(post, standing => standing with { ReplyDisabled = true });

        Assert.IsType<PostState.Closed>(await Read(post.Uri));
    }

    private async Task<PostState> Read(string uri) => (await _desk.Network.Read([uri], CancellationToken.None))[uri];
}
