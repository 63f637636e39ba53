namespace SocialCareBot.Cards.BlockKit;

/// <summary>What all modals have in common.</summary>
internal static class BlockViews
{
    /// <summary>Of titles and of the two buttons below.</summary>
    internal const int MostTitle = 24;

    internal static BlockView Modal(string verb, string title, string metadata) => new()
    {
        Type = "modal",
        CallbackId = verb,
        Title = BlockStrokes.Text(title, MostTitle),
        Close = new("Close"),
        PrivateMetadata = metadata,
        Blocks = [],
    };

    internal static BlockView Opening(string verb, string title, string metadata) =>
        Modal(verb, title, metadata) with { Blocks = [BlockStrokes.Section("One moment, the case is being read.", 100)] };
}
