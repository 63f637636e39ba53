using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using SocialCareBot.Store;

namespace SocialCareBot.Desk;

/// <summary>Drains what was decided: replies by their lanes, chat messages by their conversations. Can always run again.</summary>
public sealed class OutboxRelay(Database database, IWriter writer, ReplyCourier replies, ChatCourier chat, Turns turns, TimeProvider time, ILogger<OutboxRelay> log)
{
    private const int AtOnce = 128;

    /// <summary>A row that fails through a fault of ours is left alone for so long.</summary>
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(30);
    private readonly Passes _passes = new(time);
    private readonly Strides _strides = new(time);
    private Turn? _taken;
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _resting = new();

    /// <summary>How many replies and conversations are being carried right now; one that stays is waiting for a network that hangs.</summary>
    public int UnderWay => _passes.UnderWay;

    /// <summary>One pass over everything due, where it is this node's turn. True: something was carried, so there may be more.</summary>
    public async Task<bool> Once(CancellationToken ct)
    {
        if (turns.Mine(Turns.Relay) is not { } turn)
            return false;
        var now = time.Now();
        if (turn != _taken)
            await TakeOver(turn, now, ct);
        _taken = turn;
        await Summarise(now, ct);
        var due = database.Read(session => (Replies: Outbox.Due(session, now, AtOnce), Messages: Messages.Due(session, now, AtOnce)));
        var conversations = due.Messages.Where(row => IsAwake(row.Id, now)).GroupBy(row => (row.Front, row.Tenant, row.Conversation, row.Person));
        var work = due.Replies.Where(row => IsAwake(row.Id.Value, now)).SelectMany(row => _passes.Alone(row.Id, () => Carry(row.Id.Value, $"reply {row.Id}", () => replies.Carry(row, turn, ct))))
            .Concat(conversations.SelectMany(group => _passes.Alone(group.Key, () => Converse(group.Key, [.. group], turn, ct))))
            .ToList();
        return await _passes.Run(work, ct);
    }

    /// <summary>One conversation's messages, the most important first, as many at once as the chat has shown it takes; one that must wait lets the others wait too.</summary>
    private async Task Converse(object conversation, IReadOnlyList<MessageRow> rows, Turn turn, CancellationToken ct)
    {
        for (var at = 0; at < rows.Count;)
        {
            var stride = _strides.Next(conversation, rows.Skip(at));
            var went = await Task.WhenAll(stride.Select(row => Went(row, turn, ct)));
            if (went.Contains(false))
            {
                _strides.Halted(conversation);
                return;
            }
            _strides.Taken(conversation);
            at += stride.Count;
        }
    }

    /// <summary>False: it must wait.</summary>
    private async Task<bool> Went(MessageRow row, Turn turn, CancellationToken ct)
    {
        var after = row;
        await Carry(row.Id, $"message {row.Id}", async () => after = await chat.Carry(row, turn, time.Now(), ct));
        return after.NotBefore <= row.NotBefore || after.State == MessageState.Dead;
    }

    /// <summary>What whoever had the turn before left in the middle is looked at first.</summary>
    private Task TakeOver(Turn turn, DateTimeOffset now, CancellationToken ct) => writer.Run(
        session =>
        {
            turn.Check(session);
            return Outbox.TakeOver(session, turn.Node, now) + Messages.TakeOver(session, turn.Node, now + ChatCourier.UnclearRetry);
        },
        ct);

    private bool IsAwake(Guid row, DateTimeOffset now) => !_resting.TryGetValue(row, out var until) || until <= now;

    private async Task Carry(Guid row, string what, Func<Task> carry)
    {
        try
        {
            await carry();
            _resting.TryRemove(row, out _);
        }
        catch (Exception elsewhere) when (elsewhere is OperationCanceledException or TurnLostException)
        {
            // The bot stops, or another node carries on; where this row stands is found out by whoever has the next turn.
        }
        catch (Exception fault)
        {
            _resting[row] = time.GetUtcNow() + AfterFault;
            log.LogError(fault, "Could not carry {What}; it stays where it is and is tried again", what);
        }
    }

    /// <summary>After downtime a conversation would drown in reminders: beyond twenty they become one message.</summary>
    private async Task Summarise(DateTimeOffset now, CancellationToken ct)
    {
        var crowded = database.Read(session => session.Query<(string Front, string Tenant, string Conversation)>(
            """
            select front, tenant, conversation
            from message
            where purpose = 'Nag' and state = 'Wanted' and conversation is not null
            group by front, tenant, conversation
            having count(*) > @most
            """,
            new { most = ChatCourier.MostNags }));
        foreach (var (front, tenant, conversation) in crowded)
            await writer.Run(session => Summarise(session, front, tenant, conversation, now), ct);
    }

    private static bool Summarise(Session session, string front, string tenant, string conversation, DateTimeOffset now)
    {
        var nags = Messages.NagsWaiting(session, front, tenant, conversation);
        if (nags.Count <= ChatCourier.MostNags)
            return false;
        var numbers = nags.Select(nag => CaseStore.Look(session, nag.CaseId)!.Name).Distinct(StringComparer.Ordinal).ToList();
        foreach (var nag in nags)
            Messages.Save(session, nag with { State = MessageState.Dead, ShownVersion = nag.WantedVersion, Remark = "in the summary" });
        return Messages.Want(session, new MessageRow
        {
            Id = Guid.CreateVersion7(now),
            SubjectKind = "summary",
            SubjectId = nags[0].Id.ToString(),
            Purpose = MessagePurpose.Summary,
            Key = $"summary:{nags[0].Id}",
            Detail = StoreJson.Write(numbers),
            Front = front,
            Tenant = tenant,
            Conversation = conversation,
            WantedVersion = 1,
            NotBefore = now,
            CreatedAt = now,
        });
    }
}
