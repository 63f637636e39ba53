using SocialCareBot.Desk;
using SocialCareBot.OnCall;
using SocialCareBot.Sla;

namespace SocialCareBot.Tests.Desk;

public sealed class On_call_days
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 11, 0, 0, TimeSpan.Zero);
    private static readonly RotaLayer Daily = new() { People = ["Ana", "Bo"], Start = new(2026, 11, 23), Days = 1 };
    private static readonly Rota Rota = new() { Name = "first", Zone = "Europe/Berlin", Layers = [Daily, Daily with { People = ["Dana"], Level = 2 }] };

    [Fact]
    public void A_day_says_for_each_level_who_is_called_when_by_the_local_clock()
    {
        var days = OnCallDays.Of(Rota, Changes.None, Noon);
        Assert.Equal(14, days.Count);
        Assert.Equal(["Today", "Wed 25 Nov"], days.Take(2).Select(day => day.Day));
        Assert.Equal([new("00:00 to 09:00", "Ana", "", false), new("09:00 to 24:00", "Bo", "", false)], days[0].Levels[0]);
        Assert.Equal([new OnCallSpan("", "Dana", "", false)], days[0].Levels[1]);
    }

    [Fact]
    public void What_nobody_covers_stands_in_the_day_and_so_does_whoever_stands_in()
    {
        var hours = new BusinessHours { Zone = "Europe/Berlin", Week = new Dictionary<DayOfWeek, IReadOnlyList<OpenInterval>> { [DayOfWeek.Tuesday] = [new(new(8, 0), new(18, 0))] } };
        var changes = Changes.None with { Overrides = [new("first", "Cem", Noon.AddHours(-1), Noon.AddHours(1))] };
        var day = OnCallDays.Of(Rota with { Layers = [Daily with { People = ["Ana"], When = hours }] }, changes, Noon)[0].Levels[0];
        Assert.Equal(["08:00 to 11:00", "11:00 to 13:00", "13:00 to 18:00", "18:00 to 24:00"], day.Select(span => span.Times));
        Assert.Equal(["Ana", "Cem", "Ana", "nobody"], day.Select(span => span.Who));
        Assert.Equal([false, false, false, true], day.Select(span => span.Missing));
        Assert.Equal("set by hand", day[1].Note);
    }

    [Fact]
    public void Days_of_a_clock_change_are_whole_days() =>
        Assert.All(OnCallDays.Of(Rota with { Layers = [Daily with { Start = new(2026, 1, 1), People = ["Ana"] }] }, Changes.None, new(2026, 3, 20, 11, 0, 0, TimeSpan.Zero)), day => Assert.Equal("", Assert.Single(day.Levels[0]).Times));
}
