using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SocialCareBot.Chat.Slack;

/// <summary>Why a socket came to its end.</summary>
internal enum SocketEnd
{
    /// <summary>Slack wants another one in its place.</summary>
    Refresh,

    /// <summary>Socket Mode was turned off in the app's settings.</summary>
    Disabled,

    /// <summary>The wire broke.</summary>
    Broken,
}

/// <summary>One connection of Socket Mode: envelopes are handed on as they come, and acknowledged on the socket they came by.</summary>
internal sealed class SlackSocket(ClientWebSocket socket, ISlackHandler handler, TimeProvider time, ILogger log) : IAsyncDisposable
{
    /// <summary>A press carries its whole view.</summary>
    private const int MostBytes = 1024 * 1024;

    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Completed by the first frame, "hello": before it nothing is connected.</summary>
    private readonly TaskCompletionSource _hello = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Task Hello => _hello.Task;

    /// <summary>The runtime answers Slack's pings; ours find out that the other side is gone.</summary>
    /// <param name="patience">How long an answer to a ping may take.</param>
    internal static async Task<ClientWebSocket> Open(Uri address, TimeSpan patience, CancellationToken ct)
    {
        var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = patience / 3;
        socket.Options.KeepAliveTimeout = patience;
        try
        {
            await socket.ConnectAsync(address, ct);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Reads until Slack wants another socket or the wire breaks. Envelopes taken until then go on being acknowledged.</summary>
    internal async Task<SocketEnd> Listen(CancellationToken ct)
    {
        try
        {
            while (await Frame(ct) is { } frame)
            {
                if (frame.Text("type") == "disconnect")
                    return frame.Text("reason") == "link_disabled" ? SocketEnd.Disabled : SocketEnd.Refresh;
                if (frame.Text("type") == "hello")
                    _hello.TrySetResult();
                else if (frame.Text("envelope_id") is { } envelope)
                    _ = Take(envelope, frame, ct);
            }
            return SocketEnd.Broken;
        }
        catch (Exception broken) when (broken is WebSocketException || (broken is OperationCanceledException && !ct.IsCancellationRequested))
        {
            // The runtime says "cancelled" too, when our ping was not answered in time.
            return SocketEnd.Broken;
        }
        finally
        {
            _hello.TrySetCanceled(ct);
        }
    }

    /// <summary>A frame as JSON; undefined for one that is none; null when the other side closed.</summary>
    private async Task<JsonElement?> Frame(CancellationToken ct)
    {
        using var whole = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer, ct);
            if (part.MessageType == WebSocketMessageType.Close || whole.Length + part.Count > MostBytes)
                return null;
            whole.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
                return SlackBody.Json(whole.GetBuffer().AsMemory(0, (int)whole.Length)) ?? default(JsonElement);
        }
    }

    private async Task Take(string envelope, JsonElement frame, CancellationToken ct)
    {
        try
        {
            var reply = Kind(frame) is { } kind ? await handler.Handle(new SlackRequest(kind, frame.At("payload"), time.GetUtcNow()), CancellationToken.None) : SlackReply.Empty;
            var ack = new JsonObject { ["envelope_id"] = envelope };
            if (reply.Body is { } body && frame.IsTrue("accepts_response_payload"))
                ack["payload"] = body.DeepClone();
            await Send(ack, ct);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Not acknowledged: Slack brings an event again, and tells a person that something went wrong.
            log.LogError(fault, "An envelope of Socket Mode could not be answered");
        }
    }

    private static SlackRequestKind? Kind(JsonElement frame) => frame.Text("type") switch
    {
        "events_api" => SlackRequestKind.Event,
        "slash_commands" => SlackRequestKind.Command,
        "interactive" => frame.Text("payload", "type") == "block_suggestion" ? SlackRequestKind.Options : SlackRequestKind.Interaction,
        _ => null,
    };

    private async Task Send(JsonObject ack, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(ack.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, ct);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }
        catch (WebSocketException)
        {
            // It is gone already.
        }
        socket.Dispose();
    }
}
