using System.Diagnostics;
using Microsoft.AspNetCore.Routing;
using SocialCareBot.Store;

namespace SocialCareBot.Web;

/// <summary>One thing the bot needs, and whether it works.</summary>
/// <param name="Problem">In one line; null where all is well.</param>
public sealed record HealthPart(string Name, bool Ok, long Milliseconds, string? Problem);

/// <summary>Whether the bot can work now.</summary>
public sealed record HealthReport(string Status, IReadOnlyList<HealthPart> Parts);

/// <summary>Something the bot can work without for a while: it is shown, and the bot stays ready.</summary>
/// <param name="Problem">What is wrong, in one line; null where all is well.</param>
public sealed record HealthProbe(string Name, Func<string?> Problem);

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
            .WithSummary("The store can be read and written; \"degraded\" where something else does not work.")
            .Produces<HealthReport>()
            .Produces<HealthReport>(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> Ready(Database database, IWriter writer, IEnumerable<HealthProbe> probes, CancellationToken ct)
    {
        HealthPart[] parts =
        [
            await Try("store read", () => Task.FromResult(database.Read(session => session.First<int>("select 1")))),
            await Try("store write", () => writer.Run(_ => 1, ct, Patience)),
        ];
        var ok = Array.TrueForAll(parts, part => part.Ok);
        HealthPart[] others = [.. probes.Select(Look)];
        var status = !ok ? "not ready" : Array.TrueForAll(others, part => part.Ok) ? "ready" : "degraded";
        return Results.Json(
            new HealthReport(status, [.. parts, .. others]),
            statusCode: ok ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static HealthPart Look(HealthProbe probe)
    {
        var problem = probe.Problem();
        return new HealthPart(probe.Name, problem is null, 0, problem);
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
