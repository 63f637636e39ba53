using System.Net;
using System.Net.Sockets;

namespace SocialCareBot.Egress;

/// <summary>Looks a host name up.</summary>
public delegate Task<IPAddress[]> Resolve(string host, CancellationToken ct);

/// <summary>What the guarded client allows.</summary>
public sealed record EgressRules
{
    /// <summary>Hosts (exactly as written in the address) that may be private: for tests and for a service in one's own network.</summary>
    public IReadOnlyList<string> AllowedPrivateHosts { get; init; } = [];

    /// <summary>For the whole exchange, the body's last byte included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Of one answer's body.</summary>
    public int MaxBytes { get; init; } = 5 * 1024 * 1024;
}

/// <summary>The address, or the answer, is one we do not touch.</summary>
public sealed class EgressRefusedException(string reason) : Exception(reason)
{
    /// <summary>It was the answer that was refused: the request itself had arrived.</summary>
    public bool Arrived { get; init; }
}

/// <summary>
/// The one HTTP client for every address that others can influence. Each new connection looks the name up once, checks every address found and connects to
/// exactly what was checked, so a name that answers differently the second time gains nothing. Redirects are handed back, never followed.
/// </summary>
public static class GuardedHttp
{
    /// <param name="resolve">Null: the machine's own resolver.</param>
    public static HttpClient Client(EgressRules rules, Resolve? resolve = null) =>
        new(Handler(rules, resolve)) { Timeout = rules.Timeout };

    private static GuardedHandler Handler(EgressRules rules, Resolve? resolve)
    {
        var dialer = new GuardedDialer(rules, resolve ?? Dns.GetHostAddressesAsync);
        return new GuardedHandler(rules)
        {
            InnerHandler = new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = false,
                AutomaticDecompression = DecompressionMethods.None,
                ConnectTimeout = rules.Timeout,
                MaxResponseHeadersLength = 32,
                PooledConnectionLifetime = TimeSpan.FromMinutes(1),
                ConnectCallback = dialer.Connect,
            },
        };
    }
}

/// <summary>Looks up, checks, and connects to what was checked.</summary>
internal sealed class GuardedDialer(EgressRules rules, Resolve resolve)
{
    public async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var end = context.DnsEndPoint;
        var addresses = await Checked(end.Host, ct);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, end.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Every address of the host; throws when one of them is not public (a mixed answer is an attempt).</summary>
    public async Task<IPAddress[]> Checked(string host, CancellationToken ct)
    {
        var addresses = IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await resolve(host, ct);
        if (addresses.Length == 0)
            throw new EgressRefusedException($"The name {host} has no address.");
        if (!rules.AllowedPrivateHosts.Contains(host, StringComparer.OrdinalIgnoreCase) && addresses.FirstOrDefault(a => !AddressRules.IsPublic(a)) is { } closed)
            throw new EgressRefusedException($"{host} is at {closed}, which is not on the public internet.");
        return addresses;
    }
}

/// <summary>Checks the address's form, and reads the body within the size cap and the time-out.</summary>
internal sealed class GuardedHandler(EgressRules rules) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        var uri = request.RequestUri;
        if (uri is not { IsAbsoluteUri: true } || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp) || uri.UserInfo.Length > 0)
            throw new EgressRefusedException("Only plain http and https addresses are fetched.");
        // HTTP/3 would open its connection without asking the dialer.
        (request.Version, request.VersionPolicy) = (HttpVersion.Version11, HttpVersionPolicy.RequestVersionExact);
        try
        {
            var response = await base.SendAsync(request, ct);
            await Bound(response, ct);
            return response;
        }
        catch (HttpRequestException wrapped) when (wrapped.InnerException is EgressRefusedException refused)
        {
            throw new EgressRefusedException(refused.Message);
        }
    }

    private async Task Bound(HttpResponseMessage response, CancellationToken ct)
    {
        using var original = response.Content;
        if (original.Headers.ContentLength > rules.MaxBytes)
            throw TooLarge(response);
        var body = new MemoryStream();
        await using var stream = await original.ReadAsStreamAsync(ct);
        var buffer = new byte[16 * 1024];
        for (int read; (read = await stream.ReadAsync(buffer, ct)) > 0;)
        {
            if (body.Length + read > rules.MaxBytes)
                throw TooLarge(response);
            body.Write(buffer, 0, read);
        }
        body.Position = 0;
        response.Content = new StreamContent(body);
        foreach (var header in original.Headers.Where(header => !header.Key.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)))
            response.Content.Headers.TryAddWithoutValidation(header.Key, header.Value);
    }

    private EgressRefusedException TooLarge(HttpResponseMessage response)
    {
        response.Dispose();
        return new EgressRefusedException($"The answer of {response.RequestMessage?.RequestUri?.Host} is larger than {rules.MaxBytes} bytes.") { Arrived = true };
    }
}
