using SocialCareBot.Desk;
using SocialCareBot.Ports;

namespace SocialCareBot.Tests.Desk;

public sealed class Counting_a_reply
{
    [Theory]
    [InlineData(0, null, "300 left of 300")]
    [InlineData(300, null, "0 left of 300")]
    [InlineData(301, null, "1 too many of 300")]
    [InlineData(120, "Bluesky takes at most 3000 bytes", "Bluesky takes at most 3000 bytes")]
    public void Says_what_is_left_what_is_too_much_or_what_else_is_in_the_way(int used, string? problem, string said) =>
        Assert.Equal(said, ReplyForms.Counter(new TextSize(used, 300, Problem: problem)));
}
