namespace SocialCareBot.Chat.Teams;

/// <summary>Where our token may be sent: https and a listed host, nothing else. In Development also http on loopback.</summary>
public sealed class ServiceHosts(TeamsSettings settings)
{
    /// <summary>The base address of the connector, or null when nothing of ours may be sent there.</summary>
    public Uri? Allowed(string? serviceUrl)
    {
        if (!Uri.TryCreate(serviceUrl, UriKind.Absolute, out var address) || address is not { UserInfo: "", Query: "", Fragment: "" })
            return null;
        if (settings.Development && address.IsLoopback && address.Scheme is "http" or "https")
            return address;
        // Only the token switch's own rule reaches further: without checks nothing but loopback is spoken to.
        return !settings.DangerouslyAllowUnauthenticatedRequests
            && address is { Scheme: "https", IsDefaultPort: true }
            && settings.AllowedServiceHosts.Contains(address.IdnHost, StringComparer.OrdinalIgnoreCase)
                ? address
                : null;
    }
}
