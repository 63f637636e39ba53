namespace SocialCareBot.Chat.Slack;

/// <summary>What the app asks a workspace for, and why; each one more is something an admin must be convinced of.</summary>
public static class SlackScopes
{
    /// <summary>Scope and reason, for the manifest, the installation and the documentation.</summary>
    public static IReadOnlyList<(string Scope, string Why)> Bot { get; } =
    [
        ("chat:write", "posts and edits cards"),
        ("app_mentions:read", "hears what is said to it in a channel, and nothing else there"),
        ("commands", "the slash command and the message shortcut"),
        ("im:write", "alerts to one person alone"),
        ("im:history", "hears what is said to the bot alone"),
        ("users:read", "names, and who is a guest"),
        ("channels:read", "whether a public channel is archived or shared with another organisation"),
        ("groups:read", "the same for private channels"),
    ];

    /// <summary>What an installation lacks; nothing where Slack did not say what it has.</summary>
    public static IReadOnlyList<string> Missing(SlackInstallation installed) =>
        installed.Scopes.Count == 0 ? [] : [.. Bot.Select(row => row.Scope).Except(installed.Scopes, StringComparer.Ordinal)];
}
