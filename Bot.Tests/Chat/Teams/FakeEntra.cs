using System.Net;
using System.Text;
using Microsoft.Identity.Client;

namespace SocialCareBot.Tests.Chat.Teams;

/// <summary>Whoever gives us tokens: Microsoft Entra for an application, the machine's own service for a managed identity.</summary>
internal sealed class FakeEntra : HttpMessageHandler, IMsalHttpClientFactory
{
    /// <summary>Each question with its fields, from the form or the query.</summary>
    public List<(string Address, Dictionary<string, string> Form)> Asked { get; } = [];
    public HttpStatusCode? Refuse { get; set; }
    public string Body { get; set; } = "";
    public bool Unreachable { get; set; }

    public HttpClient GetHttpClient() => new(this, disposeHandler: false);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Unreachable)
            throw new HttpRequestException("No route to host.");
        var fields = request.Content is null ? request.RequestUri!.Query.TrimStart('?') : await request.Content.ReadAsStringAsync(cancellationToken);
        var form = fields.Split('&')
            .Select(pair => pair.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => WebUtility.UrlDecode(pair[^1]), StringComparer.Ordinal);
        Asked.Add((request.RequestUri!.GetLeftPart(UriPartial.Path), form));
#pragma warning disable RS0030 // MSAL looks at the machine's own clock, and an instant too far away it takes for none
        var until = TimeProvider.System.GetUtcNow().AddHours(1).ToUnixTimeSeconds();
#pragma warning restore RS0030
        var body = Refuse is null ? $$"""{"token_type":"Bearer","expires_in":"3599","expires_on":"{{until}}","access_token":"token-{{Asked.Count}}"}""" : Body;
        return new HttpResponseMessage(Refuse ?? HttpStatusCode.OK) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
    }
}
