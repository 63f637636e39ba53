using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace SocialCareBot.Tests.World;

/// <summary>Where the bot hears Slack over HTTP.</summary>
public sealed record FakeSlackDoors(Uri Events, Uri Interactivity, Uri Commands, Uri Options)
{
    /// <summary>The four below one root, as our bot has them.</summary>
    public static FakeSlackDoors Below(Uri root) =>
        new(new(root, "/slack/events"), new(root, "/slack/interactivity"), new(root, "/slack/commands"), new(root, "/slack/options"));
}

/// <summary>How the next request of Slack travels.</summary>
public enum FakeSlackDelivery
{
    /// <summary>Twice, word for word; an event with its retry header.</summary>
    Twice,

    /// <summary>Events only: not now, but with <see cref="FakeSlack.DeliverDue"/>.</summary>
    Late,
}

/// <summary>Requests of Slack to the bot, signed over HTTP or in envelopes of Socket Mode, events with the retries of Slack.</summary>
public sealed partial class FakeSlack
{
    private static readonly TimeSpan[] Retries = [TimeSpan.Zero, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5)];

    private readonly FakeSlackSockets _sockets;
    private readonly Queue<FakeSlackDelivery> _deliveries = new();
    private readonly List<(DateTimeOffset At, JsonObject Event, int Attempt, string Reason)> _due = [];
    private HttpClient? _bot;
    private FakeSlackDoors? _doors;

    /// <summary>On: people and events reach the bot through its sockets instead of its doors.</summary>
    public bool SocketMode { get; set; }

    /// <summary>Sockets open now, and ever opened.</summary>
    public (int Open, int Ever) Sockets => (_sockets.Count, _sockets.Opened);

    /// <summary>The bot's doors, reached through this client.</summary>
    public void Connect(HttpClient client, Uri root) => Connect(client, FakeSlackDoors.Below(root));

    public void Connect(HttpClient client, FakeSlackDoors doors) => (_bot, _doors) = (client, doors);

    public void NextDelivery(FakeSlackDelivery how) => _deliveries.Enqueue(how);

    /// <summary>Every client is told to open another socket: warning, refresh_requested, link_disabled, too_many_websockets.</summary>
    public Task DisconnectSockets(string reason = "refresh_requested") => _sockets.Disconnect(reason, _closing.Token);

    /// <summary>On: sockets opened from now on fall silent after their hello.</summary>
    public void SilenceSockets(bool silent) => _sockets.Silent = silent;

    /// <summary>All sockets break without a word.</summary>
    public void CutSockets() => _sockets.Cut();

    /// <summary>Sends the events that are due by now: retries of those that failed, and late ones. Returns how many were sent.</summary>
    public async Task<int> DeliverDue()
    {
        List<(DateTimeOffset At, JsonObject Event, int Attempt, string Reason)> due;
        lock (_memory)
        {
            due = [.. _due.Where(row => row.At <= _time.GetUtcNow())];
            _due.RemoveAll(due.Contains);
        }
        foreach (var (_, happened, attempt, reason) in due)
            await DeliverEvent(happened, attempt, reason);
        return due.Count;
    }

    /// <summary>The signature of a body, by the secret the bot knows unless another is given.</summary>
    public string Sign(string timestamp, string body, string? secret = null) =>
        "v0=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret ?? SigningSecret), Encoding.UTF8.GetBytes($"v0:{timestamp}:{body}")));

    /// <summary>Sends any body to a door, signed rightly unless told otherwise.</summary>
    public async Task<(int Status, JsonElement Body, bool NoRetry)> Post(
        Uri door, string body, string type = "application/x-www-form-urlencoded", TimeSpan age = default, string? signature = null, int attempt = 0, string? reason = null)
    {
        if (_bot is null)
            throw new InvalidOperationException("Connect the bot first.");
        var timestamp = (_time.GetUtcNow() - age).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, door) { Content = new StringContent(body, Encoding.UTF8) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        request.Headers.Add("X-Slack-Request-Timestamp", timestamp);
        request.Headers.TryAddWithoutValidation("X-Slack-Signature", signature ?? Sign(timestamp, body));
        if (attempt > 0)
        {
            request.Headers.Add("X-Slack-Retry-Num", attempt.ToString(CultureInfo.InvariantCulture));
            request.Headers.Add("X-Slack-Retry-Reason", reason);
        }
        using var response = await _bot.SendAsync(request);
        return ((int)response.StatusCode, Parsed(await response.Content.ReadAsStringAsync()), response.Headers.Contains("X-Slack-No-Retry"));
    }

    private async Task<(int Status, JsonElement Body)> Interaction(JsonObject payload)
    {
        var twice = _deliveries.TryDequeue(out var how) && how == FakeSlackDelivery.Twice;
        var answer = await Once();
        if (twice)
            await Once();
        return answer;

        async Task<(int, JsonElement)> Once()
        {
            if (SocketMode)
                return Acked(await _sockets.Send("interactive", payload, takesPayload: true, 0, null, _closing.Token));
            var door = payload["type"]!.ToString() == "block_suggestion" ? _doors!.Options : _doors!.Interactivity;
            var (status, body, _) = await Post(door, $"payload={WebUtility.UrlEncode(payload.ToJsonString())}");
            return (status, body);
        }
    }

    private async Task<(int Status, JsonElement Body)> SlashCommand(JsonObject fields)
    {
        if (SocketMode)
            return Acked(await _sockets.Send("slash_commands", fields, takesPayload: true, 0, null, _closing.Token));
        var form = string.Join('&', fields.Select(field => $"{field.Key}={WebUtility.UrlEncode(field.Value?.ToString())}"));
        var (status, body, _) = await Post(_doors!.Commands, form);
        return (status, body);
    }

    private async Task<int> DeliverEvent(JsonObject happened, int attempt, string? reason)
    {
        var how = _deliveries.TryDequeue(out var told) ? told : (FakeSlackDelivery?)null;
        if (how == FakeSlackDelivery.Late)
        {
            Do(() => _due.Add((_time.GetUtcNow(), happened, attempt, reason ?? "http_timeout")));
            return 0;
        }
        var (status, noRetry, failure) = await TryEvent(happened, attempt, reason);
        if (how == FakeSlackDelivery.Twice)
            await TryEvent(happened, 1, "http_timeout");
        if (status is >= 200 and < 300 || noRetry || attempt >= Retries.Length)
            return status;
        // The first comes at once, the others when their time has come.
        if (attempt == 0)
            return await DeliverEvent(happened, 1, failure);
        Do(() => _due.Add((_time.GetUtcNow() + Retries[attempt], happened, attempt + 1, failure)));
        return status;
    }

    private async Task<(int Status, bool NoRetry, string Failure)> TryEvent(JsonObject happened, int attempt, string? reason)
    {
        if (SocketMode)
            return (Acked(await _sockets.Send("events_api", happened, takesPayload: false, attempt, reason, _closing.Token)).Status, false, "timeout");
        try
        {
            var started = _time.GetUtcNow();
            var (status, _, noRetry) = await Post(_doors!.Events, happened.ToJsonString(), "application/json", attempt: attempt, reason: reason);
            return _time.GetUtcNow() - started > TimeSpan.FromSeconds(3) ? (0, false, "http_timeout") : (status, noRetry, "http_error");
        }
        catch (HttpRequestException)
        {
            return (0, false, "connection_failed");
        }
    }

    private static (int Status, JsonElement Body) Acked((bool Acked, JsonNode? Payload) answer) =>
        (answer.Acked ? 200 : 0, answer.Payload is null ? default : JsonSerializer.SerializeToElement(answer.Payload));

    private static JsonElement Parsed(string text) => Json(text) is { } json ? JsonSerializer.SerializeToElement(json) : default;

    private Reply OpenConnection()
    {
        var ticket = NewId("ticket");
        _sockets.Sell(ticket);
        return Reply.Ok(new JsonObject { ["url"] = $"{Root.Replace("http", "ws", StringComparison.Ordinal)}/link?ticket={ticket}&app_id={AppId}" });
    }

    private async Task AnswerSocket(HttpContext context)
    {
        if (!_sockets.Tear(context.Request.Query["ticket"].ToString()))
        {
            context.Response.StatusCode = 403;
            return;
        }
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        await _sockets.Serve(socket, _closing.Token);
    }
}
