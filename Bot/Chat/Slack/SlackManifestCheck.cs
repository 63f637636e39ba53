using System.Text.Json.Nodes;

namespace SocialCareBot.Chat.Slack;

/// <summary>
/// Slack's limits for a manifest, and what its published schema does not know: the names of scopes and events. A mistyped one would be
/// taken, and never come.
/// </summary>
public static class SlackManifestCheck
{
    /// <summary>Every bot event we might ask for, and the scope that Slack sends it under; null: none.</summary>
    private static readonly Dictionary<string, string?> ScopeOf = new(StringComparer.Ordinal)
    {
        ["app_home_opened"] = null,
        ["app_uninstalled"] = null,
        ["tokens_revoked"] = null,
        ["app_mention"] = "app_mentions:read",
        ["message.im"] = "im:history",
        ["message.channels"] = "channels:history",
        ["message.groups"] = "groups:history",
        ["member_joined_channel"] = "channels:read",
        ["member_left_channel"] = "channels:read",
        ["channel_archive"] = "channels:read",
        ["channel_deleted"] = "channels:read",
        ["channel_id_changed"] = "channels:read",
        ["channel_left"] = "channels:read",
        ["channel_rename"] = "channels:read",
        ["channel_shared"] = "channels:read",
        ["channel_unarchive"] = "channels:read",
        ["channel_unshared"] = "channels:read",
        ["group_archive"] = "groups:read",
        ["group_deleted"] = "groups:read",
        ["group_left"] = "groups:read",
        ["group_rename"] = "groups:read",
        ["group_unarchive"] = "groups:read",
    };

    private static readonly HashSet<string> Scopes =
    [
        "app_mentions:read", "channels:history", "channels:join", "channels:read", "chat:write", "chat:write.public", "commands", "files:write", "groups:history",
        "groups:read", "im:history", "im:read", "im:write", "reactions:write", "usergroups:read", "users:read", "users:read.email",
    ];

    /// <summary>Each problem as "path: what"; empty: Slack takes it.</summary>
    public static IReadOnlyList<string> Problems(JsonObject manifest)
    {
        var scopes = Strings(manifest["oauth_config"]?["scopes"]?["bot"]);
        var events = Strings(manifest["settings"]?["event_subscriptions"]?["bot_events"]);
        return
        [
            .. Lengths(manifest),
            .. Addresses(manifest),
            .. scopes.Where(scope => !Scopes.Contains(scope)).Select(scope => $"oauth_config.scopes.bot: {scope} is not a scope we know."),
            .. events.Where(name => !ScopeOf.ContainsKey(name)).Select(name => $"settings.event_subscriptions.bot_events: {name} is not an event we know."),
            .. events.Where(name => ScopeOf.GetValueOrDefault(name) is { } needed && !scopes.Contains(needed)).Select(name => $"settings.event_subscriptions.bot_events: {name} needs the scope {ScopeOf[name]}."),
        ];
    }

    private static IEnumerable<string> Lengths(JsonObject manifest)
    {
        var about = manifest["display_information"];
        var features = manifest["features"];
        var command = features?["slash_commands"]?[0];
        var shortcut = features?["shortcuts"]?[0];
        (string Path, JsonNode? Node, int Least, int Most)[] limits =
        [
            ("display_information.name", about?["name"], 1, 35),
            ("display_information.description", about?["description"], 1, 140),
            ("display_information.long_description", about?["long_description"], 175, 4000),
            ("display_information.background_color", about?["background_color"], 4, 7),
            ("features.bot_user.display_name", features?["bot_user"]?["display_name"], 1, 80),
            ("features.slash_commands.command", command?["command"], 2, 32),
            ("features.slash_commands.description", command?["description"], 1, 2000),
            ("features.slash_commands.usage_hint", command?["usage_hint"], 1, 1000),
            ("features.shortcuts.name", shortcut?["name"], 1, 24),
            ("features.shortcuts.description", shortcut?["description"], 1, 150),
            ("features.shortcuts.callback_id", shortcut?["callback_id"], 1, 255),
        ];
        return limits.Where(row => ((string?)row.Node)?.Length is not { } length || length < row.Least || length > row.Most)
            .Select(row => $"{row.Path}: must have {row.Least} to {row.Most} letters.");
    }

    private static IEnumerable<string> Addresses(JsonObject manifest)
    {
        var settings = manifest["settings"];
        (string Path, JsonNode? Node)[] addresses =
        [
            ("features.slash_commands.url", manifest["features"]?["slash_commands"]?[0]?["url"]),
            ("settings.event_subscriptions.request_url", settings?["event_subscriptions"]?["request_url"]),
            ("settings.interactivity.request_url", settings?["interactivity"]?["request_url"]),
            ("settings.interactivity.message_menu_options_url", settings?["interactivity"]?["message_menu_options_url"]),
        ];
        var socket = (bool?)settings?["socket_mode_enabled"] == true;
        return addresses.Where(row => socket ? row.Node is not null : !IsHttps((string?)row.Node))
            .Select(row => $"{row.Path}: {(socket ? "has no place beside Socket Mode" : "must be an https address")}.");
    }

    private static bool IsHttps(string? address) =>
        address is { Length: <= 3500 } && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps;

    private static string[] Strings(JsonNode? list) => [.. list?.AsArray().Select(item => (string)item!) ?? []];
}
