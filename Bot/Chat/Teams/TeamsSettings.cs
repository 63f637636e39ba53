using System.Security.Cryptography.X509Certificates;

namespace SocialCareBot.Chat.Teams;

/// <summary>How this bot is known to Teams. The defaults are the public cloud's; credentials are resolved before they come here.</summary>
public sealed record TeamsSettings
{
    /// <summary>The application (client) id, a GUID. Without one everything inbound is refused.</summary>
    public string? AppId { get; init; }

    /// <summary>How we prove to Entra that we are this bot: a secret, a certificate with its private key, or a managed identity; one of them.</summary>
    public string? Secret { get; init; }
    public X509Certificate2? Certificate { get; init; }

    /// <summary>The client id of the user-assigned identity of the machine we run on; for such a bot it is the application id too.</summary>
    public string? ManagedIdentity { get; init; }

    /// <summary>The tenant the bot is registered in; its tokens come from there.</summary>
    public string? Tenant { get; init; }

    /// <summary>Tenants whose people may use the bot; empty: only <see cref="Tenant"/>.</summary>
    public IReadOnlyList<string> Tenants { get; init; } = [];
    public Uri OpenIdMetadata { get; init; } = TeamsCloud.Public.OpenIdMetadata;
    public string Issuer { get; init; } = TeamsCloud.Public.Issuer;

    /// <summary>The only hosts our token is ever sent to (and, in Development, loopback).</summary>
    public IReadOnlyList<string> AllowedServiceHosts { get; init; } = TeamsCloud.Public.ServiceHosts;
    public string TokenScope { get; init; } = TeamsCloud.Public.TokenScope;

    /// <summary>Null: the tenant's address at <see cref="Login"/>.</summary>
    public string? Authority { get; init; }
    public string Login { get; init; } = TeamsCloud.Public.Login;
    public bool DangerouslyAllowUnauthenticatedRequests { get; init; }

    /// <summary>The host runs in Development: an issuer of one's own and services on loopback are possible.</summary>
    public bool Development { get; init; }

    internal IReadOnlyList<string> AllowedTenants => Tenants.Count > 0 ? Tenants : Tenant is null ? [] : [Tenant];

    internal string AuthorityAddress => Authority ?? $"{Login}/{Tenant}";

    /// <summary>Never with a secret: records are printed by logs.</summary>
    public override string ToString() => $"Teams app {AppId} of {Tenant}";

    /// <summary>The settings of a bot in that cloud; each value can still be replaced.</summary>
    public static TeamsSettings In(TeamsCloud cloud) => new()
    {
        OpenIdMetadata = cloud.OpenIdMetadata,
        Issuer = cloud.Issuer,
        AllowedServiceHosts = cloud.ServiceHosts,
        TokenScope = cloud.TokenScope,
        Login = cloud.Login,
    };

    /// <summary>What is wrong, one plain line each; with any of these the bot must not start.</summary>
    public IEnumerable<string> Problems()
    {
        if (DangerouslyAllowUnauthenticatedRequests && !Development)
            yield return "Teams: token checks can only be turned off in Development.";
        if (DangerouslyAllowUnauthenticatedRequests && (AppId is not null || Credentials > 0))
            yield return "Teams: token checks cannot be turned off while Teams credentials are configured. Remove one of the two.";
        if (AppId is null)
            yield break;
        if (!Guid.TryParseExact(AppId, "D", out _))
            yield return $"Teams: the application id '{AppId}' is not a GUID.";
        if (Credentials != 1)
            yield return $"Teams: an application id is set, but {(Credentials == 0 ? "no" : "more than one")} credential. Set one of Secret, Certificate and ManagedIdentity.";
        if (Certificate is { HasPrivateKey: false })
            yield return "Teams: the certificate has no private key, so nothing can be signed with it.";
        if (ManagedIdentity is not null && !Guid.TryParseExact(ManagedIdentity, "D", out _))
            yield return $"Teams: the managed identity '{ManagedIdentity}' is not a client id, which is a GUID.";
        if (AllowedServiceHosts.Count == 0)
            yield return "Teams: no service host is known for this cloud. Set Care:Teams:ServiceHosts to the host of the serviceUrl in its messages.";
        if (AllowedTenants.Count == 0)
            yield return "Teams: no tenant is set, so nobody could use the bot.";
        if (Tenant is null && Authority is null)
            yield return "Teams: the bot's own tenant is not set, so it cannot get a token.";
        foreach (var tenant in AllowedTenants.Where(tenant => !Guid.TryParseExact(tenant, "D", out _)))
            yield return $"Teams: the tenant '{tenant}' is not a GUID.";
        if (!Development && !IsMicrosofts(OpenIdMetadata))
            yield return $"Teams: the OpenID metadata address {OpenIdMetadata} is not one of Microsoft's; that is possible in Development only.";
    }

    private int Credentials => (string.IsNullOrEmpty(Secret) ? 0 : 1) + (Certificate is null ? 0 : 1) + (string.IsNullOrEmpty(ManagedIdentity) ? 0 : 1);

    private static bool IsMicrosofts(Uri metadata) => metadata.Scheme == Uri.UriSchemeHttps
        && metadata.Host is "login.botframework.com" or "login.botframework.azure.us" or "login.botframework.azure.cn";
}
