using SocialCareBot.Cases;
using SocialCareBot.Triage;

namespace SocialCareBot.Settings;

/// <summary>Everything under <c>Care</c> in appsettings.json. Defaults are safe; <see cref="SettingsCheck"/> says what is wrong with the rest.</summary>
public sealed record CareSettings
{
    /// <summary>The settings file itself, when it is named on the command line.</summary>
    public string? Settings { get; init; }

    /// <summary>The data folder; null: <c>data</c> beside the settings file.</summary>
    public string? Data { get; init; }

    /// <summary>A PostgreSQL connection string (by reference); null: SQLite in the data folder.</summary>
    public string? Postgres { get; init; }

    /// <summary><c>auto</c>: on while no real account and no chat front is configured. <c>on</c>, <c>off</c>.</summary>
    public string Square { get; init; } = "auto";

    /// <summary><c>open</c>, or <c>held</c>: nothing public leaves until somebody resumes.</summary>
    public string Replies { get; init; } = "open";

    /// <summary>Seconds between Send and leaving, in which Undo works.</summary>
    public int CountdownSeconds { get; init; } = 20;

    /// <summary>A case resolved longer ago than this is not reopened by the customer.</summary>
    public int ReopenDays { get; init; } = 14;

    /// <summary>How far the first contact with an account reaches back.</summary>
    public int FirstContactHours { get; init; } = 24;
    public IReadOnlyList<PersonSettings> People { get; init; } = [];
    public IReadOnlyList<Route> Routes { get; init; } = [];
    public IReadOnlyList<AccountSettings> Accounts { get; init; } = [];
    public IReadOnlyList<TriageRule> Rules { get; init; } = [];
    public IReadOnlyList<ReachRule> Reach { get; init; } = [];
    public ClockSettings Clocks { get; init; } = new();
    public PolicySettings Policy { get; init; } = new();
    public IReadOnlyList<CustomerSettings> Customers { get; init; } = [];
    public DeskSettings Desk { get; init; } = new();
    public PublicSettings Public { get; init; } = new();
    public AppSettings App { get; init; } = new();
    public TeamsFrontSettings Teams { get; init; } = new();
    public SlackFrontSettings Slack { get; init; } = new();
    public PagingSettings Paging { get; init; } = new();
    public TelemetrySettings Telemetry { get; init; } = new();
}

/// <summary>Who observes the bot.</summary>
public sealed record TelemetrySettings
{
    /// <summary>A collector of OpenTelemetry that takes OTLP over HTTP, for instance <c>http://127.0.0.1:4318</c>; null: nothing is sent.</summary>
    public string? Otlp { get; init; }
}

/// <summary>A person of the care team; the file wins for roles at every start.</summary>
public sealed record PersonSettings
{
    public string Name { get; init; } = "";
    public string? Initials { get; init; }
    public Role Role { get; init; } = Role.Agent;
    public TeamsIdentity? Teams { get; init; }
    public SlackIdentity? Slack { get; init; }

    /// <summary>Where pages by e-mail go.</summary>
    public string? Email { get; init; }

    /// <summary>What gateways for text messages and phones get: <c>+49…</c>.</summary>
    public string? Phone { get; init; }

    /// <summary>By way, the minutes after an alert; in place of <see cref="PolicySettings.PageWays"/>.</summary>
    public IReadOnlyDictionary<string, double>? Pages { get; init; }
}

/// <summary>Customers of whom something is known that the policy's targets may ask for.</summary>
public sealed record CustomerSettings
{
    /// <summary><c>bluesky</c>, <c>webhook/shop</c>; left out: every network.</summary>
    public string? Network { get; init; }

    /// <summary>Handles or lasting ids.</summary>
    public IReadOnlyList<string> Who { get; init; } = [];

    /// <summary>For instance <c>vip</c>.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
}

/// <summary>How Teams knows a person.</summary>
public sealed record TeamsIdentity
{
    public string Tenant { get; init; } = "";
    public string AadObjectId { get; init; } = "";
}

/// <summary>How Slack knows a person.</summary>
public sealed record SlackIdentity
{
    /// <summary>The workspace, <c>T…</c>.</summary>
    public string Team { get; init; } = "";

    /// <summary>The member id, <c>U…</c> or <c>W…</c>.</summary>
    public string User { get; init; } = "";
}

/// <summary>An identity of ours on a network.</summary>
public sealed record AccountSettings
{
    /// <summary>Unique and lasting; it stands in the database.</summary>
    public string Id { get; init; } = "";

    /// <summary><c>bluesky</c> or <c>webhook</c>.</summary>
    public string Network { get; init; } = "";
    public string Brand { get; init; } = "";

    /// <summary>Bluesky: the service, by default https://bsky.social.</summary>
    public string? Service { get; init; }

    /// <summary>Bluesky: the handle.</summary>
    public string? Handle { get; init; }

    /// <summary>By reference: the app password, or the webhook's <c>whsec_</c> secret. Several, parted by spaces, while rotating.</summary>
    public string? Secret { get; init; }

    /// <summary>Bluesky: seconds between two looks.</summary>
    public int PollSeconds { get; init; } = 10;

    /// <summary>Webhook: where signed replies go.</summary>
    public string? Callback { get; init; }

    /// <summary>Webhook: the longest reply its network takes.</summary>
    public int Limit { get; init; } = 10_000;

    /// <summary>Never with a secret: records are printed by logs.</summary>
    public override string ToString() => $"account {Id}";
}

/// <summary>The short form of the policy: the promise of an answer, in minutes, by priority.</summary>
public sealed record ClockSettings
{
    public int P1 { get; init; } = 30;
    public int P2 { get; init; } = 60;
    public int P3 { get; init; } = 120;

    /// <summary>Null: the next business day.</summary>
    public int? P4 { get; init; }

    /// <summary>Percent of the time at which a nag goes out. Replaces the default where given.</summary>
    public IReadOnlyList<int> Nags { get; init; } = [];
}

/// <summary>The web desk.</summary>
public sealed record DeskSettings
{
    public OperatorSettings Operator { get; init; } = new();
}

/// <summary>Who acts on the web desk, until it has a sign-in.</summary>
public sealed record OperatorSettings
{
    public string Name { get; init; } = "Desk operator";
    public string? Initials { get; init; }
    public Role Role { get; init; } = Role.Admin;
}

/// <summary>The door to the outside: only endpoints that verify their caller.</summary>
public sealed record PublicSettings
{
    /// <summary>Where it listens, for instance <c>http://127.0.0.1:3978</c>; null: no such door.</summary>
    public string? Url { get; init; }

    /// <summary>Private hosts that guarded requests may reach all the same (a callback inside the company, tests).</summary>
    public IReadOnlyList<string> AllowedPrivateHosts { get; init; } = [];
}

/// <summary>The Teams front as it stands in the file; credentials by reference.</summary>
public sealed record TeamsFrontSettings
{
    /// <summary>The bot's application id; null: no Teams.</summary>
    public string? AppId { get; init; }
    public string? Secret { get; init; }

    /// <summary>In place of the secret: <c>file:/path</c> of a PFX, or of a PEM with certificate and private key.</summary>
    public string? Certificate { get; init; }

    /// <summary>By reference; only for a certificate file that has one.</summary>
    public string? CertificatePassword { get; init; }

    /// <summary>In place of the secret: the client id of the machine's user-assigned managed identity.</summary>
    public string? ManagedIdentity { get; init; }

    /// <summary>public, gcc, gcchigh, dod or china: where logins, tokens and services stand. Each of them can be named by itself below.</summary>
    public string Cloud { get; init; } = "public";

    /// <summary>The bot's own tenant.</summary>
    public string? Tenant { get; init; }

    /// <summary>Tenants whose people may use the bot; empty: only <see cref="Tenant"/>.</summary>
    public IReadOnlyList<string> Tenants { get; init; } = [];
    public string? OpenIdMetadata { get; init; }
    public string? Issuer { get; init; }
    public string? Authority { get; init; }
    public string? TokenScope { get; init; }

    /// <summary>A token to send as it is, instead of asking Entra for one; by reference, Development only (the test client checks none).</summary>
    public string? FixedToken { get; init; }
    public IReadOnlyList<string> ServiceHosts { get; init; } = [];

    /// <summary>Turns token checks off; needs Development, no credentials, and a loopback service. Shouts at start.</summary>
    public bool DangerouslyAllowUnauthenticatedRequests { get; init; }
    /// <summary>Never with a secret: records are printed by logs.</summary>
    public override string ToString() => $"Teams app {AppId} of {Tenant}";

    public bool Configured => AppId is { Length: > 0 };
}
