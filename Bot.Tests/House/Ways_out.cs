using System.Text.RegularExpressions;

namespace SocialCareBot.Tests.House;

/// <summary>Whoever connects to an address that others can influence does so through the guarded client; whoever connects otherwise is listed here, with what keeps the address ours.</summary>
public sealed partial class Ways_out
{
    private static readonly Dictionary<string, string> Own = new(StringComparer.Ordinal)
    {
        ["Bot/Egress/GuardedHttp.cs"] = "the guarded client itself",
        ["Bot/Chat/ChatHttp.cs"] = "Slack's one root of the settings and its own response hosts (SlackResponder); the listed service hosts of Teams (ServiceHosts)",
        ["Bot/Chat/Slack/SlackSocket.cs"] = "hosts of Slack's only (SocketMode)",
        ["Bot/Chat/Teams/SigningKeys.cs"] = "the issuer of the settings",
        ["Bot/Networks/Bluesky/BlueskyWire.cs"] = "the account's service of the settings; no host that a post or a profile names",
        ["Bot/Wiring/HealthCommand.cs"] = "the bot on this machine, at the address its admin names",
        ["Bot/Paging/EmailPager.cs"] = "the mail server of the settings",
    };

    [Fact]
    public void Nobody_else_makes_a_connection() =>
        Assert.Equal(Own.Keys.Order(StringComparer.Ordinal), Repository.Sources("Bot").Where(file => Connects().IsMatch(File.ReadAllText(Repository.Path(file)))).Order(StringComparer.Ordinal));

    [Fact]
    public void No_way_out_follows_a_redirect() =>
        Assert.All(
            Own.Keys.Where(file => File.ReadAllText(Repository.Path(file)).Contains("SocketsHttpHandler", StringComparison.Ordinal)),
            file => Assert.Contains("AllowAutoRedirect = false", File.ReadAllText(Repository.Path(file)), StringComparison.Ordinal));

    [GeneratedRegex(@"\bnew (HttpClient|SocketsHttpHandler|HttpClientHandler|HttpMessageInvoker|ClientWebSocket|TcpClient|UdpClient|Socket|SmtpClient)\b|\bHttpClient \w+\(.*\) =>\s*new\(|\bWebRequest\b|\bWebClient\b|\bIHttpClientFactory\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Connects();
}
