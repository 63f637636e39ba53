using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using SocialCareBot.Cases;
using SocialCareBot.Egress;
using SocialCareBot.Ports;

namespace SocialCareBot.Networks.SignedWebhook;

/// <summary>
/// Sends answers as signed callbacks to the configured address. The reply's key is the webhook-id, so that a repeat is the same message to the receiver.
/// </summary>
public sealed class WebhookNetwork(WebhookSource source, HttpClient http, TimeProvider time) : INetwork
{
    private readonly WebhookSettings _settings = source.Settings;

    public string Account => _settings.Account;
    public string Network => _settings.Network;
    public string Title => $"{_settings.Brand} through {_settings.Account}";
    public bool HasKeys => true;

    public TextSize Measure(string text) => new(new StringInfo(text).LengthInTextElements, _settings.Limit);

    public string KeyFor(ReplyId reply, DateTimeOffset at) => $"reply-{reply}";

    /// <summary>A webhook source cannot be asked: what it last told us holds, and it tells us of deletions itself.</summary>
    public Task<IReadOnlyDictionary<string, PostState>> Read(IReadOnlyList<string> nativeIds, CancellationToken ct) =>
        Task.FromResult<IReadOnlyDictionary<string, PostState>>(nativeIds.ToDictionary(id => id, _ => (PostState)new PostState.Untold(), StringComparer.Ordinal));

    /// <summary>The secrets were read at start, and a callback is not called without something to say.</summary>
    public Task<string?> Check(CancellationToken ct) => Task.FromResult<string?>(null);

    public async Task<SendOutcome> Reply(OutgoingReply reply, CancellationToken ct)
    {
        if (_settings.Callback is not { } callback)
            return new SendOutcome.Refused("no callback address is configured");
        using var request = Request(reply, callback);
        try
        {
            using var response = await http.SendAsync(request, ct);
            return Outcome(response, reply);
        }
        catch (EgressRefusedException refused)
        {
            return refused.Arrived ? new SendOutcome.Unclear(refused.Message) : new SendOutcome.Refused(refused.Message);
        }
        catch (HttpRequestException failed) when (failed.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        {
            // No connection came about, so nothing was sent.
            return new SendOutcome.Retry($"the callback address cannot be reached ({failed.HttpRequestError})");
        }
        catch (HttpRequestException failed)
        {
            return new SendOutcome.Unclear($"the connection broke ({failed.HttpRequestError})");
        }
        catch (OperationCanceledException)
        {
            return new SendOutcome.Unclear("the callback took too long");
        }
    }

    /// <summary>There is nothing to ask; sending again under the same id is harmless instead.</summary>
    public Task<FindOutcome> Find(OutgoingReply reply, CancellationToken ct) => Task.FromResult<FindOutcome>(new FindOutcome.NotThere());

    private HttpRequestMessage Request(OutgoingReply reply, Uri callback)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            type = "reply.created",
            id = reply.Key,
            in_reply_to = reply.Parent.NativeId,
            thread = reply.Parent.Thread,
            text = reply.Text,
            audience = reply.Audience.ToString().ToLowerInvariant(),
            created_at = reply.CreatedAt,
        });
        var now = time.GetUtcNow();
        var request = new HttpRequestMessage(HttpMethod.Post, callback) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", Encoding.UTF8.WebName);
        request.Headers.Add("webhook-id", reply.Key);
        request.Headers.Add("webhook-timestamp", WebhookSignature.Stamp(now));
        request.Headers.Add("webhook-signature", source.Signature.Sign(reply.Key, now, body));
        return request;
    }

    private SendOutcome Outcome(HttpResponseMessage response, OutgoingReply reply) => (int)response.StatusCode switch
    {
        >= 200 and < 300 => new SendOutcome.Sent(reply.Key, null),
        429 or 503 => new SendOutcome.Retry($"the receiver asks for patience ({(int)response.StatusCode})", After(response)),
        >= 500 => new SendOutcome.Unclear($"the receiver answered {(int)response.StatusCode}"),
        (int)HttpStatusCode.Gone => new SendOutcome.Refused("the receiver takes no more answers (410)"),
        (int)HttpStatusCode.Unauthorized or (int)HttpStatusCode.Forbidden => new SendOutcome.CredentialDead("the receiver does not accept our signature"),
        var status => new SendOutcome.Refused($"the receiver answered {status}"),
    };

    private TimeSpan? After(HttpResponseMessage response) =>
        response.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - time.GetUtcNow() : null;
}
