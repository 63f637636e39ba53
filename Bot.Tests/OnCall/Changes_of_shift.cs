using SocialCareBot.OnCall;
using SocialCareBot.Sla;

namespace SocialCareBot.Tests.OnCall;

public sealed class Changes_of_shift
{
    private static readonly RotaLayer Daily = new() { People = ["Ana", "Bo"], Start = new(2026, 11, 23), Days = 1 };
    private static readonly Rota Day = new() { Name = "day", Zone = "Europe/Berlin", Layers = [Daily] };
    private static readonly DateTimeOffset Tuesday = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_one_who_leaves_hands_over_to_the_one_who_comes() =>
        Assert.Equal([new(Tuesday, "Ana", "Bo"), new(Tuesday.AddDays(1), "Bo", "Ana")], Between([Day], Tuesday.AddHours(-1), Tuesday.AddDays(1)));

    [Fact]
    public void A_change_belongs_to_the_instant_before_which_it_was_not_there_yet()
    {
        Assert.Empty(Between([Day], Tuesday.AddHours(-1), Tuesday.AddMilliseconds(-1)));
        Assert.Single(Between([Day], Tuesday.AddHours(-1), Tuesday));
        Assert.Empty(Between([Day], Tuesday, Tuesday.AddHours(1)));
    }

    [Fact]
    public void Levels_hand_over_each_to_its_own_and_whoever_only_changes_the_level_keeps_what_they_have()
    {
        var two = Day with { Layers = [Daily with { People = ["Ana", "Bo", "Cem"] }, Daily with { People = ["Cem", "Ana", "Bo"], Level = 2 }] };
        Assert.Equal([new ShiftChange(Tuesday, "Cem", "Bo")], Between([two], Tuesday.AddHours(-1), Tuesday));
        var apart = two with { Layers = [Daily, Daily with { People = ["Cem", "Dana"], Level = 2 }] };
        Assert.Equal([new(Tuesday, "Ana", "Bo"), new(Tuesday, "Cem", "Dana")], Between([apart], Tuesday.AddHours(-1), Tuesday));
    }

    [Fact]
    public void A_day_rota_hands_over_to_a_night_rota_and_over_a_pause()
    {
        var days = Only("days", "Ana", new(new(8, 0), new(18, 0)));
        var nights = Only("nights", "Bo", new(new(18, 0), new(8, 0)));
        var (evening, morning) = (Tuesday.AddHours(9), Tuesday.AddHours(23));
        Assert.Equal([new(evening, "Ana", "Bo"), new(morning, "Bo", "Ana")], Between([days, nights], Tuesday, morning));
        var late = Only("late", "Bo", new(new(20, 0), new(6, 0)));
        Assert.Equal([new(evening.AddHours(2), "Ana", "Bo"), new(morning, "Bo", "Ana")], Between([days, late], Tuesday, morning));
    }

    [Fact]
    public void Whoever_comes_back_after_a_pause_that_was_nobodys_hands_nothing_over() =>
        Assert.Empty(Between([Only("days", "Ana", new(new(8, 0), new(18, 0)))], Tuesday.AddDays(-1), Tuesday.AddDays(4)));

    [Fact]
    public void Somebody_who_stands_in_for_an_hour_takes_over_and_gives_back()
    {
        var changes = Changes.None with { Overrides = [new("day", "Cem", Tuesday.AddHours(2), Tuesday.AddHours(3))] };
        Assert.Equal(
            [new(Tuesday.AddHours(2), "Bo", "Cem"), new(Tuesday.AddHours(3), "Cem", "Bo")],
            ShiftChange.Between([Day], Tuesday, Tuesday.AddHours(4), changes));
    }

    private static IReadOnlyList<ShiftChange> Between(IReadOnlyCollection<Rota> rotas, DateTimeOffset after, DateTimeOffset until) => ShiftChange.Between(rotas, after, until, Changes.None);

    private static Rota Only(string name, string who, OpenInterval hours) => new()
    {
        Name = name,
        Zone = "Europe/Berlin",
        Layers =
        [
            new()
            {
                People = [who],
                Start = new(2026, 11, 1),
                When = new BusinessHours { Zone = "Europe/Berlin", Week = Enum.GetValues<DayOfWeek>().ToDictionary(day => day, _ => (IReadOnlyList<OpenInterval>)[hours]) },
            },
        ],
    };
}
