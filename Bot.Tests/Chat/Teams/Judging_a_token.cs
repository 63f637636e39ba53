using System.Security.Cryptography;
using SocialCareBot.Chat.Teams;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Chat.Teams;

/// <summary>The matrix the official JavaScript validator is asked too; this one refuses two more: a key without endorsements and a token without an end.</summary>
public sealed class Judging_a_token : IDisposable
{
    private readonly Wire _wire = new();

    public void Dispose() => _wire.Dispose();

    [Fact]
    public Task A_good_token_is_taken() => Is(200, _wire.Good);

    [Fact]
    public Task RS512_is_taken() => Is(200, _wire.Good with { Algorithm = "RS512" });

    [Fact]
    public Task RS384_is_taken() => Is(200, _wire.Good with { Algorithm = "RS384" });

    [Fact]
    public Task A_token_that_ended_two_minutes_ago_is_taken() => Is(200, _wire.Good with { Expires = _wire.Clock.Now.AddMinutes(-2) });

    [Fact]
    public Task A_token_for_another_bot_is_refused() => Is(401, _wire.Good with { Audience = "11111111-2222-4333-8444-555555555555" });

    [Fact]
    public Task A_token_of_another_issuer_is_refused() => Is(401, _wire.Good with { Issuer = "https://sts.windows.net/7f1c2d3e-4b5a-4697-8877-66554433aa01/" });

    [Fact]
    public Task A_token_that_ended_ten_minutes_ago_is_refused() => Is(401, _wire.Good with { Expires = _wire.Clock.Now.AddMinutes(-10) });

    [Fact]
    public Task A_token_for_another_service_is_refused() => Is(401, _wire.Good with { ServiceUrl = "https://smba.trafficmanager.net/amer/" });

    [Fact]
    public Task The_service_is_compared_letter_by_letter() => Is(401, _wire.Good with { ServiceUrl = Wire.Service.ToUpperInvariant() });

    [Fact]
    public Task A_slash_more_or_less_makes_another_service() => Is(401, _wire.Good with { ServiceUrl = Wire.Service.TrimEnd('/') });

    [Fact]
    public Task A_token_without_a_service_is_refused() => Is(401, _wire.Good with { ServiceUrl = null });

    [Fact]
    public async Task The_right_key_id_on_another_key_is_refused()
    {
        using var other = RSA.Create(2048);
        await Is(401, _wire.Good with { SignedWith = other });
    }

    [Fact]
    public Task A_key_endorsed_for_another_channel_is_refused()
    {
        _wire.Issuer.AddKey(["webchat"]);
        return Is(401, _wire.Good);
    }

    [Fact]
    public Task A_key_without_endorsements_is_refused()
    {
        _wire.Issuer.AddKey([]);
        return Is(401, _wire.Good);
    }

    [Fact]
    public Task HS256_is_refused() => Is(401, _wire.Good with { Algorithm = "HS256", Secret = new byte[32] });

    [Fact]
    public Task HS256_with_the_public_key_as_its_secret_is_refused() => Is(401, _wire.Good with { Algorithm = "HS256", Secret = _wire.Issuer.PublicPem() });

    [Fact]
    public Task A_token_that_nobody_signed_is_refused() => Is(401, _wire.Good with { Algorithm = "none" });

    [Fact]
    public Task PS256_is_refused() => Is(401, _wire.Good with { Algorithm = "PS256" });

    [Fact]
    public Task An_unknown_key_is_refused() => Is(401, _wire.Good with { Kid = "nobody-knows" });

    [Fact]
    public Task No_key_id_is_refused() => Is(401, _wire.Good with { Kid = null });

    [Fact]
    public Task A_token_of_the_next_hour_is_refused() => Is(401, _wire.Good with { NotBefore = _wire.Clock.Now.AddHours(1), Expires = _wire.Clock.Now.AddHours(2) });

    [Fact]
    public Task A_token_without_an_end_is_refused() => Is(401, _wire.Good with { Expires = null });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer garbage")]
    [InlineData("Bearer a.b.c")]
    [InlineData("Bearer ..")]
    [InlineData("Bearer eyJhbGciOiJSUzI1NiJ9.e30.")]
    [InlineData("Bearer bnVsbA.bnVsbA.bnVsbA")]
    [InlineData("Bearer W10.W10.W10")]
    [InlineData("Bearer a.b.c.d.e")]
    [InlineData("Basic dXNlcjpwYXNz")]
    public async Task No_token_and_garbage_are_refused(string? authorization) =>
        Assert.Equal(401, (await _wire.Open(authorization, Wire.Message().ToJsonString())).Status);

    [Fact]
    public async Task The_scheme_is_exactly_Bearer() =>
        Assert.Equal(401, (await _wire.Open($"bearer {_wire.Issuer.Token(_wire.Good)}", Wire.Message().ToJsonString())).Status);

    [Fact]
    public async Task A_token_as_long_as_a_book_is_refused() =>
        Assert.Equal(401, (await _wire.Open($"Bearer {new string('a', 100_000)}", Wire.Message().ToJsonString())).Status);

    [Fact]
    public async Task Without_an_application_id_everything_is_refused()
    {
        using var unconfigured = new Wire(new TeamsSettings());
        Assert.Equal(401, (await unconfigured.Open(unconfigured.Good)).Status);
    }

    private async Task Is(int status, FakeToken token)
    {
        var result = await _wire.Open(token);
        Assert.True(status == result.Status, $"{result.Status}: {result.Reason}");
    }
}
