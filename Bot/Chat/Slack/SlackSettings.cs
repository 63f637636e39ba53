namespace SocialCareBot.Chat.Slack;

/// <summary>How this bot is known to Slack; credentials are resolved before they come here.</summary>
public sealed record SlackSettings
{
    public Uri ApiRoot { get; init; } = new("https://slack.com/api/");

    /// <summary>Blank only with Socket Mode, which signs nothing.</summary>
    public string SigningSecret { get; init; } = "";
    public string? PreviousSigningSecret { get; init; }

    /// <summary>A bot token given in the settings, for one workspace.</summary>
    public string? Token { get; init; }
    public string? AppToken { get; init; }
    public string? ClientId { get; init; }
    public string? ClientSecret { get; init; }
    public bool SocketMode { get; init; }
    public string Command { get; init; } = "/care";

    /// <summary>The only workspaces that may use the bot; empty: every one with an installation.</summary>
    public IReadOnlyList<string> Workspaces { get; init; } = [];
    public bool ExternalPeopleMayAct { get; init; }
    public bool SharedChannels { get; init; }

    /// <summary>The host runs in Development: Slack's part may be played on loopback.</summary>
    public bool Development { get; init; }

    internal bool Lists(string team) => Workspaces.Count == 0 || Workspaces.Contains(team, StringComparer.Ordinal);

    /// <summary>What is wrong, one plain line each; with any of these the bot must not start.</summary>
    public IEnumerable<string> Problems()
    {
        if (!SocketMode && string.IsNullOrWhiteSpace(SigningSecret))
            yield return "Slack: the signing secret is blank, so anybody could speak as Slack.";
        if (PreviousSigningSecret is { } previous && string.IsNullOrWhiteSpace(previous))
            yield return "Slack: the previous signing secret is blank; leave it out instead.";
        if (SocketMode && string.IsNullOrWhiteSpace(AppToken))
            yield return "Slack: Socket Mode needs an app-level token.";
        if (!IsSlacks(ApiRoot) && !(Development && ApiRoot.IsLoopback))
            yield return $"Slack: the API root {ApiRoot} is not one of Slack's; loopback is possible in Development only.";
    }

    /// <summary>Never with a secret: records are printed by logs.</summary>
    public override string ToString() => $"Slack at {ApiRoot}";

    private static bool IsSlacks(Uri root) => root.Scheme == Uri.UriSchemeHttps && root.Host is "slack.com" or "slack-gov.com";
}
