namespace SocialCareBot.Settings;

/// <summary>How the app presents itself where an admin installs it: in the manifests of Teams and Slack.</summary>
public sealed record AppSettings
{
    /// <summary>At most 30 letters, as Teams allows.</summary>
    public string Name { get; init; } = "SocialCareBot";

    /// <summary>Who stands behind the app for its users; at most 32 letters.</summary>
    public string Developer { get; init; } = "SocialCareBot";
    public string Website { get; init; } = "https://example.com";
    public string Privacy { get; init; } = "https://example.com/privacy";
    public string Terms { get; init; } = "https://example.com/terms";

    /// <summary>How the public door is reached from outside, for instance <c>https://care.example.com</c>. Slack's request addresses are made of it.</summary>
    public string? Address { get; init; }
}
