using System.Text.RegularExpressions;
using SocialCareBot.Cases;
using SocialCareBot.Networks.Bluesky;

namespace SocialCareBot.Tests.Networks.Bluesky;

public sealed class The_size_of_a_reply_on_bluesky
{
    private const string Family = "👨‍👩‍👧‍👦";

    [Theory]
    [InlineData("x", 300, true)]
    [InlineData("x", 301, false)]
    [InlineData("é", 300, true)]
    [InlineData("🇩🇪", 300, true)]
    [InlineData("👍🏽", 301, false)]
    public void Counts_letters_as_people_see_them(string letter, int times, bool fits)
    {
        var size = ReplyRecord.Measure(string.Concat(Enumerable.Repeat(letter, times)));

        Assert.Equal((times, 300, fits), (size.Used, size.Limit, size.Fits));
    }

    [Theory]
    [InlineData("क्षि", 1)]
    [InlineData("स्त्री", 1)]
    [InlineData("क्‍ष", 1)]
    [InlineData("क्‌ष", 2)]
    [InlineData("कक", 2)]
    [InlineData("ക്ഷ", 1)]
    [InlineData("नमस्ते दुनिया", 7)]
    [InlineData("\r\n", 1)]
    public void Counts_indic_conjuncts_as_the_servers_do(string text, int expected) => Assert.Equal(expected, ReplyRecord.Measure(text).Used);

    [Fact]
    public void Counts_bytes_too()
    {
        Assert.True(ReplyRecord.Measure(string.Concat(Enumerable.Repeat(Family, 120))).Fits);
        var larger = ReplyRecord.Measure(string.Concat(Enumerable.Repeat(Family, 121)));
        Assert.Equal((121, false), (larger.Used, larger.Fits));
        Assert.Contains("3025", larger.Problem, StringComparison.Ordinal);
    }
}

public sealed class The_key_of_a_reply_on_bluesky
{
    private static readonly DateTimeOffset At = new(2026, 11, 23, 9, 0, 0, 123, TimeSpan.Zero);

    [Fact]
    public void Is_a_valid_timestamp_identifier() =>
        Assert.Matches(new Regex("^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$", RegexOptions.None, TimeSpan.FromSeconds(1)), RecordKey.For(Reply(1), At));

    [Fact]
    public void Is_the_same_for_the_same_reply() => Assert.Equal(RecordKey.For(Reply(1), At), RecordKey.For(Reply(1), At.ToOffset(TimeSpan.FromHours(2))));

    [Fact]
    public void Differs_for_replies_of_the_same_millisecond() =>
        Assert.Equal(200, Enumerable.Range(0, 200).Select(number => RecordKey.For(Reply(number), At)).Distinct().Count());

    [Fact]
    public void Sorts_by_time() =>
        Assert.True(string.CompareOrdinal(RecordKey.For(Reply(1), At), RecordKey.For(Reply(2), At.AddMilliseconds(1))) < 0);

    private static ReplyId Reply(int number) => new(new Guid(number, 1, 2, [3, 4, 5, 6, 7, 8, 9, 10]));
}
