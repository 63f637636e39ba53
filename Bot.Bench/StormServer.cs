using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SocialCareBot.Chat.Slack;
using SocialCareBot.Store;
using SocialCareBot.Wiring;

namespace SocialCareBot.Bench;

/// <summary>The whole bot with one signed webhook and Slack as its chat, and a Slack beside it that notes when it was given which case's card.</summary>
internal sealed class StormServer(WebApplication bot, IReadOnlyCollection<StormServer.Card> given)
{
    private const string Channel = "C0CARE";

    /// <summary>A message at the top of the channel.</summary>
    internal sealed record Card(string Case, DateTimeOffset At);

    /// <summary>Serves until its input ends. Its first lines: where posts go, where presses go, and the ids of cases to press, parted by spaces.</summary>
    public static async Task<int> Run(int cases, TimeProvider time)
    {
        var folder = Directory.CreateTempSubdirectory("care-storm").FullName;
        List<Card> given = [];
        await using (var slack = await Slack(given, time))
        {
            var door = $"http://127.0.0.1:{SlackServer.FreePort()}";
            await using var bot = await House.Build(CareHost.Create(Settings(folder, slack.Urls.First(), door)), time, CancellationToken.None);
            await bot.StartAsync();
            await bot.Services.GetRequiredService<SlackTokens>().Adopt(CancellationToken.None);
            await bot.Services.GetRequiredService<IWriter>().Run(session => Bind(session, time), CancellationToken.None);
            var ids = await SlackServer.Cases(bot.Services, cases, time);
            Console.WriteLine($"{door}/webhooks/{IngestServer.Account}");
            Console.WriteLine(door + SlackServer.Path);
            Console.WriteLine(string.Join(' ', ids));
            while (await Console.In.ReadLineAsync() is not null)
                Console.WriteLine(new StormServer(bot, given).Standing());
            await bot.StopAsync();
        }
        Directory.Delete(folder, recursive: true);
        return 0;
    }

    private static async Task<WebApplication> Slack(List<Card> given, TimeProvider time)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapPost("/api/{method}", async (HttpContext context, string method) =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var said = await reader.ReadToEndAsync();
            if (method == "chat.postMessage")
                Take(given, said, time.GetUtcNow());
            return Results.Text($$$"""{"ok":true,"team_id":"{{{SlackServer.Team}}}","user_id":"U0BOT","user":{"id":"{{{SlackServer.User}}}","name":"ana"},"channel":"{{{Channel}}}","ts":"{{{time.GetUtcNow().ToUnixTimeMilliseconds() / 1000}}}.{{{time.GetUtcNow().Ticks % 1_000_000:D6}}}"}""", "application/json");
        });
        await app.StartAsync();
        return app;
    }

    private static void Take(List<Card> given, string said, DateTimeOffset at)
    {
        using var message = JsonDocument.Parse(said);
        var root = message.RootElement;
        if (root.GetProperty("channel").GetString() != Channel || root.TryGetProperty("thread_ts", out _))
            return;
        var text = root.GetProperty("text").GetString()!;
        var number = text.Split(' ', ',', '\n').FirstOrDefault(word => word.StartsWith("C-", StringComparison.Ordinal)) ?? text;
        lock (given)
            given.Add(new Card(number, at));
    }

    private static bool Bind(Session session, TimeProvider time)
    {
        RouteBindings.Bind(session, new RouteBinding("care", "slack", SlackServer.Team, Channel), null, time.GetUtcNow());
        return true;
    }

    /// <summary>Posts, cases, claims, cards given, cards given twice, the most within three seconds, and cases whose card neither stands nor waits.</summary>
    private string Standing()
    {
        List<Card> cards;
        lock (given)
            cards = [.. given];
        var most = cards.Count == 0 ? 0 : cards.Max(card => cards.Count(other => other.At >= card.At && other.At < card.At + TimeSpan.FromSeconds(3)));
        var (posts, cases, claims, forgotten) = bot.Services.GetRequiredService<Database>().Read(session => session.First<(long Posts, long Cases, long Claims, long Forgotten)>(
            """
            select (select count(*) from post) posts, (select count(*) from cases) cases, (select count(*) from case_log where kind = 'Claimed') claims,
              (select count(*) from cases where id not in (select subject_id from message where conversation = @channel)) forgotten
            """,
            new { channel = Channel }));
        return string.Create(CultureInfo.InvariantCulture, $"{posts} {cases} {claims} {cards.Count} {cards.Count - cards.DistinctBy(card => card.Case).Count()} {most} {forgotten}");
    }

    private static string[] Settings(string folder, string slack, string door)
    {
        Environment.SetEnvironmentVariable("BENCH_HOOK", IngestServer.Secret);
        Environment.SetEnvironmentVariable("BENCH_SECRET", SlackServer.Secret);
        Environment.SetEnvironmentVariable("BENCH_TOKEN", "xoxb-bench");
        Environment.SetEnvironmentVariable("ASPNETCORE_ENVIRONMENT", "Development");
        var file = Path.Combine(folder, "appsettings.json");
        File.WriteAllText(
            file,
            $$"""
            {
              "Logging": { "LogLevel": { "Default": "Error" }, "Console": { "LogToStandardErrorThreshold": "Trace" } },
              "Care": {
                "Public": { "Url": "{{door}}" },
                "Square": "off",
                "Routes": [ { "Name": "care", "Zone": "Europe/Berlin" } ],
                "People": [ { "Name": "Ana Brandt", "Slack": { "Team": "{{SlackServer.Team}}", "User": "{{SlackServer.User}}" } } ],
                "Accounts": [ { "Id": "{{IngestServer.Account}}", "Network": "webhook", "Brand": "GridCo", "Secret": "env:BENCH_HOOK" } ],
                "Slack": { "SigningSecret": "env:BENCH_SECRET", "Token": "env:BENCH_TOKEN", "ApiRoot": "{{slack}}/api/" }
              }
            }
            """);
        return [$"--Care:Settings={file}", $"--urls=http://127.0.0.1:{SlackServer.FreePort()}"];
    }
}
