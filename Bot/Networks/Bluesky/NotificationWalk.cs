using System.Globalization;
using System.Text.Json;

namespace SocialCareBot.Networks.Bluesky;

/// <summary>Where the listening to notifications stands; the source's cursor, as JSON.</summary>
/// <param name="Turn">Rises with each page, so that every page has its own cursor.</param>
/// <param name="HeardAt">When the last finished look began.</param>
/// <param name="WalkedAt">When the last finished walk over the whole overlap began.</param>
internal sealed record NotificationCursor(long Turn = 0, DateTimeOffset? HeardAt = null, DateTimeOffset? WalkedAt = null, NotificationWalk? Walk = null)
{
    /// <summary>First contact for null, and for what is no cursor of ours.</summary>
    public static NotificationCursor Parse(string? json)
    {
        try
        {
            return json is null ? new NotificationCursor() : JsonSerializer.Deserialize<NotificationCursor>(json) ?? new NotificationCursor();
        }
        catch (JsonException)
        {
            return new NotificationCursor();
        }
    }

    public override string ToString() => JsonSerializer.Serialize(this);

    /// <summary>After a page: the walk goes on from <paramref name="walk"/>, or has ended (null).</summary>
    public NotificationCursor After(NotificationWalk done, NotificationWalk? walk) => walk is not null
        ? this with { Turn = Turn + 1, Walk = walk }
        : new NotificationCursor(Turn + 1, done.StartedAt, done.Whole ? done.StartedAt : WalkedAt);
}

/// <summary>
/// One way back through the notifications, newest first. A short one ends a little behind the last look. A whole one goes over the
/// overlap, because Bluesky lists a post at the time it claims: a backdated one appears far down the list.
/// </summary>
/// <param name="Floor">Ends when everything above this instant has been seen.</param>
/// <param name="Before">Bluesky's cursor of the next page; null: the top.</param>
/// <param name="Older">How many notifications from before the last look have been passed.</param>
internal sealed record NotificationWalk(bool Whole, DateTimeOffset StartedAt, DateTimeOffset Floor, string? Before = null, int Older = 0)
{
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(1);

    public static NotificationWalk Begin(NotificationCursor cursor, bool whole, DateTimeOffset now, TimeSpan overlap) => whole
        ? new NotificationWalk(true, now, (cursor.HeardAt ?? now) - overlap)
        : new NotificationWalk(false, now, (cursor.HeardAt ?? now) - Slack);

    /// <summary>The walk's next page, null when it has ended.</summary>
    /// <param name="reached">Bluesky's cursor behind the page: in fact the instant of its last notification; null at the end of the list.</param>
    /// <param name="heardAt">The last finished look.</param>
    /// <param name="most">After so many older notifications a whole walk may end.</param>
    public NotificationWalk? Next(string? reached, int pageSize, DateTimeOffset? heardAt, int most)
    {
        if (string.IsNullOrEmpty(reached))
            return null;
        if (Instant(reached) is not { } at)
            return reached == Before ? null : this with { Before = reached };
        var older = at < heardAt ? Older + pageSize : Older;
        return at < Floor || (Whole && older >= most) ? null : this with { Before = Text(Onward(at)), Older = older };
    }

    /// <summary>True when a page ended at the same instant at which it began: more stands there than a page holds.</summary>
    public bool Stands(string? reached) => Instant(reached) is { } at && at + Step >= Instant(Before);

    /// <summary>
    /// One millisecond after the page's end, because Bluesky's "before" is strict and would leave out others of the same instant. Where that does not move, one
    /// millisecond back: what else stands at that instant is left to the search.
    /// </summary>
    private DateTimeOffset Onward(DateTimeOffset at) => Instant(Before) is { } before && at + Step >= before ? before - Step : at + Step;

    private static DateTimeOffset? Instant(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;

    private static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
