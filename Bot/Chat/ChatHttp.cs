using System.Net;

namespace SocialCareBot.Chat;

/// <summary>How the fronts call their platforms.</summary>
public static class ChatHttp
{
    /// <summary>A client that follows no redirect, for our token would follow too.</summary>
    public static HttpClient Client() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = TimeSpan.FromSeconds(15),
        MaxResponseContentBufferSize = 4 * 1024 * 1024,
    };

    /// <summary>Without a connection nothing can have been done.</summary>
    internal static bool NeverLeft(HttpRequestException problem) => problem.HttpRequestError
        is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;
}
