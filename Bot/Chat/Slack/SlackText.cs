using System.Text.RegularExpressions;

namespace SocialCareBot.Chat.Slack;

/// <summary>Between the text people write and the markup Slack makes of it. Slack knows three control characters; in messages and commands it escapes them.</summary>
internal static partial class SlackText
{
    /// <summary>Slack takes 40,000; what is shown as plain text is meant to be read.</summary>
    public const int Longest = 3_000;

    /// <summary>Words of a message or command as the person typed them: links as their words, mentions as names.</summary>
    public static string Read(string? text) => Unescape(Markup().Replace(text ?? "", match => Plain(match.Groups["what"].Value, match.Groups["label"].Value)));

    /// <summary>What follows a command or a mention of the bot, without the quotes that phones put round it.</summary>
    public static string Command(string? text)
    {
        var words = Read(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => word.Trim('"', '\'', '\u201C', '\u201D', '\u201E', '\u2018', '\u2019', '\u00AB', '\u00BB'));
        return string.Join(' ', words.Where(word => word.Length > 0));
    }

    private static string Unescape(string text) => text.Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);

    private static string Plain(string what, string label) => what[0] switch
    {
        '@' or '#' => label.Length > 0 ? $"{what[0]}{label.TrimStart('@', '#')}" : what,
        '!' => label.Length > 0 ? label : $"@{what[1..].Split('^')[0]}",
        _ => label.Length > 0 ? label : what,
    };

    [GeneratedRegex("<(?<what>[@#!]?[^<>|]+)(\\|(?<label>[^<>]*))?>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Markup();
}
