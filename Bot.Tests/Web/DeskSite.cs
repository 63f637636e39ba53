using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Settings;
using SocialCareBot.Tests.World;
using SocialCareBot.Web;
using SocialCareBot.Wiring;

namespace SocialCareBot.Tests.Web;

/// <summary>The desk on a real server with two doors, over a whole bot in a fake world, and a browser that knows only HTTP.</summary>
public sealed partial class DeskSite : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly CookieContainer _cookies = new();

    private DeskSite(TheBot bot, WebApplication app)
    {
        Bot = bot;
        _app = app;
        var doors = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToList();
        (Desk, Public) = (new Uri(doors[0]), new Uri(doors[1]));
        Browser = new HttpClient(new SocketsHttpHandler { CookieContainer = _cookies, AllowAutoRedirect = false }) { BaseAddress = Desk };
        Browser.DefaultRequestHeaders.Accept.ParseAdd("text/html");
    }

    public TheBot Bot { get; }
    public Uri Desk { get; }
    public Uri Public { get; }
    public HttpClient Browser { get; }

    /// <summary>Starts bot and desk; one of the bot's people operates it.</summary>
    public static async Task<DeskSite> Start(string operatorName = "Ana Brandt", Role? role = null, bool keys = true, Action<WebApplication>? more = null, DeskRules? rules = null)
    {
        var bot = await TheBot.Start(keys, rules: rules);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            ApplicationName = typeof(WebDesk).Assembly.GetName().Name,
        });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => Doors.Listen(kestrel, "http://127.0.0.1:0", "http://127.0.0.1:0"));
        var person = bot.People.ByName(operatorName)!;
        Wire(builder.Services, bot, new DeskOperator(person with { Role = role ?? person.Role }));
        var app = builder.Build();
        app.MapWebDesk();
        more?.Invoke(app);
        await app.StartAsync();
        return new DeskSite(bot, app);
    }

    private static void Wire(IServiceCollection services, TheBot bot, DeskOperator me) => services
        .AddSingleton<TimeProvider>(bot.Time)
        .AddSingleton(bot.Database)
        .AddSingleton(bot.Writer)
        .AddSingleton(bot.People)
        .AddSingleton(bot.Facts)
        .AddSingleton(bot.Switch)
        .AddSingleton(bot.Desk)
        .AddSingleton(bot.Press)
        .AddSingleton(bot.Replies)
        .AddSingleton(bot.Nudge)
        .AddSingleton(bot.Facts.Rules)
        .AddSingleton(new CaseCards(bot.Facts))
        .AddSingleton(new ReplyForms(bot.Facts))
        .AddSingleton(me)
        .AddWebDesk(new CareSettings());

    /// <summary>A customer posts, and the bot hears it: the case it becomes.</summary>
    public async Task<Case> Complaint(string text = "No power since six", string id = "p1", string author = "mira")
    {
        Bot.Post(text, id, author);
        await Bot.Tick();
        return Bot.Case(1);
    }

    public async Task<string> Page(string path)
    {
        using var answer = await Browser.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Submits a form as a browser would: with the token of the page it stands on.</summary>
    public async Task<HttpResponseMessage> Submit(string page, string action, params (string Name, string Value)[] fields)
    {
        return await Post(action, [.. fields, Token(await Page(page))]);
    }

    /// <summary>The antiforgery field of a page's forms.</summary>
    public static (string Name, string Value) Token(string page) => ("__RequestVerificationToken", TokenField().Match(page).Groups["token"].Value);

    public Task<HttpResponseMessage> Post(string action, params (string Name, string Value)[] fields) =>
        Browser.PostAsync(action, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    /// <summary>Presses a button of case 1, at the version it has now.</summary>
    public Task<HttpResponseMessage> Press(string verb, params (string Name, string Value)[] inputs) => Submit(
        "/cases/C-1",
        "/cases/C-1",
        [("verb", verb), ("version", $"{Bot.Case(1).Version}"), .. inputs]);

    /// <summary>Lets the clock run until an answer comes that waits for it.</summary>
    public async Task Until(Task answer)
    {
        while (!answer.IsCompleted)
        {
            Bot.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(answer, Task.Delay(TimeSpan.FromMilliseconds(20)));
        }
    }

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        await _app.DisposeAsync();
        Bot.Dispose();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TokenField();
}
