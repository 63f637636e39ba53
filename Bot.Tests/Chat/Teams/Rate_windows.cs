using SocialCareBot.Chat;
using SocialCareBot.Chat.Teams;
using SocialCareBot.Tests.House;

namespace SocialCareBot.Tests.Chat.Teams;

public sealed class Rate_windows
{
    private static readonly DateTimeOffset Nine = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_empty_conversation_is_free_at_once() => Assert.Equal(Nine, TeamsWindows.Conversation.Next(Nine));

    [Fact]
    public void Seven_may_leave_in_a_second_and_the_eighth_waits_for_the_next()
    {
        var windows = Sent(TeamsWindows.Conversation, 6, _ => Nine);
        Assert.Equal(Nine, windows.Next(Nine));
        Assert.Equal(Nine.AddSeconds(1), windows.Sent(Nine).Next(Nine));
    }

    [Fact]
    public void Eight_may_leave_in_two_seconds()
    {
        var windows = Sent(TeamsWindows.Conversation, 7, _ => Nine).Sent(Nine.AddSeconds(1));
        Assert.Equal(Nine.AddSeconds(2), windows.Next(Nine.AddSeconds(1)));
    }

    [Fact]
    public void A_burst_as_fast_as_allowed_never_breaks_a_limit_and_makes_60_in_30_seconds_and_1800_in_an_hour()
    {
        var windows = TeamsWindows.Conversation;
        List<DateTimeOffset> left = [];
        var now = Nine;
        while (now < Nine.AddHours(2))
        {
            now = windows.Next(now);
            windows = windows.Sent(now);
            left.Add(now);
        }
        foreach (var (seconds, most) in new[] { (1, 7), (2, 8), (30, 60), (3600, 1800) })
            Assert.Equal(most, Enumerable.Range(0, left.Count).Max(first => Within(left, first, seconds)));
        Assert.InRange(left.Count, 3599, 3602);
    }

    [Fact]
    public void Rebuilt_from_what_was_sent_they_are_as_before()
    {
        var instants = Enumerable.Range(0, 60).Select(i => Nine.AddMilliseconds(i * 400)).ToList();
        var before = instants.Aggregate(TeamsWindows.Conversation, (windows, at) => windows.Sent(at));
        var rebuilt = TeamsWindows.Conversation.After(instants.AsEnumerable().Reverse());
        Assert.Equal(Nine.AddSeconds(30), before.Next(Nine.AddSeconds(24)));
        Assert.Equal(before.Next(Nine.AddSeconds(24)), rebuilt.Next(Nine.AddSeconds(24)));
    }

    [Fact]
    [Fault(12)]
    public void A_clock_set_back_an_hour_stops_nothing_for_an_hour()
    {
        var windows = Sent(TeamsWindows.Conversation, 7, _ => Nine.AddHours(1));
        Assert.Equal(Nine.AddSeconds(1), windows.Next(Nine));
    }

    [Fact]
    public void A_tenant_takes_fifty_a_second()
    {
        var windows = Sent(TeamsWindows.Tenant, 50, _ => Nine);
        Assert.Equal(Nine.AddSeconds(1), windows.Next(Nine));
        Assert.Equal(Nine, Sent(TeamsWindows.Tenant, 49, _ => Nine).Next(Nine));
    }

    private static RateWindows Sent(RateWindows windows, int count, Func<int, DateTimeOffset> at) =>
        Enumerable.Range(0, count).Aggregate(windows, (all, i) => all.Sent(at(i)));

    private static int Within(List<DateTimeOffset> left, int first, int seconds)
    {
        var last = left.BinarySearch(left[first].AddSeconds(seconds).AddTicks(-1));
        return (last < 0 ? ~last : last + 1) - first;
    }
}
