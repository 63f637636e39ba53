using SocialCareBot.Cases;
using SocialCareBot.OnCall;
using SocialCareBot.Sla;
using SocialCareBot.Triage;

namespace SocialCareBot.Desk;

/// <summary>What the settings say about work at the desk; values only.</summary>
public sealed record DeskRules
{
    public required TriageRules Triage { get; init; }
    public required IReadOnlyList<Route> Routes { get; init; }

    /// <summary>The policy as it is at this moment: it may change while the bot runs.</summary>
    public required SlaPolicy Policy { get => InForce.Now; init => InForce = new PolicyInForce(value); }
    public PolicyInForce InForce { get; private init; } = null!;

    /// <summary>On which ways people are called, beside the chat.</summary>
    public PageRules Pages { get; init; } = new();

    /// <summary>Whoever comes on duty gets a test page.</summary>
    public bool TestPages { get; init; } = true;

    /// <summary>Who is on duty when.</summary>
    public IReadOnlyList<Rota> Rotas { get; init; } = [];

    /// <summary>A case resolved longer ago than this is not reopened by the customer: a new one links it.</summary>
    public TimeSpan ReopenWithin { get; init; } = TimeSpan.FromDays(14);

    /// <summary>Between "Send" and leaving: time to press Undo.</summary>
    public TimeSpan Countdown { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a click waits for the writer.</summary>
    public TimeSpan ClickPatience { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>What the settings know of customers; the policy's lines may ask for it.</summary>
    public IReadOnlyList<KnownCustomer> Customers { get; init; } = [];

    public IReadOnlyList<string> TagsOf(Post post) => [.. Customers.Where(known => known.Is(post)).SelectMany(known => known.Tags).Distinct(StringComparer.OrdinalIgnoreCase)];

    public Route Route(string name) => Routes.FirstOrDefault(route => string.Equals(route.Name, name, StringComparison.OrdinalIgnoreCase)) ?? Routes[0];

    public Clockface Clock(string route) => new(Route(route).Zone);
}

/// <summary>Customers the settings know something of ("vip").</summary>
public sealed record KnownCustomer
{
    /// <summary><c>bluesky</c>, or one source of many such as <c>webhook/shop</c>; null: every network.</summary>
    public string? Network { get; init; }

    /// <summary>Handles, or the network's lasting ids.</summary>
    public IReadOnlyList<string> Who { get; init; } = [];
    public IReadOnlyList<string> Tags { get; init; } = [];

    public bool Is(Post post) => (Network is null || string.Equals(Network, post.Network, StringComparison.OrdinalIgnoreCase))
        && Who.Any(name => string.Equals(name.TrimStart('@'), post.Author.Handle.TrimStart('@'), StringComparison.OrdinalIgnoreCase) || name == post.Author.Id);
}
