using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using SocialCareBot.Egress;

namespace SocialCareBot.Bench;

/// <summary>A listening service that sends posts, each signed, to <see cref="IngestServer"/>.</summary>
internal sealed class SignedPosts(string url, int atOnce, TimeProvider time) : IDisposable
{
    private readonly WebhookSignature _signature = new([IngestServer.Secret]);
    private readonly HttpClient _client = new(new SocketsHttpHandler { MaxConnectionsPerServer = atOnce });

    /// <summary>Sends the post of a number; how many milliseconds it took to be taken.</summary>
    public async Task<double> Send(int number)
    {
        var body = Encoding.UTF8.GetBytes(IngestRate.Body(number));
        var at = time.GetUtcNow();
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("webhook-id", $"msg_{number}");
        request.Headers.Add("webhook-timestamp", WebhookSignature.Stamp(at));
        request.Headers.Add("webhook-signature", _signature.Sign($"msg_{number}", at, body));
        var began = Stopwatch.GetTimestamp();
        using var answer = await _client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    public void Dispose() => _client.Dispose();
}
