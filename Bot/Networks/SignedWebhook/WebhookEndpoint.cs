using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using SocialCareBot.Desk;
using SocialCareBot.Egress;
using SocialCareBot.Store;

namespace SocialCareBot.Networks.SignedWebhook;

/// <summary>One configured source with its verifier.</summary>
public sealed record WebhookSource(WebhookSettings Settings, WebhookSignature Signature);

/// <summary>
/// Takes posts in at <c>POST /webhooks/{account}</c>. The signature is checked over the raw bytes before anything parses them;
/// what is refused leaves no trace; a busy store is a 503, and the sender comes again.
/// </summary>
public sealed class WebhookEndpoint(IEnumerable<WebhookSource> sources, CaseDesk desk, TimeProvider time, ILogger<WebhookEndpoint> log)
{
    /// <summary>Far above any post; a larger body is refused before it is read.</summary>
    public const int MaxBody = 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Longer than any sender retries by the Standard Webhooks ladder (five days).</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(8);

    private readonly Dictionary<string, WebhookSource> _sources = sources.ToDictionary(source => source.Settings.Account, StringComparer.Ordinal);

    public static IEndpointConventionBuilder Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/webhooks/{account}", (string account, HttpContext context, WebhookEndpoint endpoint) => endpoint.Receive(account, context));

    private async Task<IResult> Receive(string account, HttpContext context)
    {
        if (!_sources.TryGetValue(account, out var source))
            return Problem(401, "There is no such source, or the signature does not fit.");
        var (body, unread) = await Read(context);
        if (unread is not null)
            return unread;
        var headers = context.Request.Headers;
        var id = headers["webhook-id"].ToString();
        if (source.Signature.Refuse(id, headers["webhook-timestamp"], headers["webhook-signature"], body.Span, time.GetUtcNow()) is { } refusal)
            return Problem(401, refusal);
        var call = WebhookBody.Read(body, id, source.Settings, time.Now());
        var callId = new CallId($"webhook:{account}:{id}", Convert.ToHexString(SHA256.HashData(body.Span)), time.GetUtcNow() + Remembered);
        try
        {
            return Answer(account, id, await Hear(call, source, callId, context.RequestAborted));
        }
        catch (Exception busy) when (busy is WriterBusyException or StillWorkingException or StoreRefusesException)
        {
            context.Response.Headers.RetryAfter = "5";
            return Problem(503, "The store cannot take it now. Send it again.");
        }
    }

    private async Task<(HearOutcome? Outcome, string? Bad)> Hear(WebhookCall call, WebhookSource source, CallId id, CancellationToken ct) => call switch
    {
        WebhookCall.Written written => (await desk.Hear(written.Post, ct, call: id, patience: Patience), null),
        WebhookCall.Deleted deleted => (await desk.HearDeleted(source.Settings.Network, deleted.NativeId, ct, id, Patience), null),
        WebhookCall.Bad bad => (null, bad.Reason),
        _ => throw new System.Diagnostics.UnreachableException(call.GetType().Name),
    };

    private IResult Answer(string account, string id, (HearOutcome? Outcome, string? Bad) heard)
    {
        if (heard.Bad is { } bad)
            return Problem(400, bad);
        if (heard.Outcome != HearOutcome.Conflict)
            return Results.Json(new { outcome = heard.Outcome.ToString()!.ToLowerInvariant() });
        log.LogWarning("Webhook {Account}: the id {Id} came again with another body and was refused", account, id);
        return Problem(409, "This webhook-id was used for another body. Give every message an id of its own.");
    }

    private static IResult Problem(int status, string detail) => Results.Problem(detail, statusCode: status);

    /// <summary>The whole body, or why it is not read; never holds more than the limit.</summary>
    private static async Task<(ReadOnlyMemory<byte> Body, IResult? Unread)> Read(HttpContext context)
    {
        if (context.Request.ContentLength > MaxBody)
            return (default, TooLarge);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MaxBody;
        try
        {
            return await Whole(context.Request.BodyReader, context.RequestAborted) is { } body ? (body, null) : (default, TooLarge);
        }
        catch (BadHttpRequestException refused)
        {
            return (default, refused.StatusCode == StatusCodes.Status413PayloadTooLarge ? TooLarge : Problem(refused.StatusCode, "The body did not come whole, or came too slowly. Send it again."));
        }
    }

    private static IResult TooLarge => Problem(StatusCodes.Status413PayloadTooLarge, "The body is larger than 1 MB.");

    private static async Task<ReadOnlyMemory<byte>?> Whole(PipeReader reader, CancellationToken ct)
    {
        while (true)
        {
            var read = await reader.ReadAsync(ct);
            if (read.Buffer.Length > MaxBody)
                return null;
            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                // Without this the server believes a read is still going on, and cuts the connection after the answer.
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
