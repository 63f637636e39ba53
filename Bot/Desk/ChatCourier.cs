using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using SocialCareBot.Cards.Models;
using SocialCareBot.Ports;
using SocialCareBot.Store;

namespace SocialCareBot.Desk;

/// <summary>Makes one chat message equal to what it should show: posts it, edits it, or lets it be.</summary>
public sealed class ChatCourier(Database database, MessageLedger ledger, IReadOnlyDictionary<string, IChatFront> fronts, ChatWords words, ILogger<ChatCourier> log)
{
    /// <summary>More reminders than this at once in a conversation become one message.</summary>
    public const int MostNags = 20;

    /// <summary>Chat platforms have no idempotency key: an unclear post is tried again after this time, then ever more rarely; a card twice is better than none.</summary>
    public static readonly TimeSpan UnclearRetry = TimeSpan.FromSeconds(30);

    /// <summary>Carries the row one step; returns it as saved. Throws only for faults of ours.</summary>
    public async Task<MessageRow> Carry(MessageRow row, Turn turn, DateTimeOffset now, CancellationToken ct)
    {
        if (!fronts.TryGetValue(row.Front, out var front))
            return await Unconfigured(row, now);
        if (Message(row, now) is not { } message)
            return await ledger.Save(row with { State = MessageState.Dead, ShownVersion = row.WantedVersion, Remark = "no longer needed" });
        var hash = Hash(message);
        if (row.State == MessageState.Posted && row.ShownHash == hash)
            return await ledger.Save(row with { ShownVersion = row.WantedVersion });
        var place = Place(row);
        if (row.Ref is null)
            row = await ledger.Begin(row, turn);
        if (row.State == MessageState.Dead)
            return row;
        FailPoint.Reach("before-post");
        var outcome = await Show(row, front, place, message, ct);
        FailPoint.Reach("after-post");
        return await ledger.Save(After(row, outcome, hash, now), outcome);
    }

    private static async Task<ChatOutcome> Show(MessageRow row, IChatFront front, ChatPlace place, ChatMessage message, CancellationToken ct)
    {
        var about = row.SubjectKind == Messages.CaseSubject ? row.SubjectId : null;
        using var span = Telemetry.Span(row.Ref is null ? "post" : "edit", about is null ? row.Id : row.CaseId.Value, ActivityKind.Client);
        span?.SetTag("care.case", about).SetTag("care.message", row.Id.ToString()).SetTag("care.purpose", row.Purpose.ToString()).SetTag("care.front", row.Front);
        var outcome = row.Ref is { } reference ? await front.Update(place, reference, message, ct) : await front.Post(place, message, ct);
        return span.Ended(outcome, outcome is ChatOutcome.Posted);
    }

    /// <summary>A person may be reached elsewhere; a channel waits until its chat is back in the settings.</summary>
    private Task<MessageRow> Unconfigured(MessageRow row, DateTimeOffset now)
    {
        var reason = $"{Fronts.Title(row.Front)} is not in the settings";
        return row.Person is null
            ? ledger.Save(row with { NotBefore = now + TimeSpan.FromHours(1), Remark = reason })
            : ledger.Save(row with { State = MessageState.Dead, ShownVersion = row.WantedVersion, Remark = reason }, new ChatOutcome.PlaceDead(reason));
    }

    private ChatMessage? Message(MessageRow row, DateTimeOffset now)
    {
        if (row.Purpose == MessagePurpose.Summary)
            return Summary(row);
        if (row.SubjectKind == HandOvers.Subject)
            return words.HandOver(database, row, now);
        if (row.Purpose == MessagePurpose.Notice)
            return Notice(StoreJson.Read<NoticeDetail>(row.Detail!));
        if (row.ExpiresAt < now && row.Ref is null)
            return null;
        if (row.Purpose == MessagePurpose.Card)
            return database.Read(session => CardView.Read(session, row.CaseId, now)) is { } card ? words.Card(card, now) : null;
        return database.Read(session => CaseView.Read(session, row.CaseId, now)) is not { } view || (row.Ref is null && ChatWords.IsMoot(row, view))
            ? null
            : words.For(row, view, now);
    }

    private static ChatMessage.Notice Summary(MessageRow row)
    {
        var numbers = StoreJson.Read<IReadOnlyList<string>>(row.Detail!);
        var model = new NoticeModel
        {
            Title = $"{numbers.Count} cases need a first answer",
            Text = "So many reminders came due at once that they stand here together.",
            Tone = CardTone.Warning,
            Rows = [.. numbers.Take(25).Select(number => new NoticeRow(number, "needs a first answer"))],
            NotShown = Math.Max(0, numbers.Count - 25),
        };
        return new ChatMessage.Notice(model) { Summary = model.Title };
    }

    private static ChatMessage.Notice Notice(NoticeDetail detail) =>
        new(new NoticeModel { Title = detail.Title, Text = detail.Text, Tone = CardTone.Warning }) { Summary = detail.Title };

    private ChatPlace Place(MessageRow row)
    {
        var head = row.ThreadMessage is { } id ? database.Read(session => Messages.Find(session, id)) : null;
        return new ChatPlace { Tenant = row.Tenant, Conversation = row.Conversation, ThreadRoot = head?.Ref, Person = row.Person };
    }

    private MessageRow After(MessageRow row, ChatOutcome outcome, string hash, DateTimeOffset now)
    {
        var attempt = row.Attempt + 1;
        var again = row with { Attempt = attempt, State = row.Ref is null ? MessageState.Wanted : MessageState.Posted };
        switch (outcome)
        {
            case ChatOutcome.Posted posted:
                return row with { State = MessageState.Posted, Ref = posted.Reference, ShownVersion = row.WantedVersion, ShownHash = hash, SentAt = now, EditedAt = row.Ref is null ? null : now, Attempt = 0, Remark = null };
            case ChatOutcome.Retry retry:
                return again with { NotBefore = now + (retry.After ?? Backoff(attempt)), Remark = retry.Reason };
            case ChatOutcome.Unclear unclear:
                return again with { NotBefore = now + (Backoff(attempt) is var backoff && backoff > UnclearRetry ? backoff : UnclearRetry), Remark = unclear.Reason };
            case ChatOutcome.Gone gone:
                return row with { State = MessageState.Wanted, Ref = null, ShownHash = null, ShownVersion = 0, Attempt = attempt, NotBefore = now + Backoff(attempt), Remark = gone.Reason };
            case ChatOutcome.PlaceDead dead:
                log.LogError("{Front} {Conversation} cannot be reached any more: {Reason}", row.Front, row.Conversation, dead.Reason);
                return row with { State = MessageState.Dead, ShownVersion = row.WantedVersion, Remark = dead.Reason };
            default:
                var reason = (outcome as ChatOutcome.Refused)?.Reason ?? outcome.GetType().Name;
                log.LogError("{Front} refuses message {Message}: {Reason}", row.Front, row.Id, reason);
                return row with { State = MessageState.Dead, ShownVersion = row.WantedVersion, Remark = reason };
        }
    }

    private static string Hash(ChatMessage message)
    {
        var shown = message switch
        {
            // The version travels with every press but is nothing people see.
            ChatMessage.CaseCard m => JsonSerializer.SerializeToUtf8Bytes(m.Model with { Version = 0 }),
            ChatMessage.Nag m => JsonSerializer.SerializeToUtf8Bytes(m.Model with { Version = 0 }),
            ChatMessage.Manager m => JsonSerializer.SerializeToUtf8Bytes(m.Model with { Version = 0 }),
            ChatMessage.Alert m => JsonSerializer.SerializeToUtf8Bytes(m.Model with { Version = 0 }),
            ChatMessage.HandOver m => JsonSerializer.SerializeToUtf8Bytes(m.Model with { Items = [.. m.Model.Items.Select(item => item with { Version = 0 })] }),
            ChatMessage.Notice m => JsonSerializer.SerializeToUtf8Bytes(m.Model),
            _ => Encoding.UTF8.GetBytes(message.ToString()),
        };
        return Convert.ToHexString(SHA256.HashData(shown));
    }

    private static TimeSpan Backoff(int attempt) => TimeSpan.FromSeconds(Math.Min(300, Math.Pow(2, Math.Min(attempt, 9))));
}
