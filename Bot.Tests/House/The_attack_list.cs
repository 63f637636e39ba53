using System.Text.RegularExpressions;

namespace SocialCareBot.Tests.House;

/// <summary>docs/security.md names a test for each rule, and each of them exists.</summary>
public sealed partial class The_attack_list
{
    private static readonly string[] Rows = [.. File.ReadLines(Repository.Path("docs", "security.md")).Where(line => line.StartsWith("| ", StringComparison.Ordinal))];

    [Fact]
    public void Every_row_names_a_test() =>
        Assert.All(Rows.Where(row => !row.Contains("| Shown by |", StringComparison.Ordinal)), row => Assert.Matches(Test(), row));

    [Fact]
    public void Every_test_it_names_exists()
    {
        var tests = typeof(The_attack_list).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods().Where(method => method.IsDefined(typeof(FactAttribute), inherit: true)).Select(method => $"{type.Name}.{method.Name}"))
            .ToHashSet(StringComparer.Ordinal);
        var named = Rows.SelectMany(row => Test().Matches(row)).Select(match => match.Groups["test"].Value).ToList();
        Assert.True(named.Count > 40, $"{named.Count} tests are named");
        Assert.Equal([], named.Except(tests, StringComparer.Ordinal));
    }

    [GeneratedRegex(@"`(?<test>\w+\.\w+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Test();
}
