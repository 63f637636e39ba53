using System.Text.Json;
using System.Text.Json.Nodes;

namespace SocialCareBot.Cards.BlockKit;

/// <summary>A message as chat.postMessage, chat.update and a response_url take it.</summary>
/// <param name="Text">What a notification and a screen reader say; mrkdwn, escaped already.</param>
/// <param name="Color">The bar beside the blocks; without one they stand by themselves.</param>
public sealed record BlockMessage(string Text, string? Color, IReadOnlyList<Block> Blocks)
{
    /// <summary>
    /// Stands above the bar. A message that has only attachments shows its text as a first line of its own; with something here
    /// the text is for the notification alone.
    /// </summary>
    public IReadOnlyList<Block> Above { get; init; } = [];

    /// <summary>"text", and "attachments" or "blocks".</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject { ["text"] = Text };
        var bare = Blocks.Count == 0 || Color is null;
        IReadOnlyList<Block> top = bare ? [.. Above, .. Blocks] : Above;
        if (top.Count > 0)
            json["blocks"] = Node(top);
        if (!bare)
            json["attachments"] = new JsonArray(new JsonObject { ["color"] = Color, ["fallback"] = Text, ["blocks"] = Node(Blocks) });
        return json;
    }

    /// <summary>The same without pictures: Slack refuses a whole message when it cannot fetch one of them.</summary>
    public BlockMessage WithoutPictures() => this with { Above = Bare(Above), Blocks = Bare(Blocks) };

    private static IReadOnlyList<Block> Bare(IReadOnlyList<Block> blocks) => [.. blocks.Select(Bare).OfType<Block>()];

    private static Block? Bare(Block block) => block switch
    {
        SectionBlock { Accessory: BlockImage } section => section with { Accessory = null },
        ContextBlock context when context.Elements.Any(element => element is BlockImage) =>
            context.Elements.Where(element => element is not BlockImage).ToList() is { Count: > 0 } rest ? new ContextBlock(rest) : null,
        _ => block,
    };

    private static JsonNode? Node(IReadOnlyList<Block> blocks) => JsonSerializer.SerializeToNode(blocks, BlockJson.Default.IReadOnlyListBlock);
}
