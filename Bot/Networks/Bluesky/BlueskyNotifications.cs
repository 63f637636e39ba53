using System.Net;
using System.Text.Json;
using SocialCareBot.Ports;

namespace SocialCareBot.Networks.Bluesky;

/// <summary>
/// Hears mentions, replies and quotes in an account's notifications. Whether something was read before (<c>isRead</c>) is never asked: any person who opens
/// the app changes it.
/// </summary>
internal sealed class BlueskyNotifications(BlueskySettings settings, BlueskyClient client, BlueskyIntake intake, TimeProvider clock, ILogger logger) : ISource
{
    private static readonly string[] Reasons = ["mention", "reply", "quote"];

    /// <summary>After a start memory is empty and time may have passed: the first look is a whole one.</summary>
    private bool _started;

    public string Id => settings.NotificationsId;
    public string Account => settings.Account;
    public string Title => $"Bluesky @{settings.Handle} · notifications";
    public TimeSpan Every => settings.Every;

    public async Task<Heard> Fetch(string? cursor, CancellationToken ct)
    {
        intake.Settle(cursor);
        var known = NotificationCursor.Parse(cursor);
        var walk = known.Walk ?? Begin(known);
        var (did, problem) = await client.Did(ct);
        if (did is null)
            throw Unheard(problem!);
        var answer = await client.Get("app.bsky.notification.listNotifications", Query(walk), ct);
        if (answer is XrpcAnswer.Bad { Status: HttpStatusCode.BadRequest } && walk.Before is not null)
            return StartOver(known, answer);
        if (answer is not XrpcAnswer.Good page)
            throw Unheard(answer);
        return await Page(known, walk, page.Body, did, ct);
    }

    private NotificationWalk Begin(NotificationCursor known)
    {
        var now = clock.GetUtcNow();
        var whole = !_started || known.WalkedAt is not { } walked || now - walked >= settings.WalkEvery;
        _started = true;
        return NotificationWalk.Begin(known, whole, now, settings.Overlap);
    }

    private List<(string, string)> Query(NotificationWalk walk)
    {
        List<(string, string)> query = [("limit", $"{settings.PageSize}"), .. Reasons.Select(reason => ("reasons", reason))];
        if (walk.Before is not null)
            query.Add(("cursor", walk.Before));
        return query;
    }

    private async Task<Heard> Page(NotificationCursor known, NotificationWalk walk, JsonElement page, string did, CancellationToken ct)
    {
        var reached = page.Text("cursor");
        if (walk.Stands(reached))
            logger.LogWarning("{Source}: more notifications stand at {Instant} than a page holds. The search for mentions looks for the rest.", Id, reached);
        var next = walk.Next(reached, settings.PageSize, known.HeardAt, settings.OverlapItems);
        var cursor = known.After(walk, next).ToString();
        var items = page.Items("notifications").Where(item => Reasons.Contains(item.Text("reason"))).ToList();
        return new Heard(await intake.Take(items, did, cursor, full: false, ct), cursor, next is not null);
    }

    private Heard StartOver(NotificationCursor known, XrpcAnswer answer)
    {
        logger.LogWarning("{Source}: the walk starts again from the top. {Reason}", Id, answer.Why);
        return new Heard([], (known with { Turn = known.Turn + 1, Walk = null }).ToString(), More: false);
    }

    internal static SourceException Unheard(XrpcAnswer answer) => new(answer.Why, answer.Wait);
}
