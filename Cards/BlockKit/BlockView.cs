using System.Text.Json;
using System.Text.Json.Nodes;

namespace SocialCareBot.Cards.BlockKit;

/// <summary>A modal or a home page as views.open, views.update, views.push and views.publish take it.</summary>
public sealed record BlockView
{
    /// <summary>"modal" or "home".</summary>
    public required string Type { get; init; }
    /// <summary>At most 24 characters; modals only, like submit and close.</summary>
    public BlockText? Title { get; init; }
    public BlockText? Submit { get; init; }
    public BlockText? Close { get; init; }
    /// <summary>Which form this is: a verb.</summary>
    public string? CallbackId { get; init; }
    /// <summary>Whatever the caller must find again, at most 3,000 characters.</summary>
    public string? PrivateMetadata { get; init; }
    /// <summary>Closing this one closes those below it too.</summary>
    public bool? ClearOnClose { get; init; }
    public required IReadOnlyList<Block> Blocks { get; init; }

    public JsonObject ToJson() => JsonSerializer.SerializeToNode(this, BlockJson.Default.BlockView)!.AsObject();
}
