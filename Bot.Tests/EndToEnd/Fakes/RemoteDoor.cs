using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SocialCareBot.Tests.EndToEnd.Fakes;

/// <summary>A small server through which programs in other languages move a fake's people and look into its memory: POST /ACT with JSON. It ends with <c>stop</c>.</summary>
internal sealed class RemoteDoor : IAsyncDisposable
{
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<string, JsonObject, Task<JsonNode>> _act;
    private readonly WebApplication _app;

    private RemoteDoor(WebApplication app, Func<string, JsonObject, Task<JsonNode>> act) => (_app, _act) = (app, act);

    /// <summary>Done when somebody sends <c>stop</c>.</summary>
    public Task Stopped => _stopped.Task;

    public static async Task<RemoteDoor> Open(int port, Func<string, JsonObject, Task<JsonNode>> act)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{port}");
        var door = new RemoteDoor(builder.Build(), act);
        door._app.Run(door.Answer);
        await door._app.StartAsync();
        return door;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task Answer(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var text = await reader.ReadToEndAsync();
        var act = context.Request.Path.Value!.Trim('/');
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync((await _act(act, text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject())).ToJsonString());
        if (act == "stop")
            _stopped.TrySetResult();
    }
}
