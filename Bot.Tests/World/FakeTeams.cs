using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SocialCareBot.Tests.World;

/// <summary>
/// Teams as the bot sees it: a real server on loopback with its own issuer of tokens, one team with channels, people, chats, rate
/// windows, and whatever goes wrong when told to. It remembers all it was sent; a call nobody thought of lands in <see cref="Unexpected"/>.
/// </summary>
public sealed partial class FakeTeams : IAsyncDisposable
{
    public const string Tenant = "7f1c2d3e-4b5a-4697-8877-66554433aa01";
    public const string BotId = "28:" + FakeTeamsIssuer.AppId;

    private readonly WebApplication _app;
    private readonly TimeProvider _time;

    private FakeTeams(WebApplication app, TimeProvider time)
    {
        _app = app;
        _time = time;
        _meter = new FakeTeamsMeter(time);
    }

    /// <summary>The root of the server, without a slash at its end.</summary>
    public string Root => _app.Urls.First();

    /// <summary>The serviceUrl in every activity; with a path and a slash at its end, as the real ones.</summary>
    public string ServiceUrl => $"{Root}/amer/";

    public FakeTeamsIssuer Issuer { get; private set; } = null!;

    /// <summary>The calls nobody thought of; empty in a good test.</summary>
    public IReadOnlyList<string> Unexpected => [.. _unexpected];

    /// <summary>Starts it on a free port of loopback.</summary>
    public static async Task<FakeTeams> Start(TimeProvider time)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        var teams = new FakeTeams(server, time);
        server.Run(teams.Answer);
        await server.StartAsync();
        teams.Issuer = new FakeTeamsIssuer(time) { Metadata = new Uri($"{teams.Root}/v1/.well-known/openidconfiguration") };
        teams.Issuer.AddKey(["msteams"]);
        return teams;
    }

    /// <summary>Off: it takes any number of messages, for stories that are not about rates.</summary>
    public bool CountsRate { get; set; } = true;

    /// <summary>The next call that fits goes wrong so, and as many more as told.</summary>
    public void Next(FakeTeamsCruelty cruelty, Func<FakeTeamsCall, bool>? when = null, int times = 1) => _script.Add(when ?? (_ => true), cruelty, times);

    /// <summary>All tokens given out so far are refused.</summary>
    public void RevokeTokens()
    {
        lock (_memory)
            _goodTokens.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        if (_closing.IsCancellationRequested)
            return;
        await _closing.CancelAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Issuer.Dispose();
        _closing.Dispose();
    }

    private async Task Answer(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        if (path.StartsWith("/v1/.well-known/", StringComparison.Ordinal))
            await AnswerIssuer(context, path);
        else
            await AnswerConnector(context);
    }

    private async Task AnswerIssuer(HttpContext context, string path)
    {
        if (Issuer.Down)
            context.Response.StatusCode = 503;
        else
            await Write(context, 200, path.EndsWith("/keys", StringComparison.Ordinal) ? Issuer.KeysJson() : Issuer.MetadataJson());
    }

    /// <summary>A token the connector takes.</summary>
    public string NewToken()
    {
        lock (_memory)
        {
            var token = $"connector-token-{++_tokens}";
            _goodTokens.Add(token);
            return token;
        }
    }

    private static Task Write(HttpContext context, int status, string json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(json);
    }
}
