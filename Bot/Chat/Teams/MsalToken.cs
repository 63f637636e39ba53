using Microsoft.Identity.Client;

namespace SocialCareBot.Chat.Teams;

/// <summary>Our token from Microsoft Entra by client secret; MSAL keeps it until shortly before it ends.</summary>
public sealed class MsalToken
{
    /// <summary>Several refused calls at once make one forced renewal, not one each; and a refused credential makes no hot loop.</summary>
    private static readonly TimeSpan BetweenRenewals = TimeSpan.FromSeconds(30);

    private readonly IConfidentialClientApplication _application;
    private readonly string[] _scopes;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private DateTimeOffset? _renewed;

    /// <param name="http">The way out; null: MSAL's own.</param>
    public MsalToken(TeamsSettings settings, TimeProvider time, IMsalHttpClientFactory? http = null)
    {
        _time = time;
        _scopes = [settings.TokenScope];
        var builder = ConfidentialClientApplicationBuilder
            .Create(settings.AppId)
            .WithClientSecret(settings.Secret)
            .WithAuthority(settings.AuthorityAddress)
            // The authority stands in the settings; asking another host whether it is one adds a way to fail.
            .WithInstanceDiscovery(false);
        _application = (http is null ? builder : builder.WithHttpClientFactory(http)).Build();
    }

    /// <summary>A <see cref="TeamsToken"/>.</summary>
    public async Task<string> Get(bool forceRefresh, CancellationToken ct)
    {
        try
        {
            var result = await _application.AcquireTokenForClient(_scopes).WithForceRefresh(forceRefresh && MayRenew()).ExecuteAsync(ct);
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
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            if (_renewed is { } last && now >= last && now - last < BetweenRenewals)
                return false;
            _renewed = now;
            return true;
        }
    }

    private static bool IsLasting(MsalException problem) =>
        problem is MsalServiceException { IsRetryable: false, StatusCode: >= 400 and < 500 and not 408 and not 429 };
}
