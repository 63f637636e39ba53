using SocialCareBot.Cards.Models;

namespace SocialCareBot.Cards.AdaptiveCards;

/// <summary>The strokes every drawing is made of. Lines are rich text: that shows foreign words as they stand, on every client.</summary>
internal static class Strokes
{
    internal static AdaptiveRichTextBlock Line(string? text, int most) => new([Run(text, most)]);

    internal static AdaptiveRichTextBlock Subtle(string? text, int most) =>
        new([Run(text, most) with { IsSubtle = true, Size = AdaptiveTextSize.Small }]) { Spacing = AdaptiveSpacing.Small };

    internal static AdaptiveTextRun Run(string? text, int most) => new(AdaptiveText.Literal(PlainText.Line(text, most)));

    internal static AdaptiveTextRun Bold(string? text, int most) => Run(text, most) with { Weight = AdaptiveTextWeight.Bolder };

    internal static AdaptiveTextBlock Heading(string? text, int most) => new(AdaptiveText.Escape(PlainText.Line(text, most)))
    {
        Weight = AdaptiveTextWeight.Bolder,
        Size = AdaptiveTextSize.Medium,
        Style = AdaptiveTextBlockStyle.Heading,
    };

    /// <summary>Text in a coloured field.</summary>
    internal static AdaptiveContainer Field(CardTone tone, string text, int most) =>
        new([new AdaptiveRichTextBlock([Bold(text, most)])]) { Style = Style(tone) };

    /// <summary>Somebody's words as they stand, set off from ours.</summary>
    internal static AdaptiveContainer Quote(string? text, int most, params AdaptiveElement[] below)
    {
        var whole = PlainText.Paragraphs(text);
        var shown = PlainText.Head(whole, most).TrimEnd();
        List<AdaptiveTextRun> runs = [new(AdaptiveText.Literal(shown))];
        if (shown.Length < whole.Length)
            runs.Add(new($"\n{PlainText.Cut}") { IsSubtle = true });
        return new([new AdaptiveRichTextBlock(runs), .. below]) { Style = AdaptiveContainerStyle.Emphasis };
    }

    /// <summary>Our own words over several lines.</summary>
    internal static AdaptiveRichTextBlock Lines(string? text, int most) => new([new(AdaptiveText.Literal(PlainText.Clip(PlainText.Paragraphs(text), most)))]);

    /// <summary>Links on one line, apart by a dot; nothing where no address is usable.</summary>
    internal static IReadOnlyList<AdaptiveElement> Links(params (string Title, string? Url)[] links)
    {
        List<AdaptiveTextRun> runs = [];
        foreach (var (title, address) in links)
        {
            if (AdaptiveText.Url(address) is not { } url)
                continue;
            if (runs.Count > 0)
                runs.Add(new(" · ") { IsSubtle = true });
            runs.Add(new(title) { SelectAction = new AdaptiveOpenUrlAction(url) { Title = title } });
        }
        return runs.Count > 0 ? [new AdaptiveRichTextBlock(runs) { Spacing = AdaptiveSpacing.Small }] : [];
    }

    internal static AdaptiveContainerStyle Style(CardTone tone) => tone switch
    {
        CardTone.Accent => AdaptiveContainerStyle.Accent,
        CardTone.Good => AdaptiveContainerStyle.Good,
        CardTone.Warning => AdaptiveContainerStyle.Warning,
        CardTone.Attention => AdaptiveContainerStyle.Attention,
        _ => AdaptiveContainerStyle.Emphasis,
    };

    /// <summary>Whether there is anything to show.</summary>
    internal static bool Has(string? text) => !string.IsNullOrWhiteSpace(text);
}
