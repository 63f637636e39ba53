using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SocialCareBot.Cards.Models;

namespace SocialCareBot.Cards.BlockKit;

/// <summary>The only ways a string gets into a message's text, which reads mrkdwn, into a link, and into a mention.</summary>
public static partial class BlockMarkup
{
    /// <summary>What a notification shows; longer ones are cut by phones anyway.</summary>
    public const int MostFallback = 300;

    /// <summary>Slack takes addresses of 3,000 characters.</summary>
    public const int MostUrl = 3000;

    private const int LongestCluster = 40;
    private const string Formatting = "*_~`";

    /// <summary>
    /// Foreign or plain text for mrkdwn, at most so many UTF-16 units when escaped, cut between what people see as characters. Slack knows
    /// three control characters; formatting has no escape, so its marks are fenced with invisible word joiners, and so is what would
    /// make an address a link.
    /// </summary>
    public static string Escape(string? text, int most = MostFallback)
    {
        var clean = PlainText.Clean(text).Trim();
        var escaped = new StringBuilder();
        for (var at = 0; at < clean.Length;)
        {
            var cluster = clean.AsSpan(at, StringInfo.GetNextTextElementLength(clean, at));
            // An endless cluster (letters under hundreds of marks) is cut between its characters.
            var part = cluster.Length <= LongestCluster ? cluster : cluster[..RuneLength(cluster)];
            var next = Escaped(part, clean, at);
            var last = at + part.Length >= clean.Length;
            if (escaped.Length + next.Length > (last ? most : most - 1))
                return most > 0 ? $"{escaped}…" : "";
            escaped.Append(next);
            at += part.Length;
        }
        return escaped.ToString();
    }

    private static int RuneLength(ReadOnlySpan<char> text)
    {
        _ = Rune.DecodeFromUtf16(text, out _, out var length);
        return length;
    }

    private static string Escaped(ReadOnlySpan<char> part, string whole, int at)
    {
        var escaped = new StringBuilder(part.Length);
        for (var i = 0; i < part.Length; i++)
        {
            var (before, next) = (at + i > 0 ? whole[at + i - 1] : '\n', at + i + 1 < whole.Length ? whole[at + i + 1] : '\n');
            escaped.Append(part[i] switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                // Also as an entity it makes a quote at the beginning of a line.
                '>' => before is '\n' ? "\u2060&gt;" : "&gt;",
                ':' when Speaks(before, next) => ":\u2060",
                var c when Formatting.Contains(c) => $"\u2060{c}\u2060",
                var c => c.ToString(),
            });
        }
        return escaped.ToString();
    }

    // "https:/" would be a link and ":boom:" a picture; "10:40" is a time.
    private static bool Speaks(char before, char next) => next is '/' or '_' or '+' or '-' || char.IsAsciiLetter(next) || (char.IsAsciiDigit(next) && !char.IsAsciiDigit(before));

    /// <summary>A message's text: escaped, and never empty, which Slack refuses.</summary>
    internal static string Fallback(string? text, int most = MostFallback) => Escape(text, most) is { Length: > 0 } escaped ? escaped : "-";

    /// <summary>An address that may be opened or shown: https, percent-encoded, at most 3,000 characters; anything else is left out.</summary>
    public static string? Url(string? url) =>
        url is { Length: > 0 and <= MostUrl }
        && Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && uri.Scheme == Uri.UriSchemeHttps
        && Encoded(uri) is { Length: <= MostUrl } address
            ? address
            : null;

    // Slack separates an address from its label by a bar and ends it with a bracket; AbsoluteUri encodes both in most places.
    private static string Encoded(Uri uri) => uri.AbsoluteUri.Replace("|", "%7C", StringComparison.Ordinal)
        .Replace("<", "%3C", StringComparison.Ordinal).Replace(">", "%3E", StringComparison.Ordinal);

    /// <summary>The address of a person who may be mentioned; null for what is no Slack user id.</summary>
    public static string? User(string? address) => address is not null && UserId().IsMatch(address) ? address : null;

    [GeneratedRegex("^[UW][A-Z0-9]{2,30}\\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex UserId();
}
