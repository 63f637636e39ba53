using System.Globalization;
using System.Text.Unicode;

namespace SocialCareBot.Chat;

/// <summary>Makes the JSON of others readable in place: escapes of half a letter and of NUL become U+FFFD, which is as long.</summary>
internal static class JsonBytes
{
    private const int EscapeLength = 6;

    /// <summary>The JSON without a byte order mark and with bad escapes replaced; null when it is not UTF-8.</summary>
    internal static Memory<byte>? Repair(Memory<byte> json)
    {
        if (json.Span.StartsWith("\uFEFF"u8))
            json = json[3..];
        if (!Utf8.IsValid(json.Span))
            return null;
        RepairEscapes(json.Span);
        return json;
    }

    private static void RepairEscapes(Span<byte> json)
    {
        var at = 0;
        while (json[at..].IndexOf((byte)'\\') is var step and >= 0)
        {
            at += step;
            if (Unit(json, at) is not { } unit)
                at = Math.Min(at + 2, json.Length);
            else if (char.IsHighSurrogate(unit) && Unit(json, at + EscapeLength) is { } low && char.IsLowSurrogate(low))
                at += 2 * EscapeLength;
            else
            {
                if (unit == '\0' || char.IsSurrogate(unit))
                    "\\ufffd"u8.CopyTo(json[at..]);
                at += EscapeLength;
            }
        }
    }

    /// <summary>The UTF-16 unit that <c>\uXXXX</c> at this place means.</summary>
    private static char? Unit(Span<byte> json, int at) =>
        at + EscapeLength <= json.Length
        && json[at] == '\\'
        && json[at + 1] == 'u'
        && ushort.TryParse(json.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : null;
}
