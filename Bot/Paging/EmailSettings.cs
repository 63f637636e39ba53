namespace SocialCareBot.Paging;

/// <summary>How the connection to the mail server is kept from being read.</summary>
public enum MailSecurity
{
    /// <summary>Plain at first, then TLS or nothing (usually port 587).</summary>
    StartTls,

    /// <summary>TLS from the first byte (usually port 465).</summary>
    Tls,

    /// <summary>For a server on the same machine.</summary>
    None,
}

/// <summary>The mail server that takes pages, with its secret read.</summary>
public sealed record EmailSettings
{
    public required string Host { get; init; }
    public required int Port { get; init; }
    public required MailSecurity Security { get; init; }
    public string? User { get; init; }
    public string? Password { get; init; }

    /// <summary>Who the mail comes from; also the domain of its message id.</summary>
    public required string From { get; init; }

    /// <summary>For the whole exchange.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>Never with a secret: records are printed by logs.</summary>
    public override string ToString() => $"{Host}:{Port}";
}
