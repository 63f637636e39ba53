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

    /// <summary>The policy, which may change while the bot runs; the next three and the ways of the fourth are what it is at this moment.</summary>
    public PolicyInForce InForce { get; init; } = new(new DeskPolicy());

    /// <summary>The policy's clocks, and what follows from them.</summary>
    public SlaPolicy Policy { get => InForce.Now.Clocks; init => InForce = new(InForce.Now with { Clocks = value }); }

    /// <summary>Who is on duty when.</summary>
    public IReadOnlyList<Rota> Rotas { get => InForce.Now.Rotas; init => InForce = new(InForce.Now with { Rotas = value }); }

    /// <summary>Whoever comes on duty gets a test page.</summary>
    public bool TestPages { get => InForce.Now.TestPages; init => InForce = new(InForce.Now with { TestPages = value }); }

    /// <summary>On which ways people are called, and where those find them.</summary>
    public PageRules Pages
    {
        get => field with { Usual = InForce.Now.Ways };
        init => (field, InForce) = (value, new(InForce.Now with { Ways = value.Usual }));
    } = new();

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
