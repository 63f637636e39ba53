using SocialCareBot.Cases;
using SocialCareBot.Store;

namespace SocialCareBot.Desk;

/// <summary>What a restored backup will not send by itself.</summary>
/// <param name="Replies">The cases whose answers wait for a person.</param>
public sealed record ParkedRows(IReadOnlyList<string> Replies, int Messages, int Pages);

/// <summary>
/// What a backup still had to send may have been sent after it was taken. Answers stand with a person, who looks; reminders, alerts and calls are dropped and
/// say so. Cards of cases are posted all the same: one twice is better than a case nobody sees.
/// </summary>
public sealed class RestoredRows(IWriter writer, CaseDesk desk, TimeProvider time)
{
    private const string Remark = "came from a restored backup and may have been sent since";

    /// <param name="cutOff">What was begun before it is parked.</param>
    public Task<ParkedRows> Park(DateTimeOffset cutOff) => writer.Run(
        session => new ParkedRows(
            [.. Outbox.Waiting(session).Where(row => row.CreatedAt < cutOff).Select(row => Park(session, row)).OfType<string>()],
            Messages.GiveUp(session, cutOff, Remark),
            Pages.GiveUp(session, cutOff, Remark)),
        CancellationToken.None);

    /// <summary>The name of the case that waits for it now; null where none does.</summary>
    private string? Park(Session session, ReplyRow row)
    {
        desk.Record(session, row.Case, new CaseFact.ReplyParked { At = time.Now(), Row = row.Id, Restored = true });
        var waiting = CaseStore.Load(session, row.Case) is { } now && now.Pending?.Row == row.Id ? now.Name : null;
        // It is never looked for by itself either: on a network with keys, looking is sending again under the same key.
        Outbox.Move(session, row.Id, waiting is null ? ReplyRowState.Cancelled : ReplyRowState.Parked, DateTimeOffset.MaxValue, Remark);
        return waiting;
    }
}
