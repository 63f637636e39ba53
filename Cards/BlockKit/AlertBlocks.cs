using SocialCareBot.Cards.Models;

namespace SocialCareBot.Cards.BlockKit;

/// <summary>An alert to one person alone; acknowledged, it says by whom.</summary>
public static class AlertBlocks
{
    /// <summary>Draws the alert within Slack's limits.</summary>
    public static BlockMessage Draw(AlertModel model) => BlockLimits.Fit(measures => Draw(model, measures));

    private static BlockMessage Draw(AlertModel model, BlockMeasures measures)
    {
        var done = BlockStrokes.Has(model.Outcome);
        // Acknowledged, the outcome leads and the alert no longer shouts.
        List<Block> body = done ? [BlockStrokes.Rich(BlockStrokes.Words(model.Headline, measures.Line))] : [];
        if (!done && BlockStrokes.Has(model.Why))
            body.Add(BlockStrokes.Subtle(model.Why, measures.Line));
        body.Add(BlockPeople.Customer(model.CustomerName, model.CustomerLine, measures));
        body.Add(BlockStrokes.Quote(model.Quote, measures.Quote, [.. BlockStrokes.Links(("Open post", model.PostUrl), ("Open case", model.CaseUrl))]));
        if (!done)
            body.AddRange(new BlockButtons().Row(model.Buttons, [], model.CaseId, model.Version));
        return new(BlockMarkup.Fallback(done ? $"{model.Number}: {model.Outcome}" : model.Headline), BlockColors.Of(done ? CardTone.Good : CardTone.Attention), body)
        {
            Above = [BlockStrokes.Rich(BlockStrokes.Bold(done ? model.Outcome : model.Headline, measures.Line), new RichTextWords($"  {PlainText.Line(model.Number, 40)}"))],
        };
    }
}
