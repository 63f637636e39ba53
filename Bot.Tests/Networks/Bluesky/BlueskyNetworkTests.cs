using SocialCareBot.Cases;
using SocialCareBot.Ports;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Networks.Bluesky;

public sealed class Answering_on_bluesky
{
    private const string PutRecord = "com.atproto.repo.putRecord";
    private static readonly ReplyId Id = new(Guid.Parse("01975a3e-0000-7000-8000-00000000002a"));
    private readonly FakeBlueskyDesk _desk = new();

    private FakeBluesky World => _desk.World;

    [Fact]
    public async Task A_reply_stands_under_its_key_with_root_parent_language_and_its_own_time()
    {
        var root = World.Write("alice", "@brand.test broken");
        var parent = World.Write("alice", "@brand.test hello", answers: root);
        var reply = Outgoing(await _desk.Hear(parent), "Sorry, we are on it.");

        var sent = Assert.IsType<SendOutcome.Sent>(await Send(reply));

        var record = Assert.Single(World.PostsOf("brand")).Parsed;
        Assert.Equal($"at://did:plc:brand/app.bsky.feed.post/{reply.Key}", sent.NativeId);
        Assert.Equal($"https://bsky.app/profile/did:plc:brand/post/{reply.Key}", sent.Url);
        Assert.Equal((root.Uri, parent.Uri), ((string?)record["reply"]!["root"]!["uri"], (string?)record["reply"]!["parent"]!["uri"]));
        Assert.Equal(("Sorry, we are on it.", "en", "2026-11-23T09:00:00.000Z"), ((string?)record["text"], (string?)record["langs"]![0], (string?)record["createdAt"]));
    }

    [Theory]
    [InlineData(BlueskyFault.TimeoutAfterDoing)]
    [InlineData(BlueskyFault.ResetAfterDoing)]
    public async Task A_reply_whose_answer_was_lost_is_unclear_and_sent_again_it_exists_once(BlueskyFault fault)
    {
        var reply = Outgoing(await Mention(), "Sorry @bob.test, see https://gridco.test");
        World.Fail(PutRecord, fault);

        Assert.IsType<SendOutcome.Unclear>(await Send(reply));
        _desk.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.IsType<SendOutcome.Sent>(await Send(reply));

        Assert.Single(World.PostsOf("brand"));
    }

    [Fact]
    public async Task What_already_stands_under_the_key_with_the_same_words_is_sent()
    {
        var reply = Outgoing(await Mention(), "Sorry");
        await Send(reply);

        Assert.IsType<SendOutcome.Sent>(await Send(reply with { CreatedAt = reply.CreatedAt.AddSeconds(1) }));
        Assert.Single(World.PostsOf("brand"));
    }

    [Fact]
    public async Task What_already_stands_under_the_key_with_other_words_is_refused()
    {
        var reply = Outgoing(await Mention(), "Sorry");
        await Send(reply);

        Assert.IsType<SendOutcome.Refused>(await Send(reply with { Text = "Something else" }));
        Assert.Equal("Sorry", (string?)Assert.Single(World.PostsOf("brand")).Parsed["text"]);
    }

    [Fact]
    public async Task Outcomes_say_whether_it_may_be_public()
    {
        var reply = Outgoing(await Mention(), "Sorry");
        World.Fail(PutRecord, BlueskyFault.Unreachable, BlueskyFault.Fault500, BlueskyFault.NotJson, BlueskyFault.TooMany);

        Assert.IsType<SendOutcome.Retry>(await Send(reply));
        Assert.IsType<SendOutcome.Unclear>(await Send(reply));
        Assert.IsType<SendOutcome.Unclear>(await Send(reply));
        Assert.Equal(TimeSpan.FromSeconds(90), Assert.IsType<SendOutcome.Retry>(await Send(reply)).After);
        Assert.Empty(World.PostsOf("brand"));
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_refused_with_the_networks_words()
    {
        var refused = Assert.IsType<SendOutcome.Refused>(await Send(Outgoing(await Mention(), new string('x', 3001))));

        Assert.Contains("3000 bytes", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_token_is_renewed_on_the_way()
    {
        var reply = Outgoing(await Mention(), "Sorry");
        World.Expire();

        Assert.IsType<SendOutcome.Sent>(await Send(reply));
    }

    [Fact]
    public async Task A_dead_credential_is_told_and_nothing_is_sent()
    {
        var reply = Outgoing(await Mention(), "Sorry");
        _desk.Time.Advance(TimeSpan.FromMinutes(1));
        World.Expire();
        (World.RefreshDead, World.PasswordRevoked) = (true, true);

        Assert.IsType<SendOutcome.CredentialDead>(await Send(reply));
        Assert.IsType<FindOutcome.Failed>(await _desk.Network.Find(reply, CancellationToken.None));
    }

    [Fact]
    public async Task When_the_renewal_hangs_the_reply_was_surely_not_sent()
    {
        var reply = Outgoing(await Mention(), "Sorry");
        World.Expire();
        World.Fail("com.atproto.server.refreshSession", BlueskyFault.TimeoutAfterDoing);

        Assert.IsType<SendOutcome.Retry>(await Send(reply));
    }

    [Fact]
    public async Task A_private_reply_is_refused()
    {
        var reply = Outgoing(await Mention(), "Sorry") with { Audience = Audience.Private };

        Assert.IsType<SendOutcome.Refused>(await Send(reply));
        Assert.Empty(World.PostsOf("brand"));
    }

    [Fact]
    public async Task A_reply_is_found_by_its_key()
    {
        var reply = Outgoing(await Mention(), "Sorry");

        Assert.IsType<FindOutcome.NotThere>(await _desk.Network.Find(reply, CancellationToken.None));
        await Send(reply);
        Assert.Equal($"at://did:plc:brand/app.bsky.feed.post/{reply.Key}", Assert.IsType<FindOutcome.Found>(await _desk.Network.Find(reply, CancellationToken.None)).NativeId);
        World.Fail("com.atproto.repo.getRecord", BlueskyFault.Fault500);
        Assert.IsType<FindOutcome.Failed>(await _desk.Network.Find(reply, CancellationToken.None));
    }

    [Fact]
    public async Task A_third_person_is_mentioned_by_their_lasting_id_and_an_unknown_one_stays_text()
    {
        await Send(Outgoing(await Mention(), "@alice.test we asked @bob.test and @nobody.example"));

        var facets = Assert.Single(World.PostsOf("brand")).Parsed["facets"]!.AsArray();
        Assert.Equal(["did:plc:alice", "did:plc:bob"], facets.Select(facet => (string?)facet!["features"]![0]!["did"]));
    }

    private Task<SendOutcome> Send(OutgoingReply reply) => _desk.Network.Reply(reply, CancellationToken.None);

    private Task<Post> Mention() => _desk.Hear(World.Write("alice", "@brand.test my order broke"));

    private OutgoingReply Outgoing(Post parent, string text) => new()
    {
        Id = Id,
        Key = _desk.Network.KeyFor(Id, _desk.Time.GetUtcNow()),
        Text = text,
        Audience = Audience.Public,
        Parent = parent,
        CreatedAt = _desk.Time.GetUtcNow(),
    };
}
