using System.Globalization;
using SocialCareBot.Cards.Models;

namespace SocialCareBot.Cards.BlockKit;

/// <summary>The buttons of one message or page; keeps their action ids apart where a verb comes twice.</summary>
internal sealed class BlockButtons
{
    /// <summary>Slack's menu holds two to five.</summary>
    internal const int MostInMenu = 5;
    private const int MostInRow = 25;

    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);

    /// <summary>Buttons in a row, and the rest in the menu behind it; what the menu does not hold stands in the row too.</summary>
    internal IReadOnlyList<Block> Row(IReadOnlyList<CardButton> visible, IReadOnlyList<CardButton> more, string caseId, int version)
    {
        var menu = more.Count is 1 ? [] : more.Take(MostInMenu).ToList();
        List<BlockElement> row =
        [
            .. visible.Concat(more.Skip(menu.Count)).Take(MostInRow - 1).Select(button => Button(button, caseId, version)),
        ];
        if (menu.Count > 0)
            row.Add(new OverflowElement(Unique(BlockPress.More), [.. menu.Select(button => Option(button, caseId, version))]));
        return row.Count > 0 ? [new ActionsBlock(row)] : [];
    }

    internal ButtonElement Button(CardButton button, string? caseId, int? version) =>
        new(Unique(button.Verb), BlockStrokes.Text(button.Title, 60))
        {
            Value = new BlockPress(button.Verb, caseId, version, button.Value).ToValue(),
            Style = button.Primary ? "primary" : null,
            Confirm = button.Verb is CardVerbs.Retry ? Twice : null,
        };

    // An answer that may be public already is the one press that cannot be taken back.
    private static BlockConfirm Twice { get; } = new(
        new("Send it again?"),
        new("If the first one is public after all, the customer sees the answer twice. Look at the post first."),
        new("Send again"),
        new("Not now"));

    private static BlockOption Option(CardButton button, string caseId, int version) =>
        new(BlockStrokes.Text(button.Title, 75), $"{button.Verb}:{new BlockPress(button.Verb, caseId, version, button.Value).ToValue()}");

    private string Unique(string verb)
    {
        var count = _seen[verb] = _seen.GetValueOrDefault(verb) + 1;
        return count == 1 ? verb : string.Create(CultureInfo.InvariantCulture, $"{verb}#{count}");
    }
}
