using System.Text;
using SocialCareBot.Cards.Models;

namespace SocialCareBot.Cards.AdaptiveCards;

/// <summary>The only ways a string gets into a card: literal into a text run, escaped into a text block, bare into a mention.</summary>
public static class AdaptiveText
{
    private const string Special = "\\`*_{}[]()#+-.!~>|";
    private const int MostUrl = 2048;
    private const string NotInNames = "<>&\"\\`*_{}[]|~#";

    /// <summary>
    /// For a text run, an input's value and a choice's title, which show markdown as it stands. Only {{DATE()}} and {{TIME()}} are
    /// expanded there, so pairs of braces are broken with an invisible word joiner.
    /// </summary>
    public static string Literal(string? text)
    {
        var clean = PlainText.Clean(text);
        return clean.Contains("{{", StringComparison.Ordinal)
            ? clean.Replace("{{", "{\u2060{", StringComparison.Ordinal).Replace("{{", "{\u2060{", StringComparison.Ordinal)
            : clean;
    }

    /// <summary>
    /// For a text block or fact, which read markdown, entities and at-tags. The order matters: entities are decoded even after a
    /// backslash, so &amp; and &lt; are written as entities first.
    /// </summary>
    public static string Escape(string? text)
    {
        var escaped = new StringBuilder();
        foreach (var c in PlainText.Clean(text))
            escaped.Append(c switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '\n' => "\n\n",
                _ when Special.Contains(c) => $"\\{c}",
                _ => c.ToString(),
            });
        return escaped.ToString();
    }

    /// <summary>
    /// The name inside an at-tag. It must stand there as in its mention entity, letter for letter, so it is bared, not escaped.
    /// </summary>
    public static string Name(string? name)
    {
        var bare = new string([.. PlainText.Line(name, 60).Where(c => !NotInNames.Contains(c))]).Trim();
        return bare.Length > 0 ? bare : "colleague";
    }

    /// <summary>An address that may be opened or shown: http or https, at most 2,048 characters; anything else is left out.</summary>
    public static string? Url(string? url) =>
        url is { Length: > 0 and <= MostUrl }
        && Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
        && uri.AbsoluteUri is { Length: <= MostUrl } address
            ? address
            : null;
}
