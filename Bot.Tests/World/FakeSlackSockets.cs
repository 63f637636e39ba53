using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace SocialCareBot.Tests.World;

/// <summary>The open sockets of Socket Mode. Each envelope goes to one of them, in turn, and comes back acknowledged or not at all.</summary>
internal sealed class FakeSlackSockets(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly List<(WebSocket Socket, SemaphoreSlim Turn)> _open = [];
    private readonly HashSet<string> _tickets = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonNode?>> _waiting = new(StringComparer.Ordinal);
    private int _next;
    private int _envelopes;

    internal int Count
    {
        get
        {
            lock (_lock)
                return _open.Count;
        }
    }

    /// <summary>On: new sockets say hello and nothing after it, not even to a ping.</summary>
    internal bool Silent { get; set; }

    /// <summary>Sockets that were ever opened.</summary>
    internal int Opened { get; private set; }

    internal void Sell(string ticket)
    {
        lock (_lock)
            _tickets.Add(ticket);
    }

    /// <summary>A ticket opens one socket, once.</summary>
    internal bool Tear(string ticket)
    {
        lock (_lock)
            return _tickets.Remove(ticket);
    }

    internal async Task Serve(WebSocket socket, CancellationToken ct)
    {
        var turn = new SemaphoreSlim(1);
        int number;
        lock (_lock)
        {
            _open.Add((socket, turn));
            Opened++;
            number = _open.Count;
        }
        try
        {
            await Write(socket, turn, Hello(number), ct);
            if (Silent)
                await Task.Delay(Timeout.Infinite, ct);
            while (await Frame(socket, ct) is { } text)
                Hear(text);
        }
        catch (Exception cut) when (cut is WebSocketException or OperationCanceledException)
        {
            // The other side went away, which is ordinary.
        }
        finally
        {
            Drop(socket);
        }
    }

    /// <summary>What came back; null: nothing within three seconds, or nobody was there.</summary>
    internal async Task<(bool Acked, JsonNode? Payload)> Send(string type, JsonNode payload, bool takesPayload, int attempt, string? reason, CancellationToken ct)
    {
        (WebSocket Socket, SemaphoreSlim Turn) chosen;
        lock (_lock)
        {
            if (_open.Count == 0)
                return (false, null);
            chosen = _open[_next++ % _open.Count];
        }
        var id = $"envelope-{Interlocked.Increment(ref _envelopes)}";
        var answer = _waiting[id] = new TaskCompletionSource<JsonNode?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var envelope = new JsonObject { ["envelope_id"] = id, ["type"] = type, ["payload"] = payload.DeepClone(), ["accepts_response_payload"] = takesPayload };
        if (attempt > 0)
            (envelope["retry_attempt"], envelope["retry_reason"]) = (attempt, reason);
        try
        {
            await Write(chosen.Socket, chosen.Turn, envelope, ct);
            return (true, await answer.Task.WaitAsync(TimeSpan.FromSeconds(3), time, ct));
        }
        catch (Exception failed) when (failed is TimeoutException or WebSocketException or OperationCanceledException)
        {
            return (false, null);
        }
        finally
        {
            _waiting.TryRemove(id, out _);
        }
    }

    /// <summary>Tells every client to open another socket; from now on nothing goes to these.</summary>
    internal async Task Disconnect(string reason, CancellationToken ct)
    {
        List<(WebSocket Socket, SemaphoreSlim Turn)> leaving;
        lock (_lock)
        {
            leaving = [.. _open];
            _open.Clear();
        }
        foreach (var (socket, turn) in leaving)
            await Write(socket, turn, new JsonObject { ["type"] = "disconnect", ["reason"] = reason, ["debug_info"] = new JsonObject { ["host"] = "fake" } }, ct);
    }

    /// <summary>The wire is cut, without a word.</summary>
    internal void Cut()
    {
        lock (_lock)
        {
            foreach (var (socket, _) in _open)
                socket.Abort();
            _open.Clear();
        }
    }

    private static JsonObject Hello(int number) => new()
    {
        ["type"] = "hello",
        ["num_connections"] = number,
        ["connection_info"] = new JsonObject { ["app_id"] = FakeSlack.AppId },
        ["debug_info"] = new JsonObject { ["host"] = "fake", ["build_number"] = 1, ["approximate_connection_time"] = 18_060 },
    };

    private static async Task Write(WebSocket socket, SemaphoreSlim turn, JsonNode frame, CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(frame.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, ct);
        }
        finally
        {
            turn.Release();
        }
    }

    private static async Task<string?> Frame(WebSocket socket, CancellationToken ct)
    {
        var (buffer, text) = (new byte[16 * 1024], new MemoryStream());
        while (true)
        {
            var got = await socket.ReceiveAsync(buffer, ct);
            if (got.MessageType == WebSocketMessageType.Close)
            {
                await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, ct);
                return null;
            }
            text.Write(buffer, 0, got.Count);
            if (got.EndOfMessage)
                return Encoding.UTF8.GetString(text.ToArray());
        }
    }

    private void Hear(string text)
    {
        var ack = JsonNode.Parse(text)!;
        if (ack["envelope_id"]?.ToString() is { } id && _waiting.TryGetValue(id, out var answer))
            answer.TrySetResult(ack["payload"]?.DeepClone());
    }

    private void Drop(WebSocket socket)
    {
        lock (_lock)
            _open.RemoveAll(one => one.Socket == socket);
    }
}
