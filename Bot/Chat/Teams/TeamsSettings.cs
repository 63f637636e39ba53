namespace SocialCareBot.Chat.Teams;

/// <summary>How this bot is known to Teams. The defaults are the public cloud's; credentials are resolved before they come here.</summary>
public sealed record TeamsSettings
{
    /// <summary>The application (client) id, a GUID. Without one everything inbound is refused.</summary>
    public string? AppId { get; init; }
    public string? Secret { get; init; }

    /// <summary>The tenant the bot is registered in; its tokens come from there.</summary>
    public string? Tenant { get; init; }

    /// <summary>Tenants whose people may use the bot; empty: only <see cref="Tenant"/>.</summary>
    public IReadOnlyList<string> Tenants { get; init; } = [];
    public Uri OpenIdMetadata { get; init; } = new("https://login.botframework.com/v1/.well-known/openidconfiguration");
    public string Issuer { get; init; } = "https://api.botframework.com";

    /// <summary>The only hosts our token is ever sent to (and, in Development, loopback).</summary>
    public IReadOnlyList<string> AllowedServiceHosts { get; init; } =
        ["smba.trafficmanager.net", "smba.infra.gcc.teams.microsoft.com", "smba.infra.gov.teams.microsoft.us"];
    public string TokenScope { get; init; } = "https://api.botframework.com/.default";

    /// <summary>Null: the tenant's address at login.microsoftonline.com.</summary>
    public string? Authority { get; init; }
    public bool DangerouslyAllowUnauthenticatedRequests { get; init; }

    /// <summary>The host runs in Development: an issuer of one's own and services on loopback are possible.</summary>
    public bool Development { get; init; }

    internal IReadOnlyList<string> AllowedTenants => Tenants.Count > 0 ? Tenants : Tenant is null ? [] : [Tenant];

    internal string AuthorityAddress => Authority ?? $"https://login.microsoftonline.com/{Tenant}";

    /// <summary>What is wrong, one plain line each; with any of these the bot must not start.</summary>
    public IEnumerable<string> Problems()
    {
        if (DangerouslyAllowUnauthenticatedRequests && !Development)
            yield return "Teams: token checks can only be turned off in Development.";
        if (DangerouslyAllowUnauthenticatedRequests && (AppId is not null || Secret is not null))
            yield return "Teams: token checks cannot be turned off while Teams credentials are configured. Remove one of the two.";
        if (AppId is null)
            yield break;
        if (!Guid.TryParseExact(AppId, "D", out _))
            yield return $"Teams: the application id '{AppId}' is not a GUID.";
        if (string.IsNullOrEmpty(Secret))
            yield return "Teams: an application id is set, but no secret.";
        if (AllowedTenants.Count == 0)
            yield return "Teams: no tenant is set, so nobody could use the bot.";
        if (Tenant is null && Authority is null)
            yield return "Teams: the bot's own tenant is not set, so it cannot get a token.";
        foreach (var tenant in AllowedTenants.Where(tenant => !Guid.TryParseExact(tenant, "D", out _)))
            yield return $"Teams: the tenant '{tenant}' is not a GUID.";
        if (!Development && !IsMicrosofts(OpenIdMetadata))
            yield return $"Teams: the OpenID metadata address {OpenIdMetadata} is not one of Microsoft's; that is possible in Development only.";
    }

    private static bool IsMicrosofts(Uri metadata) => metadata.Scheme == Uri.UriSchemeHttps
        && metadata.Host is "login.botframework.com" or "login.botframework.azure.us" or "login.botframework.azure.cn";
}
