using System.Text;

namespace SocialCareBot.Tests.Cards;

/// <summary>What attackers and accidents write into names and posts. Shared by every test that shows foreign text.</summary>
public static class HostileText
{
    /// <summary>All of it, one string each.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        // Markdown
        "*bold*", "**bold**", "_italic_", "__strong__", "***both***", "~~gone~~", "`code`", "```\nblock\n```", "# Heading", "###### six",
        "> quote", "- item", "* item", "+ item", "1. item", "1) item", "---", "***", "| a | b |\n|---|---|\n| 1 | 2 |", "line  \nbreak",
        "[click me](https://evil.example/)", "[click me](javascript:alert(1))", "[x]: https://evil.example/\n[x]", "[a][b]",
        "![pixel](https://evil.example/p.png)", "![](https://evil.example/p.png \"t\")", "<https://evil.example/>", "https://evil.example/?a=1&b=2",
        "\\*not bold\\*", "\\\\[a](b)", "[](", "](x)", "![", "_a_b_c_",
        // Markup
        "<b>bold</b>", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<a href=\"https://evil.example\">a</a>", "<!-- hidden -->",
        "<at>Everyone</at>", "<at id=\"29:x\">Boss</at>", "</at><at>Dana</at>", "&lt;b&gt;", "&amp;lt;", "&#60;script&#62;", "&nbsp;&copy;", "]]>",
        "<svg/onload=alert(1)>", "<table><tr><td>x", "<!channel>", "<@U123>", "@everyone",
        // Slack's markup
        "<!here> <!everyone>", "<@U0ANA> look", "<@W0BOSS|boss>", "<!subteam^S0CARE>", "<#C0CARE|general>", "<https://evil.example|your bank>",
        "<https://bank.example|https://evil.example>", "<mailto:ceo@evil.example|write>", "<!date^1392734382^{date_num}^https://evil.example/|today>",
        "<!date^00000000^{_}|*x*>", "&lt;!channel&gt;", "&amp;lt;!channel&amp;gt;", "<\u200B!channel>", "< !channel >", "<!channel|", "<<!channel>>",
        ":boom: :rotating_light:", ":+1:", ":100:", "*_~`mixed`~_*", "*b*old", "> a\n>>> b", "@channel @here #general", "www.evil.example/login",
        "{\"type\":\"broadcast\",\"range\":\"channel\"}", "\"},{\"type\":\"user\",\"user_id\":\"U0ANA\"",
        // Templates and card language
        "{{DATE(2026-11-22T05:00:00Z,SHORT)}}", "{{TIME(2026-11-22T05:00:00Z)}}", "{{{{DATE(2026-11-22T05:00:00Z)}}}}", "{{{TIME(x)}}}", "${customer}",
        "{\"type\":\"Action.Submit\"}", "\",\"injected\":\"", "%s%n%x", "'; drop table cases; --", "=HYPERLINK(\"https://evil.example\")",
        // What is not seen
        "left \u202Egnp.exe", "\u2067isolate\u2069", "\u200Fmark\u200E", "\u061Carabic mark", "zero\u200Bwidth", "\uFEFFbom", "soft\u00ADhyphen",
        "nul\0inside", "bell\a and escape\u001B[31m", "\b\b\b", "{\u202E{DATE(2026-11-22T05:00:00Z)}}", "\u2028separator\u2029", "\uFFF9a\uFFFAb\uFFFB",
        "tab\tand\rreturn\r\nand\nline", "\u0085next",
        "word\u2060joiner", "no\u00A0break", "\u3164", "\u200B\u200B", "tag \U000E0041\U000E0042", "\u180E\u2800",
        // Broken and large
        "half \uD83D pair", "\uDE00 other half", "\uD83D\uD83D\uDE00", new string('\uD800', 50), "\uFFFE\uFFFF",
        Zalgo(), new string('W', 5000), new string('\n', 3000), new string('字', 4000), string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦", 600)),
        new string('{', 4000), new string('\\', 4000), new string('"', 4000), new string('&', 4000), new string('<', 4000), "a" + new string('\u0301', 6000),
        string.Join(' ', Enumerable.Repeat("power", 10_000)), string.Concat(Enumerable.Repeat("&<>*", 1500)), string.Concat(Enumerable.Repeat("🏴‍☠️🏳️‍🌈*️⃣", 300)),
        // Honest text that must survive
        "O'Brien & Söhne <info>", "مرحبا، الكهرباء مقطوعة", "שלום, אין חשמל", "It's 5 < 6 && 7 > 2", "C:\\temp\\new", "👍🏽 ok 🇩🇪", "", " ",
    ];

    /// <summary>For a theory: the index, because a test's name cannot carry half a character.</summary>
    public static TheoryData<int> Indexes => [.. Enumerable.Range(0, All.Count)];

    private static string Zalgo()
    {
        var text = new StringBuilder();
        foreach (var c in "power is out")
            text.Append(c).Append('\u0336').Append('\u0489').Append('\u035C', 12);
        return text.ToString();
    }
}
