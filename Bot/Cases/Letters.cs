using System.Buffers;
using System.Text;

namespace SocialCareBot.Cases;

/// <summary>The letters that every database and protocol takes.</summary>
public static class Letters
{
    private const char Replacement = '\uFFFD';
    private static readonly SearchValues<char> Suspects = SearchValues.Create(['\0', .. Enumerable.Range(0xD800, 0x800).Select(unit => (char)unit)]);

    /// <summary>The text with lone surrogates and NUL replaced by U+FFFD; the same instance where nothing was wrong.</summary>
    public static string Repair(string text)
    {
        var first = text.AsSpan().IndexOfAny(Suspects);
        if (first < 0)
            return text;
        StringBuilder? repaired = null;
        for (var i = first; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (text[i] == '\0' || char.IsSurrogate(text[i]))
                (repaired ??= new StringBuilder(text))[i] = Replacement;
        }
        return repaired?.ToString() ?? text;
    }

    /// <summary>As <see cref="Repair"/>, for what may be missing.</summary>
    public static string? RepairAny(string? text) => text is null ? null : Repair(text);
}
