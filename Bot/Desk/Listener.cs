using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using SocialCareBot.Ports;
using SocialCareBot.Store;

namespace SocialCareBot.Desk;

/// <summary>Listens to sources: page by page, the cursor saved only after every post of the page is durable.</summary>
public sealed class Listener(Database database, IWriter writer, CaseDesk desk, Turns turns, TimeProvider time, ILogger<Listener> log)
{
    private static readonly TimeSpan FailureDelay = TimeSpan.FromSeconds(30);

    /// <summary>The job looks once a second; a look that comes a moment early is not put off for a whole second more.</summary>
    private static readonly TimeSpan Early = TimeSpan.FromMilliseconds(300);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _notBefore = new();
    private readonly ConcurrentDictionary<string, bool> _underWay = new();

    /// <summary>How far back the first contact with an account reaches.</summary>
    public TimeSpan FirstContact { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Listens once, when it is time for this source, until it has nothing more to say. Never throws for what a network did.</summary>
    public async Task Once(ISource source, CancellationToken ct, bool now = false)
    {
        if (!now && _notBefore.TryGetValue(source.Id, out var notBefore) && notBefore > time.GetUtcNow())
            return;
        if (turns.Mine(Turns.Source(source.Id)) is not { } turn || !_underWay.TryAdd(source.Id, true))
            return;
        var started = time.GetUtcNow();
        try
        {
            await Pages(source, turn, ct);
            _notBefore[source.Id] = started + source.Every - Early;
        }
        catch (SourceException silent)
        {
            _notBefore[source.Id] = time.GetUtcNow() + (silent.RetryAfter ?? FailureDelay);
            log.LogWarning("Cannot hear {Source}: {Reason}", source.Id, silent.Message);
            await Save(turn, State(source) is var state ? state with { FailingSince = state.FailingSince ?? time.Now(), Reason = silent.Message } : state);
        }
        finally
        {
            _underWay.TryRemove(source.Id, out _);
        }
    }

    private async Task Pages(ISource source, Turn turn, CancellationToken ct)
    {
        while (true)
        {
            var state = State(source);
            var heard = await Fetch(source, state.Cursor, ct);
            var fresh = 0;
            foreach (var post in heard.Posts)
            {
                var old = !state.CaughtUp && post.PostedAt < state.FirstContactAt - FirstContact;
                if (await desk.Hear(post, ct, seenOnly: old) is HearOutcome.Opened or HearOutcome.Added or HearOutcome.Edited)
                    fresh++;
            }
            var now = time.Now();
            await Save(turn, state with
            {
                Cursor = heard.Cursor,
                CaughtUp = state.CaughtUp || !heard.More,
                HeardAt = now,
                PostAt = fresh > 0 ? now : state.PostAt,
                FailingSince = null,
                Reason = null,
            });
            if (!heard.More)
                return;
        }
    }

    private static async Task<Heard> Fetch(ISource source, string? cursor, CancellationToken ct)
    {
        using var span = Telemetry.Span("fetch", null, ActivityKind.Client);
        span?.SetTag("care.source", source.Id);
        return await source.Fetch(cursor, ct);
    }

    private SourceState State(ISource source) => database.Read(session => SourceStates.Find(session, source.Id)) is { } state
        ? state with { Title = source.Title }
        : new SourceState { Id = source.Id, Title = source.Title, Account = source.Account, FirstContactAt = time.Now() };

    private Task Save(Turn turn, SourceState state) => writer.Run(
        session =>
        {
            turn.Check(session);
            SourceStates.Save(session, state);
            return true;
        },
        CancellationToken.None);
}
