using SocialCareBot.Cases;
using SocialCareBot.Sla;
using SocialCareBot.Triage;

namespace SocialCareBot.Desk;

/// <summary>In which order people are paged until somebody acknowledges, and whom the steps of a ladder mean at an instant.</summary>
public sealed class DutyLine(DeskPolicy policy, People people)
{
    private const string Gateway = "webhook:";

    /// <summary>Whoever is on duty once more, the next levels, then the leads, the manager and the admins; and all over again, as many rounds as the policy has.</summary>
    public static IReadOnlyList<LadderStep> Rounds(Watchers watchers, IReadOnlyList<IGrouping<int, PersonId>> levels, int rounds)
    {
        LadderStep[] line =
        [
            new(0, "on duty, called again", watchers.Duty),
            .. levels.OrderBy(level => level.Key).Select(level => new LadderStep(0, $"on duty, call {level.Key}", [.. level.Distinct()])),
            new(0, "the leads", watchers.Leads),
            new(0, "the manager", watchers.Manager is { } manager ? [manager] : []),
            new(0, "the admins", watchers.Admins),
        ];
        return [.. Enumerable.Range(1, rounds).Select(round => line[(round - 1) % line.Length] with { Number = round })];
    }

    /// <summary>The steps of the ladder that serves this route; empty where none does.</summary>
    public IReadOnlyList<LadderStep> Steps(Route route, Watchers watchers, DateTimeOffset at) => policy.Clocks.LadderOf(route.Name) is { } ladder
        ? [.. ladder.Numbered().Select(step => Step(step.Number, step.Step, route, watchers, at))]
        : [];

    private LadderStep Step(int number, LadderRung rung, Route route, Watchers watchers, DateTimeOffset at)
    {
        var name = string.Join(", ", rung.Targets);
        var awake = rung.LocalHours is { } hours ? rung.Targets.Where(target => Within(hours, Zone(target, route), at)).ToList() : rung.Targets;
        if (awake.Count == 0)
            return new(number, $"{name} (not at this hour)", []);
        return new(number, name, [.. awake.SelectMany(target => People(target, watchers, at)).Distinct()])
        {
            Channel = awake.Contains("channel", StringComparer.OrdinalIgnoreCase),
            Gateways = [.. awake.Where(target => target.StartsWith(Gateway, StringComparison.Ordinal)).Select(target => target[Gateway.Length..].Trim())],
        };
    }

    /// <summary>A rota's people work by its zone. People by name or role have none of their own in the settings: their route's is where they work.</summary>
    private string Zone(string target, Route route) =>
        policy.Rotas.FirstOrDefault(rota => string.Equals($"rota:{rota.Name}", target.Replace(" ", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase))?.Zone ?? route.Zone;

    private IReadOnlyList<PersonId> People(string target, Watchers watchers, DateTimeOffset at) => target.Split(':', 2, StringSplitOptions.TrimEntries) switch
    {
        ["duty"] => watchers.Duty,
        ["manager"] => watchers.Manager is { } manager ? [manager] : [],
        ["rota", var rota] => Called(rota, at),
        ["role", var role] => FormChoices.Parse<Role>(role) is { } known ? people.With(known) : [],
        ["person", var name] => people.ByName(name) is { } person ? [person.Id] : [],
        _ => [],
    };

    /// <summary>Who is on duty on a rota now, whatever route asks.</summary>
    private IReadOnlyList<PersonId> Called(string rota, DateTimeOffset at) =>
    [
        .. policy.Rotas.Where(one => string.Equals(one.Name, rota, StringComparison.OrdinalIgnoreCase))
            .SelectMany(one => one.Called(at, people.RotaChanges)).Where(one => one.Level == 1)
            .Select(one => people.ByName(one.Who)?.Id).OfType<PersonId>(),
    ];

    private static bool Within(OpenInterval hours, string zone, DateTimeOffset at) =>
        new BusinessHours { Zone = zone, Week = Enum.GetValues<DayOfWeek>().ToDictionary(day => day, _ => (IReadOnlyList<OpenInterval>)[hours]) }.IsOpen(at);
}
