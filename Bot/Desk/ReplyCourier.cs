using System.Diagnostics;
using SocialCareBot.Cases;
using SocialCareBot.Ports;
using SocialCareBot.Store;

namespace SocialCareBot.Desk;

/// <summary>
/// Carries one reply's row a step further: the last look, the sending, and where the outcome is unclear the reading back.
/// Every step is durable before the next begins, so that a death between any two of them is found and put right.
/// </summary>
public sealed class ReplyCourier(Database database, CaseDesk desk, IReadOnlyDictionary<string, INetwork> networks, ReplySwitch stop, TimeProvider time)
{
    /// <summary>After an unclear outcome: looked for at 5, 20 and 45 seconds, then a person is asked.</summary>
    public static readonly IReadOnlyList<TimeSpan> Readings = [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(25)];

    /// <summary>A parked reply goes on being looked for, and heals itself when it shows up.</summary>
    public static readonly TimeSpan ParkedEvery = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan ParkedFor = TimeSpan.FromHours(24);

    /// <summary>Takes the row one step further, as long as the turn lasts. Throws only for faults of ours; the relay logs them and comes again.</summary>
    public async Task Carry(ReplyRow row, Turn turn, CancellationToken ct)
    {
        if (!networks.TryGetValue(row.Account, out var network))
        {
            await WithoutAccount(row);
            return;
        }
        using var span = Telemetry.Span("carry", row.Id.Value);
        span?.SetTag("care.reply", row.Id.ToString()).SetTag("care.case", row.Case.ToString()).SetTag("care.account", row.Account).SetTag("care.state", row.State.ToString());
        if (row.State == ReplyRowState.Queued)
            await Begin(row, turn, network, ct);
        else if (row.State == ReplyRowState.Sending && MaySendAgain(network))
            await Repeat(row, network, ct);
        else if (row.State == ReplyRowState.Sending)
            await Tell(row, new CaseFact.ReplyUnclear { At = time.Now(), Row = row.Id, Reason = "the bot stopped while sending" });
        else
            await ReadBack(row, network, ct);
    }

    /// <summary>The account was taken out of the settings: what has not left stays here; what may have left stays in doubt.</summary>
    private Task WithoutAccount(ReplyRow row) => row.State switch
    {
        ReplyRowState.Queued => Fail(row, new(HoldReason.AccountDown, "it was taken out of the settings")),
        ReplyRowState.Sending => Tell(row, new CaseFact.ReplyUnclear { At = time.Now(), Row = row.Id, Reason = "its account was taken out of the settings" }),
        _ => NotFound(row with { Readings = row.Readings + 1 }),
    };

    /// <summary>Reads the post anew, then asks the case in one transaction whether the reply may leave.</summary>
    private async Task Begin(ReplyRow row, Turn turn, INetwork network, CancellationToken ct)
    {
        // Another node may have been told to stop.
        stop.Look();
        var against = stop.Held is not null ? new Hold(HoldReason.StopSwitch) : await LookAgain(row, network, ct);
        FailPoint.Reach("before-begin");
        var due = new CaseFact.ReplyDue { At = time.Now(), Row = row.Id, Against = against };
        var taken = row with { Attempt = row.Attempt + 1, LeaseHolder = turn.Node };
        var with = new With
        {
            Also = session =>
            {
                turn.Check(session);
                Outbox.Lease(session, taken);
            },
        };
        var answer = await desk.Handle(row.Case, due, with, CancellationToken.None);
        FailPoint.Reach("after-begin");
        if (answer is DeskAnswer.Done done && done.Events.OfType<CaseEvent.ReplyLeft>().Any())
            await Send(taken, turn, network, ct);
        else if (answer is DeskAnswer.Done { Events.Count: 0 } or DeskAnswer.NotFound)
            await Drop(row);
    }

    private async Task<Hold?> LookAgain(ReplyRow row, INetwork network, CancellationToken ct)
    {
        var stored = database.Read(session => Posts.Latest(session, network.Network, row.Parent));
        var states = await Read(network, row, ct);
        switch (states.GetValueOrDefault(row.Parent))
        {
            case PostState.Present(_, { } fresh):
                await desk.Hear(fresh, CancellationToken.None);
                return null;
            case PostState.Present(var version, _):
                return stored is null || stored.Version == version ? null : new Hold(HoldReason.PostEdited);
            case PostState.Untold:
                return null;
            case PostState.Absent:
                return new Hold(HoldReason.PostGone);
            case PostState.Closed(var reason):
                return new Hold(HoldReason.ThreadClosed, reason);
            case PostState.Failed(var reason):
                return new Hold(HoldReason.PostUnread, reason);
            default:
                return new Hold(HoldReason.PostUnread);
        }
    }

    private static async Task<IReadOnlyDictionary<string, PostState>> Read(INetwork network, ReplyRow row, CancellationToken ct)
    {
        using var span = Telemetry.Span("look", row.Id.Value, ActivityKind.Client);
        return await network.Read([row.Parent], ct);
    }

    private async Task Send(ReplyRow row, Turn turn, INetwork network, CancellationToken ct)
    {
        if (Outgoing(row, network) is not { } outgoing)
        {
            await Fail(row, new(HoldReason.Refused, "its text or post is no longer kept"));
            return;
        }
        FailPoint.Reach("before-send");
        var outcome = turn.Lasts ? await Reply(network, outgoing, ct) : new SendOutcome.Retry("this node hung, and lost its turn before it sent", TimeSpan.Zero);
        FailPoint.Reach("after-send");
        await Record(row, outcome);
    }

    private static async Task<SendOutcome> Reply(INetwork network, OutgoingReply outgoing, CancellationToken ct)
    {
        using var span = Telemetry.Span("send", outgoing.Id.Value, ActivityKind.Client);
        var outcome = await network.Reply(outgoing, ct);
        return span.Ended(outcome, outcome is SendOutcome.Sent);
    }

    private Task Record(ReplyRow row, SendOutcome outcome)
    {
        var at = time.Now();
        return outcome switch
        {
            SendOutcome.Sent sent => Confirm(row, sent.NativeId, sent.Url),
            SendOutcome.Retry retry => Tell(row, new CaseFact.ReplyDelayed { At = at, Row = row.Id, Until = at + (retry.After ?? Backoff(row.Attempt)), Reason = retry.Reason }),
            SendOutcome.Refused refused => Tell(row, new CaseFact.ReplyFailed { At = at, Row = row.Id, Why = new(HoldReason.Refused, refused.Reason) }),
            SendOutcome.CredentialDead dead => Tell(row, new CaseFact.ReplyFailed { At = at, Row = row.Id, Why = new(HoldReason.AccountDown, dead.Reason) }),
            SendOutcome.Unclear unclear => Tell(row, new CaseFact.ReplyUnclear { At = at, Row = row.Id, Reason = unclear.Reason }),
            _ => throw new UnreachableException(outcome.GetType().Name),
        };
    }

    /// <summary>
    /// The process died while sending. Under the same key it is harmless to send again, but only "it stands" is news: the first attempt may be public,
    /// whatever this one is answered.
    /// </summary>
    private async Task Repeat(ReplyRow row, INetwork network, CancellationToken ct)
    {
        if (Outgoing(row, network) is { } outgoing && await Reply(network, outgoing, ct) is SendOutcome.Sent sent)
            await Confirm(row, sent.NativeId, sent.Url);
        else
            await Tell(row, new CaseFact.ReplyUnclear { At = time.Now(), Row = row.Id, Reason = "the bot stopped while sending" });
    }

    /// <summary>Where a repeat is harmless it is sent again under the same key; elsewhere it is only looked for.</summary>
    private async Task ReadBack(ReplyRow row, INetwork network, CancellationToken ct)
    {
        if (Outgoing(row, network) is not { } outgoing)
            await NotFound(row with { Readings = row.Readings + 1 });
        else if (MaySendAgain(network) && await Reply(network, outgoing, ct) is SendOutcome.Sent sent)
            await Confirm(row, sent.NativeId, sent.Url);
        else if (!MaySendAgain(network) && await network.Find(outgoing, ct) is FindOutcome.Found found)
            await Confirm(row, found.NativeId, found.Url);
        else
            await NotFound(row with { Readings = row.Readings + 1 });
    }

    /// <summary>While replies are held for everybody, what is in doubt is only looked for: it may never have left.</summary>
    private bool MaySendAgain(INetwork network) => network.HasKeys && stop.Held is null;

    private async Task NotFound(ReplyRow row)
    {
        var at = time.Now();
        if (row.State == ReplyRowState.Unknown && row.Readings >= Readings.Count)
        {
            await Tell(row, new CaseFact.ReplyParked { At = at, Row = row.Id });
            return;
        }
        var next = row.State == ReplyRowState.Unknown ? at + Readings[row.Readings] : at - row.CreatedAt < ParkedFor ? at + ParkedEvery : DateTimeOffset.MaxValue;
        await desk.Touch(row, next);
    }

    private Task Confirm(ReplyRow row, string nativeId, string? url) => desk.Handle(
        row.Case,
        new CaseFact.ReplyConfirmed { At = time.Now(), Row = row.Id, NativeId = nativeId, Url = url },
        new With { Also = session => Outbox.Published(session, row.Id, nativeId) },
        CancellationToken.None);

    /// <summary>What has happened is written down whatever the caller wants: the work belongs to the bot now.</summary>
    private Task Tell(ReplyRow row, CaseFact fact) => desk.Handle(row.Case, fact, With.Nothing, CancellationToken.None);

    /// <summary>A row its case knows nothing of any more must not come again and again.</summary>
    private async Task Fail(ReplyRow row, Hold why)
    {
        var fact = new CaseFact.ReplyFailed { At = time.Now(), Row = row.Id, Why = why };
        var answer = await desk.Handle(row.Case, fact, With.Nothing, CancellationToken.None);
        if (answer is not DeskAnswer.Done done || !done.Events.OfType<CaseEvent.ReplyHeld>().Any())
            await Drop(row);
    }

    /// <summary>The case no longer waits for this row.</summary>
    private Task Drop(ReplyRow row) => desk.Drop(row);

    private OutgoingReply? Outgoing(ReplyRow row, INetwork network) => database.Read(session =>
        Bodies.Text(session, row.Body) is { } text && Posts.Latest(session, network.Network, row.Parent) is { } parent
            ? new OutgoingReply { Id = row.Id, Key = row.Key, Text = text, Audience = row.Audience, Parent = parent, CreatedAt = row.CreatedAt }
            : null);

    private static TimeSpan Backoff(int attempt) => TimeSpan.FromSeconds(Math.Min(300, 2 * Math.Pow(2, Math.Min(attempt, 10))));
}
