using System.Net;
using System.Net.Http.Headers;
using SocialCareBot.Cases;
using SocialCareBot.Networks.SignedWebhook;
using SocialCareBot.Ports;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Networks.SignedWebhook;

public sealed class Answering_by_callback
{
    [Fact]
    public async Task The_callback_is_signed_and_carries_the_reply_key_as_its_id()
    {
        var (network, wire) = Network(HttpStatusCode.OK);
        var sent = Assert.IsType<SendOutcome.Sent>(await network.Reply(Outgoing, CancellationToken.None));
        Assert.Equal("reply-1", sent.NativeId);
        var (request, body) = Assert.Single(wire.Requests);
        Assert.Equal("https://shop.example/answers", request.RequestUri!.ToString());
        Assert.Null(WebhookHouse.Signature.Refuse(
            request.Headers.GetValues("webhook-id").Single(),
            request.Headers.GetValues("webhook-timestamp").Single(),
            request.Headers.GetValues("webhook-signature").Single(),
            body,
            TheBot.Monday9));
    }

    [Theory]
    [InlineData(HttpStatusCode.Gone, typeof(SendOutcome.Refused))]
    [InlineData(HttpStatusCode.TooManyRequests, typeof(SendOutcome.Retry))]
    [InlineData(HttpStatusCode.BadGateway, typeof(SendOutcome.Unclear))]
    [InlineData(HttpStatusCode.Unauthorized, typeof(SendOutcome.CredentialDead))]
    [InlineData(HttpStatusCode.Found, typeof(SendOutcome.Refused))]
    public async Task Each_answer_of_the_receiver_means_one_thing(HttpStatusCode status, Type outcome) =>
        Assert.IsType(outcome, await Network(status).Network.Reply(Outgoing, CancellationToken.None));

    [Fact]
    public async Task Patience_is_taken_from_the_receiver_in_both_forms()
    {
        var (network, wire) = Network(HttpStatusCode.ServiceUnavailable);
        wire.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(90));
        Assert.Equal(TimeSpan.FromSeconds(90), Assert.IsType<SendOutcome.Retry>(await network.Reply(Outgoing, CancellationToken.None)).After);
        wire.RetryAfter = new RetryConditionHeaderValue(TheBot.Monday9.AddMinutes(2));
        Assert.Equal(TimeSpan.FromMinutes(2), Assert.IsType<SendOutcome.Retry>(await network.Reply(Outgoing, CancellationToken.None)).After);
    }

    [Theory]
    [InlineData(HttpRequestError.ConnectionError, typeof(SendOutcome.Retry))]
    [InlineData(HttpRequestError.NameResolutionError, typeof(SendOutcome.Retry))]
    [InlineData(HttpRequestError.SecureConnectionError, typeof(SendOutcome.Retry))]
    [InlineData(HttpRequestError.ResponseEnded, typeof(SendOutcome.Unclear))]
    [InlineData(HttpRequestError.Unknown, typeof(SendOutcome.Unclear))]
    public async Task Only_a_connection_that_never_came_about_is_surely_not_sent(HttpRequestError error, Type outcome)
    {
        var (network, wire) = Network(HttpStatusCode.OK);
        wire.Breaks = new HttpRequestException(error);
        Assert.IsType(outcome, await network.Reply(Outgoing, CancellationToken.None));
    }

    [Fact]
    public async Task A_callback_that_takes_too_long_is_unclear()
    {
        var (network, wire) = Network(HttpStatusCode.OK);
        wire.Breaks = new TaskCanceledException();
        Assert.IsType<SendOutcome.Unclear>(await network.Reply(Outgoing, CancellationToken.None));
    }

    private static OutgoingReply Outgoing { get; } = new()
    {
        Id = new ReplyId(Guid.Empty),
        Key = "reply-1",
        Text = "We are on it. ^AB",
        Audience = Audience.Public,
        CreatedAt = TheBot.Monday9,
        Parent = new Post
        {
            Network = "webhook/shop",
            NetworkTitle = "Trustpilot",
            NativeId = "post-1",
            Version = "1",
            Account = "shop",
            Brand = "GridCo",
            Author = new Author { Id = "mira", Handle = "mira", Name = "Mira K" },
            Text = "The power is out",
            PostedAt = TheBot.Monday9,
            ReceivedAt = TheBot.Monday9,
            Can = new Capabilities
            {
                PublicReply = Capability.Yes,
                PrivateReply = Capability.Yes,
                DirectMessage = Capability.Yes,
                Like = Capability.Yes,
                Boost = Capability.Yes,
                Attachments = Capability.Yes,
            },
        },
    };

    private static (WebhookNetwork Network, Wire Wire) Network(HttpStatusCode status)
    {
        var wire = new Wire(status);
        var settings = new WebhookSettings { Account = "shop", Brand = "GridCo", Secrets = [WebhookHouse.Secret], Callback = new Uri("https://shop.example/answers") };
        return (new WebhookNetwork(new WebhookSource(settings, WebhookHouse.Signature), new HttpClient(wire), new FakeTime(TheBot.Monday9)), wire);
    }

    private sealed class Wire(HttpStatusCode status) : HttpMessageHandler
    {
        public List<(HttpRequestMessage Request, byte[] Body)> Requests { get; } = [];
        public RetryConditionHeaderValue? RetryAfter { get; set; }
        public Exception? Breaks { get; set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests.Add((request, await request.Content!.ReadAsByteArrayAsync(cancellationToken)));
            if (Breaks is { } broken)
                throw broken;
            return new HttpResponseMessage(status) { Headers = { RetryAfter = RetryAfter } };
        }
    }
}
