using SocialCareBot.Ports;
using SocialCareBot.Settings;

namespace SocialCareBot.Wiring;

/// <summary>What the configured accounts bring: someone who acts for each, and the sources that hear.</summary>
public sealed record AccountSet(IReadOnlyList<INetwork> Networks, IReadOnlyList<ISource> Sources);

/// <summary>Makes the networks of the settings.</summary>
public static class NetworkWiring
{
    /// <summary>True when the practice network takes part: by setting, or while nothing real is configured.</summary>
    public static bool HasSquare(CareSettings care) => care.Square == "on" || (care.Square == "auto" && care.Accounts.Count == 0 && !care.Teams.Configured);
}
