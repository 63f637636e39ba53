using System.Net;
using Microsoft.AspNetCore.Builder;
using SocialCareBot.Wiring;

namespace SocialCareBot.Tests.Web;

public sealed class The_doors(The_doors.Open open) : IClassFixture<The_doors.Open>
{
    /// <summary>One desk for all of these: they only knock.</summary>
    public sealed class Open : IAsyncLifetime
    {
        public DeskSite Site { get; private set; } = null!;

        public async Task InitializeAsync() =>
            Site = await DeskSite.Start(more: app => app.MapGet("/hook", () => "heard").WithMetadata(new PublicEndpoint()));

        public Task DisposeAsync() => Site.DisposeAsync().AsTask();
    }

    private readonly DeskSite _site = open.Site;

    [Theory]
    [InlineData("desk.example.com")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("10.0.0.5")]
    [InlineData("localhost.evil.example:80")]
    public async Task A_foreign_host_is_refused(string host)
    {
        using var answer = await Get(_site.Desk, "/", ("Host", host));
        Assert.Equal(HttpStatusCode.MisdirectedRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("[::1]:5080")]
    [InlineData("127.0.0.1:9999")]
    public async Task A_loopback_host_is_served_whatever_the_port(string host)
    {
        using var answer = await Get(_site.Desk, "/", ("Host", host));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("x-forwarded-host", "localhost")]
    [InlineData("Forwarded", "for=203.0.113.7")]
    [InlineData("X-Forwarded-Anything", "1")]
    public async Task What_a_proxy_passed_on_is_refused(string header, string value)
    {
        using var answer = await Get(_site.Desk, "/", (header, value));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData("Remote-User")]
    [InlineData("X-Remote-User")]
    [InlineData("X-Auth-Request-User")]
    [InlineData("X-Auth-Request-Email")]
    [InlineData("X-MS-CLIENT-PRINCIPAL-NAME")]
    [InlineData("Authorization")]
    public async Task A_header_that_names_a_person_is_not_believed(string header)
    {
        using var answer = await Get(_site.Desk, "/", (header, "Dana Meyer"));
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains("Ana Brandt", page);
        Assert.DoesNotContain("Dana Meyer", page);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/status")]
    [InlineData("/api/cases")]
    [InlineData("/live")]
    [InlineData("/health/ready")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/desk/desk.js")]
    public async Task The_public_door_knows_nothing_of_the_desk(string path)
    {
        using var answer = await Get(_site.Public, path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_endpoint_that_verifies_its_caller_is_served_on_the_public_door_under_any_name()
    {
        using var answer = await Get(_site.Public, "/hook", ("Host", "bot.example.com"), ("X-Forwarded-For", "203.0.113.7"));
        Assert.Equal("heard", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Health_is_told_under_any_name()
    {
        using var live = await Get(_site.Desk, "/health/live", ("Host", "10.0.0.5:8080"));
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        using var ready = await Get(_site.Desk, "/health/ready", ("Host", "10.0.0.5:8080"));
        Assert.Contains("\"name\":\"store write\",\"ok\":true", await ready.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/desk/desk.js")]
    [InlineData("/api/cases")]
    [InlineData("/nowhere")]
    public async Task Every_answer_carries_the_safe_headers(string path)
    {
        using var answer = await Get(_site.Desk, path);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(["same-origin"], answer.Headers.GetValues("Referrer-Policy"));
    }

    private async Task<HttpResponseMessage> Get(Uri door, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(door, path));
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await _site.Browser.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
