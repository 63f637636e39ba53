using SocialCareBot.Cases;

namespace SocialCareBot.Ports;

/// <summary>Hears what is said about us on one account of a network. Polled by the listening job; a webhook calls the desk itself.</summary>
public interface ISource
{
    /// <summary>Unique and lasting, for instance <c>gridco-bluesky:notifications</c>.</summary>
    string Id { get; }

    /// <summary>The account of the settings this source belongs to.</summary>
    string Account { get; }

    /// <summary>How people know it, for the status page: <c>Bluesky @gridco · notifications</c>.</summary>
    string Title { get; }

    /// <summary>How long to wait between two looks when nothing more is known to be there.</summary>
    TimeSpan Every { get; }

    /// <summary>
    /// The next page after <paramref name="cursor"/> (null: first contact). May return what was returned before: the desk keeps each post once.
    /// Throws <see cref="SourceException"/> when the network cannot be heard now; the cursor then stays.
    /// </summary>
    Task<Heard> Fetch(string? cursor, CancellationToken ct);
}

/// <summary>One page of a source. <paramref name="Cursor"/> is saved after every post of the page is durable.</summary>
/// <param name="More">Fetch again at once.</param>
public sealed record Heard(IReadOnlyList<Post> Posts, string? Cursor, bool More);

/// <summary>A source could not be heard: why, in one line for the status page, and when to try again.</summary>
public sealed class SourceException(string reason, TimeSpan? retryAfter = null, Exception? inner = null) : Exception(reason, inner)
{
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
