using SocialCareBot.Cases;
using SocialCareBot.Ports;

namespace SocialCareBot.Desk;

/// <summary>What a front needs to know to put a case into words: the rules, the people, the accounts, and the sentences.</summary>
public sealed class DeskFacts(DeskRules rules, People people, IReadOnlyDictionary<string, INetwork> networks)
{
    private readonly Refusals _refusals = new(people);

    public DeskRules Rules { get; } = rules;
    public People People { get; } = people;
    public IReadOnlyDictionary<string, INetwork> Networks { get; } = networks;

    /// <summary>Who is on duty.</summary>
    public Standby Standby { get; } = new(rules, people);

    /// <summary>Who is there to be told about a case, and in which order its pages or its ladder would call them.</summary>
    public Watchers Watchers(Case about, ClockKind clock, DateTimeOffset at) => Standby.Watchers(Rules.Route(about.Route), clock, at);

    /// <summary>Whether any chat knows this person, or they can be called on another way.</summary>
    public bool IsReachable(PersonId id) => People.IsInChat(id) || Rules.Pages.Beside(People.Name(id)).Any();

    /// <summary>The sentence of a refusal, in the zone of the case's route.</summary>
    public string Say(Refusal refusal, Case about, DateTimeOffset now) => _refusals.Say(refusal, Rules.Clock(about.Route), now);

    /// <summary>The sentence of a refusal that concerns no case, in the zone of the first route.</summary>
    public string Say(Refusal refusal, DateTimeOffset now) => _refusals.Say(refusal, Rules.Clock(Rules.Routes[0].Name), now);

    /// <summary>The text as the customer will read it: signed with the agent's initials.</summary>
    public string Signed(string text, PersonId by) => $"{text.Trim()} {Signature(by)}";

    public string Signature(PersonId by) => $"^{People.Find(by)?.Initials ?? "?"}";

    /// <summary>How long it is in the count of the case's network.</summary>
    public TextSize Measure(Case now, string text) => Networks.TryGetValue(now.Account, out var network)
        ? network.Measure(text)
        : new TextSize(text.Length, 0, Problem: $"the account {now.Account} is no longer in the settings");

    /// <summary>"@gridco on Bluesky": in whose name an answer appears.</summary>
    public string AccountTitle(Case now) => Networks.TryGetValue(now.Account, out var network) ? network.Title : now.Account;
}
