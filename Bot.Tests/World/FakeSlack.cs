using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SocialCareBot.Tests.World;

/// <summary>
/// Slack as the bot sees it: a real server on loopback with workspaces, channels, people, modals, home pages, rate windows and whatever goes
/// wrong when told to. It remembers all it was sent; a call nobody thought of lands in <see cref="Unexpected"/>.
/// </summary>
public sealed partial class FakeSlack : IAsyncDisposable
{
    public const string AppId = "A0CARE";
    public const string ClientId = "111.222";
    public const string ClientSecret = "client-secret-of-the-fake";

    private readonly WebApplication _app;
    private readonly TimeProvider _time;

    private FakeSlack(WebApplication app, TimeProvider time)
    {
        _app = app;
        _time = time;
        _meter = new FakeSlackMeter(time);
        _sockets = new FakeSlackSockets(time);
        AppToken = NewToken("xapp-1-", "", FakeSlackToken.App);
        Team = AddTeam("GridCo");
    }

    /// <summary>The root of the server, without a slash at its end.</summary>
    public string Root => _app.Urls.First();

    /// <summary>The root of the Web API, with a slash at its end.</summary>
    public Uri ApiRoot => new($"{Root}/api/");

    /// <summary>The first workspace; the app is installed in it.</summary>
    public FakeSlackTeam Team { get; }

    /// <summary>The token of Socket Mode.</summary>
    public string AppToken { get; }

    /// <summary>The secret every request of Slack is signed with.</summary>
    public string SigningSecret { get; set; } = "8f742231b10e8888abcd99yyyzzz85a5";

    /// <summary>The calls nobody thought of; empty in a good test.</summary>
    public IReadOnlyList<string> Unexpected => [.. _unexpected];

    /// <summary>Calls over a limit, or made before a Retry-After was over. Counted also when <see cref="CountsRate"/> had them refused.</summary>
    public IReadOnlyList<FakeSlackViolation> Violations => _meter.Violations;

    /// <summary>Off: it takes any number of calls, for stories that are not about rates.</summary>
    public bool CountsRate { get; set; } = true;

    /// <summary>Starts it on loopback; port 0 is any free one.</summary>
    public static async Task<FakeSlack> Start(TimeProvider time, int port = 0)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{port}");
        var server = builder.Build();
        var slack = new FakeSlack(server, time);
        // As Slack does: a ping now and then, which the official client waits for.
        server.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(5), KeepAliveTimeout = TimeSpan.FromSeconds(20) });
        server.Run(slack.Answer);
        await server.StartAsync();
        return slack;
    }

    /// <summary>The next call that fits goes wrong so, and as many more as told.</summary>
    public void Next(FakeSlackCruelty cruelty, Func<FakeSlackCall, bool>? when = null, int times = 1) => _script.Add(when ?? (_ => true), cruelty, times);

    public async ValueTask DisposeAsync()
    {
        if (_closing.IsCancellationRequested)
            return;
        await _closing.CancelAsync();
        _sockets.Cut();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _closing.Dispose();
    }

    private Task Answer(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        if (path.StartsWith("/api/", StringComparison.Ordinal))
            return AnswerApi(context, path["/api/".Length..]);
        if (path.StartsWith("/hooks/", StringComparison.Ordinal))
            return AnswerResponseUrl(context);
        if (path == "/link" && context.WebSockets.IsWebSocketRequest)
            return AnswerSocket(context);
        _unexpected.Enqueue($"{context.Request.Method} {path}");
        context.Response.StatusCode = 404;
        return Task.CompletedTask;
    }
}
