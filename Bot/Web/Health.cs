using System.Diagnostics;
using Microsoft.AspNetCore.Routing;
using SocialCareBot.Store;

namespace SocialCareBot.Web;

/// <summary>One thing the bot needs, and whether it works.</summary>
/// <param name="Problem">In one line; null where all is well.</param>
public sealed record HealthPart(string Name, bool Ok, long Milliseconds, string? Problem);

/// <summary>Whether the bot can work now.</summary>
public sealed record HealthReport(string Status, IReadOnlyList<HealthPart> Parts);

/// <summary>For whoever keeps the process running. Exempt from the Host check, since a container is asked by its address.</summary>
public static class Health
{
    /// <summary>A click waits as long for the store; longer is not ready.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void Map(IEndpointRouteBuilder app)
    {
        var health = app.MapGroup("/health").WithTags("Health");
        health.MapGet("/live", () => new HealthReport("live", [])).WithSummary("The process answers.");
        health.MapGet("/ready", Ready)
            .WithSummary("The store can be read and written.")
            .Produces<HealthReport>()
            .Produces<HealthReport>(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> Ready(Database database, IWriter writer, CancellationToken ct)
    {
        HealthPart[] parts =
        [
            await Try("store read", () => Task.FromResult(database.Read(session => session.First<int>("select 1")))),
            await Try("store write", () => writer.Run(_ => 1, ct, Patience)),
        ];
        var ok = Array.TrueForAll(parts, part => part.Ok);
        return Results.Json(
            new HealthReport(ok ? "ready" : "not ready", parts),
            statusCode: ok ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<HealthPart> Try(string name, Func<Task<int>> work)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            await work();
            return new HealthPart(name, true, Passed(began), null);
        }
        catch (Exception wrong) when (wrong is not OperationCanceledException)
        {
            return new HealthPart(name, false, Passed(began), wrong.Message);
        }
    }

    private static long Passed(long began) => (long)Stopwatch.GetElapsedTime(began).TotalMilliseconds;
}
