using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using SocialCareBot.Egress;
using SocialCareBot.Ports;

namespace SocialCareBot.Paging;

/// <summary>A gateway that sends text messages or rings phones, with its secrets read.</summary>
public sealed record PageGateway(string Name, Uri Url, WebhookSignature Signature);

/// <summary>
/// Pages through a gateway: a signed JSON call in the Standard Webhooks form, under the same id on every attempt, so that a repeat rings no second time.
/// The customer's words are not in it: a text message passes many hands.
/// </summary>
public sealed class WebhookPager(PageGateway gateway, HttpClient http, TimeProvider time) : IPager
{
    public string Name => $"webhook/{gateway.Name}";

    public async Task<PageOutcome> Page(PageCall call, CancellationToken ct)
    {
        using var request = Request(call);
        try
        {
            using var response = await http.SendAsync(request, ct);
            return Outcome(response);
        }
        catch (EgressRefusedException refused)
        {
            return refused.Arrived ? new PageOutcome.Unclear(refused.Message) : new PageOutcome.Refused(refused.Message.TrimEnd('.'));
        }
        catch (HttpRequestException failed) when (failed.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        {
            return new PageOutcome.Retry($"the gateway cannot be reached ({failed.HttpRequestError})");
        }
        catch (HttpRequestException failed)
        {
            return new PageOutcome.Unclear($"the connection broke ({failed.HttpRequestError})");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new PageOutcome.Unclear("the gateway took too long");
        }
    }

    /// <summary>A gateway is not called without somebody to call; the address and the secret were read at start.</summary>
    public Task<string?> Check(CancellationToken ct) => Task.FromResult<string?>(null);

    private HttpRequestMessage Request(PageCall call)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            type = call.Case is null ? "page.test" : call.To is null ? "case.escalated" : "page.created",
            id = call.Id,
            to = call.To,
            name = call.Name,
            text = call.Subject,
            @case = call.Case,
            priority = call.Priority?.ToString(),
            round = call.Round,
            created_at = call.CreatedAt,
        });
        var now = time.GetUtcNow();
        var request = new HttpRequestMessage(HttpMethod.Post, gateway.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", Encoding.UTF8.WebName);
        request.Headers.Add("webhook-id", call.Id);
        request.Headers.Add("webhook-timestamp", WebhookSignature.Stamp(now));
        request.Headers.Add("webhook-signature", gateway.Signature.Sign(call.Id, now, body));
        return request;
    }

    private PageOutcome Outcome(HttpResponseMessage response) => (int)response.StatusCode switch
    {
        >= 200 and < 300 => new PageOutcome.Sent(),
        429 or 503 => new PageOutcome.Retry($"the gateway asks for patience ({(int)response.StatusCode})", After(response)),
        >= 500 => new PageOutcome.Unclear($"the gateway answered {(int)response.StatusCode}"),
        401 or 403 => new PageOutcome.Refused("the gateway does not accept our signature"),
        var status => new PageOutcome.Refused($"the gateway answered {status}"),
    };

    private TimeSpan? After(HttpResponseMessage response) =>
        response.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - time.GetUtcNow() : null;
}
