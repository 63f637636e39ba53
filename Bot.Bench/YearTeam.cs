using System.Globalization;
using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.OnCall;
using SocialCareBot.Sla;
using SocialCareBot.Store;
using SocialCareBot.Triage;

namespace SocialCareBot.Bench;

/// <summary>The team of <see cref="SimulatedYear"/>: three brands in three zones, twelve people, their rotas, and the policy by which they work.</summary>
internal static class YearTeam
{
    private const int Lead = 9;
    private const int Manager = 11;
    private const int Admin = 12;
    private static readonly (string Brand, string Zone)[] Zones = [("GridCo", "Europe/Berlin"), ("VoltCo", "America/New_York"), ("HikariCo", "Asia/Tokyo")];

    public static IReadOnlyList<string> Brands { get; } = [.. Zones.Select(brand => brand.Brand)];

    /// <summary>Their names are their numbers, from 1.</summary>
    public static IReadOnlyList<Person> People { get; } =
    [
        .. Enumerable.Range(1, Admin).Select(number => new Person(Id(number), number.ToString(CultureInfo.InvariantCulture), "XX", number switch
        {
            Lead => Role.Lead,
            Manager => Role.Manager,
            Admin => Role.Admin,
            _ => Role.Agent,
        })),
    ];

    /// <summary>A post's text names the priority it gets; each brand has a route of its own.</summary>
    public static DeskRules Rules { get; } = new()
    {
        Triage = new TriageRules(Enum.GetValues<Priority>().Select(priority => new TriageRule { Name = "bench", Kind = PostKind.Complaint, Priority = priority, Any = [priority.ToString()] }), []),
        Routes = [.. Zones.Select(brand => new Route { Name = brand.Brand, Zone = brand.Zone, Brands = [brand.Brand], Duty = [Standby.RotaPrefix + brand.Brand], Manager = $"{Manager}", Alert = ["none"] })],
        Policy = new SlaPolicy
        {
            Hours = Zones.ToDictionary(brand => brand.Brand, brand => Hours(brand.Zone)),
            Targets = [new() { Clock = ClockKind.Resolution, Within = Target.Within(TimeSpan.FromHours(16)) }, .. TargetLine.Defaults],
            Ladders = [new() { Name = "all", Steps = [new() { After = TimeSpan.FromMinutes(10), Targets = ["role:lead"] }, new() { After = TimeSpan.FromMinutes(20), Targets = ["manager"] }] }],
            OnBreach = new Dictionary<ClockKind, IReadOnlyList<BreachAction>> { [ClockKind.FirstResponse] = [BreachAction.Page, BreachAction.Ladder] },
        },
        Rotas =
        [
            .. Zones.Select(brand => new Rota
            {
                Name = brand.Brand,
                Zone = brand.Zone,
                Layers = [new() { People = ["1", "2", "3", "4"], Start = new(2025, 12, 29) }, new() { Level = 2, People = ["5", "6"], Start = new(2025, 12, 29), Days = 1 }],
            }),
        ],
    };

    /// <summary>Who would be told, reckoned from the values alone, without a store.</summary>
    public static Watchers Watchers(Case now, ClockKind clock, DateTimeOffset at)
    {
        var called = Standby.Called(Rules.Route(now.Route), Rules.Rotas, Changes.None, at).Select(one => (one.Level, Person: Id(int.Parse(one.Who, CultureInfo.InvariantCulture)))).ToList();
        var watchers = new Watchers([.. called.Where(one => one.Level == 1).Select(one => one.Person)], Id(Manager)) { Leads = [Id(Lead)], Admins = [Id(Admin)], PolicyVersion = Rules.Policy.Version };
        return clock == ClockKind.Paging
            ? watchers with { Steps = DutyLine.Rounds(watchers, [.. called.Where(one => one.Level > 1).GroupBy(one => one.Level, one => one.Person)], Rules.Policy.PageRounds) }
            : watchers with { Steps = [new(1, "role:lead", watchers.Leads), new(2, "manager", [Id(Manager)])] };
    }

    /// <summary>What a customer of this brand writes.</summary>
    public static Post Post(int number, string brand, Priority priority, DateTimeOffset at) => BenchDesk.Post(number, at) with { Brand = brand, Text = $"The power is out, {priority}." };

    private static PersonId Id(int number) => new(new Guid(number, 0, 0, new byte[8]));

    private static BusinessHours Hours(string zone) => new()
    {
        Zone = zone,
        Week = Enum.GetValues<DayOfWeek>().Where(day => day is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            .ToDictionary(day => day, _ => (IReadOnlyList<OpenInterval>)[new(new(9, 0), new(12, 30)), new(new(13, 30), new(18, 0))]),
        Holidays = [new(new(2026, 1, 1), "New Year"), new(new(2026, 5, 1), "May Day"), new(new(2026, 12, 25), "Christmas Day")],
    };
}
