using SocialCareBot.Settings;

namespace SocialCareBot.Tests.Settings;

/// <summary>What a calendar file closes.</summary>
public sealed class A_holiday_file
{
    [Fact]
    public void Yearly_days_moving_days_and_days_in_a_row_are_closed()
    {
        var file = Read("""
            BEGIN:VEVENT
            UID:1
            DTSTART;VALUE=DATE:20201225
            RRULE:FREQ=YEARLY
            SUMMARY:Christmas Day
            END:VEVENT
            BEGIN:VEVENT
            UID:2
            DTSTART;VALUE=DATE:20200511
            RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=2MO
            SUMMARY:Spring day
            END:VEVENT
            BEGIN:VEVENT
            UID:3
            DTSTART;VALUE=DATE:20261230
            DTEND;VALUE=DATE:20270102
            SUMMARY:Stocktaking
            END:VEVENT
            """);
        Assert.Equal(
            ["2026-05-11 Spring day", "2026-12-25 Christmas Day", "2026-12-30 Stocktaking", "2026-12-31 Stocktaking", "2027-01-01 Stocktaking", "2027-05-10 Spring day", "2027-12-25 Christmas Day"],
            file.Holidays.Select(day => $"{day.Date:yyyy-MM-dd} {day.Name}"));
        Assert.Empty(file.Ignored);
    }

    [Fact]
    public void What_takes_no_whole_day_is_cancelled_or_never_comes_closes_nothing()
    {
        var file = Read("""
            BEGIN:VEVENT
            UID:1
            DTSTART:20261225T140000Z
            DTEND:20261225T180000Z
            SUMMARY:Party
            END:VEVENT
            BEGIN:VEVENT
            UID:2
            DTSTART;VALUE=DATE:20261224
            STATUS:CANCELLED
            SUMMARY:Half day
            END:VEVENT
            BEGIN:VEVENT
            UID:3
            DTSTART;VALUE=DATE:20260101
            RRULE:FREQ=SECONDLY
            SUMMARY:Ticking
            END:VEVENT
            BEGIN:VEVENT
            UID:4
            DTSTART;VALUE=DATE:20190101
            DTEND;VALUE=DATE:20190102
            SUMMARY:Long ago
            END:VEVENT
            """);
        Assert.Empty(file.Holidays);
        Assert.Equal(["Party: does not take whole days.", "Half day: is cancelled.", "Ticking: is repeated within a day."], file.Ignored);
    }

    [Fact]
    public void A_day_that_no_year_has_is_never_closed_and_holds_nobody_up() =>
        Assert.DoesNotContain(Read("""
            BEGIN:VEVENT
            UID:1
            DTSTART;VALUE=DATE:20260101
            RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30
            SUMMARY:Never
            END:VEVENT
            """).Holidays, day => day.Date.Month == 2);

    [Theory]
    [InlineData("")]
    [InlineData("Dear colleagues, the office is closed")]
    [InlineData("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n")]
    [InlineData("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:someday\r\n")]
    [InlineData("<html>sign in</html>")]
    public void What_is_no_calendar_is_said_to_be_none(string text) =>
        Assert.Throws<SettingsException>(() => HolidayFile.Parse(text, new(2026, 1, 1), new(2027, 12, 31)));

    private static HolidayFile Read(string events) =>
        HolidayFile.Parse($"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//care//EN\r\n{events.ReplaceLineEndings("\r\n")}\r\nEND:VCALENDAR\r\n", new(2026, 1, 1), new(2027, 12, 31));
}
