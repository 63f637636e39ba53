using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using SocialCareBot.Cards.Models;
using SocialCareBot.Desk;
using SocialCareBot.Store;

namespace SocialCareBot.Bench;

/// <summary>
/// Durable claims over HTTP, each on another case with its log and clock, against the same server answering at once. Printed as a ratio of the same run.
/// </summary>
internal static class ClickRate
{
    private const int AtOnce = 64;

    public static async Task<int> Run(int clicks, TimeProvider time)
    {
        using var desk = new BenchDesk(Directory.CreateTempSubdirectory("care-click").FullName, time);
        await Task.WhenAll(Enumerable.Range(1, clicks).Select(number => desk.Desk.Hear(desk.Post(number), CancellationToken.None)));
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.MapPost("/bare/{number:int}", (int number) => number);
        app.MapPost("/claim/{number:int}", (int number) => Claim(desk, number));
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        await Measure(client, "/bare/", Math.Min(clicks, 2_000));
        var bare = await Measure(client, "/bare/", clicks);
        var claim = await Measure(client, "/claim/", clicks);
        Console.WriteLine($"bare   {bare.PerSecond,8:F0}/s  p50 {bare.P50:F1} ms  p99 {bare.P99:F1} ms");
        Console.WriteLine($"claim  {claim.PerSecond,8:F0}/s  p50 {claim.P50:F1} ms  p99 {claim.P99:F1} ms");
        Console.WriteLine($"ratio  {claim.PerSecond / bare.PerSecond:F2} of the bare endpoint, {AtOnce} at once, {clicks} claims");
        return 0;
    }

    private static async Task<bool> Claim(BenchDesk desk, int number)
    {
        var shown = desk.Database.Read(session => CaseStore.Look(session, number))!;
        return (await desk.Press.Handle(new Press { Case = shown.Id, Verb = CardVerbs.Claim, ShownVersion = 1, By = BenchDesk.Agent }, shown, CancellationToken.None)).Accepted;
    }

    private static async Task<(double PerSecond, double P50, double P99)> Measure(HttpClient client, string path, int calls)
    {
        var times = new double[calls];
        var start = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(Enumerable.Range(1, calls), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, ct) =>
        {
            var began = Stopwatch.GetTimestamp();
            using var answer = await client.PostAsync($"{path}{number}", null, ct);
            answer.EnsureSuccessStatusCode();
            times[number - 1] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        });
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Array.Sort(times);
        return (calls / seconds, times[calls / 2], times[calls * 99 / 100]);
    }
}
