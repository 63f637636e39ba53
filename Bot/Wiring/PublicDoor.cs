using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace SocialCareBot.Wiring;

/// <summary>Marks connections that came through the public door. Behind a tunnel every address is loopback, so the door is known by its listener alone.</summary>
public sealed class PublicDoor
{
    private static readonly PublicDoor Passed = new();

    /// <summary>For the listener of the public door.</summary>
    public static void Mark(ListenOptions listener) => listener.Use(next => connection =>
    {
        connection.Features.Set(Passed);
        return next(connection);
    });

    public static bool CameThrough(HttpContext context) => context.Features.Get<PublicDoor>() is not null;
}

/// <summary>On endpoints that verify their caller themselves; everything else does not exist on the public door.</summary>
public sealed class PublicEndpoint;
