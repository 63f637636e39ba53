using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SocialCareBot.Tests.EndToEnd;

/// <summary>The listening service at the other end of a signed webhook: counts the answers that arrive, by their ids.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, int> _answers = new();

    private Receiver(WebApplication app) => _app = app;

    public Uri Address => new(new Uri(_app.Urls.First()), "/answers");

    /// <summary>How often each answer arrived.</summary>
    public IReadOnlyDictionary<string, int> Answers => _answers;

    public static async Task<Receiver> Open()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var receiver = new Receiver(builder.Build());
        receiver._app.MapPost("/answers", (HttpRequest request) =>
        {
            receiver._answers.AddOrUpdate(request.Headers["webhook-id"].ToString(), 1, (_, times) => times + 1);
            return Results.Ok();
        });
        await receiver._app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
