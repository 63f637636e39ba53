using SocialCareBot.Networks.Bluesky;
using SocialCareBot.Ports;
using SocialCareBot.Store;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Networks.Bluesky;

public sealed class A_bluesky_session
{
    private const string Create = "com.atproto.server.createSession";
    private const string Refresh = "com.atproto.server.refreshSession";

    private readonly FakeBlueskyDesk _desk = new();

    private FakeBluesky World => _desk.World;

    [Fact]
    public async Task Outlives_a_restart()
    {
        await _desk.Listen();
        _desk.Restart();
        await _desk.Listen();

        Assert.Equal(1, World.Count(Create));
    }

    [Fact]
    public async Task Is_kept_in_the_store_under_its_account()
    {
        var file = Path.Combine(Path.GetTempPath(), $"care-{Path.GetRandomFileName()}.db");
        var database = Database.Sqlite(file);
        Migrator.Run(database);
        using var writer = new SqliteWriter(database, _desk.Time);
        var keep = new Keep(database, writer);
        var shelf = SessionShelf.In(keep, "gridco-bluesky");

        await shelf.Write("{}", CancellationToken.None);

        Assert.Equal("{}", await shelf.Read(CancellationToken.None));
        Assert.Equal(["session"], keep.All("bluesky/gridco-bluesky").Keys);
        File.Delete(file);
    }

    [Fact]
    public async Task Is_made_anew_for_another_name_or_service()
    {
        await _desk.Listen();
        _desk.SessionKept = _desk.SessionKept!.Replace("brand.test", "other.test", StringComparison.Ordinal);
        _desk.Restart();
        await _desk.Listen();

        Assert.Equal(2, World.Count(Create));
    }

    [Fact]
    public async Task Is_renewed_once_however_many_find_it_expired()
    {
        await _desk.Listen();
        World.Expire();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _desk.Network.Read(["at://did:plc:alice/app.bsky.feed.post/3k1"], CancellationToken.None)));

        Assert.Equal((1, 1), (World.Count(Refresh), World.Count(Create)));
        Assert.Contains("access-2", _desk.SessionKept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Survives_a_lost_answer_to_its_renewal()
    {
        await _desk.Listen();
        World.Expire();
        World.Fail(Refresh, BlueskyFault.ResetAfterDoing);

        await Assert.ThrowsAsync<SourceException>(() => _desk.Listen());
        await _desk.Listen();

        Assert.Equal((2, 1), (World.Count(Refresh), World.Count(Create)));
    }

    [Fact]
    public async Task Signs_in_again_when_the_refresh_token_is_dead()
    {
        await _desk.Listen();
        _desk.Time.Advance(TimeSpan.FromMinutes(1));
        World.Expire();
        World.RefreshDead = true;

        await _desk.Listen();

        Assert.Equal(2, World.Count(Create));
    }

    [Fact]
    public async Task With_a_refused_password_is_not_tried_again_before_its_pause_is_over()
    {
        World.PasswordRevoked = true;

        var refused = await Assert.ThrowsAsync<SourceException>(() => _desk.Listen());
        for (var i = 0; i < 20; i++)
            await Assert.ThrowsAsync<SourceException>(() => _desk.Listen());
        Assert.Contains("app password", refused.Message, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromMinutes(1), refused.RetryAfter);
        Assert.Equal(1, World.Count(Create));

        for (var hours = 0; hours < 24 * 60; hours++)
        {
            _desk.Time.Advance(TimeSpan.FromMinutes(1));
            await Assert.ThrowsAsync<SourceException>(() => _desk.Listen());
        }
        Assert.InRange(World.Count(Create), 2, 60);
    }

    [Fact]
    public async Task Heals_when_the_password_works_again()
    {
        World.PasswordRevoked = true;
        await Assert.ThrowsAsync<SourceException>(() => _desk.Listen());
        World.PasswordRevoked = false;
        _desk.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Empty(await _desk.Listen());
    }

    [Fact]
    public void Never_prints_its_secrets()
    {
        Assert.DoesNotContain(FakeBluesky.Password, _desk.Settings.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", new SessionTokens("s", "i", "did:plc:brand", "h", "secret", "secret").ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://bsky.social", false)]
    [InlineData("https://bsky.social", true)]
    [InlineData("http://localhost:2583", true)]
    public void Goes_over_https_except_on_this_machine(string service, bool fine) =>
        Assert.Equal(fine, !(_desk.Settings with { Service = new Uri(service) }).Problems().Any());
}
