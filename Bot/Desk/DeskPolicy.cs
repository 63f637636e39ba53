using SocialCareBot.OnCall;
using SocialCareBot.Sla;

namespace SocialCareBot.Desk;

/// <summary>All that the settings' policy says, as one value with one version: the clocks and what follows from them, who is on call when, and on which ways people are called.</summary>
public sealed record DeskPolicy
{
    /// <summary>They carry the version of the whole, which stands with every clock.</summary>
    public SlaPolicy Clocks { get; init; } = new();

    /// <summary>Who is on duty when.</summary>
    public IReadOnlyList<Rota> Rotas { get; init; } = [];

    /// <summary>On which ways everybody is called who has none of their own.</summary>
    public IReadOnlyList<PageWay> Ways { get; init; } = [new(PageRules.Chat, TimeSpan.Zero)];

    /// <summary>Whoever comes on duty gets a test page.</summary>
    public bool TestPages { get; init; } = true;

    public int Version => Clocks.Version;

    public DeskPolicy As(int version) => this with { Clocks = Clocks with { Version = version } };
}
