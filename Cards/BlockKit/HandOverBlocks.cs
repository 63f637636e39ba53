using SocialCareBot.Cards.Models;

namespace SocialCareBot.Cards.BlockKit;

/// <summary>A hand-over to whoever comes on duty, alone.</summary>
public static class HandOverBlocks
{
    /// <summary>Two blocks each; Slack takes fifty in a message.</summary>
    public const int MostItems = 15;

    /// <summary>Draws the message within Slack's limits.</summary>
    public static BlockMessage Draw(HandOverModel model) => BlockLimits.Fit(measures => Draw(model, measures));

    private static BlockMessage Draw(HandOverModel model, BlockMeasures measures)
    {
        var buttons = new BlockButtons();
        List<Block> body = [new SectionBlock(BlockStrokes.Lines(model.Text, measures.Quote))];
        var shown = model.Items.Take(Math.Min(MostItems, measures.Items)).ToList();
        body.AddRange(shown.SelectMany(item => Item(item, buttons, measures)));
        if (model.Items.Count > shown.Count)
            body.Add(BlockStrokes.Subtle($"{model.Items.Count - shown.Count} more are on the web desk.", 100));
        body.AddRange(model.Sources.Take(Math.Min(5, measures.Items)).Select(source => BlockStrokes.Rich(BlockStrokes.Bold(source, measures.Line))));
        var waits = model.Items.Any(item => !BlockStrokes.Has(item.Outcome));
        return new(BlockMarkup.Fallback($"{model.Title}. {PlainText.Line(model.Text, 200)}"), BlockColors.Of(waits ? CardTone.Accent : CardTone.Default), body)
        {
            Above = [BlockStrokes.Rich(BlockStrokes.Bold(model.Title, Math.Min(150, measures.Line)))],
        };
    }

    private static IEnumerable<Block> Item(HandOverItem item, BlockButtons buttons, BlockMeasures measures)
    {
        var done = BlockStrokes.Has(item.Outcome);
        yield return new RichTextBlock(
        [
            new RichTextSection([BlockStrokes.Bold(item.Title, Math.Min(150, measures.Line))]),
            new RichTextSection([BlockStrokes.Words(item.Text, Math.Min(200, measures.Line))]),
            .. item.Lines.Take(4).Append(done ? item.Outcome! : "").Where(BlockStrokes.Has).Select(line => new RichTextSection([BlockStrokes.Words(line, measures.Line)])),
        ]);
        if (done)
            yield break;
        foreach (var row in buttons.Row(item.Buttons, [], item.CaseId, item.Version))
            yield return row;
    }
}
