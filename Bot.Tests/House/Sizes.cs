using System.Text.RegularExpressions;

namespace SocialCareBot.Tests.House;

/// <summary>A file holds one idea, and a method can be read at a glance.</summary>
public sealed partial class Sizes
{
    private const int LongestFile = 300;
    private const int LongestMethod = 40;
    private static readonly string[] Banned = ["Helpers", "Utils", "Utilities", "Common", "Managers", "Services", "Misc", "Shared"];

    private static IEnumerable<string> Everything => Repository.Sources("Bot", "Cards", "Bot.Tests", "Bot.Bench");

    [Fact]
    public void No_file_is_longer_than_300_lines()
    {
        var long_ = Everything.Select(file => (File: file, Lines: File.ReadLines(Repository.Path(file)).Count())).Where(row => row.Lines > LongestFile);
        Assert.Equal("", string.Join('\n', long_.Select(row => $"{row.File} has {row.Lines} lines")));
    }

    [Fact]
    public void No_method_is_longer_than_40_lines_but_for_tables()
    {
        var long_ = Everything.SelectMany(file => Methods(File.ReadAllLines(Repository.Path(file))).Select(method => $"{file}: {method.Name} has {method.Lines} lines"));
        Assert.Equal("", string.Join('\n', long_));
    }

    [Fact]
    public void No_folder_has_a_name_that_says_nothing() =>
        Assert.Empty(Everything.SelectMany(file => file.Split('/')[..^1]).Distinct().Intersect(Banned, StringComparer.OrdinalIgnoreCase));

    [Fact]
    public void The_counter_sees_a_long_method_and_spares_a_table()
    {
        string[] body = [.. Enumerable.Repeat("        Do();", 41)];
        string[] table = [.. Enumerable.Repeat("        1 => 2,", 60)];
        Assert.Equal(["Long"], Methods(["class C", "{", "    private void Long()", "    {", .. body, "    }", "}"]).Select(method => method.Name));
        Assert.Empty(Methods(["class C", "{", "    private int Table(int n) => n switch", "    {", .. table, "    };", "}"]));
        Assert.Empty(Methods(["class C", "{", "    private void Short()", "    {", .. body.Skip(1), "    }", "}"]));
    }

    /// <summary>Members whose body between braces is too long. Counts by the indentation, which the formatter keeps.</summary>
    private static IEnumerable<(string Name, int Lines)> Methods(string[] lines)
    {
        for (var start = 1; start < lines.Length; start++)
        {
            if (lines[start].Trim() != "{" || Name(lines, start) is not { } name)
                continue;
            var indent = lines[start][..^1];
            var end = Array.FindIndex(lines, start, line => line.StartsWith(indent + "}", StringComparison.Ordinal));
            var body = lines[(start + 1)..end];
            if (body.Length > LongestMethod && !IsTable(body))
                yield return (name, body.Length);
        }
    }

    /// <summary>The member a brace belongs to; null for a type, a statement or an object being filled.</summary>
    private static string? Name(string[] lines, int brace)
    {
        var head = lines[brace - 1];
        for (var back = brace - 1; back >= 0 && back > brace - 12; back--)
        {
            head = lines[back];
            if (Member().IsMatch(head))
                break;
            if (head.Length == 0 || head.TrimStart() is "{" or "}")
                return null;
        }
        var match = Member().Match(head);
        return match.Success && !Type().IsMatch(head) ? match.Groups["name"].Value : null;
    }

    private static bool IsTable(IReadOnlyCollection<string> body) => body.Count(line => Row().IsMatch(line)) * 2 >= body.Count;

    [GeneratedRegex(@"^\s*(?:(?:public|private|internal|protected|static|async|override|sealed|partial|virtual)\s+)*[\w<>\[\],.?() ]+?\s(?<name>\w+)(?:<\w+>)?\s*\(.*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Member();

    [GeneratedRegex(@"\b(class|record|struct|interface|enum|new|return|if|while|for|foreach|switch|using|lock|catch|else)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Type();

    [GeneratedRegex(@"^\s*(case .*:|.* => .*,|\w[\w.]* = .*,|.* => .*|\[.*\] = .*,|.*Row\(.*|[\w.]+ [\w]+ => .*|.*,)\s*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();
}
