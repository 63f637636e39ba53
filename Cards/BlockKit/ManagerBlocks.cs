using SocialCareBot.Cards.Models;

namespace SocialCareBot.Cards.BlockKit;

/// <summary>An escalated case in a manager's own chat: what it is, why it came, what to press.</summary>
public static class ManagerBlocks
{
    private const int MostLogLines = 3;

    /// <summary>Draws the card within Slack's limits.</summary>
    public static BlockMessage Draw(ManagerCardModel model) => BlockLimits.Fit(measures => Draw(model, measures));

    private static BlockMessage Draw(ManagerCardModel model, BlockMeasures measures)
    {
        var done = BlockStrokes.Has(model.Outcome);
        List<Block> body =
        [
            .. Reasons(model, measures),
            BlockPeople.Customer(model.CustomerName, model.CustomerLine, measures),
            BlockStrokes.Quote(model.Quote, measures.Quote, [.. BlockStrokes.Links(("Open post", model.PostUrl), ("Open case", model.CaseUrl), ("Go to the card", model.LiveCardUrl))]),
            .. Log(model, measures),
            .. done ? [BlockStrokes.Rich(BlockStrokes.Bold(model.Outcome, measures.Line))] : new BlockButtons().Row(model.Buttons, [], model.CaseId, model.Version),
        ];
        var text = done ? BlockMarkup.Fallback($"{model.Number}: {model.Outcome}")
            : model.Mention is { } person ? BlockMentions.Text([person], Spoken(model, person))
            : BlockMarkup.Fallback(model.Headline);
        return new(text, BlockColors.Of(done ? CardTone.Default : CardTone.Warning), body) { Above = [.. Above(model, done, measures)] };
    }

    private static IEnumerable<Block> Above(ManagerCardModel model, bool done, BlockMeasures measures)
    {
        if (BlockStrokes.Has(model.Notice))
            yield return BlockStrokes.Section(model.Notice, measures.Line);
        // Once done nobody is called any more.
        IReadOnlyList<RichTextRun> headline = done ? [BlockStrokes.Words(model.Headline, measures.Line)]
            : model.Mention is { } person ? [BlockMentions.Run(person), new RichTextWords(", "), BlockStrokes.Bold(Spoken(model, person), measures.Line)]
            : [BlockStrokes.Bold(model.Headline, measures.Line)];
        yield return new RichTextBlock(
        [
            new RichTextSection(headline),
            new RichTextSection([BlockStrokes.Words($"{PlainText.Line(model.PriorityAndTopic, measures.Line)}  {model.Number}", measures.Line + 20)]),
        ]);
    }

    /// <summary>The headline after a mention, which says the name already.</summary>
    private static string Spoken(ManagerCardModel model, CardPerson person) =>
        model.Headline.StartsWith($"{person.Name}, ", StringComparison.Ordinal) ? model.Headline[(person.Name.Length + 2)..] : model.Headline;

    private static IEnumerable<Block> Reasons(ManagerCardModel model, BlockMeasures measures) =>
        new[] { model.Why, model.LadderLine }.Where(BlockStrokes.Has).Select(line => BlockStrokes.Subtle(line, measures.Line));

    private static IEnumerable<Block> Log(ManagerCardModel model, BlockMeasures measures)
    {
        var lines = model.LogLines.TakeLast(MostLogLines).Select(line => PlainText.Line(line, measures.Line)).Where(BlockStrokes.Has).ToList();
        return lines.Count > 0 ? [new ContextBlock([new TextElement(string.Join('\n', lines))])] : [];
    }
}
