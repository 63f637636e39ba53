using System.Net;
using System.Text.Json;
using SocialCareBot.Cases;
using SocialCareBot.Egress;
using SocialCareBot.Paging;
using SocialCareBot.Ports;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Paging;

/// <summary>The signed call to a gateway for text messages and phones.</summary>
public sealed class Calling_a_gateway
{
    private static readonly WebhookSignature Signature = new([$"whsec_{Convert.ToBase64String(new byte[32])}"]);
    private readonly Gateway _gateway = new();

    [Fact]
    public async Task The_call_is_signed_and_a_repeat_bears_the_same_id()
    {
        Assert.Equal(new PageOutcome.Sent(), await Page());
        await Page();
        var (headers, body) = _gateway.Seen[0];
        Assert.Null(Signature.Refuse(headers["webhook-id"], headers["webhook-timestamp"], headers["webhook-signature"], body, A.Monday9));
        Assert.Equal("page-1", _gateway.Seen[1].Headers["webhook-id"]);
        var call = JsonDocument.Parse(body).RootElement;
        Assert.Equal(
            ("page.created", "page-1", "+4930123", "Acknowledge by 02:14.", "C-1", "P1", 2),
            (Text(call, "type"), Text(call, "id"), Text(call, "to"), Text(call, "text"), Text(call, "case"), Text(call, "priority"), call.GetProperty("round").GetInt32()));
        Assert.False(call.TryGetProperty("words", out _));
    }

    [Theory]
    [InlineData(HttpStatusCode.Accepted, "Sent")]
    [InlineData(HttpStatusCode.TooManyRequests, "Retry")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "Retry")]
    [InlineData(HttpStatusCode.InternalServerError, "Unclear")]
    [InlineData(HttpStatusCode.Unauthorized, "Refused")]
    [InlineData(HttpStatusCode.Conflict, "Refused")]
    public async Task Every_answer_has_its_meaning(HttpStatusCode answer, string outcome)
    {
        _gateway.Answer = answer;
        Assert.Equal(outcome, (await Page()).GetType().Name);
    }

    [Fact]
    public async Task No_connection_is_surely_not_sent_and_a_broken_one_is_unclear()
    {
        _gateway.Fault = new HttpRequestException(HttpRequestError.ConnectionError);
        Assert.IsType<PageOutcome.Retry>(await Page());
        _gateway.Fault = new HttpRequestException(HttpRequestError.ResponseEnded);
        Assert.IsType<PageOutcome.Unclear>(await Page());
        _gateway.Fault = new TaskCanceledException();
        Assert.IsType<PageOutcome.Unclear>(await Page());
        _gateway.Fault = new EgressRefusedException("sms.example is at 10.0.0.1, which is not on the public internet.");
        Assert.Contains("not on the public internet", Assert.IsType<PageOutcome.Refused>(await Page()).Reason, StringComparison.Ordinal);
    }

    private Task<PageOutcome> Page() => new WebhookPager(new PageGateway("sms", new Uri("https://sms.example/page"), Signature), new HttpClient(_gateway), new FakeTime(A.Monday9)).Page(
        new PageCall
        {
            Id = "page-1",
            To = "+4930123",
            Name = "Ana Brandt",
            Subject = "Acknowledge by 02:14.",
            Text = "the customer's words",
            Case = "C-1",
            Priority = Priority.P1,
            Round = 2,
            CreatedAt = A.Monday9,
        },
        CancellationToken.None);

    private static string? Text(JsonElement call, string name) => call.GetProperty(name).GetString();

    private sealed class Gateway : HttpMessageHandler
    {
        public List<(Dictionary<string, string> Headers, byte[] Body)> Seen { get; } = [];
        public HttpStatusCode Answer { get; set; } = HttpStatusCode.OK;
        public Exception? Fault { get; set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
        {
            if (Fault is { } fault)
                throw fault;
            Seen.Add((request.Headers.ToDictionary(header => header.Key, header => header.Value.Single(), StringComparer.Ordinal), await request.Content!.ReadAsByteArrayAsync(ct)));
            return new HttpResponseMessage(Answer);
        }
    }
}
