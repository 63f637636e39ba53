namespace SocialCareBot.Settings;

/// <summary>The servers by which people are called who do not look at the chat; who is called when, the policy says.</summary>
public sealed record PagingSettings
{
    public MailSettings Email { get; init; } = new();
    public IReadOnlyList<GatewaySettings> Webhooks { get; init; } = [];
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

    /// <summary>Never with a secret: records are printed by logs.</summary>
    public override string ToString() => $"{Host}:{Port}";
}

/// <summary>A gateway for text messages or phones.</summary>
public sealed record GatewaySettings
{
    public string Name { get; init; } = "";
    public string Url { get; init; } = "";

    /// <summary>By reference; <c>whsec_…</c>, several parted by spaces while rotating.</summary>
    public string? Secret { get; init; }

    /// <summary>Never with a secret: records are printed by logs.</summary>
    public override string ToString() => $"gateway {Name}";
}
