using System.Net;
using SocialCareBot.Wiring;

namespace SocialCareBot.Web;

/// <summary>
/// Decides before anything else what a request may reach. Behind a tunnel everybody comes from 127.0.0.1, so the desk does not look at addresses:
/// it does not exist on the public door, and it refuses requests that somebody passed on or that were meant for another host (DNS rebinding).
/// </summary>
public sealed class DoorKeeper(RequestDelegate next)
{
    private static readonly PathString Health = "/health";

    public Task Invoke(HttpContext context)
    {
        if (PublicDoor.CameThrough(context))
            return context.GetEndpoint()?.Metadata.GetMetadata<PublicEndpoint>() is null ? NotHere(context) : next(context);
        if (context.Request.Headers.Any(header => IsForwarding(header.Key)))
            return Refuse(context, StatusCodes.Status403Forbidden, "The desk answers only requests that were not passed on by a proxy. Open it on the machine it runs on.");
        if (!context.Request.Path.StartsWithSegments(Health, StringComparison.OrdinalIgnoreCase) && !IsLoopback(context.Request.Host.Host))
            return Refuse(context, StatusCodes.Status421MisdirectedRequest, "The desk answers only under localhost. Open it on the machine it runs on.");
        return next(context);
    }

    private static bool IsForwarding(string header) =>
        header.Equals("Forwarded", StringComparison.OrdinalIgnoreCase) || header.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase);

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static Task NotHere(HttpContext context)
    {
        context.SetEndpoint(null);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static Task Refuse(HttpContext context, int status, string why)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(why, context.RequestAborted);
    }
}
