using SocialCareBot.Cases;
using SocialCareBot.Ports;
using SocialCareBot.Store;

namespace SocialCareBot.Desk;

/// <summary>Writes down what an attempt to post came to, with everything that follows from a place that is dead.</summary>
public sealed class MessageLedger(IWriter writer, CaseDesk desk, TimeProvider time)
{
    /// <summary>Saves the row; returns it.</summary>
    public async Task<MessageRow> Save(MessageRow row, ChatOutcome? outcome = null)
    {
        var changed = await writer.Run(session => Save(session, row, outcome), CancellationToken.None);
        if (changed is not null)
            desk.Tell([changed]);
        return row;
    }

    /// <summary>
    /// From here on it counts as posted. An alert is looked at once more in the same transaction, which locks its case: after an acknowledgement has committed
    /// none begins; the row is then dead.
    /// </summary>
    public Task<MessageRow> Begin(MessageRow row, Turn turn) => writer.Run(
        session =>
        {
            turn.Check(session);
            var moot = row.Purpose == MessagePurpose.Alert && (CaseStore.Load(session, row.CaseId) is not { } about || StoreJson.Read<AlertDetail>(row.Detail!).IsOver(about));
            var begun = moot
                ? row with { State = MessageState.Dead, ShownVersion = row.WantedVersion, Remark = "no longer needed" }
                : row with { State = MessageState.Posting, LeaseHolder = turn.Node };
            Messages.Save(session, begun);
            return begun;
        },
        CancellationToken.None);

    private Case? Save(Session session, MessageRow row, ChatOutcome? outcome)
    {
        Messages.Save(session, row);
        if (outcome is ChatOutcome.Retry)
            Messages.Rest(session, row);
        if (outcome is not ChatOutcome.PlaceDead dead)
            return null;
        if (row.Conversation is { } conversation)
            DeadChannels.Close(session, row.Front, row.Tenant, conversation, dead.Reason, time.Now());
        return row is { Purpose: MessagePurpose.Manager or MessagePurpose.Alert, Person: not null } && CaseStore.Load(session, row.CaseId) is { } about
            ? desk.Record(session, about.Id, ToPeople.Instead(session, row, about, dead.Reason, time.Now()))
            : null;
    }
}
