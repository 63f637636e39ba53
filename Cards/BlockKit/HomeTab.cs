using System.Globalization;
using SocialCareBot.Cards.Models;

namespace SocialCareBot.Cards.BlockKit;

/// <summary>A person's own page: counts, who is on call, what is theirs, what is free; buttons act in place.</summary>
public static class HomeTab
{
    /// <summary>Turns the page of free cases; the value is the page from 0.</summary>
    public const string PageVerb = "page";

    /// <summary>The most cases a page of each list shows.</summary>
    public const int MostCases = 15;

    /// <summary>Draws the page within Slack's limits.</summary>
    public static BlockView Draw(HomeModel model) => BlockLimits.Fit(measures => Draw(model, measures));

    private static BlockView Draw(HomeModel model, BlockMeasures measures)
    {
        var buttons = new BlockButtons();
        List<Block> body = [];
        if (BlockStrokes.Has(model.Notice))
            body.Add(BlockStrokes.Section(model.Notice, measures.Line));
        // Whoever may not look gets the notice alone.
        if (!BlockStrokes.Has(model.Counts) && body.Count > 0)
            return Page(body);
        body.Add(new HeaderBlock(BlockStrokes.Text(model.Counts, Math.Min(150, measures.Line))));
        if (model.OnCall.Any(BlockStrokes.Has))
            body.Add(new ContextBlock([.. model.OnCall.Where(BlockStrokes.Has).Take(Math.Min(10, measures.Items)).Select(line => BlockStrokes.Element(line, Math.Min(200, measures.Line)))]));
        body.AddRange(Cases("Yours", "Nothing is yours.", model.Mine, buttons, measures));
        body.AddRange(Cases("Free, least time left first", "Nothing waits for a hand.", model.Free, buttons, measures));
        body.AddRange(Pager(model, buttons));
        return Page(body);
    }

    private static BlockView Page(IReadOnlyList<Block> body) => new() { Type = "home", CallbackId = "home", Blocks = body };

    private static IEnumerable<Block> Cases(string title, string none, IReadOnlyList<HomeCase> cases, BlockButtons buttons, BlockMeasures measures)
    {
        yield return new DividerBlock();
        yield return new HeaderBlock(new(title));
        if (cases.Count == 0)
            yield return BlockStrokes.Subtle(none, 100);
        var shown = cases.Take(Math.Min(MostCases, measures.Items)).ToList();
        foreach (var row in shown.SelectMany(one => Case(one, buttons, measures)))
            yield return row;
        if (cases.Count > shown.Count)
            yield return BlockStrokes.Subtle($"{cases.Count - shown.Count} more are on the web desk.", 100);
    }

    private static IEnumerable<Block> Case(HomeCase one, BlockButtons buttons, BlockMeasures measures)
    {
        yield return new RichTextBlock(
        [
            new RichTextSection([BlockStrokes.Bold(one.Title, Math.Min(120, measures.Line))]),
            new RichTextSection([BlockStrokes.Words(one.Text, Math.Min(150, measures.Line))]),
        ]);
        foreach (var row in buttons.Row([.. one.Buttons.Take(ButtonOrder.MostVisible)], [.. one.Buttons.Skip(ButtonOrder.MostVisible)], one.CaseId, one.Version))
            yield return row;
    }

    private static IEnumerable<Block> Pager(HomeModel model, BlockButtons buttons)
    {
        if (model.Pages <= 1)
            yield break;
        List<BlockElement> turns = [];
        if (model.Page > 0)
            turns.Add(Turn("Page before", model.Page - 1, buttons));
        if (model.Page < model.Pages - 1)
            turns.Add(Turn("Next page", model.Page + 1, buttons));
        yield return BlockStrokes.Subtle($"Page {model.Page + 1} of {model.Pages}", 100);
        if (turns.Count > 0)
            yield return new ActionsBlock(turns);
    }

    private static ButtonElement Turn(string title, int page, BlockButtons buttons) =>
        buttons.Button(new CardButton(PageVerb, title) { Value = page.ToString(CultureInfo.InvariantCulture) }, caseId: null, version: null);
}
