using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace SocialCareBot.Networks.Bluesky;

/// <summary>One XRPC call over HTTP: sends it, keeps to the service's rate limits, and sorts what comes back. Knows nothing of sessions.</summary>
internal sealed class BlueskyWire(HttpClient http, Uri service, TimeProvider clock)
{
    private const int MaxBytes = 32 * 1024 * 1024;

    // Per method, because their limits differ: createSession 30 in 5 minutes, writes by points, everything else 3,000 in 5 minutes.
    private readonly ConcurrentDictionary<string, DateTimeOffset> _quietUntil = new(StringComparer.Ordinal);

    /// <summary>A client whose limits fit this wire. The address comes from the settings alone; redirects would carry posts elsewhere.</summary>
    public static HttpClient Http() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        AutomaticDecompression = DecompressionMethods.All,
    })
    {
        Timeout = TimeSpan.FromSeconds(30),
        MaxResponseContentBufferSize = MaxBytes,
    };

    public Task<XrpcAnswer> Get(string method, IEnumerable<(string Name, string Value)> query, string? token, CancellationToken ct)
    {
        var parameters = string.Join('&', query.Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value)}"));
        return Send(HttpMethod.Get, method, parameters.Length == 0 ? "" : "?" + parameters, null, token, ct);
    }

    /// <param name="body">Null sends no body at all: refreshSession answers 400 to an empty object.</param>
    public Task<XrpcAnswer> Post(string method, JsonObject? body, string? token, CancellationToken ct) =>
        Send(HttpMethod.Post, method, "", body, token, ct);

    private async Task<XrpcAnswer> Send(HttpMethod verb, string method, string query, JsonObject? body, string? token, CancellationToken ct)
    {
        if (_quietUntil.TryGetValue(method, out var until) && until > clock.GetUtcNow())
            return new XrpcAnswer.NotSent("Bluesky asked us to slow down.", until - clock.GetUtcNow());
        using var request = new HttpRequestMessage(verb, new Uri(service, $"/xrpc/{method}{query}"));
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        try
        {
            using var response = await http.SendAsync(request, ct);
            var bytes = await response.Content.ReadAsByteArrayAsync(ct);
            return Sort(response, bytes, Remember(method, response));
        }
        catch (HttpRequestException broken)
        {
            return NeverArrived(broken)
                ? new XrpcAnswer.NotSent($"Bluesky cannot be reached: {broken.Message}")
                : new XrpcAnswer.Unclear($"The connection to Bluesky broke: {broken.Message}");
        }
        catch (IOException broken)
        {
            return new XrpcAnswer.Unclear($"The connection to Bluesky broke: {broken.Message}");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new XrpcAnswer.Unclear("Bluesky did not answer in time.");
        }
    }

    private static bool NeverArrived(HttpRequestException broken) => broken.HttpRequestError
        is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;

    private static XrpcAnswer Sort(HttpResponseMessage response, byte[] bytes, TimeSpan? wait)
    {
        var body = ForeignJson.Parse(bytes);
        if (response.IsSuccessStatusCode)
            return body is { } good ? new XrpcAnswer.Good(good) : new XrpcAnswer.Unclear("Bluesky's answer could not be read.");
        var message = body?.Text("message") ?? "";
        if ((int)response.StatusCode >= 500 || response.StatusCode == HttpStatusCode.RequestTimeout)
            return new XrpcAnswer.Unclear($"Bluesky has a fault ({(int)response.StatusCode}).");
        return new XrpcAnswer.Bad(response.StatusCode, body?.Text("error") ?? response.StatusCode.ToString(), message, wait);
    }

    /// <summary>Keeps quiet for as long as a 429, or an allowance that is used up, asks for; says how long that is.</summary>
    private TimeSpan? Remember(string method, HttpResponseMessage response)
    {
        if (response.StatusCode != HttpStatusCode.TooManyRequests && Single(response, "ratelimit-remaining") != "0")
            return null;
        var now = clock.GetUtcNow();
        var until = Asked(response, now) ?? now.AddMinutes(1);
        _quietUntil[method] = until;
        return until > now ? until - now : null;
    }

    private static DateTimeOffset? Asked(HttpResponseMessage response, DateTimeOffset now)
    {
        if (response.Headers.RetryAfter is { } retry)
            return retry.Date ?? now + retry.Delta;
        return long.TryParse(Single(response, "ratelimit-reset"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(Math.Min(seconds, now.AddDays(1).ToUnixTimeSeconds()))
            : null;
    }

    private static string? Single(HttpResponseMessage response, string header) =>
        response.Headers.TryGetValues(header, out var values) ? values.FirstOrDefault() : null;
}
