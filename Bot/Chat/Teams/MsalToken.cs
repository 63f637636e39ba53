using Microsoft.Identity.Client;

namespace SocialCareBot.Chat.Teams;

/// <summary>Our token from Microsoft Entra by client secret; MSAL keeps it until shortly before it ends.</summary>
public sealed class MsalToken
{
    /// <summary>Several refused calls at once make one forced renewal, not one each; and a refused credential makes no hot loop.</summary>
    private static readonly TimeSpan BetweenRenewals = TimeSpan.FromSeconds(30);

    private readonly IConfidentialClientApplication application;
    private readonly string[] scopes;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private DateTimeOffset? renewed;

    /// <param name="http">The way out; null: MSAL's own.</param>
    public MsalToken(TeamsSettings settings, TimeProvider time, IMsalHttpClientFactory? http = null)
    {
        this.time = time;
        scopes = [settings.TokenScope];
        var builder = ConfidentialClientApplicationBuilder
            .Create(settings.AppId)
            .WithClientSecret(settings.Secret)
            .WithAuthority(settings.AuthorityAddress)
            // The authority stands in the settings; asking another host whether it is one adds a way to fail.
            .WithInstanceDiscovery(false);
        application = (http is null ? builder : builder.WithHttpClientFactory(http)).Build();
    }

    /// <summary>A <see cref="TeamsToken"/>.</summary>
    public async Task<string> Get(bool forceRefresh, CancellationToken ct)
    {
        try
        {
            var result = await application.AcquireTokenForClient(scopes).WithForceRefresh(forceRefresh && MayRenew()).ExecuteAsync(ct);
            return result.AccessToken;
        }
        catch (MsalException problem)
        {
            // Error codes only: the long message can hold parts of the request.
            throw new TeamsTokenException($"No token from Entra: {problem.ErrorCode}", IsLasting(problem), problem);
        }
        catch (HttpRequestException problem)
        {
            throw new TeamsTokenException($"No token from Entra: {problem.Message}", false, problem);
        }
        catch (OperationCanceledException problem) when (!ct.IsCancellationRequested)
        {
            throw new TeamsTokenException("No token from Entra in time", false, problem);
        }
    }

    private bool MayRenew()
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (renewed is { } last && now >= last && now - last < BetweenRenewals)
                return false;
            renewed = now;
            return true;
        }
    }

    private static bool IsLasting(MsalException problem) =>
        problem is MsalServiceException { IsRetryable: false, StatusCode: >= 400 and < 500 and not 408 and not 429 };
}
