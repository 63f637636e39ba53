namespace SocialCareBot.Networks.Bluesky;

/// <summary>One account on Bluesky.</summary>
public sealed record BlueskySettings
{
    public static readonly Uri PublicService = new("https://bsky.social");

    /// <summary>The account's id in the settings; unique and lasting.</summary>
    public required string Account { get; init; }
    public required string Brand { get; init; }

    /// <summary>The service that holds the account.</summary>
    public Uri Service { get; init; } = PublicService;

    /// <summary>What signs in: the handle, without the @.</summary>
    public required string Handle { get; init; }

    /// <summary>An app password (already resolved), never the account's own.</summary>
    public required string Password { get; init; }

    /// <summary>Between two looks at the notifications; a look is one request when nothing is new.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Between two walks over the whole overlap, which find posts that claim an earlier time than they were published at.</summary>
    public TimeSpan WalkEvery { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How far a walk goes back behind the last finished look.</summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromHours(24);

    /// <summary>A walk may stop earlier after so many notifications older than the last finished look.</summary>
    public int OverlapItems { get; init; } = 500;

    /// <summary>Between two searches for mentions, the second source.</summary>
    public TimeSpan SearchEvery { get; init; } = TimeSpan.FromMinutes(10);
    public TimeSpan SearchBack { get; init; } = TimeSpan.FromDays(7);

    /// <summary>At most 100, Bluesky's own limit. Smaller in tests.</summary>
    public int PageSize { get; init; } = 100;

    /// <summary>The ids of this account's sources: the notifications, and the search as the second ear.</summary>
    public IReadOnlyList<string> Sources => [NotificationsId, SearchId];

    internal string NotificationsId => $"{Account}:notifications";

    internal string SearchId => $"{Account}:search";

    /// <summary>What is wrong, a line each; empty when the account can be started.</summary>
    public IEnumerable<string> Problems()
    {
        if (string.IsNullOrWhiteSpace(Handle))
            yield return $"Account {Account}: Handle is missing. It is the name on Bluesky without the @, for instance gridco.bsky.social.";
        if (string.IsNullOrWhiteSpace(Password))
            yield return $"Account {Account}: Secret is missing. Make an app password on Bluesky (Settings, Privacy and security) and name it as env:NAME or file:/path.";
        if (Service.Scheme != Uri.UriSchemeHttps && !Service.IsLoopback)
            yield return $"Account {Account}: Service must begin with https, or the password would be readable on its way.";
        if (PageSize is < 1 or > 100)
            yield return $"Account {Account}: PageSize must be 1 to 100.";
    }

    /// <summary>Never with the password: records are printed by logs.</summary>
    public override string ToString() => $"{Account} (@{Handle} on {Service.Host})";
}
