namespace SocialCareBot.Tests.House;

/// <summary>A cell that begins with =, +, -, @, a tab or a line end is a formula to a spreadsheet.</summary>
public sealed class Tables
{
    /// <summary>Whoever writes the first table finds this test, and adds to it that hostile cells begin with an apostrophe.</summary>
    [Fact, Fault(33)]
    public void Nothing_is_written_for_a_spreadsheet() => Assert.DoesNotContain(Repository.Sources("Bot", "Cards"), file =>
        new[] { "text/csv", ".csv\"", ".tsv\"", "spreadsheet" }.Any(word => File.ReadAllText(Repository.Path(file)).Contains(word, StringComparison.OrdinalIgnoreCase)));
}
