namespace SocialCareBot.Store;

/// <summary>Instants at rest: milliseconds since 1970, so that both databases compare them alike.</summary>
public static class Instants
{
    public static long Ms(this DateTimeOffset at) => at.ToUnixTimeMilliseconds();

    public static long? Ms(this DateTimeOffset? at) => at?.ToUnixTimeMilliseconds();

    public static DateTimeOffset Of(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);

    public static DateTimeOffset? Of(long? ms) => ms is { } value ? Of(value) : null;

    /// <summary>Now, in whole milliseconds: what is decided is exactly what is stored.</summary>
    public static DateTimeOffset Now(this TimeProvider time) => Of(time.GetUtcNow().ToUnixTimeMilliseconds());
}
