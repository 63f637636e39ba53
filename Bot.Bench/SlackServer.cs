using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SocialCareBot.Chat.Slack;
using SocialCareBot.Desk;
using SocialCareBot.Store;
using SocialCareBot.Wiring;

namespace SocialCareBot.Bench;

/// <summary>The whole bot with Slack as its chat, and beside it a server that plays Slack's Web API and has an endpoint that checks the signature and nothing else.</summary>
internal static class SlackServer
{
    public const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";
    public const string Team = "T0BENCH";
    public const string User = "U0ANA";
    public const string Path = "/slack/interactivity";

    /// <summary>Serves claims until its input ends. Its first lines: the address of the bare endpoint, that of the bot, and the cases' ids, parted by spaces.</summary>
    public static async Task<int> Run(int cases, TimeProvider time)
    {
        var folder = Directory.CreateTempSubdirectory("care-slack").FullName;
        await using (var beside = await Beside(time))
        {
            var door = $"http://127.0.0.1:{FreePort()}";
            await using var bot = await House.Build(CareHost.Create(Settings(folder, beside.Urls.First(), door)), time, CancellationToken.None);
            await bot.StartAsync();
            await bot.Services.GetRequiredService<SlackTokens>().Adopt(CancellationToken.None);
            var ids = await Cases(bot.Services, cases, time);
            Console.WriteLine($"{beside.Urls.First()}/bare");
            Console.WriteLine(door + Path);
            Console.WriteLine(string.Join(' ', ids));
            await Console.In.ReadToEndAsync();
            await bot.StopAsync();
        }
        Directory.Delete(folder, recursive: true);
        return 0;
    }

    private static async Task<WebApplication> Beside(TimeProvider time)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var signature = new SlackSignature(Secret);
        app.MapPost("/bare", (HttpContext context) => Bare(context, signature, time));
        app.MapPost("/api/{method}", () => Results.Text($$$"""{"ok":true,"team_id":"{{{Team}}}","user_id":"U0BOT","user":{"id":"{{{User}}}","name":"ana"}}""", "application/json"));
        await app.StartAsync();
        return app;
    }

    private static async Task Bare(HttpContext context, SlackSignature signature, TimeProvider time)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var headers = context.Request.Headers;
        var holds = signature.Holds(headers[SlackSignature.TimestampHeader], headers[SlackSignature.SignatureHeader], body.GetBuffer().AsSpan(0, (int)body.Length), time.GetUtcNow());
        context.Response.StatusCode = holds ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized;
    }

    private static string[] Settings(string folder, string slack, string door)
    {
        Environment.SetEnvironmentVariable("BENCH_SECRET", Secret);
        Environment.SetEnvironmentVariable("BENCH_TOKEN", "xoxb-bench");
        Environment.SetEnvironmentVariable("ASPNETCORE_ENVIRONMENT", "Development");
        var file = System.IO.Path.Combine(folder, "appsettings.json");
        File.WriteAllText(
            file,
            $$"""
            {
              "Logging": { "LogLevel": { "Default": "Error" } },
              "Care": {
                "Public": { "Url": "{{door}}" },
                "Routes": [ { "Name": "care", "Zone": "Europe/Berlin" } ],
                "People": [ { "Name": "Ana Brandt", "Slack": { "Team": "{{Team}}", "User": "{{User}}" } } ],
                "Slack": { "SigningSecret": "env:BENCH_SECRET", "Token": "env:BENCH_TOKEN", "ApiRoot": "{{slack}}/api/" }
              }
            }
            """);
        return [$"--Care:Settings={file}", $"--urls=http://127.0.0.1:{FreePort()}"];
    }

    /// <summary>Opens so many cases; their ids.</summary>
    internal static async Task<IReadOnlyList<string>> Cases(IServiceProvider bot, int cases, TimeProvider time)
    {
        var (desk, database) = (bot.GetRequiredService<CaseDesk>(), bot.GetRequiredService<Database>());
        await Task.WhenAll(Enumerable.Range(1, cases).Select(number => desk.Hear(BenchDesk.Post(number, time.GetUtcNow()), CancellationToken.None)));
        return database.Read(session => session.Query<string>("select id from cases"));
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
