using SocialCareBot.Cases;
using SocialCareBot.Store;

namespace SocialCareBot.Desk;

/// <summary>Who stopped all replies, and when.</summary>
public sealed record HeldSince(PersonId? By, DateTimeOffset At);

/// <summary>The stop switch: while it is on, nothing public leaves. Rows are held, and every card says so.</summary>
public sealed class ReplySwitch(Database database, IWriter writer, Nudge nudge, TimeProvider time)
{
    private const string Owner = "desk";
    private const string Key = "replies-held";
    private volatile HeldSince? _held;

    public HeldSince? Held => _held;

    /// <summary>Reads the switch at start; <paramref name="heldBySettings"/> turns it on.</summary>
    public async Task Load(bool heldBySettings, CancellationToken ct)
    {
        Look();
        if (heldBySettings && _held is null)
            await Hold(null, ct);
    }

    /// <summary>Reads it anew: another node may have turned it.</summary>
    public void Look()
    {
        var stored = database.Read(session => session.First<string>("select json from keep where owner = @Owner and key = @Key", new { Owner, Key }));
        _held = stored is null ? null : StoreJson.Read<HeldSince>(stored);
    }

    /// <summary>Stops everything public. The gate asks for an admin before it comes here.</summary>
    public async Task Hold(PersonId? by, CancellationToken ct)
    {
        var held = new HeldSince(by, time.Now());
        await writer.Run(
            session =>
            {
                Keep.Put(session, Owner, Key, StoreJson.Write(held));
                Messages.RedrawOpenCards(session);
                return true;
            },
            ct);
        _held = held;
        Tell();
    }

    /// <summary>The answers that leave when it is turned off, so that somebody may look at them first.</summary>
    public IReadOnlyList<(Case Case, ReplyRow Row)> Waiting() => database.Read(session => Waiting(session));

    /// <summary>Lets replies leave again; each gets its last look anew.</summary>
    public async Task Resume(CancellationToken ct)
    {
        var at = time.Now();
        await writer.Run(
            session =>
            {
                session.Execute("delete from keep where owner = @Owner and key = @Key", new { Owner, Key });
                foreach (var (_, row) in Waiting(session))
                    Outbox.Requeue(session, row.Id, at);
                Messages.RedrawOpenCards(session);
                return true;
            },
            ct);
        _held = null;
        Tell();
    }

    private static IReadOnlyList<(Case Case, ReplyRow Row)> Waiting(Session session) =>
    [
        .. Outbox.Waiting(session)
            .Where(row => row.State == ReplyRowState.Held)
            .Select(row => (Case: CaseStore.Look(session, row.Case)!, Row: row))
            .Where(pair => pair.Case.Pending is { Held.Reason: HoldReason.StopSwitch } pending && pending.Row == pair.Row.Id),
    ];

    private void Tell()
    {
        nudge.Relay();
        nudge.Board();
    }
}
