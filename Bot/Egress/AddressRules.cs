using System.Net;
using System.Net.Sockets;

namespace SocialCareBot.Egress;

/// <summary>Which addresses are the public internet. Everything else (our own machine, our own network, a cloud's metadata) is not to be reached for others.</summary>
public static class AddressRules
{
    // IANA special-purpose registry for IPv4, and 168.63.129.16, by which Azure talks to its machines.
    private static readonly IPNetwork[] Closed4 =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "168.63.129.16/32", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        }.Select(IPNetwork.Parse),
    ];

    // Only 2000::/3 is public; within it: protocol assignments and Teredo, documentation, 6to4 (which carries an IPv4 address past the check above).
    private static readonly IPNetwork Open6 = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork[] Closed6 = [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(IPNetwork.Parse)];
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>True for an address of the public internet, after undoing IPv4-mapped and NAT64 forms.</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return IsPublic(address.MapToIPv4());
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return !Closed4.Any(network => network.Contains(address));
        if (Nat64.Contains(address))
            return IsPublic(new IPAddress(address.GetAddressBytes().AsSpan(12)));
        return Open6.Contains(address) && !Closed6.Any(network => network.Contains(address));
    }
}
