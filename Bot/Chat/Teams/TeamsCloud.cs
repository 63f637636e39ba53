namespace SocialCareBot.Chat.Teams;

/// <summary>
/// What differs from one Microsoft cloud to the next: who signs what we get, who gives us tokens and for what, and where our token may go.
/// After the constants of the Bot Framework SDK and the Agents SDK; the public cloud alone is tried against real messages of ours.
/// </summary>
public sealed record TeamsCloud
{
    /// <summary>As written in <c>Care:Teams:Cloud</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The login host; the tenant follows.</summary>
    public required string Login { get; init; }
    public required string TokenScope { get; init; }
    public required string Issuer { get; init; }
    public required Uri OpenIdMetadata { get; init; }

    /// <summary>Empty where Microsoft names none: then the settings must.</summary>
    public required IReadOnlyList<string> ServiceHosts { get; init; }

    /// <summary>Everybody's, and the one whose conversations may turn out to live in the government's community cloud.</summary>
    public static TeamsCloud Public { get; } = new()
    {
        Name = "public",
        Login = "https://login.microsoftonline.com",
        TokenScope = "https://api.botframework.com/.default",
        Issuer = "https://api.botframework.com",
        OpenIdMetadata = new("https://login.botframework.com/v1/.well-known/openidconfiguration"),
        ServiceHosts = ["smba.trafficmanager.net", "smba.infra.gcc.teams.microsoft.com"],
    };

    private static readonly TeamsCloud GccHigh = new()
    {
        Name = "gcchigh",
        Login = "https://login.microsoftonline.us",
        TokenScope = "https://api.botframework.us/.default",
        Issuer = "https://api.botframework.us",
        OpenIdMetadata = new("https://login.botframework.azure.us/v1/.well-known/openidconfiguration"),
        ServiceHosts = ["smba.infra.gov.teams.microsoft.us"],
    };

    /// <summary>Every cloud that can be named in the settings.</summary>
    public static IReadOnlyList<TeamsCloud> All { get; } =
    [
        Public,
        // The community cloud logs in as everybody does; only its service stands elsewhere.
        Public with { Name = "gcc", ServiceHosts = ["smba.infra.gcc.teams.microsoft.com", "smba.trafficmanager.net"] },
        GccHigh,
        GccHigh with { Name = "dod", ServiceHosts = ["smba.infra.dod.teams.microsoft.us"] },
        new()
        {
            Name = "china",
            Login = "https://login.partner.microsoftonline.cn",
            TokenScope = "https://api.botframework.azure.cn/.default",
            Issuer = "https://api.botframework.azure.cn",
            OpenIdMetadata = new("https://login.botframework.azure.cn/v1/.well-known/openidconfiguration"),
            ServiceHosts = [],
        },
    ];

    /// <summary>The cloud of that name; null where there is none.</summary>
    public static TeamsCloud? Of(string name) => All.FirstOrDefault(cloud => cloud.Name == name);
}
