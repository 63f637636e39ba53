using NodaTime;
using NodaTime.TimeZones;
using SocialCareBot.OnCall;
using SocialCareBot.Sla;

namespace SocialCareBot.Tests.OnCall;

/// <summary>Who is on duty when: turns, restrictions, overrides, swaps, absences and clock changes.</summary>
public sealed class Shifts_of_a_rota
{
    private static readonly RotaLayer Weekly = new() { People = ["Ana", "Bo", "Cem"], Start = new(2026, 11, 23) };
    private static readonly Rota Berlin = new() { Name = "first", Zone = "Europe/Berlin", Layers = [Weekly] };

    [Theory]
    [InlineData("2026-11-23T08:00:00Z", "Ana")]
    [InlineData("2026-11-30T07:59:59Z", "Ana")]
    [InlineData("2026-11-30T08:00:00Z", "Bo")]
    [InlineData("2026-12-14T08:00:00Z", "Ana")]
    public void People_take_turns_in_their_order_and_hand_over_by_the_local_clock(string at, string who) => Assert.Equal(who, Assert.Single(OnDuty(Berlin, at)).Who);

    [Fact]
    public void Before_its_first_turn_nobody_is_on_duty() => Assert.Empty(OnDuty(Berlin, "2026-11-23T07:59:59Z"));

    [Fact]
    public void A_shift_over_a_clock_change_is_an_hour_longer_or_shorter_and_joins_the_next()
    {
        var daily = Berlin with { Layers = [Weekly with { Start = new(2026, 3, 1), Days = 1 }] };
        var shifts = daily.Shifts(Utc("2026-03-27T08:00:00Z"), Utc("2026-03-30T07:00:00Z"), Changes.None);
        Assert.Equal([24.0, 23, 24], shifts.Select(shift => (shift.To - shift.From).TotalHours));
        Assert.Equal(shifts.Skip(1).Select(shift => shift.From), shifts.SkipLast(1).Select(shift => shift.To));
    }

    [Fact]
    public void A_turn_that_would_begin_in_the_gap_of_spring_begins_after_it()
    {
        var early = Berlin with { Layers = [Weekly with { Start = new(2026, 3, 28), Days = 1, HandOver = new(2, 30) }] };
        Assert.Equal(Utc("2026-03-29T01:30:00Z"), early.Shifts(Utc("2026-03-29T00:00:00Z"), Utc("2026-03-29T12:00:00Z"), Changes.None)[1].From);
    }

    [Fact]
    public void Turns_in_hours_go_by_the_wall_whatever_the_clock_does()
    {
        var eight = Berlin with { Layers = [Weekly with { Start = new(2026, 3, 28), Hours = 8 }] };
        Assert.All(eight.Shifts(Utc("2026-03-28T08:00:00Z"), Utc("2026-03-30T08:00:00Z"), Changes.None), shift => Assert.Equal(8, (shift.To - shift.From).TotalHours));
    }

    [Fact]
    public void A_layer_of_nights_is_on_duty_at_night_alone_and_what_nobody_covers_is_a_gap()
    {
        var night = new OpenInterval(new(18, 0), new(8, 0));
        var nights = new BusinessHours { Zone = "Europe/Berlin", Week = Enum.GetValues<DayOfWeek>().ToDictionary(day => day, _ => (IReadOnlyList<OpenInterval>)[night]) };
        var rota = Berlin with { Layers = [Weekly with { When = nights }] };
        Assert.Empty(OnDuty(rota, "2026-11-24T12:00:00Z"));
        Assert.Equal("Ana", Assert.Single(OnDuty(rota, "2026-11-24T23:00:00Z")).Who);
        var gap = Assert.Single(rota.Gaps(Utc("2026-11-24T00:00:00Z"), Utc("2026-11-25T00:00:00Z"), Changes.None));
        Assert.Equal((Utc("2026-11-24T07:00:00Z"), Utc("2026-11-24T17:00:00Z")), (gap.From, gap.To));
        Assert.Empty((rota with { Covers = nights }).Gaps(Utc("2026-11-24T00:00:00Z"), Utc("2026-12-24T00:00:00Z"), Changes.None));
    }

    [Fact]
    public void Layers_in_other_zones_follow_the_sun()
    {
        RotaLayer Day(string zone, string who) => new()
        {
            People = [who],
            Zone = zone,
            Start = new(2026, 1, 1),
            When = new BusinessHours { Zone = zone, Week = Enum.GetValues<DayOfWeek>().ToDictionary(day => day, _ => (IReadOnlyList<OpenInterval>)[new(new(9, 0), new(17, 0))]) },
        };
        var sun = Berlin with { Layers = [Day("Asia/Tokyo", "Aiko"), Day("Europe/Berlin", "Bo"), Day("America/New_York", "Cora")] };
        Assert.Equal(["Aiko", "Bo", "Cora"], new[] { "2026-11-24T03:00:00Z", "2026-11-24T10:00:00Z", "2026-11-24T18:00:00Z" }.Select(at => Assert.Single(OnDuty(sun, at)).Who!));
        Assert.NotEmpty(sun.Gaps(Utc("2026-11-24T00:00:00Z"), Utc("2026-11-25T00:00:00Z"), Changes.None));
    }

    [Fact]
    public void An_override_stands_alone_on_its_level_and_leaves_the_others()
    {
        var two = Berlin with { Layers = [Weekly, Weekly with { Level = 2, People = ["Dana"] }] };
        var changes = Changes.None with { Overrides = [new("first", "Cem", Utc("2026-11-24T00:00:00Z"), Utc("2026-11-25T00:00:00Z"))] };
        Assert.Equal([("Cem", 1), ("Dana", 2)], two.OnDuty(Utc("2026-11-24T10:00:00Z"), changes).Select(shift => (shift.Who!, shift.Level)));
        Assert.Equal("Ana", two.OnDuty(Utc("2026-11-25T00:00:00Z"), changes)[0].Who);
    }

    [Fact]
    public void A_swap_counts_only_where_it_is_that_persons_turn()
    {
        var swap = new Override("first", "Bo", Utc("2026-11-23T00:00:00Z"), Utc("2026-12-30T00:00:00Z")) { For = "Ana" };
        var changes = Changes.None with { Overrides = [swap] };
        var first = Berlin.OnDuty(Utc("2026-11-24T10:00:00Z"), changes)[0];
        Assert.Equal(("Bo", "Ana"), (first.Who, first.Instead));
        Assert.Equal("Cem", Berlin.OnDuty(Utc("2026-12-08T10:00:00Z"), changes)[0].Who);
    }

    [Fact]
    public void The_shift_of_somebody_away_falls_to_the_next_in_line_and_where_nobody_is_left_it_is_a_gap()
    {
        var (from, to) = (Utc("2026-11-24T00:00:00Z"), Utc("2026-11-26T00:00:00Z"));
        var away = Changes.None with { Absences = [new("Ana", from, to)] };
        var day = Berlin.OnDuty(Utc("2026-11-25T10:00:00Z"), away)[0];
        Assert.Equal(("Bo", "Ana", from, to), (day.Who, day.Instead, day.From, day.To));
        var nobody = away with { Absences = [.. new[] { "Ana", "Bo", "Cem" }.Select(who => new Absence(who, from, to))] };
        Assert.Empty(Berlin.OnDuty(Utc("2026-11-25T10:00:00Z"), nobody));
        var gap = Assert.Single(Berlin.Gaps(Utc("2026-11-23T08:00:00Z"), Utc("2026-11-30T08:00:00Z"), nobody));
        Assert.Equal((from, to), (gap.From, gap.To));
    }

    /// <summary>Against a rota that is asked again every minute, over months with clock changes.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Every_shift_is_what_a_rota_would_say_that_is_asked_every_few_minutes(int seed)
    {
        var chance = new Random(seed);
        string[] zones = ["Europe/Dublin", "Africa/Casablanca", "Australia/Lord_Howe", "America/Sao_Paulo", "Antarctica/Troll", "Asia/Kathmandu"];
        var (zone, start) = (zones[seed - 1], new DateOnly(2026, chance.Next(1, 11), chance.Next(1, 28)));
        string[] people = [.. Enumerable.Range(0, chance.Next(1, 5)).Select(number => $"P{number}")];
        var layer = new RotaLayer
        {
            People = people,
            Start = start,
            HandOver = new(chance.Next(24), 15 * chance.Next(4)),
            Days = chance.Next(1, 9),
            Hours = chance.Next(3) == 0 ? chance.Next(1, 40) : null,
            When = chance.Next(2) == 0 ? BusinessHours.Always : new BusinessHours { Zone = zone, Week = Enum.GetValues<DayOfWeek>().ToDictionary(day => day, _ => (IReadOnlyList<OpenInterval>)[new(new(chance.Next(24), 30), new(chance.Next(24), 15))]) },
        };
        var from = new DateTimeOffset(start.AddDays(-2), TimeOnly.MinValue, TimeSpan.Zero);
        DateTimeOffset Some() => from.AddMinutes(15 * chance.Next(4 * 24 * 60));
        var changes = new Changes(
            [.. Enumerable.Range(0, 4).Select(number => new Override("r", $"O{number}", Some(), Some()) { For = number % 2 == 0 ? people[0] : null })],
            [.. Enumerable.Range(0, 5).Select(_ => new Absence(people[chance.Next(people.Length)], Some(), Some()))]);
        var rota = new Rota { Name = "r", Zone = zone, Layers = [layer] };
        var shifts = rota.Shifts(from, from.AddDays(60), changes);
        var turns = Turns(layer, zone, from.AddDays(61)).ToList();
        for (var at = from; at < from.AddDays(60); at = at.AddMinutes(15))
        {
            var expected = Asked(layer, turns, changes, at);
            var said = shifts.Where(shift => shift.From <= at && at < shift.To).Select(shift => shift.Who ?? "nobody").Distinct().ToList();
            Assert.True(expected is null ? said.Count == 0 : expected == string.Join('+', said), $"{at:u} {zone}: {expected ?? "-"} and not {string.Join('+', said)}");
        }
    }

    private static IEnumerable<DateTimeOffset> Turns(RotaLayer layer, string zone, DateTimeOffset until)
    {
        var tz = DateTimeZoneProviders.Tzdb[zone];
        var date = LocalDate.FromDateOnly(layer.Start);
        DateTimeOffset Begins(LocalDate on) => on.At(new LocalTime(layer.HandOver.Hour, layer.HandOver.Minute)).InZone(tz, Resolvers.LenientResolver).ToDateTimeOffset();
        for (var at = Begins(date); at < until;)
        {
            yield return at;
            date = date.PlusDays(layer.Days);
            at = layer.Hours is { } hours ? at.AddHours(hours) : Begins(date);
        }
    }

    private static string? Asked(RotaLayer layer, IReadOnlyList<DateTimeOffset> turns, Changes changes, DateTimeOffset at)
    {
        var whole = changes.Overrides.LastOrDefault(one => one.For is null && one.From <= at && at < one.To);
        var turn = turns.Count(begin => begin <= at) - 1;
        var due = turn < 0 ? null : layer.People[turn % layer.People.Count];
        var last = due is null ? null : changes.Overrides.LastOrDefault(one => one.From <= at && at < one.To && (one.For is null || one.For == due));
        if (turn < 0 || !layer.When.IsOpen(at))
            return whole?.Who;
        if (last is not null)
            return last.For is null || whole is null ? last.Who : $"{whole.Who}+{last.Who}";
        for (var next = 0; next < layer.People.Count; next++)
        {
            var who = layer.People[(turn + next) % layer.People.Count];
            if (!changes.Absences.Any(absence => absence.Who == who && absence.From <= at && at < absence.To))
                return who;
        }
        return "nobody";
    }

    private static IReadOnlyList<Shift> OnDuty(Rota rota, string at) => rota.OnDuty(Utc(at), Changes.None);

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
