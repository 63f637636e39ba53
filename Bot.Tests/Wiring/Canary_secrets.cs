using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Egress;
using SocialCareBot.Store;
using SocialCareBot.Tests.World;
using SocialCareBot.Web;
using SocialCareBot.Wiring;
using WholeHouse = SocialCareBot.Wiring.House;

namespace SocialCareBot.Tests.Wiring;

/// <summary>Every secret of the settings is a word found nowhere else; every service refuses or fails, and repeats in its answer all that it was sent.</summary>
public sealed class Canary_secrets : IDisposable
{
    private const string Word = "quetzalcoatlus";
    private readonly string _folder = Directory.CreateTempSubdirectory("canary").FullName;
    private readonly ListLog _journal = new("", LogLevel.Information);
    private readonly ConcurrentQueue<string> _calls = new();
    private readonly FakeSmtp _mail = new();

    [Fact]
    public async Task Are_found_in_no_log_trace_page_health_answer_or_report_and_words_of_people_in_no_log_or_trace()
    {
        using var observer = new Observer();
        await using var echo = await Echo();
        var host = Host(echo.Urls.First());
        await using var app = await WholeHouse.Build(host, TimeProvider.System, CancellationToken.None);
        await app.StartAsync();
        var doors = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(url => new Uri(url)).ToList();
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        List<string> seen = [.. await Calls(http, doors[1])];
        foreach (var number in new[] { 1, 2 })
            await Answer(app, number);
        await Patience.Until(() => _calls.Count(call => call == "/callback") > 1 && Logged("Cannot hear sky") && Logged("by webhook/sms") && Logged("by email"));

        var report = new StringWriter();
        await Doctor.Examine(app, host, report, CancellationToken.None);
        seen.AddRange([report.ToString(), .. await Pages(http, doors[0])]);
        await Break(app);
        seen.AddRange([.. await Pages(http, doors[0]), .. await Calls(http, doors[1])]);
        await app.StopAsync();

        Assert.Contains(seen, said => said.Contains("cannot be used", StringComparison.Ordinal));
        Assert.True(Logged("no such table"), "nothing broke");
        var told = _journal.Lines.Concat(observer.Everything).ToList();
        Assert.All(Secrets.Values, secret => Assert.All(seen.Concat(told), said => Assert.DoesNotContain(secret, said, StringComparison.OrdinalIgnoreCase)));
        Assert.All(told, said => Assert.DoesNotContain(Word, said, StringComparison.OrdinalIgnoreCase));
    }

    public void Dispose()
    {
        _mail.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static IReadOnlyDictionary<string, string> Secrets { get; } = new Dictionary<string, string>
    {
        ["sky"] = "canary-of-the-sky",
        ["shop"] = $"whsec_{Convert.ToBase64String(Encoding.ASCII.GetBytes("canary of the shop, long enough"))}",
        ["sms"] = $"whsec_{Convert.ToBase64String(Encoding.ASCII.GetBytes("canary of the gateway, long too"))}",
        ["mail"] = "canary-of-the-mail",
        ["signing"] = "canary-of-the-signature",
        ["client"] = "canary-of-the-client",
    };

    private bool Logged(string words) => _journal.Lines.Any(line => line.Contains(words, StringComparison.Ordinal));

    /// <summary>A service that takes nothing and says back whatever it was told.</summary>
    private async Task<WebApplication> Echo()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var echo = builder.Build();
        echo.Run(async context =>
        {
            using var body = new StreamReader(context.Request.Body);
            var heard = $"{string.Join('\n', context.Request.Headers)} {await body.ReadToEndAsync()}";
            _calls.Enqueue(context.Request.Path);
            context.Response.StatusCode = _calls.Count(call => call == context.Request.Path) % 2 == 1 ? 400 : 500;
            await context.Response.WriteAsJsonAsync(new { error = "InvalidRequest", message = heard });
        });
        await echo.StartAsync();
        return echo;
    }

    private CareHost Host(string echo)
    {
        foreach (var (name, secret) in Secrets)
            File.WriteAllText(Path.Combine(_folder, name), secret);
        var file = Path.Combine(_folder, "care.json");
        File.WriteAllText(file, JsonSerializer.Serialize(new { Care = Care(echo) }));
        var host = CareHost.Create([$"--Care:Settings={file}", $"--Care:Data={_folder}", "--urls=http://127.0.0.1:0"]);
        host.Builder.Logging.ClearProviders().AddProvider(_journal);
        return host;
    }

    private object Care(string echo) => new
    {
        CountdownSeconds = 0,
        Public = new { Url = "http://127.0.0.1:0", AllowedPrivateHosts = new[] { "127.0.0.1" } },
        People = new[] { new { Name = "Ana Brandt", Email = "ana@gridco.example", Phone = "+49301234567" } },
        Routes = new[] { new { Name = "care", Zone = "Europe/Berlin", Duty = new[] { "Ana Brandt" } } },
        Rules = new[] { new { Name = "outage", Kind = "Complaint", Priority = "P1", Any = new[] { "power" } } },
        Policy = new { PageWays = new Dictionary<string, double> { ["email"] = 0, ["webhook/sms"] = 0 } },
        Accounts = new object[]
        {
            new { Id = "sky", Network = "bluesky", Brand = "GridCo", Handle = "gridco.test", Service = echo, Secret = Reference("sky") },
            new { Id = "shop", Network = "webhook", Brand = "GridCo", Secret = Reference("shop"), Callback = $"{echo}/callback" },
        },
        Paging = new
        {
            Email = new { Host = "127.0.0.1", _mail.Port, Security = "starttls", User = "care", Password = Reference("mail"), From = "care@gridco.example" },
            Webhooks = new[] { new { Name = "sms", Url = $"{echo}/sms", Secret = Reference("sms") } },
        },
        Slack = new { SigningSecret = Reference("signing"), ClientId = "1.2", ClientSecret = Reference("client"), Workspaces = new[] { "T0123456" } },
    };

    private string Reference(string name) => $"file:{Path.Combine(_folder, name)}";

    /// <summary>Good calls and bad ones; what each was answered.</summary>
    private static async Task<IReadOnlyList<string>> Calls(HttpClient http, Uri door) =>
    [
        await Hook(http, door, "msg-1", Post("1")),
        await Hook(http, door, "msg-2", Post("2")),
        await Hook(http, door, "msg-2", Post("3")),
        await Hook(http, door, "msg-4", $$"""{"type":"post.created","text":"{{Word}}"""),
        await Hook(http, door, "msg-5", $$"""{"type":"{{Word}}","id":"5"}"""),
        await Hook(http, door, "msg-6", Post("6"), "v1,bm90IG91cnM="),
        await Said(http.PostAsync(new Uri(door, "/slack/events"), new StringContent($$"""{"text":"{{Word}}"}"""))),
        await Said(http.GetAsync(new Uri(door, $"/slack/oauth?code={Word}&state=x"))),
        await Said(http.GetAsync(new Uri(door, "/slack/install"))),
    ];

    private static string Post(string id) => $$"""{"type":"post.created","id":"{{id}}","network":"Trustpilot","author":{"id":"{{Word}}-{{id}}","name":"{{Word}}"},"text":"No power, says {{Word}}"}""";

    private static async Task<string> Hook(HttpClient http, Uri door, string id, string json, string? signature = null)
    {
        var (at, body) = (TimeProvider.System.GetUtcNow(), Encoding.UTF8.GetBytes(json));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(door, "/webhooks/shop")) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", WebhookSignature.Stamp(at));
        request.Headers.TryAddWithoutValidation("webhook-signature", signature ?? new WebhookSignature([Secrets["shop"]]).Sign(id, at, body));
        return await Said(http.SendAsync(request));
    }

    private static async Task<string> Said(Task<HttpResponseMessage> answering)
    {
        using var answer = await answering;
        return $"{answer} {await answer.Content.ReadAsStringAsync()}";
    }

    private static async Task<IReadOnlyList<string>> Pages(HttpClient http, Uri door)
    {
        List<string> said = [];
        foreach (var path in new[] { "/", "/cases/C-1", "/cases/C-1/why", "/status", "/oncall", "/nothing", "/api/cases", "/api/cases/C-1", "/health/ready", "/openapi/v1.json" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(door, path));
            request.Headers.Accept.ParseAdd(path.StartsWith("/api", StringComparison.Ordinal) ? "application/json" : "text/html");
            said.Add(await Said(http.SendAsync(request)));
        }
        return said;
    }

    private static async Task Answer(WebApplication app, int number)
    {
        var (replies, by) = (app.Services.GetRequiredService<ReplyDesk>(), app.Services.GetRequiredService<DeskOperator>().Actor);
        var id = app.Services.GetRequiredService<Database>().Read(session => CaseStore.Look(session, number))!.Id;
        await replies.Open(id, by, CancellationToken.None);
        var preview = await replies.Preview(id, by, new($"We look after {Word}."), CancellationToken.None);
        Assert.NotNull((await replies.Send(id, by, preview!.Draft.Nonce, CancellationToken.None))?.LeavesAt);
    }

    /// <summary>From here on every handler that needs a case crashes.</summary>
    private static Task Break(WebApplication app) => app.Services.GetRequiredService<IWriter>().Run(session => session.Execute("alter table cases rename to lost"), CancellationToken.None);
}
