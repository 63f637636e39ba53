using SocialCareBot.Cases;
using SocialCareBot.OnCall;
using SocialCareBot.Sla;
using SocialCareBot.Store;
using SocialCareBot.Triage;

namespace SocialCareBot.Desk;

/// <summary>Who is on duty on a route at an instant: the people it names, and whoever its rotas name then.</summary>
public sealed class Standby(DeskRules rules, People people)
{
    /// <summary>How a route's <c>Duty</c> names a rota.</summary>
    public const string RotaPrefix = "rota:";

    /// <summary>Names by level, those called first first.</summary>
    public IReadOnlyList<(int Level, string Who)> Called(Route route, DateTimeOffset at) => Called(route, rules.Rotas, people.RotaChanges, at);

    /// <summary>"Ana, Bo"; empty where nobody is.</summary>
    public string Names(Route route, DateTimeOffset at) => string.Join(", ", Called(route, at).Where(one => one.Level == 1).Select(one => one.Who));

    /// <summary>The rotas of a route.</summary>
    public IEnumerable<Rota> RotasOf(Route route) => rules.Rotas.Where(rota => route.Duty.Contains(RotaPrefix + rota.Name, StringComparer.OrdinalIgnoreCase));

    /// <summary>Who is there to be told about a case of this route, and in which order its pages or its ladder would call them.</summary>
    /// <param name="under">Which policy; null: the one in force.</param>
    public Watchers Watchers(Route route, ClockKind clock, DateTimeOffset at, DeskPolicy? under = null)
    {
        var policy = under ?? rules.InForce.Now;
        var called = Called(route, policy.Rotas, people.RotaChanges, at).Select(one => (one.Level, Person: people.ByName(one.Who)?.Id)).Where(one => one.Person is not null).ToList();
        var watchers = new Watchers([.. called.Where(one => one.Level == 1).Select(one => one.Person!.Value).Distinct()], route.Manager is { } manager ? people.ByName(manager)?.Id : null)
        {
            Leads = people.With(Role.Lead),
            Admins = people.With(Role.Admin),
            PolicyVersion = policy.Version,
        };
        return clock switch
        {
            ClockKind.Paging => watchers with { Steps = DutyLine.Rounds(watchers, [.. called.GroupBy(one => one.Level, one => one.Person!.Value).Where(level => level.Key > 1)], policy.Clocks.PageRounds) },
            ClockKind.Ladder => watchers with { Steps = new DutyLine(policy, people).Steps(route, watchers, at) },
            _ => watchers,
        };
    }

    /// <summary>The same of values, for use inside the writer.</summary>
    public static IReadOnlyList<(int Level, string Who)> Called(Route route, IReadOnlyList<Rota> rotas, Changes changes, DateTimeOffset at) =>
    [
        .. route.Duty.SelectMany(duty => duty.StartsWith(RotaPrefix, StringComparison.OrdinalIgnoreCase)
            ? rotas.Where(rota => string.Equals(rota.Name, duty[RotaPrefix.Length..], StringComparison.OrdinalIgnoreCase)).SelectMany(rota => rota.Called(at, changes))
            : [(1, duty)]).OrderBy(one => one.Item1),
    ];

    /// <summary>What people changed, with the names the rotas know them by.</summary>
    public static Changes Changes(Session session, DateTimeOffset now)
    {
        var names = PersonStore.All(session).ToDictionary(person => person.Id, person => person.Name);
        string Name(PersonId id) => names.GetValueOrDefault(PersonStore.Now(session, id).Id, "");
        return new Changes(
            [.. RotaChanges.Of(session, now).Where(change => change.State == RotaChangeState.Stands).Select(change => new Override(change.Rota, Name(change.Person), change.From, change.To)
            {
                Level = change.Level,
                For = change.InsteadOf is { } instead ? Name(instead) : null,
            })],
            [.. RotaChanges.Away(session, now).Select(away => new Absence(Name(away.Person), away.From, away.To))]);
    }
}
