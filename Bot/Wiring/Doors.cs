using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace SocialCareBot.Wiring;

/// <summary>The two listeners: the desk's, by default on loopback, and the public one for endpoints that verify their caller.</summary>
public static class Doors
{
    /// <summary>A click's payload is far below; uploads do not exist.</summary>
    private const long LargestBody = 2 * 1024 * 1024;

    /// <summary>From its first letter on; callers send all of it at once.</summary>
    private static readonly TimeSpan Headers = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Between two requests. Proxies and tunnels in front keep their connections for 60 to 120 s, and they must be the first to let go: a press that meets a closing
    /// connection is lost, since nobody sends a POST twice.
    /// </summary>
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(130);

    /// <summary>Parses both addresses itself: an explicit Listen makes the server forget <c>--urls</c>.</summary>
    public static void Listen(KestrelServerOptions kestrel, string deskUrls, string? publicUrl)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = LargestBody;
        kestrel.Limits.RequestHeadersTimeout = Headers;
        kestrel.Limits.KeepAliveTimeout = KeepAlive;
        foreach (var url in deskUrls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            Listen(kestrel, url, _ => { });
        if (publicUrl is not null)
            Listen(kestrel, publicUrl, listener => Public(listener, new DoorWatch(kestrel.ApplicationServices.GetRequiredService<TimeProvider>())));
    }

    private static void Public(ListenOptions listener, DoorWatch watch)
    {
        listener.Use(next => connection => watch.Pass(connection, next));
        PublicDoor.Mark(listener);
    }

    private static void Listen(KestrelServerOptions kestrel, string url, Action<ListenOptions> configure)
    {
        var address = BindingAddress.Parse(url);
        if (address.Host == "localhost" && address.Port != 0)
            kestrel.ListenLocalhost(address.Port, configure);
        else if (address.Host == "localhost")
            kestrel.Listen(IPAddress.Loopback, 0, configure);
        else if (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip))
            kestrel.Listen(ip, address.Port, configure);
        else
            kestrel.ListenAnyIP(address.Port, configure);
    }
}
