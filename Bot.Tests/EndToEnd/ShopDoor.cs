using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using SocialCareBot.Egress;
using SocialCareBot.Tests.EndToEnd.Bluesky;

namespace SocialCareBot.Tests.EndToEnd;

/// <summary>The public door of a bot in a process of its own, and the shop that sends it signed complaints.</summary>
internal sealed class ShopDoor : IDisposable
{
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /// <summary>The account of the settings that listens to the shop; its secret is in the environment.</summary>
    public static object Account { get; } = new { Id = "shop", Network = "webhook", Brand = "GridCo", Secret = "env:CARE_E2E_SECRET" };

    private readonly HttpClient _http = new();

    /// <summary>As <c>Care:Public:Url</c> wants it; the same over all lives of the bot.</summary>
    public Uri Address { get; } = Free();

    /// <summary>A complaint; false where nobody took it, and the shop comes again.</summary>
    public async Task<bool> Post(int number)
    {
        var (id, now) = ($"msg-{number}", RealBluesky.Time.GetUtcNow());
        var body = Encoding.UTF8.GetBytes($$"""{"type":"post.created","id":"post-{{number}}","network":"Trustpilot","author":{"id":"u-{{number}}","name":"Mira {{number}}"},"text":"The power is out."}""");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, "/webhooks/shop")) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation("webhook-id", id);
        request.Headers.TryAddWithoutValidation("webhook-timestamp", WebhookSignature.Stamp(now));
        request.Headers.TryAddWithoutValidation("webhook-signature", new WebhookSignature([Secret]).Sign(id, now, body));
        try
        {
            using var answer = await _http.SendAsync(request);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public void Dispose() => _http.Dispose();

    private static Uri Free()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}");
    }
}
