using System.Net;

namespace SocialCareBot.Tests.World;

/// <summary>Events come again as Slack brings them again.</summary>
public sealed class The_fake_Slack_delivers : IAsyncLifetime
{
    private readonly FakeTime _time = new(TheBot.Monday9);
    private readonly Door _door = new();
    private FakeSlack _slack = null!;

    public async Task InitializeAsync()
    {
        _slack = await FakeSlack.Start(_time);
        _slack.Connect(new HttpClient(_door), new Uri("http://bot.test"));
    }

    public async Task DisposeAsync() => await _slack.DisposeAsync();

    [Fact]
    public async Task An_event_nobody_takes_comes_again_at_once_after_a_minute_and_after_five_and_then_no_more()
    {
        _door.Status = HttpStatusCode.InternalServerError;
        await _slack.OpenHome(_slack.AddPerson("Ana"));
        Assert.Equal(["", "1 http_error"], _door.Heard);
        Assert.Equal(0, await _slack.DeliverDue());
        foreach (var (minutes, heard) in new[] { (1, "2 http_error"), (5, "3 http_error") })
        {
            _time.Advance(TimeSpan.FromMinutes(minutes));
            Assert.Equal(1, await _slack.DeliverDue());
            Assert.Equal(heard, _door.Heard[^1]);
        }
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, await _slack.DeliverDue());
        Assert.Single(_door.Bodies.Distinct());
    }

    [Fact]
    public async Task An_event_may_come_twice_or_late()
    {
        var ana = _slack.AddPerson("Ana");
        _slack.NextDelivery(FakeSlackDelivery.Twice);
        await _slack.OpenHome(ana);
        Assert.Equal(["", "1 http_timeout"], _door.Heard);
        Assert.Single(_door.Bodies.Distinct());
        _slack.NextDelivery(FakeSlackDelivery.Late);
        await _slack.OpenHome(ana);
        Assert.Equal(2, _door.Heard.Count);
        Assert.Equal(1, await _slack.DeliverDue());
        Assert.Equal(3, _door.Heard.Count);
    }

    private sealed class Door : HttpMessageHandler
    {
        public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;
        public List<string> Heard { get; } = [];
        public List<string> Bodies { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Heard.Add(request.Headers.TryGetValues("X-Slack-Retry-Num", out var number) ? $"{number.First()} {request.Headers.GetValues("X-Slack-Retry-Reason").First()}" : "");
            Bodies.Add(await request.Content!.ReadAsStringAsync(cancellationToken));
            return new HttpResponseMessage(Status);
        }
    }
}
