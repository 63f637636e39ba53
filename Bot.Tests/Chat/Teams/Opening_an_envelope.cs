using System.Text;
using SocialCareBot.Chat.Teams;

namespace SocialCareBot.Tests.Chat.Teams;

/// <summary>What is let in at /api/messages, and with which status the rest is turned away.</summary>
public sealed class Opening_an_envelope : IDisposable
{
    private const string Foreign = "99999999-8888-4777-8666-555555555555";
    private readonly Wire _wire = new();

    public void Dispose() => _wire.Dispose();

    [Fact]
    public async Task An_activity_of_ours_comes_with_its_tenant()
    {
        var result = await _wire.Open(_wire.Good);
        Assert.Equal("hello", result.Envelope!.Activity.Text);
        Assert.Equal(Wire.Tenant, result.Envelope.Tenant);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("PUT")]
    public async Task Only_POST_is_answered(string method) => Assert.Equal(405, (await _wire.Open(null, [], method)).Status);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"type":""}""")]
    [InlineData("""{"type":"  "}""")]
    [InlineData("""{"type":7}""")]
    public async Task What_is_no_activity_is_a_bad_request(string body) => Assert.Equal(400, (await Signed(Encoding.UTF8.GetBytes(body))).Status);

    [Fact]
    public async Task Broken_UTF8_is_a_bad_request() =>
        Assert.Equal(400, (await Signed([.. """{"type":"message","text":" """u8, 0xC3, 0x28, .. "\"}"u8])).Status);

    [Fact]
    public async Task JSON_ten_thousand_levels_deep_is_a_bad_request() =>
        Assert.Equal(400, (await Signed(Encoding.UTF8.GetBytes($$"""{"type":"message","value":{{new string('[', 10_000)}}{{new string(']', 10_000)}}}"""))).Status);

    [Fact]
    public async Task Half_letters_and_NUL_are_repaired_and_a_byte_order_mark_is_skipped()
    {
        var body = Wire.Message();
        var json = "\uFEFF" + body.ToJsonString().Replace("\"hello\"", """ "a\ud800b\u0000c\udc00d\ud83d\ude00\\ud800" """, StringComparison.Ordinal);
        Assert.Equal("a\uFFFDb\uFFFDc\uFFFDd\U0001F600\\ud800", (await Signed(Encoding.UTF8.GetBytes(json))).Envelope!.Activity.Text);
    }

    [Fact]
    public async Task Too_much_is_refused_and_as_much_as_allowed_is_not()
    {
        var body = Wire.Message();
        body["text"] = new string('x', EnvelopeCheck.LongestBody - 600);
        Assert.Equal(200, (await _wire.Open(_wire.Good, body)).Status);
        body["text"] = new string('x', EnvelopeCheck.LongestBody);
        Assert.Equal(413, (await _wire.Open(_wire.Good, body)).Status);
    }

    [Fact]
    public async Task A_bad_token_is_refused_before_the_body_is_read()
    {
        var request = new Microsoft.AspNetCore.Http.DefaultHttpContext().Request;
        request.Method = "POST";
        request.Headers.Authorization = "Bearer garbage";
        request.Body = new Unreadable();
        Assert.Equal(401, (await _wire.Check.Open(request, CancellationToken.None)).Status);
    }

    [Fact]
    public async Task A_foreign_tenant_is_refused_wherever_it_is_named()
    {
        var body = Wire.Message();
        body["channelData"]!["tenant"]!["id"] = Foreign;
        Assert.Equal(403, (await _wire.Open(_wire.Good, body)).Status);
        body = Wire.Message();
        body["conversation"]!["tenantId"] = Foreign;
        Assert.Equal(403, (await _wire.Open(_wire.Good, body)).Status);
    }

    [Fact]
    public async Task No_tenant_at_all_is_refused()
    {
        var body = Wire.Message();
        body.Remove("channelData");
        body["conversation"]!.AsObject().Remove("tenantId");
        Assert.Equal(403, (await _wire.Open(_wire.Good, body)).Status);
    }

    [Fact]
    public async Task A_tenant_named_once_is_enough()
    {
        var body = Wire.Message();
        body.Remove("channelData");
        Assert.Equal(200, (await _wire.Open(_wire.Good, body)).Status);
    }

    [Fact]
    public async Task Another_channel_than_Teams_is_refused_even_with_an_endorsed_key()
    {
        _wire.Issuer.AddKey(["webchat", "msteams"]);
        var body = Wire.Message();
        body["channelId"] = "webchat";
        Assert.Equal(403, (await _wire.Open(_wire.Good, body)).Status);
    }

    [Fact]
    public async Task A_service_that_is_not_listed_is_refused_even_with_a_good_token()
    {
        const string Elsewhere = "https://evil.example/emea/";
        var body = Wire.Message();
        body["serviceUrl"] = Elsewhere;
        Assert.Equal(403, (await _wire.Open(_wire.Good with { ServiceUrl = Elsewhere }, body)).Status);
    }

    [Fact]
    public async Task Without_token_checks_only_loopback_is_spoken_to()
    {
        using var open = new Wire(new TeamsSettings { Development = true, DangerouslyAllowUnauthenticatedRequests = true });
        var body = Wire.Message();
        Assert.Equal(403, (await open.Open(null, body.ToJsonString())).Status);
        body["serviceUrl"] = "http://127.0.0.1:56150/_connector";
        Assert.Equal(200, (await open.Open(null, body.ToJsonString())).Status);
    }

    private Task<EnvelopeResult> Signed(byte[] body) => _wire.Open($"Bearer {_wire.Issuer.Token(_wire.Good)}", body);

    private sealed class Unreadable : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException("The body was read.");
    }
}
