using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.OnCall;
using SocialCareBot.Sla;
using SocialCareBot.Store;
using SocialCareBot.Triage;

namespace SocialCareBot.Bench;

/// <summary>The team over which <see cref="SweepChild"/> dies: everything that a clock can set going is in its policy, so that each of it is cut off at some time.</summary>
internal static class SweepTeam
{
    /// <summary>Where everything is said.</summary>
    public static readonly RouteBinding Room = new("care", "slack", "bench", "room");

    private static readonly SeededPerson[] People =
    [
        new("Ana", "AN", Role.Agent, []),
        new("Bo", "BO", Role.Agent, []),
        new("Lu", "LU", Role.Lead, []),
        new("Mia", "MI", Role.Manager, []),
    ];

    public static DeskRules Rules { get; } = new()
    {
        Triage = new TriageRules(Enum.GetValues<Priority>().Select(priority => new TriageRule { Name = "bench", Kind = PostKind.Complaint, Priority = priority, Any = [priority.ToString()] }), []),
        Routes = [new() { Name = Room.Route, Zone = "Europe/Berlin", Duty = ["rota:day"], Manager = "Mia" }],
        Policy = new SlaPolicy
        {
            Targets = [new() { Clock = ClockKind.Resolution, Within = Target.Within(TimeSpan.FromHours(4)) }, .. TargetLine.Defaults],
            UsualReminders = Reminders.Usual with { RepeatEvery = TimeSpan.FromMinutes(20) },
            OnBreach = new Dictionary<ClockKind, IReadOnlyList<BreachAction>>
            {
                [ClockKind.FirstResponse] = [BreachAction.RaisePriority, BreachAction.Page, BreachAction.Ladder],
                [ClockKind.Resolution] = [BreachAction.RaisePriority, BreachAction.Release, BreachAction.Manager],
            },
            Ladders =
            [
                new() { Name = "all", Steps = [Step("role:lead"), Step("channel"), Step("webhook:sms", "person:Nobody"), Step("person:Nobody"), Step("manager")], Repeat = 1 },
            ],
        },
        Rotas = [new() { Name = "day", Zone = "Europe/Berlin", Layers = [new() { People = ["Ana", "Bo"], Start = new(2026, 11, 23), Days = 1 }, new() { Level = 2, People = ["Lu"], Start = new(2026, 11, 23) }] }],
        Pages = new PageRules { Usual = [new(PageRules.Chat, TimeSpan.Zero), new(PageRules.Email, TimeSpan.Zero)], People = new Dictionary<string, PagePerson> { ["Ana"] = new() { Email = "ana@example.com" }, ["Bo"] = new() { Email = "bo@example.com" } } },
    };

    /// <summary>Brings people and room into the file, unless they stand there already, and has the desk know them.</summary>
    public static async Task Settle(BenchDesk desk)
    {
        if (desk.Database.Read(RouteBindings.All).Count == 0)
        {
            await PeopleSeed.Plant(desk.Writer, People, desk.Time.Now(), CancellationToken.None);
            await desk.Writer.Run(session => Bind(session, desk.Time.Now()), CancellationToken.None);
        }
        desk.Facts.People.Reload();
    }

    private static bool Bind(Session session, DateTimeOffset at)
    {
        RouteBindings.Bind(session, Room, null, at);
        return true;
    }

    private static LadderRung Step(params string[] targets) => new() { After = TimeSpan.FromMinutes(7), Targets = targets };
}
