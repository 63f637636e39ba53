using System.Reflection;
using System.Text.RegularExpressions;

namespace SocialCareBot.Tests.House;

/// <summary>Every row of the fault matrix is shown by something that runs: a test that names it, or a part of the CI, which has real time and real deaths.</summary>
public sealed partial class The_fault_matrix
{
    private const int Rows = 34;

    /// <summary>Rows that only the CI carries, with the script that does.</summary>
    private static readonly Dictionary<int, string> ByScript = new()
    {
        [5] = ".ci/faults/check.sh",
        [6] = ".ci/faults/check.sh",
        [27] = ".ci/faults/check.sh",
        [31] = ".ci/story/check.sh",
    };

    [Fact]
    public void Every_row_is_shown_by_a_test_or_by_a_script() =>
        Assert.Equal(Enumerable.Range(1, Rows), Tested().Concat(ByScript.Keys).Order());

    [Fact]
    public void A_script_names_each_row_that_it_alone_carries() =>
        Assert.All(ByScript, row => Assert.Contains(row.Key, Named(File.ReadAllText(Repository.Path(row.Value)))));

    [Fact]
    public void No_test_names_a_row_that_does_not_exist() => Assert.All(Tested(), row => Assert.InRange(row, 1, Rows));

    [Fact]
    public void Rows_are_read_one_by_one_and_from_to() => Assert.Equal([5, 24, 25, 26, 31, 32], Named("(row 5) (rows 24-26) (rows 31, 32) row 7").Order());

    private static IEnumerable<int> Tested() => typeof(The_fault_matrix).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods())
        .SelectMany(method => method.GetCustomAttributes<FaultAttribute>())
        .Select(fault => fault.Row).Distinct();

    private static IEnumerable<int> Named(string script) => Mention().Matches(script)
        .SelectMany(mention => mention.Groups["rows"].Value.Split(','))
        .Select(part => part.Split('-').Select(int.Parse).ToList())
        .SelectMany(ends => Enumerable.Range(ends[0], ends[^1] - ends[0] + 1));

    [GeneratedRegex(@"\(rows? (?<rows>[\d, -]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Mention();
}
