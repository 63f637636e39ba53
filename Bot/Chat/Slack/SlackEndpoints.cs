using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace SocialCareBot.Chat.Slack;

/// <summary>Slack's requests over HTTP. The signature over the raw body stands before everything else; without it nothing is parsed, and the answer is an empty 401.</summary>
public sealed class SlackEndpoints(SlackSignature signature, ISlackHandler handler, TimeProvider time, ILogger<SlackEndpoints> log)
{
    public const string Events = "/slack/events";
    public const string Interactivity = "/slack/interactivity";
    public const string Options = "/slack/options";
    public const string Commands = "/slack/commands";

    private const string Wrong = "Something went wrong on our side and was logged. Nothing was done. Type it again, or use the web desk.";

    /// <summary>A press carries its whole view; tens of kB were seen.</summary>
    private const int MostBytes = 1024 * 1024;

    public static IEndpointConventionBuilder Map(IEndpointRouteBuilder routes)
    {
        var slack = routes.MapGroup("");
        slack.MapPost(Events, (HttpContext context, SlackEndpoints endpoints) => endpoints.Receive(context, endpoints.Event));
        slack.MapPost(Interactivity, (HttpContext context, SlackEndpoints endpoints) => endpoints.Receive(context, body => endpoints.Pass(SlackRequestKind.Interaction, SlackBody.Payload(body.Span))));
        slack.MapPost(Options, (HttpContext context, SlackEndpoints endpoints) => endpoints.Receive(context, body => endpoints.Pass(SlackRequestKind.Options, SlackBody.Payload(body.Span))));
        slack.MapPost(Commands, (HttpContext context, SlackEndpoints endpoints) => endpoints.Receive(context, endpoints.Command));
        return slack;
    }

    private async Task Receive(HttpContext context, Func<Memory<byte>, Task<(int Status, JsonNode? Body)>> work)
    {
        var (status, body) = await Raw(context.Request, context.RequestAborted) switch
        {
            null => (StatusCodes.Status413PayloadTooLarge, null),
            { } raw when !IsSlacks(context.Request, raw) => (StatusCodes.Status401Unauthorized, null),
            { } raw => await work(raw),
        };
        context.Response.StatusCode = status;
        if (body is null)
            return;
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync(body.ToJsonString(), context.RequestAborted);
    }

    private bool IsSlacks(HttpRequest request, byte[] raw)
    {
        var holds = signature.Holds(request.Headers[SlackSignature.TimestampHeader], request.Headers[SlackSignature.SignatureHeader], raw, time.GetUtcNow());
        if (!holds)
            log.LogInformation("Refused a call to {Path}: it is not signed with our secret, or not now", request.Path.Value);
        return holds;
    }

    private Task<(int Status, JsonNode? Body)> Event(Memory<byte> body)
    {
        var payload = SlackBody.Json(body);
        return payload?.Text("type") == "url_verification"
            ? Task.FromResult((StatusCodes.Status200OK, (JsonNode?)new JsonObject { ["challenge"] = payload.Value.Text("challenge") }))
            : Pass(SlackRequestKind.Event, payload);
    }

    private Task<(int Status, JsonNode? Body)> Command(Memory<byte> body)
    {
        var fields = SlackBody.Form(body.Span);
        // Slack looks whether the address has a certificate, without a command.
        return fields.Text("ssl_check") == "1" ? Task.FromResult((StatusCodes.Status200OK, (JsonNode?)null)) : Pass(SlackRequestKind.Command, fields.Text("command") is null ? null : fields);
    }

    /// <summary>What was answered within the three seconds counts, so the caller's hanging up stops nothing.</summary>
    private async Task<(int Status, JsonNode? Body)> Pass(SlackRequestKind kind, JsonElement? payload)
    {
        if (payload is not { } read)
            return (StatusCodes.Status400BadRequest, null);
        try
        {
            return (StatusCodes.Status200OK, (await handler.Handle(new SlackRequest(kind, read, time.GetUtcNow()), CancellationToken.None)).Body);
        }
        catch (Exception fault)
        {
            // An event comes again; whoever pressed is told by Slack that it did not work.
            log.LogError(fault, "A request of Slack ({Kind}) failed", kind);
            return kind == SlackRequestKind.Command ? (StatusCodes.Status200OK, new JsonObject { ["response_type"] = "ephemeral", ["text"] = Wrong }) : (StatusCodes.Status503ServiceUnavailable, null);
        }
    }

    /// <summary>The body as it came; null above the limit.</summary>
    private static async Task<byte[]?> Raw(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength > MostBytes)
            return null;
        using var kept = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await request.Body.ReadAsync(buffer, ct)) > 0;)
        {
            if (kept.Length + read > MostBytes)
                return null;
            kept.Write(buffer, 0, read);
        }
        return kept.ToArray();
    }
}
