using SocialCareBot.Cases;
using SocialCareBot.OnCall;
using SocialCareBot.Sla;
using SocialCareBot.Store;

namespace SocialCareBot.Desk;

/// <summary>
/// Looks ahead: times at which nobody is on call though somebody should be, and people whose turn comes and whom no chat knows. Told to the leads once each, and
/// shown until they are mended.
/// </summary>
public sealed class Coverage(IWriter writer, DeskFacts facts, PageTests tests, TimeProvider time)
{
    private readonly HashSet<string> _told = [];
    private volatile IReadOnlyList<string> _now = [];

    /// <summary>What is wrong now, each in one line.</summary>
    public IReadOnlyList<string> Problems => _now;

    /// <summary>In one line for whoever looks after the bot; null where all is covered.</summary>
    public string? Problem => _now is { Count: > 0 } some ? $"{some[0]}{(some.Count > 1 ? $" ({some.Count - 1} more on the page On call)" : "")}" : null;

    /// <summary>Looks anew and tells what is new. May run twice: a notice is written once for its key.</summary>
    public async Task Once(CancellationToken ct)
    {
        await tests.Once(ct);
        var at = time.Now();
        var found = facts.Rules.Rotas.SelectMany(rota => Gaps(rota, at).Concat(Unreachable(rota, at))).Concat(tests.Silent()).ToList();
        _now = [.. found.Select(one => one.Text)];
        foreach (var (key, text) in found.Where(one => !_told.Contains(one.Key)).ToList())
        {
            await writer.Run(
                session =>
                {
                    Notices.Tell(session, Told(), key, new NoticeDetail("On call: somebody is missing", text), at);
                    return true;
                },
                ct);
            _told.Add(key);
        }
    }

    private IEnumerable<(string Key, string Text)> Gaps(Rota rota, DateTimeOffset at)
    {
        var clock = new Clockface(rota.Zone);
        return rota.Gaps(at, at.AddDays(OnCallLists.Days), facts.People.RotaChanges)
            .Select(gap => ($"gap:{rota.Name}:{gap.To.Ms()}", $"Nobody is on call on {rota.Name} from {clock.At(gap.From, at)} to {clock.At(gap.To, at)}. Say \"override {rota.Name} NAME FROM to UNTIL\"."));
    }

    private IEnumerable<(string Key, string Text)> Unreachable(Rota rota, DateTimeOffset at) => !facts.People.Platforms.Any()
        ? []
        : rota.Shifts(at, at.AddDays(OnCallLists.Days), facts.People.RotaChanges).Select(shift => shift.Who).OfType<string>().Distinct()
            .Where(name => facts.People.ByName(name) is not { } person || !facts.IsReachable(person.Id))
            .Select(name => ($"unreachable:{rota.Name}:{name}:{at:yyyy-MM}", $"{name} is on call on {rota.Name} within {OnCallLists.Days} days, and there is no way to reach them. Give them an identity or an e-mail address in Care:People."));

    /// <summary>The leads; where there is none, whoever is above.</summary>
    private IReadOnlyList<PersonId> Told() => new[] { Role.Lead, Role.Manager, Role.Admin }.Select(facts.People.With).FirstOrDefault(people => people.Count > 0) ?? [];
}
