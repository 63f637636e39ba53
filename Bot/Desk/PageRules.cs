namespace SocialCareBot.Desk;

/// <summary>On which ways people are called, and how long after the alert; from the settings.</summary>
public sealed record PageRules
{
    public const string Chat = "chat";
    public const string Email = "email";

    /// <summary>For everybody who has no ways of their own: the chat and e-mail at once, a gateway two minutes later.</summary>
    public IReadOnlyList<PageWay> Usual { get; init; } = [new(Chat, TimeSpan.Zero)];

    /// <summary>By name.</summary>
    public IReadOnlyDictionary<string, PagePerson> People { get; init; } = new Dictionary<string, PagePerson>();

    /// <summary>This person's ways in the order in which they are taken.</summary>
    public IReadOnlyList<PageWay> Of(string name) => [.. (People.GetValueOrDefault(name)?.Ways ?? Usual).OrderBy(way => way.After)];

    /// <summary>The ways beside the chat that have an address, with it.</summary>
    public IEnumerable<(PageWay Way, string Address)> Beside(string name) =>
        Of(name).Select(way => (way, Address: Address(name, way.Name))).Where(way => way.Address is not null).Select(way => (way.way, way.Address!));

    /// <summary>How long after the alert they are written to in the chat; null: not at all, having another way.</summary>
    public TimeSpan? InChat(string name) => Of(name).FirstOrDefault(way => way.Name == Chat) is { } chat ? chat.After : Beside(name).Any() ? null : TimeSpan.Zero;

    /// <summary>Where this way finds them: an e-mail address, or a telephone number for a gateway. Null: nowhere.</summary>
    public string? Address(string name, string way) => way switch
    {
        Chat => null,
        Email => People.GetValueOrDefault(name)?.Email,
        _ => People.GetValueOrDefault(name)?.Phone,
    };
}

/// <summary>A way and when it is taken: <c>chat</c>, <c>email</c>, <c>webhook/NAME</c>.</summary>
public sealed record PageWay(string Name, TimeSpan After);

/// <summary>What the settings say about calling one person.</summary>
public sealed record PagePerson
{
    public string? Email { get; init; }
    public string? Phone { get; init; }

    /// <summary>Null: the usual ones.</summary>
    public IReadOnlyList<PageWay>? Ways { get; init; }
}
