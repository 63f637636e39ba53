using System.Globalization;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using SocialCareBot.Cards.BlockKit;
using SocialCareBot.Cards.Models;
using SocialCareBot.Tests.Cases;

namespace SocialCareBot.Tests.Cards;

public sealed partial class Escaping_for_Slack
{
    private static readonly string[] Pieces =
    [
        "a", "Z", "7", " ", "\n", "&", "<", ">", "*", "_", "~", "`", ":", "/", "|", "!", "@", "…", "é", "e\u0301", "字", "👍🏽", "👩‍👩‍👧‍👦", "🇩🇪", "🏴‍☠️", "\uD83D", "\0",
        "\u202E", "&amp;", "<!channel>", "<@U0ANA>", "https://evil.example", ":boom:", "a\u0301\u0301\u0301\u0301\u0301",
    ];

    private static Gen<(string Text, int Most)> Samples =>
        from pieces in Gen.Elements(Pieces).ArrayOf()
        from most in Gen.Choose(40, 120)
        select (string.Concat(pieces), most);

    [Fact]
    public void Whatever_comes_is_escaped_within_its_budget_and_reads_as_the_beginning_of_what_came() => Sampled.Over(Samples, 3000, sample =>
    {
        var escaped = BlockMarkup.Escape(sample.Text, sample.Most);
        Assert.InRange(escaped.Length, 0, sample.Most);
        Assert.DoesNotMatch(Markup(), escaped);
        var clean = PlainText.Clean(sample.Text).Trim();
        var read = Read(escaped);
        if (read == clean)
            return;
        Assert.EndsWith("…", read, StringComparison.Ordinal);
        var head = read[..^1];
        Assert.StartsWith(head, clean, StringComparison.Ordinal);
        Assert.Contains(head.Length, StringInfo.ParseCombiningCharacters(clean));
        Assert.True(escaped.Length > sample.Most - 40, "cut too early");
    });

    [Fact]
    public void What_is_shown_as_it_stands_is_cut_between_characters() => Sampled.Over(Samples, 2000, sample =>
    {
        var line = PlainText.Line(sample.Text, sample.Most);
        Assert.InRange(line.Length, 0, sample.Most);
        Assert.DoesNotMatch(HalfPair(), line);
    });

    [Theory]
    [InlineData("<!channel>", "&lt;!channel&gt;")]
    [InlineData("a & b", "a &amp; b")]
    [InlineData("&lt;", "&amp;lt;")]
    [InlineData("*x*", "\u2060*\u2060x\u2060*\u2060")]
    [InlineData("> x", "\u2060&gt; x")]
    [InlineData("https://evil.example", "https:\u2060//evil.example")]
    [InlineData(":boom:", ":\u2060boom:")]
    [InlineData("by 10:40: now", "by 10:40: now")]
    [InlineData("O'Brien & Söhne <info>", "O'Brien &amp; Söhne &lt;info&gt;")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Three_characters_are_entities_and_marks_are_fenced(string? text, string escaped) => Assert.Equal(escaped, BlockMarkup.Escape(text));

    [Theory]
    [InlineData(10, "aaaa&amp;…")]
    [InlineData(9, "aaaa…")]
    [InlineData(14, "aaaa&amp;&amp;")]
    [InlineData(5, "aaaa…")]
    [InlineData(4, "aaa…")]
    public void No_entity_is_cut(int most, string escaped) => Assert.Equal(escaped, BlockMarkup.Escape("aaaa&&", most));

    [Fact]
    public void One_endless_character_is_cut_between_its_marks()
    {
        var escaped = BlockMarkup.Escape("a" + new string('\u0301', 6000));
        Assert.Equal(BlockMarkup.MostFallback, escaped.Length);
    }

    private static string Read(string escaped) => escaped.Replace("\u2060", "", StringComparison.Ordinal)
        .Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);

    [GeneratedRegex("[<>]|&(?!amp;|lt;|gt;)|(?<!\u2060)[*_~`]|[*_~`](?!\u2060)|://|(?m:^&gt;)", RegexOptions.None, 1000)]
    private static partial Regex Markup();

    [GeneratedRegex(@"[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]", RegexOptions.None, 1000)]
    private static partial Regex HalfPair();
}
