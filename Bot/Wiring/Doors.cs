using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace SocialCareBot.Wiring;

/// <summary>The two listeners: the desk's, by default on loopback, and the public one for endpoints that verify their caller.</summary>
public static class Doors
{
    /// <summary>A click's payload is far below; uploads do not exist.</summary>
    private const long LargestBody = 2 * 1024 * 1024;

    /// <summary>Parses both addresses itself: an explicit Listen makes the server forget <c>--urls</c>.</summary>
    public static void Listen(KestrelServerOptions kestrel, string deskUrls, string? publicUrl)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = LargestBody;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        foreach (var url in deskUrls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            Listen(kestrel, url, _ => { });
        if (publicUrl is not null)
            Listen(kestrel, publicUrl, PublicDoor.Mark);
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
