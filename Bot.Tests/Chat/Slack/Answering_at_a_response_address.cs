using System.Net;
using SocialCareBot.Chat.Slack;

namespace SocialCareBot.Tests.Chat.Slack;

public sealed class Answering_at_a_response_address
{
    [Theory]
    [InlineData("https://hooks.slack.com/actions/T1/1/x", true)]
    [InlineData("https://hooks.slack-gov.com/actions/T1/1/x", true)]
    [InlineData("http://hooks.slack.com/actions/T1/1/x", false)]
    [InlineData("https://hooks.slack.com:8443/actions", false)]
    [InlineData("https://user@hooks.slack.com/actions", false)]
    [InlineData("https://hooks.slack.com@evil.example/actions", false)]
    [InlineData("https://hooks.slack.com.evil.example/actions", false)]
    [InlineData("https://hooks.slack.com./actions", false)]
    [InlineData("https://evil.example/hooks.slack.com", false)]
    [InlineData("https://evil.example\\@hooks.slack.com/", false)]
    [InlineData("https://127.0.0.1/", false)]
    [InlineData("http://localhost:5080/", false)]
    [InlineData("http://169.254.169.254/latest/meta-data/", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("/actions", false)]
    [InlineData("", false)]
    public async Task Only_Slacks_own_hosts_are_answered(string address, bool answered)
    {
        var wire = new Wire();
        using var http = new HttpClient(wire);

        var result = await new SlackResponder(http, new SlackSettings { SigningSecret = "s" }).Respond(address, [], CancellationToken.None);

        Assert.Equal((answered, answered ? 1 : 0), (result.Fault is null, wire.Calls));
    }

    private sealed class Wire : HttpMessageHandler
    {
        public int Calls { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Calls++;
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK));
        }
    }
}
