using System.Buffers;
using System.Globalization;
using System.Text;

namespace SocialCareBot.Cards.Models;

/// <summary>Foreign text made fit to be shown, whatever the drawing: nothing invisible that reorders or hides, nothing unreadable.</summary>
public static class PlainText
{
    /// <summary>What stands after a quote that was cut.</summary>
    public const string Cut = "… more in the case";

    // What most posts are written in; nothing in it is ever changed. Characters that need a look are not among it.
    private static readonly SearchValues<char> Everyday = SearchValues.Create(
        ['\n', .. Enumerable.Range(' ', 0x7F - ' ').Concat(Enumerable.Range(0xA0, 0x600 - 0xA0)).Concat(Enumerable.Range(0x3000, 0xD800 - 0x3000)).Select(c => (char)c)]);

    /// <summary>
    /// <see cref="Repair"/>, and the characters that turn the reading order go too: a name must not rearrange the line it stands in.
    /// </summary>
    public static string Clean(string? text) => Kept(text, rune => !IsHiddenOrder(rune.Value));

    /// <summary>
    /// What no font shows and no protocol takes: line ends become \n, tabs a blank, control characters go, half a surrogate pair becomes
    /// U+FFFD. Our own people's drafts pass through this alone, since Arabic and Hebrew need their marks.
    /// </summary>
    public static string Repair(string? text) => Kept(text, static _ => true);

    private static string Kept(string? text, Predicate<Rune> keep)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        if (text.AsSpan().IndexOfAnyExcept(Everyday) < 0)
            return text;
        var kept = new StringBuilder(text.Length);
        Span<char> units = stackalloc char[2];
        // EnumerateRunes gives U+FFFD for half a surrogate pair.
        foreach (var rune in text.Replace("\r\n", "\n", StringComparison.Ordinal).EnumerateRunes())
            if (Shown(rune) is { } shown && keep(shown))
                kept.Append(units[..shown.EncodeToUtf16(units)]);
        return kept.ToString();
    }

    private static Rune? Shown(Rune rune) => rune.Value switch
    {
        '\n' or '\r' or '\v' or '\f' or 0x85 or 0x2028 or 0x2029 => new('\n'),
        '\t' => new(' '),
        _ => Rune.IsControl(rune) ? null : rune,
    };

    // Marks, embeddings, overrides and isolates that turn the reading order; the byte order mark; interlinear notes.
    private static bool IsHiddenOrder(int value) => value
        is 0x061C or 0x200E or 0x200F
        or (>= 0x202A and <= 0x202E)
        or (>= 0x2066 and <= 0x206F)
        or 0xFEFF
        or (>= 0xFFF9 and <= 0xFFFB);

    /// <summary>Clean and on one line.</summary>
    public static string Line(string? text, int most) => Clip(Clean(text).Replace('\n', ' ').Trim(), most);

    /// <summary>Clean, with runs of empty lines made one; a customer's post can otherwise push everything else off the screen.</summary>
    public static string Paragraphs(string? text)
    {
        var clean = Clean(text).Trim();
        while (clean.Contains("\n\n\n", StringComparison.Ordinal))
            clean = clean.Replace("\n\n\n", "\n\n", StringComparison.Ordinal);
        return clean;
    }

    /// <summary>At most so many UTF-16 units, cut between what people see as characters, with an ellipsis where something was cut.</summary>
    public static string Clip(string text, int most) => text.Length <= most ? text : Head(text, most - 1) + "…";

    /// <summary>The first so many UTF-16 units at most, never half a character; one endless character is cut between its runes.</summary>
    public static string Head(string text, int most)
    {
        if (text.Length <= most)
            return text;
        var end = 0;
        while (StringInfo.GetNextTextElementLength(text, end) is var next && end + next <= most)
            end += next;
        if (end > 0)
            return text[..end];
        end = Math.Max(0, most);
        return end > 0 && char.IsHighSurrogate(text[end - 1]) ? text[..(end - 1)] : text[..end];
    }
}
