using SocialCareBot.Cases;

namespace SocialCareBot.Triage;

/// <summary>What a route looks at.</summary>
public sealed record RouteQuestion(string Brand, string Network, string? Language, Judgement Judgement)
{
    public static RouteQuestion Of(Post post, Judgement judgement) => new(post.Brand, post.Network, Languages.Of(post.Language, post.Text), judgement);
}

/// <summary>
/// Which chat channels get which cases: by brand, network, topic, language and priority; the first that fits wins. A quiet route takes what has no clock. The last loud
/// route asks for nothing, so that no case is without one.
/// </summary>
public sealed record Route
{
    public required string Name { get; init; }

    /// <summary>IANA name, for instance <c>Europe/Berlin</c>. All wording for this route uses it.</summary>
    public required string Zone { get; init; }

    /// <summary>Empty: every brand.</summary>
    public IReadOnlyList<string> Brands { get; init; } = [];

    /// <summary>Empty: every network. <c>webhook</c> means all of them, <c>webhook/shop</c> that one.</summary>
    public IReadOnlyList<string> Networks { get; init; } = [];

    /// <summary>Kinds (<c>Complaint</c>) or names of rules (<c>billing</c>). Empty: every topic.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>Two letters each, <c>de</c>. Empty: every language, also an unknown one.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    /// <summary>Empty: every priority.</summary>
    public IReadOnlyList<Priority> Priorities { get; init; } = [];

    /// <summary>For noise and praise only, which nobody is in a hurry about.</summary>
    public bool Quiet { get; init; }

    /// <summary>Names of people in <c>Care:People</c>, told when nobody owns a case.</summary>
    public IReadOnlyList<string> Duty { get; init; } = [];
    public string? Manager { get; init; }

    /// <summary>
    /// The priorities at which everybody on duty is alerted alone, one by one, at once, or <c>none</c>. Left out: P1 on a loud route, none on a quiet one.
    /// </summary>
    public IReadOnlyList<string>? Alert { get; init; }

    /// <summary>Whether a case of this judgement is worth an alert here.</summary>
    public bool Alerts(Judgement judgement) => judgement.HasClock && (Alert?.Contains(judgement.Priority.ToString(), StringComparer.OrdinalIgnoreCase) ?? (!Quiet && judgement.Priority == Priority.P1));

    /// <summary>Takes whatever comes to it.</summary>
    public bool AsksForNothing() => Brands.Count + Networks.Count + Topics.Count + Languages.Count + Priorities.Count == 0;

    /// <summary>The route of a new case; the last loud route where none fits, so that no case is without one.</summary>
    public static Route For(IReadOnlyList<Route> routes, RouteQuestion question) =>
        routes.FirstOrDefault(route => route.Against(question) is null)
        ?? routes.LastOrDefault(route => !route.Quiet)
        ?? routes[^1];

    /// <summary>Why this route does not take a case, in a few words; null: it does.</summary>
    public string? Against(RouteQuestion question) => this switch
    {
        { Quiet: true } when question.Judgement.HasClock => "is quiet: it takes praise and noise only",
        { Quiet: false } when !question.Judgement.HasClock => $"is loud: {question.Judgement.Kind.ToString().ToLowerInvariant()} goes to a quiet one",
        _ => Missing("brand", Brands, question.Brand, Is)
            ?? Missing("network", Networks, question.Network, (wanted, network) => Is(wanted, network) || network.StartsWith($"{wanted}/", StringComparison.OrdinalIgnoreCase))
            ?? Missing("topic", Topics, Topic(question.Judgement), (wanted, _) => Is(wanted, question.Judgement.Kind.ToString()) || Is(wanted, Rule(question.Judgement)))
            ?? Missing("language", Languages, question.Language ?? "unknown", Is)
            ?? Missing("priority", [.. Priorities.Select(priority => priority.ToString())], question.Judgement.Priority.ToString(), Is),
    };

    private static string? Missing(string what, IReadOnlyList<string> wanted, string found, Func<string, string, bool> fits) =>
        wanted.Count == 0 || wanted.Any(one => fits(one, found)) ? null : $"takes the {what} {string.Join(" or ", wanted)}, and this is {found}";

    private static bool Is(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static string Topic(Judgement judgement) => $"{judgement.Kind} ({Rule(judgement)})";

    /// <summary>What an author's reach added to the name of the rule is no part of the topic.</summary>
    private static string Rule(Judgement judgement) => judgement.Rule.Split(" · ")[0];
}
