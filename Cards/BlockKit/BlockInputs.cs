using System.Text.Json;
using System.Text.Json.Nodes;

namespace SocialCareBot.Cards.BlockKit;

/// <summary>What people filled into a modal, read back under the names of its inputs.</summary>
public static class BlockInputs
{
    /// <summary>Reads view.state.values: words and chosen values by name; what was left empty is not there. Whatever came is read without a fault.</summary>
    public static IReadOnlyDictionary<string, string> Read(JsonElement values)
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var block in Members(values))
            foreach (var input in Members(block.Value))
                if (Value(input.Value) is { } value)
                    read[BlockPress.Name(block.Name)] = value;
        return read;
    }

    /// <summary>
    /// The answer that sets a sentence under an input and keeps the modal open. Slack takes only ids of input blocks in that very view;
    /// null where the view has no input of this name.
    /// </summary>
    public static JsonObject? Error(JsonElement view, string name, string sentence)
    {
        if (!view.TryGetProperty("blocks", out var blocks) || blocks.ValueKind != JsonValueKind.Array)
            return null;
        var id = blocks.EnumerateArray().Where(block => Text(block, "type") is "input").Select(block => Text(block, "block_id"))
            .FirstOrDefault(id => id is not null && BlockPress.Name(id) == name);
        return id is null ? null : new() { ["response_action"] = "errors", ["errors"] = new JsonObject { [id] = BlockStrokes.Text(sentence, 300).Text } };
    }

    private static string? Value(JsonElement input) =>
        Text(input, "value") ?? (input.ValueKind == JsonValueKind.Object && input.TryGetProperty("selected_option", out var option) ? Text(option, "value") : null);

    private static IEnumerable<JsonProperty> Members(JsonElement element) => element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : [];

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
