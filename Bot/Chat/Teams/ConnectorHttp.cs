using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SocialCareBot.Chat.Teams;

/// <summary>Our own token for the connector; fetched anew when <paramref name="forceRefresh"/> is set. Throws <see cref="TeamsTokenException"/> only. Empty: none is sent.</summary>
public delegate Task<string> TeamsToken(bool forceRefresh, CancellationToken ct);

/// <summary>No token could be had.</summary>
/// <param name="Lasting">The credential itself is refused; trying again is pointless.</param>
public sealed class TeamsTokenException(string message, bool lasting, Exception? inner = null) : Exception(message, inner)
{
    public bool Lasting => lasting;
}

/// <summary>One HTTP call to the connector: allowed host, our token (renewed once when it is refused), no redirect, and every failure as a fault.</summary>
public sealed class ConnectorHttp(HttpClient http, ServiceHosts hosts, TeamsToken token, TimeProvider time)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json", "utf-8");
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>Sends it and reads the answer; an empty or unreadable answer to a call that succeeded is a null value without a fault.</summary>
    internal async Task<ConnectorResult<T>> Send<T>(ConnectorCall call, JsonTypeInfo<T> answer, CancellationToken ct)
        where T : class
    {
        if (hosts.Allowed(call.ServiceUrl) is not { } root)
            return Fail<T>(new ConnectorFault.OurBug($"{call.ServiceUrl} is not an allowed service"));
        var address = new Uri(root.AbsoluteUri.TrimEnd('/') + call.Path);
        try
        {
            var first = await Attempt(call, address, answer, forceRefresh: false, ct);
            return first.Fault is ConnectorFault.CredentialDead ? await Attempt(call, address, answer, forceRefresh: true, ct) : first;
        }
        catch (TeamsTokenException problem)
        {
            return Fail<T>(problem.Lasting ? new ConnectorFault.CredentialDead(problem.Message) : new ConnectorFault.Retry(problem.Message));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Fail<T>(ConnectorFaults.Ambiguous(call.Repeatable, "no answer in time"));
        }
        catch (HttpRequestException problem)
        {
            return Fail<T>(ConnectorFaults.Ambiguous(call.Repeatable || ChatHttp.NeverLeft(problem), problem.Message));
        }
    }

    private async Task<ConnectorResult<T>> Attempt<T>(ConnectorCall call, Uri address, JsonTypeInfo<T> answer, bool forceRefresh, CancellationToken ct)
        where T : class
    {
        using var request = new HttpRequestMessage(call.Method, address);
        if (await token(forceRefresh, ct) is { Length: > 0 } bearer)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("SocialCareBot", null));
        if (call.Body is { } body)
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = Json } };
        using var response = await http.SendAsync(request, ct);
        var bytes = await response.Content.ReadAsByteArrayAsync(ct);
        return response.IsSuccessStatusCode ? new ConnectorResult<T>(Read(bytes, answer), null) : Fail<T>(Fault(call, response, bytes));
    }

    private ConnectorFault Fault(ConnectorCall call, HttpResponseMessage response, byte[] body)
    {
        var error = Read(body, TeamsJson.Default.ErrorResponse)?.Error;
        var correlation = response.Headers.TryGetValues("MS-CV", out var values) ? string.Join(' ', values) : "none";
        // Without the error's own words, which may be those of the card; Microsoft finds them by the correlation.
        var said = $"{call.Method} answered {(int)response.StatusCode} {error?.Code} (MS-CV {correlation})";
        return response.StatusCode == HttpStatusCode.Unauthorized
            ? new ConnectorFault.CredentialDead(said)
            : ConnectorFaults.Of(response.StatusCode, error?.Code, call.Repeatable, said, After(response.Headers.RetryAfter));
    }

    private TimeSpan? After(RetryConditionHeaderValue? header)
    {
        var wait = header?.Delta ?? (header?.Date is { } at ? at - time.GetUtcNow() : null);
        return wait is { } given ? TimeSpan.FromTicks(Math.Clamp(given.Ticks, 0, LongestWait.Ticks)) : null;
    }

    private static T? Read<T>(byte[] body, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return body.Length > 0 && JsonBytes.Repair(body) is { } json ? JsonSerializer.Deserialize(json.Span, type) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ConnectorResult<T> Fail<T>(ConnectorFault fault)
        where T : class => new(null, fault);
}

/// <summary>One call as data.</summary>
internal sealed record ConnectorCall(HttpMethod Method, string ServiceUrl, string Path, byte[]? Body = null)
{
    /// <summary>Done twice it is as if done once: everything but a post.</summary>
    internal bool Repeatable { get; init; } = Method != HttpMethod.Post;
}
