using System.Net.WebSockets;

namespace SocialCareBot.Chat.Slack;

/// <summary>Keeps a socket to Slack open, so that the bot needs no address of its own. A socket lasts hours; its replacement is there before it goes.</summary>
public sealed class SocketMode(SlackHttp http, SlackSettings settings, ISlackHandler handler, TimeProvider time, ILogger<SocketMode> log) : BackgroundService
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan HelloWait = TimeSpan.FromSeconds(10);

    /// <summary>How long the other side may leave a ping unanswered.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Why nothing is heard, in one line; null while a socket is open.</summary>
    public string? Problem { get; private set; } = "not connected yet";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        SlackSocket? before = null;
        for (var failures = 0; ; failures++)
        {
            if (failures > 0)
                await Task.Delay(Wait(failures), time, stoppingToken);
            if (await Connect(stoppingToken) is not { } opened)
                continue;
            var (socket, listening) = opened;
            if (before is not null)
                await before.DisposeAsync();
            (before, failures, Problem) = (socket, -1, null);
            var end = await listening;
            Problem = $"the connection ended: {end}";
            if (end != SocketEnd.Disabled)
                continue;
            log.LogError("Slack turned Socket Mode off for this app. Turn it on in the app's settings and start the bot again, or use Transport http");
            await socket.DisposeAsync();
            return;
        }
    }

    /// <summary>An open socket that said hello, and its reading; null where that was not possible now.</summary>
    private async Task<(SlackSocket Socket, Task<SocketEnd> Listening)?> Connect(CancellationToken ct)
    {
        var asked = await http.Send(SlackMethod.Of("apps.connections.open")!, SlackTokens.Bearer(settings.AppToken!), [], ct);
        if (asked.Fault is { } fault || asked.Body.Text("url") is not { } url)
            return Failed(asked.Fault is SlackFault.CredentialDead ? $"Slack does not accept Care:Slack:AppToken ({asked.Error})" : asked.Fault?.Reason ?? "no address was given");
        if (!IsSlacks(url, out var address))
            return Failed("the address of the socket is not one of Slack's");
        SlackSocket? socket = null;
        try
        {
            socket = new SlackSocket(await SlackSocket.Open(address, Patience, ct), handler, time, log);
            var listening = socket.Listen(ct);
            await socket.Hello.WaitAsync(HelloWait, time, ct);
            return (socket, listening);
        }
        catch (Exception broken) when (broken is WebSocketException or TimeoutException || (broken is OperationCanceledException && !ct.IsCancellationRequested))
        {
            if (socket is not null)
                await socket.DisposeAsync();
            return Failed($"the socket did not open: {broken.Message}");
        }
    }

    private (SlackSocket, Task<SocketEnd>)? Failed(string problem)
    {
        if (Problem != problem)
            log.LogError("Socket Mode: {Problem}. It is tried again", problem);
        Problem = problem;
        return null;
    }

    private bool IsSlacks(string url, out Uri address) =>
        Uri.TryCreate(url, UriKind.Absolute, out address!)
        && ((address.Scheme == Uri.UriSchemeWss && (address.Host.EndsWith(".slack.com", StringComparison.Ordinal) || address.Host.EndsWith(".slack-gov.com", StringComparison.Ordinal)))
            || (settings.Development && address.IsLoopback));

    private static TimeSpan Wait(int failures) => Step * failures < LongestWait ? Step * failures : LongestWait;
}
