using SocialCareBot.Cards.Models;

namespace SocialCareBot.Cards.BlockKit;

/// <summary>The strokes every drawing is made of. Nothing is ever empty: Slack refuses a text without a character.</summary>
internal static class BlockStrokes
{
    private const string Nothing = "-";

    internal static BlockText Text(string? text, int most) => new(Line(text, most));

    internal static TextElement Element(string? text, int most) => new(Line(text, most));

    /// <summary>Our own words over several lines.</summary>
    internal static BlockText Lines(string? text, int most) => new(Some(PlainText.Clip(PlainText.Paragraphs(text), most)));

    internal static RichTextWords Words(string? text, int most) => new(Line(text, most));

    internal static RichTextWords Bold(string? text, int most) => Words(text, most) with { Style = RichTextStyle.BoldOnly };

    internal static RichTextBlock Rich(params RichTextRun[] runs) => new([new RichTextSection(runs)]);

    internal static SectionBlock Section(string? text, int most) => new(Text(text, most));

    internal static ContextBlock Subtle(string? text, int most) => new([Element(text, most)]);

    /// <summary>Somebody's words as they stand, set off from ours.</summary>
    internal static RichTextBlock Quote(string? text, int most, params RichTextPart[] below)
    {
        var whole = PlainText.Paragraphs(text);
        var shown = PlainText.Head(whole, most).TrimEnd();
        List<RichTextRun> runs = [new RichTextWords(Some(shown))];
        if (shown.Length < whole.Length)
            runs.Add(new RichTextWords($"\n{PlainText.Cut}") { Style = new() { Italic = true } });
        return new([new RichTextQuote(runs), .. below]);
    }

    /// <summary>Links on one line, apart by a dot; nothing where no address is usable.</summary>
    internal static IReadOnlyList<RichTextSection> Links(params (string Title, string? Url)[] links)
    {
        List<RichTextRun> runs = [];
        foreach (var (title, address) in links)
        {
            if (BlockMarkup.Url(address) is not { } url)
                continue;
            if (runs.Count > 0)
                runs.Add(new RichTextWords(" · "));
            runs.Add(new RichTextLink(url, Line(title, 60)));
        }
        return runs.Count > 0 ? [new(runs)] : [];
    }

    internal static IReadOnlyList<Block> LinkRow(params (string Title, string? Url)[] links) => Links(links) is { Count: > 0 } row ? [new RichTextBlock(row)] : [];

    /// <summary>A picture at an address that Slack may fetch.</summary>
    internal static BlockImage? Picture(string? url, string? altText, int most) =>
        BlockMarkup.Url(url) is { } address ? new(address, Has(altText) ? Line(altText, most) : "Picture in the customer's post") : null;

    /// <summary>Whether there is anything to show.</summary>
    internal static bool Has(string? text) => !string.IsNullOrWhiteSpace(text);

    private static string Line(string? text, int most) => Some(PlainText.Line(text, most));

    private static string Some(string text) => Has(text) ? text : Nothing;
}
