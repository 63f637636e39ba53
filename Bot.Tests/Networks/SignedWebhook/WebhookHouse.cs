using System.Globalization;
using System.IO.Pipelines;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SocialCareBot.Egress;
using SocialCareBot.Networks.SignedWebhook;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Networks.SignedWebhook;

/// <summary>The webhook's endpoint on a real server, in front of the whole bot.</summary>
internal sealed class WebhookHouse : IAsyncDisposable
{
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private readonly WebApplication _app;

    private WebhookHouse(WebApplication app, TheBot bot, HttpClient client) => (_app, Bot, Client) = (app, bot, client);

    public TheBot Bot { get; }
    public HttpClient Client { get; }

    public static WebhookSignature Signature { get; } = new([Secret]);

    /// <param name="stalled">Every body ends as the server ends one: with the status that is the call's id.</param>
    public static async Task<WebhookHouse> Open(bool stalled = false)
    {
        var bot = await TheBot.Start();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var settings = new WebhookSettings { Account = "shop", Brand = "GridCo", Secrets = [Secret] };
        builder.Services.AddSingleton(services => new WebhookEndpoint(
            [new WebhookSource(settings, Signature)], bot.Desk, bot.Time, services.GetRequiredService<ILogger<WebhookEndpoint>>()));
        var app = builder.Build();
        if (stalled)
            app.Use(Stall);
        WebhookEndpoint.Map(app);
        await app.StartAsync();
        return new WebhookHouse(app, bot, new HttpClient { BaseAddress = new Uri(app.Urls.First()) });
    }

    private static Task Stall(HttpContext context, RequestDelegate next)
    {
        var status = int.Parse(context.Request.Headers["webhook-id"].ToString(), CultureInfo.InvariantCulture);
        var body = new Pipe();
        body.Writer.Complete(new BadHttpRequestException("ended by the server", status));
        context.Request.Body = body.Reader.AsStream();
        return next(context);
    }

    public static string Body(string id = "post-1", string text = "The power is out", string type = "post.created") =>
        $$"""{"type":"{{type}}","id":"{{id}}","network":"Trustpilot","author":{"id":"mira","name":"Mira K"},"text":"{{text}}"}""";

    /// <summary>A good body with one more member; the last of two equal names counts.</summary>
    public static string With(string member) => $"{Body()[..^1]},{member}}}";

    public Task<HttpResponseMessage> Send(string body, string id = "msg_1", TimeSpan skew = default) => Send(Encoding.UTF8.GetBytes(body), id, skew);

    public async Task<HttpResponseMessage> Send(byte[] body, string id = "msg_1", TimeSpan skew = default, string? signature = null)
    {
        var at = Bot.Time.GetUtcNow() + skew;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/shop") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation("webhook-id", id);
        request.Headers.TryAddWithoutValidation("webhook-timestamp", WebhookSignature.Stamp(at));
        request.Headers.TryAddWithoutValidation("webhook-signature", signature ?? Signature.Sign(id, at, body));
        return await Client.SendAsync(request);
    }

    /// <summary>How many rows any table holds that a call could have left behind.</summary>
    public int Traces() => Bot.Database.Read(session => session.First<int>("select (select count(*) from cases) + (select count(*) from post) + (select count(*) from seen) + (select count(*) from gone)"));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        Bot.Dispose();
    }
}
