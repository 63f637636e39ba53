using System.Globalization;
using SocialCareBot.Cases;
using SocialCareBot.Sla;

namespace SocialCareBot.Tests.Sla;

/// <summary>What a policy makes of a post: when its clock starts, when it reminds and when it ends.</summary>
public sealed class First_response
{
    private static readonly SlaPolicy Policy = new() { Version = 3 };

    [Theory]
    [InlineData(Priority.P1, 30)]
    [InlineData(Priority.P2, 60)]
    [InlineData(Priority.P3, 120)]
    public void Each_priority_has_its_time(Priority priority, int minutes)
    {
        var clock = A.First(Policy, priority, A.Monday9);
        Assert.Equal((A.Monday9.AddMinutes(minutes), TimeSpan.FromMinutes(minutes), 3), (clock.DueAt, clock.Budget, clock.PolicyVersion));
        Assert.Equal([50, 75, 90, 100], clock.Marks.Select(mark => mark.Percent));
        Assert.Equal(clock.DueAt, clock.Marks[^1].At);
        Assert.Equal(A.Monday9.AddMinutes(minutes / 2), clock.Marks[0].At);
    }

    [Fact]
    public void What_can_wait_has_until_the_end_of_the_next_business_day()
    {
        var office = Policy with { UsualHours = Policies.Office };
        Assert.Equal(At("2026-11-24T17:00Z"), A.First(office, Priority.P4, A.Monday9).DueAt);
        Assert.Equal(At("2026-11-25T00:00Z"), A.First(Policy, Priority.P4, A.Monday9).DueAt);
    }

    [Fact]
    public void Reminders_rise_in_whatever_order_they_were_set() =>
        Assert.Equal([20, 80, 100], A.First(Policy with { UsualReminders = Policies.At(80, 20) }, Priority.P1, A.Monday9).Marks.Select(mark => mark.Percent));

    [Theory]
    [InlineData(PostKind.Complaint, true)]
    [InlineData(PostKind.Question, true)]
    [InlineData(PostKind.Idea, true)]
    [InlineData(PostKind.Praise, false)]
    [InlineData(PostKind.Noise, false)]
    public void Noise_and_praise_have_no_clock(PostKind kind, bool has) => Assert.Equal(has, Start(kind, A.Monday9) is not null);

    [Fact]
    public void The_clock_starts_when_the_customer_posted() =>
        Assert.Equal(A.Monday9.AddMinutes(-40), Start(PostKind.Complaint, A.Monday9.AddMinutes(-40))?.StartedAt);

    [Fact]
    public void A_post_from_the_future_starts_when_we_heard_it() =>
        Assert.Equal(A.Monday9, Start(PostKind.Complaint, A.Monday9.AddHours(3))?.StartedAt);

    [Fact]
    public void A_backdated_post_starts_a_day_before_we_heard_it_at_most() =>
        Assert.Equal(A.Monday9.AddHours(-24), Start(PostKind.Complaint, A.Monday9.AddYears(-2))?.StartedAt);

    [Fact]
    public void A_start_is_kept_in_whole_milliseconds_so_that_its_clock_is_found_again()
    {
        var clock = A.First(Policy, Priority.P1, A.Monday9.AddTicks(12_345).ToOffset(TimeSpan.FromHours(2)));
        Assert.Equal(A.Monday9.AddMilliseconds(1), clock.StartedAt);
        Assert.Equal(TimeSpan.Zero, clock.StartedAt.Offset);
    }

    private static ClockStart? Start(PostKind kind, DateTimeOffset posted) =>
        Case.Open(A.Received(A.Post() with { PostedAt = posted }) with { Judgement = new Judgement(kind, Priority.P1, "rule"), Policy = Policy }).Clock;

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
