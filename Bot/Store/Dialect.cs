namespace SocialCareBot.Store;

/// <summary>The handful of fragments in which the two databases differ.</summary>
public sealed record Dialect
{
    public required string Name { get; init; }

    /// <summary>Ends a select whose row is about to be changed.</summary>
    public required string ForUpdate { get; init; }

    /// <summary>Ends a select whose row must stay as it is until the transaction ends.</summary>
    public required string ForShare { get; init; }

    /// <summary>Ends a select that takes rows nobody else is working on.</summary>
    public required string SkipLocked { get; init; }

    public static Dialect Sqlite { get; } = new() { Name = "SQLite", ForUpdate = "", ForShare = "", SkipLocked = "" };

    public static Dialect Postgres { get; } = new() { Name = "PostgreSQL", ForUpdate = " for update", ForShare = " for share", SkipLocked = " for update skip locked" };
}
