using System.Text.Json.Nodes;

namespace SocialCareBot.Tests.Cards;

/// <summary>Reads drawings as a person would: words and buttons in the order in which they stand.</summary>
internal static class BlockWords
{
    /// <summary>Every object of a type, wherever it stands, in reading order.</summary>
    internal static IEnumerable<JsonObject> Of(JsonNode? node, params string[] types) =>
        Objects(node).Where(each => types.Contains(Text(each, "type")));

    /// <summary>All strings with the member they stand under.</summary>
    internal static IEnumerable<(string Member, string Text)> Strings(JsonNode? node, string member = "") => node switch
    {
        JsonObject each => each.SelectMany(pair => Strings(pair.Value, pair.Key)),
        JsonArray list => list.SelectMany(item => Strings(item, member)),
        JsonValue value when value.TryGetValue(out string? text) => [(member, text)],
        _ => [],
    };

    /// <summary>The words of a Slack drawing: what stands in it as text, the buttons' titles included.</summary>
    internal static string Shown(JsonObject drawing) => string.Join('\n', Strings(Blocks(drawing)).Where(each => each.Member is "text").Select(each => each.Text));

    /// <summary>The titles of what can be pressed in a Slack message; the menu's entries last, the shared one as the two it stands for.</summary>
    internal static IEnumerable<string> Presses(JsonObject message) => Of(Blocks(message), "button", "overflow").SelectMany(each => Text(each, "type") is "button"
        ? [Title(each)]
        : each["options"]!.AsArray().SelectMany(option => Title(option!.AsObject()) is "Assign or snooze" ? ["Assign", "Snooze"] : new[] { Title(option!.AsObject()) }));

    /// <summary>The titles of what can be pressed on an Adaptive Card, those behind More and of its own small forms apart.</summary>
    internal static IEnumerable<string> CardPresses(JsonNode? card) => Of(card, "ActionSet").SelectMany(set => set["actions"]!.AsArray())
        .Select(action => action!.AsObject()).Where(action => Text(action, "type") is not "Action.ToggleVisibility").Select(action => Text(action, "title")!);

    /// <summary>What is drawn, without the notification's text.</summary>
    internal static JsonArray Blocks(JsonObject drawing) => [.. new[] { drawing["blocks"], drawing["attachments"] }.OfType<JsonNode>().Select(node => node.DeepClone())];

    internal static string? Text(JsonObject? node, string name) => node?[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static string Title(JsonObject pressed) => pressed["text"]!["text"]!.GetValue<string>();

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject each => each.SelectMany(pair => Objects(pair.Value)).Prepend(each),
        JsonArray list => list.SelectMany(Objects),
        _ => [],
    };
}
