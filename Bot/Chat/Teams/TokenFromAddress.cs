using System.Net;
using System.Text.Json;

namespace SocialCareBot.Chat.Teams;

/// <summary>Our own token from a plain token endpoint on loopback, where MSAL (https only) cannot go. For Development and tests.</summary>
public sealed class TokenFromAddress(HttpClient http, Uri address, TeamsSettings settings)
{
    private string? _token;

    /// <summary>A <see cref="TeamsToken"/>. Kept until a fresh one is demanded.</summary>
    public async Task<string> Get(bool forceRefresh, CancellationToken ct)
    {
        if (!forceRefresh && _token is { } kept)
            return kept;
        try
        {
            using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = settings.AppId ?? "",
                ["client_secret"] = settings.Secret ?? "",
                ["scope"] = settings.TokenScope,
            });
            using var response = await http.PostAsync(address, form, ct);
            if (!response.IsSuccessStatusCode)
                throw new TeamsTokenException($"No token from {address}: {(int)response.StatusCode}", response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized);
            using var answer = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(ct), cancellationToken: ct);
            return _token = answer.RootElement.GetProperty("access_token").GetString() ?? "";
        }
        catch (Exception problem) when (problem is HttpRequestException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new TeamsTokenException($"No token from {address}: {problem.Message}", false, problem);
        }
        catch (OperationCanceledException problem) when (!ct.IsCancellationRequested)
        {
            throw new TeamsTokenException($"No token from {address} in time", false, problem);
        }
    }
}
