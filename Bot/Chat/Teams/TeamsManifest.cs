using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SocialCareBot.Desk;

namespace SocialCareBot.Chat.Teams;

/// <summary>What of an app's manifest differs from one installation to the next.</summary>
public sealed record TeamsManifestFacts
{
    /// <summary>The application (client) id of the bot.</summary>
    public required string AppId { get; init; }

    /// <summary>Teams takes an app anew only under a higher version.</summary>
    public required string Version { get; init; }
    public required string Name { get; init; }
    public required string Developer { get; init; }
    public required string Website { get; init; }
    public required string Privacy { get; init; }
    public required string Terms { get; init; }
}

/// <summary>The app's manifest for Teams, schema 1.25: the commands the bot knows, and the message extension.</summary>
public static class TeamsManifest
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The manifest as text, ready to be read and to be packed.</summary>
    public static string Draw(TeamsManifestFacts facts) => new JsonObject
    {
        ["$schema"] = "https://developer.microsoft.com/json-schemas/teams/v1.25/MicrosoftTeams.schema.json",
        ["manifestVersion"] = "1.25",
        ["version"] = facts.Version,
        ["id"] = facts.AppId,
        ["developer"] = new JsonObject { ["name"] = facts.Developer, ["websiteUrl"] = facts.Website, ["privacyUrl"] = facts.Privacy, ["termsOfUseUrl"] = facts.Terms },
        ["name"] = new JsonObject { ["short"] = facts.Name, ["full"] = $"{facts.Name} for care teams" },
        ["description"] = new JsonObject
        {
            ["short"] = "Public complaints as cards: claim, answer, escalate, close.",
            ["full"] = "Brings public customer complaints as cards into your team's channels. Claim, answer, escalate and close them with buttons; the bot keeps the clock of every promise.",
        },
        ["icons"] = new JsonObject { ["color"] = TeamsPackage.ColorIcon, ["outline"] = TeamsPackage.OutlineIcon },
        ["accentColor"] = "#0B6B60",
        ["bots"] = new JsonArray(Bot(facts.AppId)),
        ["composeExtensions"] = new JsonArray(Extension(facts.AppId)),
        ["permissions"] = new JsonArray("identity", "messageTeamMembers"),
        // Without it the app cannot be added to a shared channel.
        ["supportsChannelFeatures"] = "tier1",
        ["validDomains"] = new JsonArray(),
    }.ToJsonString(Readable) + "\n";

    private static JsonObject Bot(string appId) => new()
    {
        ["botId"] = appId,
        ["scopes"] = Scopes,
        ["isNotificationOnly"] = false,
        ["supportsFiles"] = false,
        ["commandLists"] = new JsonArray(new JsonObject { ["scopes"] = Scopes, ["commands"] = Commands }),
    };

    /// <summary>A node stands in one place only, so each use gets its own.</summary>
    private static JsonArray Scopes => new("personal", "team", "groupChat");

    private static JsonArray Commands =>
        [.. ChatCommands.Offered.Select(command => new JsonObject { ["title"] = command.Name, ["description"] = command.Help })];

    private static JsonObject Extension(string appId) => new()
    {
        ["botId"] = appId,
        ["commands"] = new JsonArray(
            new JsonObject
            {
                ["id"] = TeamsExtension.Find,
                ["type"] = "query",
                ["title"] = "Find a case",
                ["description"] = "Search cases by number, customer or words, and put one into the conversation",
                ["context"] = new JsonArray("compose", "commandBox"),
                ["initialRun"] = true,
                ["parameters"] = new JsonArray(new JsonObject { ["name"] = TeamsExtension.Words, ["title"] = "Search", ["description"] = "C-128, a customer, or words of the post", ["inputType"] = "text" }),
            },
            Action(TeamsExtension.Reply, "Answer a case", "Write an answer to one of your open cases", "compose", "commandBox"),
            Action(TeamsExtension.OpenCase, "Open a case", "Open a case from this message", "message")),
    };

    private static JsonObject Action(string id, string title, string description, params string[] contexts) => new()
    {
        ["id"] = id,
        ["type"] = "action",
        ["title"] = title,
        ["description"] = description,
        ["context"] = new JsonArray([.. contexts.Select(context => JsonValue.Create(context))]),
        ["fetchTask"] = true,
    };
}
