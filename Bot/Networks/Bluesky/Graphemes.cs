using System.Globalization;

namespace SocialCareBot.Networks.Bluesky;

/// <summary>
/// Letters as people see them, counted as Bluesky's servers do (Unicode 15.1 and later). .NET still parts Indic conjuncts (rule GB9c of UAX 29):
/// without the correction an agent writing Hindi would be told too early that the text is too long.
/// </summary>
internal static class Graphemes
{
    // Indic_Conjunct_Break=Linker and =Consonant of Devanagari, Bengali, Gujarati, Oriya, Telugu and Malayalam (DerivedCoreProperties.txt).
    private const string Linkers = "\u094D\u09CD\u0ACD\u0B4D\u0C4D\u0D4D";
    private static readonly (char First, char Last)[] Consonants =
    [
        ('\u0915', '\u0939'), ('\u0958', '\u095F'), ('\u0978', '\u097F'),
        ('\u0995', '\u09A8'), ('\u09AA', '\u09B0'), ('\u09B2', '\u09B2'), ('\u09B6', '\u09B9'), ('\u09DC', '\u09DD'), ('\u09DF', '\u09DF'), ('\u09F0', '\u09F1'),
        ('\u0A95', '\u0AA8'), ('\u0AAA', '\u0AB0'), ('\u0AB2', '\u0AB3'), ('\u0AB5', '\u0AB9'), ('\u0AF9', '\u0AF9'),
        ('\u0B15', '\u0B28'), ('\u0B2A', '\u0B30'), ('\u0B32', '\u0B33'), ('\u0B35', '\u0B39'), ('\u0B5C', '\u0B5D'), ('\u0B5F', '\u0B5F'), ('\u0B71', '\u0B71'),
        ('\u0C15', '\u0C28'), ('\u0C2A', '\u0C39'), ('\u0C58', '\u0C5A'),
        ('\u0D15', '\u0D3A'),
    ];

    public static int Count(string text)
    {
        var count = 0;
        var links = false;
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            var element = rest[..StringInfo.GetNextTextElementLength(rest)];
            var consonant = IsConsonant(element[0]);
            if (!links || !consonant)
                count++;
            links = (consonant || links) && EndsInLinker(element);
            rest = rest[element.Length..];
        }
        return count;
    }

    private static bool IsConsonant(char letter) => Consonants.Any(range => letter >= range.First && letter <= range.Last);

    /// <summary>A linker, perhaps with a zero-width joiner or a nukta behind it.</summary>
    private static bool EndsInLinker(ReadOnlySpan<char> element)
    {
        var end = element.TrimEnd("\u200D\u093C\u09BC\u0ABC\u0B3C\u0C3C");
        return end.Length > 0 && Linkers.Contains(end[^1]);
    }
}
