using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using SocialCareBot.Cases;

namespace SocialCareBot.Networks;

/// <summary>
/// The one lenient way of reading text that others wrote: what is not Unicode (lone surrogates, broken UTF-8) and NUL become U+FFFD. Never throws.
/// System.Text.Json alone would throw for one such letter and lose the whole page it stands on.
/// </summary>
public static class ForeignText
{
    /// <summary>The repaired text of a JSON string; null for every other kind of value.</summary>
    public static string? Of(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
            return null;
        var raw = JsonMarshal.GetRawUtf8Value(value);
        return Letters.Repair(Unescape(Encoding.UTF8.GetString(raw[1..^1])));
    }

    private static string Unescape(string raw)
    {
        if (!raw.Contains('\\'))
            return raw;
        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
                text.Append(raw[i]);
            else
                i = Escape(raw, i + 1, text);
        }
        return text.ToString();
    }

    /// <summary>Appends the escape whose letter stands at <paramref name="at"/>; returns the place of its last letter. The parser has checked the form.</summary>
    private static int Escape(string raw, int at, StringBuilder text)
    {
        if (raw[at] == 'u')
        {
            text.Append((char)Convert.ToUInt16(raw.Substring(at + 1, 4), 16));
            return at + 4;
        }
        text.Append(raw[at] switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', var other => other });
        return at;
    }
}
