using Microsoft.Identity.Client;
using Microsoft.Identity.Client.AppConfig;

namespace SocialCareBot.Chat.Teams;

/// <summary>Our token from Microsoft Entra by secret, certificate or managed identity; MSAL keeps it until shortly before it ends.</summary>
public sealed class MsalToken
{
    private const string EveryPermission = "/.default";

    /// <summary>Several refused calls at once make one forced renewal, not one each; and a refused credential makes no hot loop.</summary>
    private static readonly TimeSpan BetweenRenewals = TimeSpan.FromSeconds(30);

    private readonly Func<bool, CancellationToken, Task<AuthenticationResult>> _acquire;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private DateTimeOffset? _renewed;

    /// <param name="http">The way out; null: MSAL's own.</param>
    public MsalToken(TeamsSettings settings, TimeProvider time, IMsalHttpClientFactory? http = null)
    {
        _time = time;
        _acquire = settings.ManagedIdentity is { } identity ? OfTheMachine(identity, settings, http) : OfTheBot(settings, http);
    }

    /// <summary>A <see cref="TeamsToken"/>.</summary>
    public async Task<string> Get(bool forceRefresh, CancellationToken ct)
    {
        try
        {
            var result = await _acquire(forceRefresh && MayRenew(), ct);
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

    private static Func<bool, CancellationToken, Task<AuthenticationResult>> OfTheBot(TeamsSettings settings, IMsalHttpClientFactory? http)
    {
        var builder = ConfidentialClientApplicationBuilder
            .Create(settings.AppId)
            .WithAuthority(settings.AuthorityAddress)
            // The authority stands in the settings; asking another host whether it is one adds a way to fail.
            .WithInstanceDiscovery(false);
        builder = settings.Certificate is { } certificate ? builder.WithCertificate(certificate) : builder.WithClientSecret(settings.Secret);
        var application = (http is null ? builder : builder.WithHttpClientFactory(http)).Build();
        return (fresh, ct) => application.AcquireTokenForClient([settings.TokenScope]).WithForceRefresh(fresh).ExecuteAsync(ct);
    }

    /// <summary>The machine's own service gives tokens for a resource, which is the scope without its end.</summary>
    private static Func<bool, CancellationToken, Task<AuthenticationResult>> OfTheMachine(string clientId, TeamsSettings settings, IMsalHttpClientFactory? http)
    {
        var builder = ManagedIdentityApplicationBuilder.Create(ManagedIdentityId.WithUserAssignedClientId(clientId));
        var application = (http is null ? builder : builder.WithHttpClientFactory(http)).Build();
        var resource = settings.TokenScope.EndsWith(EveryPermission, StringComparison.Ordinal) ? settings.TokenScope[..^EveryPermission.Length] : settings.TokenScope;
        return (fresh, ct) => application.AcquireTokenForManagedIdentity(resource).WithForceRefresh(fresh).ExecuteAsync(ct);
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

    /// <summary>The machine's service is read by MSAL without a status: what it refused, an admin must look at.</summary>
    private static bool IsLasting(MsalException problem) => problem is MsalServiceException
        and ({ IsRetryable: false, StatusCode: >= 400 and < 500 and not 408 and not 429 } or { StatusCode: 0, ErrorCode: MsalError.ManagedIdentityRequestFailed });
}
