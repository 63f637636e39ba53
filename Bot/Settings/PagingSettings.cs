namespace SocialCareBot.Settings;

/// <summary>How people are called who do not look at the chat.</summary>
public sealed record PagingSettings
{
    public MailSettings Email { get; init; } = new();
    public IReadOnlyList<GatewaySettings> Webhooks { get; init; } = [];

    /// <summary>Whoever comes on duty by a rota gets a test page on each of their ways.</summary>
    public bool TestPages { get; init; } = true;

    /// <summary>By way (<c>chat</c>, <c>email</c>, <c>webhook/NAME</c>), the minutes after an alert. Left out: chat and e-mail at once, gateways after two.</summary>
    public IReadOnlyDictionary<string, double>? Ways { get; init; }
}

/// <summary>The mail server that takes pages.</summary>
public sealed record MailSettings
{
    /// <summary>Null: no pages by e-mail.</summary>
    public string? Host { get; init; }
    public int Port { get; init; } = 587;

    /// <summary><c>starttls</c>, <c>tls</c>, or <c>none</c> for a server on the same machine.</summary>
    public string Security { get; init; } = "starttls";
    public string? User { get; init; }

    /// <summary>By reference.</summary>
    public string? Password { get; init; }
    public string From { get; init; } = "";
    public int TimeoutSeconds { get; init; } = 20;
}

/// <summary>A gateway for text messages or phones.</summary>
public sealed record GatewaySettings
{
    public string Name { get; init; } = "";
    public string Url { get; init; } = "";

    /// <summary>By reference; <c>whsec_…</c>, several parted by spaces while rotating.</summary>
    public string? Secret { get; init; }
}
