using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using SocialCareBot.Chat;
using SocialCareBot.Chat.Slack;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Chat.Slack;

public sealed class Listening_by_Socket_Mode : IAsyncLifetime
{
    private readonly Ear _ear = new();
    private readonly HttpClient _http = ChatHttp.Client();
    private SlackHouse _house = null!;
    private FakeSlackPerson _ana = null!;
    private FakeSlackChannel _channel = null!;
    private SocketMode _socket = null!;

    public async Task InitializeAsync()
    {
        _house = await SlackHouse.Start();
        (_ana, _channel, _house.Slack.SocketMode) = (_house.Slack.AddPerson("Ana"), _house.Slack.AddChannel("care"), true);
        _house.Slack.CountsRate = false;
        _socket = await Start(TimeSpan.FromSeconds(15));
    }

    private async Task<SocketMode> Start(TimeSpan patience)
    {
        var socket = new SocketMode(new SlackHttp(_http, _house.Settings), _house.Settings, _ear, _house.Store.Time, NullLogger<SocketMode>.Instance) { Patience = patience };
        await socket.StartAsync(CancellationToken.None);
        await Patience.Until(() => socket.Problem is null);
        return socket;
    }

    public async Task DisposeAsync()
    {
        await _socket.StopAsync(CancellationToken.None);
        _socket.Dispose();
        _http.Dispose();
        await _house.DisposeAsync();
    }

    [Fact]
    public async Task What_comes_by_the_socket_is_handled_and_answered_on_it()
    {
        _ear.Says = new JsonObject { ["text"] = "Nothing is waiting." };
        var answer = await _house.Slack.Command(_ana, _channel, "queue");
        Assert.False(answer.Warning);
        Assert.Contains("Nothing is waiting.", answer.Told, StringComparison.Ordinal);
        Assert.Equal(SlackRequestKind.Command, Assert.Single(_ear.Heard).Kind);
    }

    [Fact]
    public async Task A_socket_is_replaced_before_it_goes_when_Slack_asks()
    {
        await _house.Slack.DisconnectSockets("refresh_requested");
        await Patience.Until(() => _house.Slack.Sockets.Ever == 2 && _socket.Problem is null);
        Assert.False((await _house.Slack.Command(_ana, _channel, "queue")).Warning);
    }

    [Fact]
    public async Task A_socket_that_broke_is_opened_anew()
    {
        _house.Slack.CutSockets();
        await Patience.Until(() => _house.Slack.Sockets is { Open: 1, Ever: 2 });
        Assert.False((await _house.Slack.Command(_ana, _channel, "queue")).Warning);
    }

    [Fact]
    public async Task A_socket_whose_other_side_falls_silent_is_opened_anew()
    {
        await _socket.StopAsync(CancellationToken.None);
        _house.Slack.SilenceSockets(true);
        using var impatient = await Start(TimeSpan.FromMilliseconds(300));
        await Patience.Until(() => _house.Slack.Sockets.Ever >= 3);
        Assert.False(impatient.ExecuteTask!.IsCompleted);
        await impatient.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_refused_opening_is_tried_again_later()
    {
        _house.Slack.Next(FakeSlackCruelty.Refused("internal_error"));
        _house.Slack.CutSockets();
        await Patience.Until(() => _socket.Problem?.Contains("internal_error", StringComparison.Ordinal) == true);
        await Patience.Until(() =>
        {
            _house.Store.Time.Advance(TimeSpan.FromSeconds(1));
            return _house.Slack.Sockets.Open == 1;
        });
    }

    [Fact]
    public async Task Socket_Mode_that_was_turned_off_is_not_knocked_at()
    {
        await _house.Slack.DisconnectSockets("link_disabled");
        await _socket.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.NotNull(_socket.Problem);
        Assert.Equal(1, _house.Slack.Sockets.Ever);
    }

    /// <summary>Sockets are real, so what happens on them is waited for and not slept for.</summary>
    private sealed class Ear : ISlackHandler
    {
        public ConcurrentQueue<SlackRequest> Heard { get; } = [];
        public JsonNode? Says { get; set; }

        public Task<SlackReply> Handle(SlackRequest request, CancellationToken ct)
        {
            Heard.Enqueue(request);
            return Task.FromResult(new SlackReply(Says));
        }
    }
}
