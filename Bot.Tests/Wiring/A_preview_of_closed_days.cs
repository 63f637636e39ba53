using SocialCareBot.Settings;
using SocialCareBot.Tests.World;
using SocialCareBot.Wiring;

namespace SocialCareBot.Tests.Wiring;

/// <summary><c>-- policy holidays</c>: what will be treated as closed, before it is.</summary>
public sealed class A_preview_of_closed_days : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("holidays").FullName;

    [Fact]
    public void Names_hours_days_and_what_of_the_calendar_closes_nothing()
    {
        File.WriteAllText(Path.Combine(_folder, "days.ics"), """
            BEGIN:VCALENDAR
            VERSION:2.0
            BEGIN:VEVENT
            DTSTART;VALUE=DATE:20201226
            RRULE:FREQ=YEARLY
            SUMMARY:Second day of Christmas
            END:VEVENT
            BEGIN:VEVENT
            DTSTART:20261224T120000Z
            SUMMARY:Half a day
            END:VEVENT
            END:VCALENDAR
            """);
        Assert.Equal(
            """
            GridCo: Mon-Fri 09:00-12:00, 13:00-17:00; Sat 22:00-06:00 (Europe/Berlin)
              Fri 25 Dec 2026 Christmas Day
              Sat 26 Dec 2026 Second day of Christmas
            Other: Mon-Fri 09:00-17:00 (Europe/Dublin)
              Sat 26 Dec 2026 Second day of Christmas (closed anyway)
            every other brand: round the clock (Europe/Berlin)
              no day is closed in the next 60 days
            closes nothing: days.ics: Half a day: does not take whole days.

            """.ReplaceLineEndings(),
            Preview("""
                [{ "Brands": ["GridCo"], "Week": { "Mon-Fri": ["09:00-12:00", "13:00-17:00"], "Sat": ["22:00-06:00"] }, "Holidays": ["2026-12-25 Christmas Day"], "HolidayFiles": ["days.ics"] },
                 { "Brands": ["Other"], "Zone": "Europe/Dublin", "Week": { "Mon-Fri": ["09:00-17:00"] }, "HolidayFiles": ["days.ics"] }]
                """));
    }

    [Fact]
    public void Says_what_is_wrong_with_the_file_and_where_it_is_named()
    {
        File.WriteAllText(Path.Combine(_folder, "days.ics"), "<html>");
        var wrong = Assert.Throws<SettingsException>(() => Preview("""[{ "HolidayFiles": ["days.ics"] }]"""));
        Assert.StartsWith($"{Path.Combine(_folder, "care.json")}: Care:Policy:Hours:0:HolidayFiles:0: {Path.Combine(_folder, "days.ics")}: it ", wrong.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Preview(string hours)
    {
        var file = Path.Combine(_folder, "care.json");
        File.WriteAllText(file, $$"""{ "Care": { "Routes": [{ "Name": "care", "Zone": "Europe/Berlin" }], "Policy": { "Hours": {{hours}} } } }""");
        var said = new StringWriter();
        PolicyPreview.Print([$"--Care:Settings={file}"], 60, new FakeTime(A.Monday9), said);
        return said.ToString();
    }
}
