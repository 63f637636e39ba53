using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SocialCareBot.Desk;

namespace SocialCareBot.Chat.Slack;

/// <summary>What of the app's manifest differs from one installation to the next.</summary>
public sealed record SlackManifestFacts
{
    public required string Name { get; init; }

    /// <summary>How Slack reaches the public door; may be null with Socket Mode.</summary>
    public string? Address { get; init; }
    public required string Command { get; init; }
    public required bool SocketMode { get; init; }

    /// <summary>Tokens that end after twelve hours. Slack never lets an app go back.</summary>
    public required bool Rotation { get; init; }
}

/// <summary>The app's manifest for Slack, schema version 2: an admin makes the app from it.</summary>
public static class SlackManifest
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What the bot asks to be told; each needs one of <see cref="SlackScopes"/> or none (<see cref="SlackManifestCheck"/>).</summary>
    public static IReadOnlyList<string> Events { get; } =
    [
        "app_home_opened", "app_mention", "app_uninstalled", "tokens_revoked", "message.im", "member_joined_channel", "member_left_channel", "channel_id_changed",
        "channel_archive", "channel_deleted", "channel_left", "channel_shared", "channel_unarchive", "channel_unshared",
        "group_archive", "group_deleted", "group_left", "group_unarchive",
    ];

    /// <summary>The manifest as text.</summary>
    public static string Draw(SlackManifestFacts facts) => Build(facts).ToJsonString(Readable) + "\n";

    internal static JsonObject Build(SlackManifestFacts facts) => new()
    {
        ["_metadata"] = new JsonObject { ["major_version"] = 2 },
        ["display_information"] = new JsonObject
        {
            ["name"] = facts.Name,
            ["description"] = "Public complaints as cards: claim, answer, escalate, close.",
            ["long_description"] = "Brings public customer complaints as cards into your team's channels. Claim, answer, escalate and close them with buttons; the bot keeps the clock of every promise. It never writes a public word by itself.",
            ["background_color"] = "#0B6B60",
        },
        ["features"] = Features(facts),
        ["oauth_config"] = OAuth(facts),
        ["settings"] = new JsonObject
        {
            ["event_subscriptions"] = WithAddress(facts, SlackEndpoints.Events, new JsonObject { ["bot_events"] = Strings(Events) }, "request_url"),
            ["interactivity"] = WithAddress(facts, SlackEndpoints.Options, WithAddress(facts, SlackEndpoints.Interactivity, new JsonObject { ["is_enabled"] = true }, "request_url"), "message_menu_options_url"),
            ["org_deploy_enabled"] = false,
            ["socket_mode_enabled"] = facts.SocketMode,
            ["token_rotation_enabled"] = facts.Rotation,
        },
    };

    private static JsonObject Features(SlackManifestFacts facts) => new()
    {
        ["app_home"] = new JsonObject { ["home_tab_enabled"] = true, ["messages_tab_enabled"] = true, ["messages_tab_read_only_enabled"] = false },
        ["bot_user"] = new JsonObject { ["display_name"] = facts.Name, ["always_online"] = true },
        ["shortcuts"] = new JsonArray(new JsonObject
        {
            ["name"] = "Open a case",
            ["type"] = "message",
            ["callback_id"] = SlackShortcuts.OpenCase,
            ["description"] = "Open a case from this message",
        }),
        ["slash_commands"] = new JsonArray(WithAddress(facts, SlackEndpoints.Commands, new JsonObject
        {
            ["command"] = facts.Command,
            ["description"] = "Cases: the queue, yours, one of them, and what an admin may do",
            ["usage_hint"] = string.Join(" | ", ChatCommands.Offered.Select(command => command.Name)),
            ["should_escape"] = false,
        }, "url")),
    };

    private static JsonObject OAuth(SlackManifestFacts facts)
    {
        var oauth = new JsonObject { ["scopes"] = new JsonObject { ["bot"] = Strings(SlackScopes.Bot.Select(row => row.Scope)) } };
        if (facts.Address is { } address)
            oauth["redirect_urls"] = new JsonArray($"{address}{SlackInstallPages.Return}");
        return oauth;
    }

    /// <summary>With Socket Mode nothing is called, so nothing has an address.</summary>
    private static JsonObject WithAddress(SlackManifestFacts facts, string path, JsonObject part, string member)
    {
        if (!facts.SocketMode)
            part[member] = $"{facts.Address}{path}";
        return part;
    }

    private static JsonArray Strings(IEnumerable<string> values) => [.. values.Select(value => JsonValue.Create(value))];
}
