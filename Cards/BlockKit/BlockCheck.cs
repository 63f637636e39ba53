using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SocialCareBot.Cards.BlockKit;

/// <summary>One look through a message or a view; collects what Slack would refuse.</summary>
internal sealed partial class BlockCheck
{
    private const int MessageBlocks = 50;
    private const int ViewBlocks = 100;

    private readonly List<string> _problems = [];
    private readonly HashSet<string> _blockIds = new(StringComparer.Ordinal);
    private int _shown;

    internal IReadOnlyList<string> Problems => _problems;

    internal void Whole(JsonNode json)
    {
        switch (json)
        {
            case JsonArray blocks:
                Blocks(blocks, "blocks", MessageBlocks);
                break;
            case JsonObject view when Text(view, "type") is "modal" or "home":
                View(view, Text(view, "type") is "modal");
                break;
            case JsonObject message:
                Message(message);
                break;
            default:
                Add("", "neither a message, a view nor blocks");
                break;
        }
        if (_shown > BlockLimits.MostShown)
            Add("", $"shows {_shown} characters of {BlockLimits.MostShown}");
    }

    private void Message(JsonObject message)
    {
        // An edit names both, empty where there is none, because it keeps what it does not name.
        var blocks = message["blocks"] is JsonArray { Count: > 0 } all ? all : null;
        var attachments = message["attachments"] is JsonArray { Count: > 0 } some ? some : null;
        // Alone the text is the message (4,000 characters); beside blocks it is what a notification shows.
        Length(message, "text", 1, blocks is null && attachments is null ? 4000 : BlockMarkup.MostFallback, "text", required: true);
        var count = blocks?.Count ?? 0;
        if (blocks is not null)
            Blocks(blocks, "blocks", MessageBlocks);
        if (attachments?.Count > 20)
            Add("attachments", $"{attachments.Count} of 20");
        foreach (var (attachment, path) in Objects(attachments, "attachments"))
        {
            if (Text(attachment, "color") is { } color && !Color().IsMatch(color))
                Add($"{path}.color", $"\"{color}\" is no colour");
            Length(attachment, "fallback", 1, BlockMarkup.MostFallback, path);
            Blocks(attachment["blocks"] as JsonArray ?? [], $"{path}.blocks", MessageBlocks);
            count += (attachment["blocks"] as JsonArray)?.Count ?? 0;
        }
        if (count > MessageBlocks)
            Add("", $"{count} blocks of {MessageBlocks}");
    }

    private void View(JsonObject view, bool modal)
    {
        var blocks = view["blocks"] as JsonArray ?? [];
        Blocks(blocks, "blocks", ViewBlocks);
        Length(view, "callback_id", 1, 255, "view");
        Length(view, "external_id", 1, 255, "view");
        Length(view, "private_metadata", 0, 3000, "view");
        foreach (var part in new[] { "title", "submit", "close" })
            if (view[part] is not null && !modal)
                Add(part, "only modals have one");
            else
                PlainText(view, part, 24, "view", required: modal && part is "title");
        if (modal && view["submit"] is null && blocks.Any(block => Text(block as JsonObject, "type") is "input"))
            Add("submit", "a modal with inputs needs one");
    }

    private void Blocks(JsonArray blocks, string path, int most)
    {
        if (blocks.Count is 0 || blocks.Count > most)
            Add(path, $"{blocks.Count} blocks of 1 to {most}");
        foreach (var (block, at) in Objects(blocks, path))
        {
            Length(block, "block_id", 1, 255, at);
            if (Text(block, "block_id") is { } id && !_blockIds.Add(id))
                Add(at, $"block_id \"{id}\" comes twice");
            Block(block, at);
        }
    }

    private void Add(string path, string what) => _problems.Add($"{path}: {what}");

    private static string? Text(JsonObject? node, string name) => node?[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static IEnumerable<(JsonObject Node, string Path)> Objects(JsonArray? array, string path) =>
        (array ?? []).Select((node, i) => (node as JsonObject ?? [], $"{path}[{i}]"));

    [GeneratedRegex("^#[0-9a-f]{6}\\z", RegexOptions.None, 1000)]
    private static partial Regex Color();
}
