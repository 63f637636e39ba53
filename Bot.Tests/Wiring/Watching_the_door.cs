using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using SocialCareBot.Tests.House;
using SocialCareBot.Tests.World;
using SocialCareBot.Wiring;

namespace SocialCareBot.Tests.Wiring;

/// <summary>Who connects to the public door and says nothing, or comes as one too many, is not waited for; who speaks is served as long as they like.</summary>
public sealed class Watching_the_door
{
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(20);
    private readonly FakeTime _time = new(A.Monday9);
    private readonly DoorWatch _watch;
    private readonly List<string> _heard = [];

    public Watching_the_door() => _watch = new DoorWatch(_time, most: 2);

    [Fact, Fault(29)]
    public async Task Who_never_says_a_thing_is_let_go_after_ten_seconds()
    {
        var (connection, _) = Caller();
        var pass = _watch.Pass(connection, Serve);
        _time.Advance(DoorWatch.FirstLetter - TimeSpan.FromSeconds(1));
        Assert.False(pass.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        await pass.WaitAsync(Enough);
        Assert.Empty(_heard);
    }

    [Fact]
    public async Task Who_speaks_is_served_from_the_first_letter_on_and_may_rest_between_two_requests()
    {
        var (connection, caller) = Caller();
        var pass = _watch.Pass(connection, Serve);
        await caller.WriteAsync("one"u8.ToArray());
        await Patience.Until(() => _heard.Count == 1);
        _time.Advance(TimeSpan.FromSeconds(120));
        await caller.WriteAsync("two"u8.ToArray());
        await Patience.Until(() => _heard.Count == 2);
        await caller.CompleteAsync();
        await pass.WaitAsync(Enough);
        Assert.Equal(["one", "two"], _heard);
    }

    [Fact, Fault(29)]
    public async Task One_too_many_is_let_go_at_once_and_whoever_leaves_makes_room()
    {
        var ((first, leaving), (second, _), (third, _), (fourth, _)) = (Caller(), Caller(), Caller(), Caller());
        Task[] open = [_watch.Pass(first, Serve), _watch.Pass(second, Serve)];
        await _watch.Pass(third, Serve).WaitAsync(Enough);
        await leaving.CompleteAsync();
        await open[0].WaitAsync(Enough);
        Assert.False(open[1].IsCompleted);
        Assert.False(_watch.Pass(fourth, Serve).IsCompleted);
    }

    [Fact]
    public async Task A_bot_that_stops_does_not_wait_for_who_is_silent()
    {
        var (connection, _) = Caller();
        using var stops = new Stopping();
        connection.Features.Set<IConnectionLifetimeNotificationFeature>(stops);
        var pass = _watch.Pass(connection, Serve);
        stops.RequestClose();
        await pass.WaitAsync(Enough);
    }

    private async Task Serve(ConnectionContext connection)
    {
        while (await connection.Transport.Input.ReadAsync() is { Buffer.IsEmpty: false } read)
        {
            _heard.Add(Encoding.UTF8.GetString(read.Buffer));
            connection.Transport.Input.AdvanceTo(read.Buffer.End);
        }
    }

    private static (ConnectionContext Connection, PipeWriter Caller) Caller()
    {
        var (incoming, outgoing) = (new Pipe(), new Pipe());
        return (new DefaultConnectionContext("caller") { Transport = new Duplex(incoming.Reader, outgoing.Writer) }, incoming.Writer);
    }

    private sealed class Stopping : IConnectionLifetimeNotificationFeature, IDisposable
    {
        private readonly CancellationTokenSource _stops = new();

        public CancellationToken ConnectionClosedRequested { get => _stops.Token; set => throw new NotSupportedException(); }

        public void RequestClose() => _stops.Cancel();

        public void Dispose() => _stops.Dispose();
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
