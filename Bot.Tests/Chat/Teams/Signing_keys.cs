using SocialCareBot.Chat.Teams;
using SocialCareBot.Tests.House;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Chat.Teams;

/// <summary>Keys that change, keys that nobody published, and an issuer that is down.</summary>
public sealed class Signing_keys : IDisposable
{
    private readonly Wire _wire = new();

    public void Dispose() => _wire.Dispose();

    [Fact]
    [Fault(10)]
    public async Task A_rotated_key_is_taken_on_the_very_first_request_that_uses_it()
    {
        await Is(200, _wire.Good);
        _wire.Clock.Now += SigningKeys.Pause;
        var old = _wire.Good;
        var before = _wire.Issuer.Token(old);
        _wire.Issuer.Rotate();
        await Is(200, _wire.Good);
        Assert.Equal(401, (await _wire.Open($"Bearer {before}", Wire.Message().ToJsonString())).Status);
        Assert.Equal(2, _wire.Issuer.Fetches);
    }

    [Fact]
    [Fault(10)]
    public async Task A_flood_of_invented_keys_makes_one_fetch_a_minute_and_the_rotated_key_still_gets_in()
    {
        await Is(200, _wire.Good);
        for (var second = 1; second <= 180; second++)
        {
            _wire.Clock.Now += TimeSpan.FromSeconds(1);
            await Is(401, _wire.Good with { Kid = $"invented-{second}" });
            if (second == 90)
                _wire.Issuer.Rotate();
        }
        Assert.Equal(4, _wire.Issuer.Fetches);
        await Is(200, _wire.Good);
    }

    [Fact]
    [Fault(10)]
    public async Task Many_at_once_share_one_fetch()
    {
        var good = _wire.Good;
        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => _wire.Open(good)));
        Assert.All(results, result => Assert.Equal(200, result.Status));
        Assert.Equal(1, _wire.Issuer.Fetches);
    }

    [Fact]
    [Fault(11)]
    public async Task While_the_issuer_is_down_the_known_keys_stay_good_and_unknown_ones_are_refused()
    {
        await Is(200, _wire.Good);
        var known = _wire.Issuer.CurrentKid;
        _wire.Issuer.Down = true;
        _wire.Clock.Now += TimeSpan.FromDays(2);
        await _wire.Keys.KeepFresh(CancellationToken.None);
        await Is(200, _wire.Good with { Kid = known });
        await Is(401, _wire.Good with { Kid = "new" });
        Assert.False(_wire.Keys.Healthy);
    }

    [Fact]
    [Fault(11)]
    public async Task Keys_that_are_too_old_are_no_longer_believed()
    {
        await Is(200, _wire.Good);
        _wire.Issuer.Down = true;
        _wire.Clock.Now += SigningKeys.TooOld;
        await Is(401, _wire.Good);
        _wire.Issuer.Down = false;
        _wire.Clock.Now += SigningKeys.PauseAfterFailure;
        await Is(200, _wire.Good);
        Assert.True(_wire.Keys.Healthy);
    }

    [Fact]
    [Fault(11)]
    public async Task An_issuer_that_is_down_at_the_start_is_asked_again_soon()
    {
        _wire.Issuer.Down = true;
        await Is(401, _wire.Good);
        _wire.Issuer.Down = false;
        await Is(401, _wire.Good);
        _wire.Clock.Now += SigningKeys.PauseAfterFailure;
        await Is(200, _wire.Good);
    }

    [Fact]
    public async Task Old_keys_are_fetched_anew_in_passing_and_young_ones_are_not()
    {
        await _wire.Keys.KeepFresh(CancellationToken.None);
        await _wire.Keys.KeepFresh(CancellationToken.None);
        Assert.Equal(1, _wire.Issuer.Fetches);
        _wire.Clock.Now += SigningKeys.Old;
        await _wire.Keys.KeepFresh(CancellationToken.None);
        Assert.Equal(2, _wire.Issuer.Fetches);
    }

    [Fact]
    public async Task The_watch_fetches_them_before_anybody_clicks_and_again_when_they_are_old()
    {
        var time = new FakeTime(_wire.Clock.Now);
        using var watch = new SigningKeyWatch(_wire.Keys, time);
        await watch.StartAsync(CancellationToken.None);
        await Patience.Until(() => _wire.Keys.Healthy);
        _wire.Clock.Now += SigningKeys.Old;
        time.Advance(TimeSpan.FromMinutes(5));
        await Patience.Until(() => _wire.Issuer.Fetches == 2);
        await watch.StopAsync(CancellationToken.None);
    }

    [Fact]
    [Fault(12)]
    public async Task A_clock_set_back_an_hour_does_not_keep_a_new_key_out()
    {
        await Is(200, _wire.Good);
        _wire.Clock.Now -= TimeSpan.FromHours(1);
        _wire.Issuer.Rotate();
        await Is(200, _wire.Good);
    }

    [Fact]
    public async Task A_token_is_judged_once_and_remembered_until_it_ends()
    {
        var good = _wire.Good;
        await Is(200, good);
        await Is(200, good);
        Assert.Equal(1, _wire.Tokens.Remembered);
        _wire.Clock.Now = good.Expires!.Value.AddMinutes(6);
        await Is(401, good);
        Assert.Equal(0, _wire.Tokens.Remembered);
    }

    [Fact]
    public async Task A_remembered_token_falls_with_its_key()
    {
        var good = _wire.Good;
        var text = _wire.Issuer.Token(good);
        await Is(200, good);
        _wire.Issuer.Rotate();
        _wire.Clock.Now += SigningKeys.Pause;
        await Is(200, _wire.Good);
        Assert.Equal(401, (await _wire.Open($"Bearer {text}", Wire.Message().ToJsonString())).Status);
    }

    [Fact]
    public async Task A_remembered_token_falls_when_another_key_takes_its_key_id()
    {
        var text = _wire.Issuer.Token(_wire.Good);
        await Is(200, _wire.Good);
        _wire.Issuer.Reforge();
        _wire.Clock.Now += SigningKeys.Old;
        await _wire.Keys.KeepFresh(CancellationToken.None);
        _wire.Clock.Now -= SigningKeys.Old;
        Assert.Equal(401, (await _wire.Open($"Bearer {text}", Wire.Message().ToJsonString())).Status);
    }

    [Fact]
    public async Task A_remembered_token_still_binds_to_its_service_and_channel()
    {
        var good = _wire.Good;
        await Is(200, good);
        var elsewhere = Wire.Message();
        elsewhere["serviceUrl"] = "https://smba.trafficmanager.net/amer/";
        Assert.Equal(401, (await _wire.Open(good, elsewhere)).Status);
        var otherChannel = Wire.Message();
        otherChannel["channelId"] = "webchat";
        Assert.Equal(401, (await _wire.Open(good, otherChannel)).Status);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"keys":[{"kty":"EC","kid":"a"},{"kty":"RSA","kid":"b","n":"###","e":"AQAB"},{"kty":"RSA","kid":"c","n":"AQAB","e":"AQAB"},7]}""")]
    public void Unusable_keys_are_skipped_and_a_document_without_a_list_is_none(string json)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(json);
        if (json.Length < 5)
            Assert.Throws<System.Text.Json.JsonException>(() => SigningKeySet.Parse(bytes, _wire.Clock.Now));
        else
            Assert.Empty(SigningKeySet.Parse(bytes, _wire.Clock.Now).Keys);
    }

    private async Task Is(int status, FakeToken token)
    {
        var result = await _wire.Open(token);
        Assert.True(status == result.Status, $"{result.Status}: {result.Reason}");
    }

    /// <summary>The watch runs beside the test; yields until it got there.</summary>
}
