using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SocialCareBot.Chat.Slack;
using SocialCareBot.Desk;
using SocialCareBot.Settings;
using SocialCareBot.Wiring;

namespace SocialCareBot.Tests.House;

/// <summary>What an admin makes the Slack app from, made from the settings.</summary>
public sealed partial class The_manifest_for_Slack
{
    private static readonly CareSettings Placeholders = new() { App = new() { Address = "https://care.example.com" } };

    public static TheoryData<string, string> Spoilt => new()
    {
        { "name", "display_information.name" },
        { "description", "display_information.description" },
        { "long", "display_information.long_description" },
        { "command", "features.slash_commands.command" },
        { "hint", "features.slash_commands.usage_hint" },
        { "shortcut", "features.shortcuts.name" },
        { "address", "settings.event_subscriptions.request_url" },
        { "scope", "chat:writ is not a scope" },
        { "event", "app_home_open is not an event" },
        { "needs", "message.channels needs the scope channels:history" },
        { "socket", "settings.interactivity.request_url: has no place" },
    };

    /// <summary>CARE_GOLDEN=write writes it anew.</summary>
    [Fact]
    public void The_one_in_the_repository_is_what_the_program_makes_with_a_placeholder_address()
    {
        using var said = new StringWriter();
        Manifests.Slack(Placeholders, null, said);
        var path = Repository.Path("manifest", "slack-manifest.json");
        if (Environment.GetEnvironmentVariable("CARE_GOLDEN") == "write")
            File.WriteAllText(path, said.ToString());
        Assert.Equal(File.ReadAllText(path), said.ToString());
    }

    [Fact]
    public void Fits_what_Slack_takes_over_HTTP_and_by_Socket_Mode()
    {
        Assert.Empty(SlackManifestCheck.Problems(Http));
        var socket = SlackManifest.Build(Manifests.SlackFacts(new() { Slack = new() { Transport = "socket" } }));
        Assert.Empty(SlackManifestCheck.Problems(socket));
        Assert.True((bool)socket["settings"]!["socket_mode_enabled"]!);
        Assert.DoesNotContain("http", socket.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Spoilt))]
    public void What_Slack_would_refuse_or_never_send_is_named(string how, string named)
    {
        var manifest = Http;
        Spoil(manifest, how);
        Assert.Contains(SlackManifestCheck.Problems(manifest), problem => problem.Contains(named, StringComparison.Ordinal));
    }

    [Fact]
    public void Names_the_doors_the_bot_has_the_command_of_the_settings_and_the_shortcut_it_hears()
    {
        var manifest = SlackManifest.Build(Manifests.SlackFacts(Placeholders with { App = new() { Address = "https://care.example.com/" }, Slack = new() { Command = "/grid" } }));
        Assert.Equal("https://care.example.com/slack/events", (string?)manifest["settings"]!["event_subscriptions"]!["request_url"]);
        Assert.Equal("https://care.example.com/slack/interactivity", (string?)manifest["settings"]!["interactivity"]!["request_url"]);
        Assert.Equal("https://care.example.com/slack/options", (string?)manifest["settings"]!["interactivity"]!["message_menu_options_url"]);
        var command = manifest["features"]!["slash_commands"]![0]!;
        Assert.Equal(("/grid", "https://care.example.com/slack/commands"), ((string?)command["command"], (string?)command["url"]));
        Assert.All(ChatCommands.Offered, known => Assert.Contains(known.Name, (string?)command["usage_hint"], StringComparison.Ordinal));
        Assert.Equal("https://care.example.com/slack/oauth", (string?)manifest["oauth_config"]!["redirect_urls"]![0]);
        Assert.Equal("open_case", (string?)manifest["features"]!["shortcuts"]![0]!["callback_id"]);
        Assert.True((bool)manifest["features"]!["app_home"]!["home_tab_enabled"]!);
        Assert.True((bool)manifest["features"]!["app_home"]!["messages_tab_enabled"]!);
    }

    [Fact]
    public void Asks_for_the_scopes_the_installation_asks_for()
    {
        var scopes = Http["oauth_config"]!["scopes"]!["bot"]!.AsArray().Select(scope => (string)scope!);
        Assert.Equal(SlackScopes.Bot.Select(row => row.Scope), scopes);
    }

    /// <summary>An event the code looks at and the manifest forgets would never come.</summary>
    [Fact]
    public void Subscribes_to_every_event_the_bot_closes_a_channel_for()
    {
        var named = KindOfEvent().Matches(File.ReadAllText(Repository.Path("Bot", "Chat", "Slack", "SlackEvents.cs"))).Select(match => match.Groups["kind"].Value);
        var missing = named.Where(kind => kind is not "message").Except(SlackManifest.Events);
        Assert.Empty(missing);
    }

    [Fact]
    public void Tokens_rotate_only_where_the_app_is_installed_by_OAuth()
    {
        Assert.False(Manifests.SlackFacts(Placeholders).Rotation);
        Assert.True(Manifests.SlackFacts(Placeholders with { Slack = new() { Workspaces = ["T0123"] } }).Rotation);
        Assert.False(Manifests.SlackFacts(Placeholders with { Slack = new() { Workspaces = ["T0123"], Token = "env:T" } }).Rotation);
    }

    [Fact]
    public void Without_an_address_it_says_what_to_set() =>
        Assert.StartsWith("Care:App:Address: is missing.", Assert.Throws<SettingsException>(() => Manifests.SlackFacts(new())).Message, StringComparison.Ordinal);

    private static JsonObject Http => SlackManifest.Build(Manifests.SlackFacts(Placeholders));

    private static void Spoil(JsonObject manifest, string how)
    {
        var (about, features, settings) = (manifest["display_information"]!, manifest["features"]!, manifest["settings"]!);
        Action spoil = how switch
        {
            "name" => () => about["name"] = new string('n', 36),
            "description" => () => about["description"] = new string('d', 141),
            "long" => () => about["long_description"] = "too short",
            "command" => () => features["slash_commands"]![0]!["command"] = "/" + new string('c', 32),
            "hint" => () => features["slash_commands"]![0]!["usage_hint"] = new string('h', 1001),
            "shortcut" => () => features["shortcuts"]![0]!["name"] = new string('s', 25),
            "address" => () => settings["event_subscriptions"]!["request_url"] = "http://care.example.com/slack/events",
            "scope" => () => manifest["oauth_config"]!["scopes"]!["bot"]![0] = "chat:writ",
            "event" => () => settings["event_subscriptions"]!["bot_events"]![0] = "app_home_open",
            "needs" => () => settings["event_subscriptions"]!["bot_events"]!.AsArray().Add("message.channels"),
            _ => () => settings["socket_mode_enabled"] = true,
        };
        spoil();
    }

    [GeneratedRegex("\"(?<kind>[a-z]+_[a-z_]+)\" (?:or|when|=>)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KindOfEvent();
}
