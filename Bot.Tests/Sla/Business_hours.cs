using System.Globalization;
using SocialCareBot.Sla;
using SocialCareBot.Tests.House;

namespace SocialCareBot.Tests.Sla;

/// <summary>Deadlines by the calendar, worked out by hand.</summary>
public sealed class Business_hours
{
    private static readonly OpenInterval NineToFive = new(new(9, 0), new(17, 0));

    [Theory]
    // Berlin's summer time begins on Sunday 29 March 2026: nine o'clock is 08:00 UTC on Friday and 07:00 UTC on Monday.
    [InlineData("Europe/Berlin", "2026-03-27T15:00Z", 120, "2026-03-30T08:00Z")]
    // It ends on Sunday 25 October.
    [InlineData("Europe/Berlin", "2026-10-23T14:00Z", 120, "2026-10-26T09:00Z")]
    // Kolkata knows no summer time, and its half hour counts.
    [InlineData("Asia/Kolkata", "2026-03-27T10:30Z", 120, "2026-03-30T04:30Z")]
    // São Paulo's began on Sunday 4 November 2018 and has not come back since 2019.
    [InlineData("America/Sao_Paulo", "2018-11-02T19:00Z", 120, "2018-11-05T12:00Z")]
    [InlineData("America/Sao_Paulo", "2026-11-06T19:00Z", 120, "2026-11-09T13:00Z")]
    [Fault(13)]
    public void A_deadline_over_the_weekend_of_a_clock_change_is_exact(string zone, string from, int minutes, string due)
    {
        var hours = Weekdays(zone);
        Assert.Equal(At(due), hours.Add(At(from), TimeSpan.FromMinutes(minutes)));
        Assert.Equal(TimeSpan.FromMinutes(minutes), hours.Between(At(from), At(due)));
    }

    [Theory]
    // Through the night of the change: 22:00 to 06:00 is an hour shorter in spring and an hour longer in autumn.
    [InlineData("Europe/Berlin", "2026-03-28T12:00Z", "2026-03-29T12:00Z", 7)]
    [InlineData("Europe/Berlin", "2026-10-24T12:00Z", "2026-10-25T12:00Z", 9)]
    [InlineData("Asia/Kolkata", "2026-10-24T12:00Z", "2026-10-25T12:00Z", 8)]
    [InlineData("America/Sao_Paulo", "2018-11-03T12:00Z", "2018-11-04T12:00Z", 7)]
    [InlineData("America/Sao_Paulo", "2019-02-16T12:00Z", "2019-02-17T12:00Z", 9)]
    [InlineData("Antarctica/Troll", "2026-03-28T12:00Z", "2026-03-29T12:00Z", 6)]
    [Fault(13)]
    public void A_night_shift_has_the_hours_that_its_night_has(string zone, string from, string to, int hours) =>
        Assert.Equal(TimeSpan.FromHours(hours), Every(zone, new OpenInterval(new(22, 0), new(6, 0))).Between(At(from), At(to)));

    [Theory]
    // Half past one does not exist in Dublin on 29 March 2026 and moves on by the hour.
    [InlineData("Europe/Dublin", 1, 30, "2026-03-28T12:00Z", "2026-03-29T01:30Z")]
    // It comes twice on 25 October, and the first turn counts.
    [InlineData("Europe/Dublin", 1, 30, "2026-10-24T12:00Z", "2026-10-25T00:30Z")]
    // Half past two on Lord Howe comes after a gap of half an hour, at 02:00.
    [InlineData("Australia/Lord_Howe", 2, 15, "2026-10-03T12:00Z", "2026-10-03T15:45Z")]
    // Apia had no 30 December 2011: after the 29th comes the 31st.
    [InlineData("Pacific/Apia", 9, 0, "2011-12-29T22:00Z", "2011-12-30T19:00Z")]
    [Fault(13)]
    public void Work_begins_when_the_local_clock_says_so(string zone, int hour, int minute, string now, string opens) =>
        Assert.Equal(At(opens), Every(zone, new OpenInterval(new(hour, minute), new(hour + 2, 0))).NextOpening(At(now)));

    [Fact]
    public void A_break_at_noon_does_not_count()
    {
        var hours = Every("Europe/Berlin", new OpenInterval(new(9, 0), new(12, 0)), new OpenInterval(new(13, 0), new(17, 0)));
        Assert.Equal(At("2026-11-23T13:00Z"), hours.Add(At("2026-11-23T10:00Z"), TimeSpan.FromHours(2)));
        Assert.False(hours.IsOpen(At("2026-11-23T11:30Z")));
    }

    [Fact]
    public void Time_that_is_up_at_the_end_of_work_is_up_then_and_not_in_the_morning() =>
        Assert.Equal(At("2026-11-23T16:00Z"), Weekdays("Europe/Berlin").Add(At("2026-11-23T15:00Z"), TimeSpan.FromHours(1)));

    [Fact]
    public void A_holiday_is_closed_from_midnight_to_midnight_and_cuts_the_night_shift()
    {
        var hours = Every("Europe/Berlin", new OpenInterval(new(22, 0), new(6, 0))) with { Holidays = [new(new(2026, 12, 25), "Christmas Day")] };
        Assert.Equal([(At("2026-12-24T21:00Z"), At("2026-12-24T23:00Z")), (At("2026-12-25T23:00Z"), At("2026-12-26T05:00Z"))],
            hours.Spans(At("2026-12-24T12:00Z"), At("2026-12-26T12:00Z")).Select(span => (span.From, span.To)));
        Assert.Equal("Christmas Day", hours.HolidayAt(At("2026-12-25T12:00Z"))?.Name);
    }

    [Theory]
    [InlineData("2026-11-23T10:00Z", null, "2026-11-24T16:00Z")]
    [InlineData("2026-11-27T10:00Z", null, "2026-11-30T16:00Z")]
    [InlineData("2026-11-28T10:00Z", "12:00", "2026-11-30T11:00Z")]
    // Thursday is the day before a holiday and a weekend.
    [InlineData("2026-12-24T10:00Z", "12:00", "2026-12-28T11:00Z")]
    public void The_next_business_day_is_none_of_the_closed_ones(string from, string? by, string due)
    {
        var hours = Weekdays("Europe/Berlin") with { Holidays = [new(new(2026, 12, 25), "Christmas Day")] };
        Assert.Equal(At(due), hours.NextBusinessDay(At(from), by is null ? null : TimeOnly.Parse(by, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Round_the_clock_is_plain_arithmetic_in_whole_milliseconds()
    {
        var from = A.Monday9.AddTicks(12_345);
        Assert.Equal(A.Monday9.AddMilliseconds(1).AddDays(40), BusinessHours.Always.Add(from, TimeSpan.FromDays(40)));
        Assert.Equal(At("2026-11-25T00:00Z"), BusinessHours.Always.NextBusinessDay(At("2026-11-23T10:00Z")));
    }

    [Fact]
    public void Hours_that_never_open_do_not_hold_the_world_up()
    {
        var never = new BusinessHours { Week = new Dictionary<DayOfWeek, IReadOnlyList<OpenInterval>> { [DayOfWeek.Monday] = [] } };
        Assert.Equal(A.Monday9.AddHours(1), never.Add(A.Monday9, TimeSpan.FromHours(1)));
        Assert.Equal(A.Monday9, never.NextOpening(A.Monday9));
        Assert.Equal(A.Monday9.AddDays(1), never.NextBusinessDay(A.Monday9));
    }

    private static BusinessHours Weekdays(string zone) => Week(zone, day => day is not (DayOfWeek.Saturday or DayOfWeek.Sunday), NineToFive);

    private static BusinessHours Every(string zone, params OpenInterval[] intervals) => Week(zone, _ => true, intervals);

    private static BusinessHours Week(string zone, Func<DayOfWeek, bool> when, params OpenInterval[] intervals) => new()
    {
        Zone = zone,
        Week = Enum.GetValues<DayOfWeek>().Where(when).ToDictionary(day => day, _ => (IReadOnlyList<OpenInterval>)intervals),
    };

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
