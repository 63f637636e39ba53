using System.Security.Cryptography;
using System.Text.Json;
using System.Threading.Channels;
using SocialCareBot.Desk;
using SocialCareBot.Store;

namespace SocialCareBot.Chat.Teams;

/// <summary>Everything that is no invoke: written down once, answered at once, worked on afterwards.</summary>
public sealed class TeamsEvents(IWriter writer, TeamsMemory memory, TimeProvider time)
{
    /// <summary>Teams asks again after 15 s; by then the caller must have an answer, even where the store has none.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Remembered = TimeSpan.FromHours(2);
    private readonly Channel<Envelope> _work = Channel.CreateBounded<Envelope>(new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>What waits to be worked on: words to the bot, presses whose card may be an old copy, conversations to be read anew.</summary>
    public ChannelReader<Envelope> Work => _work.Reader;

    /// <summary>Puts something aside until whoever waits for an answer has one.</summary>
    internal void Later(Envelope envelope) => _work.Writer.TryWrite(envelope);

    /// <summary>Remembers where an invoke came from, without the store.</summary>
    internal void Note(Envelope envelope, DateTimeOffset at) => memory.Note(envelope, at);

    /// <summary>Keeps where presses came from; they themselves do not wait for that.</summary>
    internal Task WriteNotes(CancellationToken ct) => memory.Write(ct);

    /// <summary>Teams delivers again what was not answered within 15 s; the same activity is taken once.</summary>
    internal async Task<InvokeResponse> Take(Envelope envelope, CancellationToken ct)
    {
        var activity = envelope.Activity;
        if (activity.Type is not (ActivityTypes.Message or ActivityTypes.ConversationUpdate or ActivityTypes.InstallationUpdate))
            return InvokeResponse.Empty;
        if (activity.Id is { } id && !await writer.Run(session => Seen.TryAdd(session, Key(envelope, id), null, time.Now() + Remembered), ct, Patience))
            return InvokeResponse.Empty;
        memory.Note(envelope, time.Now());
        await memory.Write(ct, Patience);
        await Close(envelope, ct);
        Later(envelope);
        return InvokeResponse.Empty;
    }

    /// <summary>A channel that is gone, or a bot that was taken out, stops routing there, with the reason.</summary>
    private async Task Close(Envelope envelope, CancellationToken ct)
    {
        var (places, reason) = Closed(envelope);
        foreach (var place in places.Select(TeamsPlaces.Bare).Distinct(StringComparer.Ordinal))
        {
            await writer.Run(
                session =>
                {
                    DeadChannels.Close(session, TeamsFront.FrontName, envelope.Tenant, place, reason, time.Now());
                    return true;
                },
                ct);
            await memory.Forget(place, ct);
        }
    }

    private (IReadOnlyList<string?> Places, string Reason) Closed(Envelope envelope)
    {
        var activity = envelope.Activity;
        return activity.ChannelData?.EventType switch
        {
            "channelDeleted" => ([activity.ChannelData.Channel?.Id], "the channel was deleted"),
            "teamDeleted" => (WholeTeam(envelope), "the team was deleted"),
            _ when WasRemoved(activity) => (WholeTeam(envelope), "the bot was removed"),
            _ => ([], ""),
        };
    }

    private static bool WasRemoved(Activity activity) =>
        (activity.Type == ActivityTypes.InstallationUpdate && activity.Action?.StartsWith("remove", StringComparison.OrdinalIgnoreCase) == true)
        || activity.MembersRemoved?.Any(member => member.Id is { } id && id == activity.Recipient?.Id) == true;

    /// <summary>Teams names one conversation, but an app is in the whole team; only to shared and private channels it is added one by one.</summary>
    private IReadOnlyList<string?> WholeTeam(Envelope envelope)
    {
        var activity = envelope.Activity;
        return activity.ChannelData is { Team.Id: { } team, Channel: not { Type: "shared" or "private" } }
            ? [.. memory.OfTeam(envelope.Tenant, team), activity.Conversation?.Id]
            : [activity.Conversation?.Id];
    }

    private static string Key(Envelope envelope, string id)
    {
        var activity = envelope.Activity;
        var value = activity.Value is { } data ? Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(data, TeamsJson.Default.JsonElement)))[..16] : "";
        return $"teams:{activity.Conversation?.Id}:{id}:{activity.Type}:{activity.ChannelData?.EventType}{activity.Action}:{value}";
    }
}
