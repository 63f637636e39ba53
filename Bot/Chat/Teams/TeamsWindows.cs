namespace SocialCareBot.Chat.Teams;

/// <summary>How fast Teams lets a bot talk.</summary>
public static class TeamsWindows
{
    /// <summary>Posts and edits in one channel or chat: 7 in 1 s, 8 in 2 s, 60 in 30 s, 1800 in an hour (Teams' rate-limit page of 2026-10-08).</summary>
    public static RateWindows Conversation { get; } = RateWindows.Of(
        new RateLimit(TimeSpan.FromSeconds(1), 7),
        new RateLimit(TimeSpan.FromSeconds(2), 8),
        new RateLimit(TimeSpan.FromSeconds(30), 60),
        new RateLimit(TimeSpan.FromHours(1), 1800));

    /// <summary>Members and channels asked for: twice as many (same source).</summary>
    public static RateWindows Reading { get; } = RateWindows.Of(
        new RateLimit(TimeSpan.FromSeconds(1), 14),
        new RateLimit(TimeSpan.FromSeconds(2), 16),
        new RateLimit(TimeSpan.FromSeconds(30), 120),
        new RateLimit(TimeSpan.FromHours(1), 3600));

    /// <summary>All calls of the app in one tenant: 50 a second (same source).</summary>
    public static RateWindows Tenant { get; } = RateWindows.Of(new RateLimit(TimeSpan.FromSeconds(1), 50));
}
