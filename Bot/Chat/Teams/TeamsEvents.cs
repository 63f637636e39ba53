using System.Security.Cryptography;
using System.Text.Json;
using System.Threading.Channels;
using SocialCareBot.Store;

namespace SocialCareBot.Chat.Teams;

/// <summary>Everything that is no invoke: written down once, answered at once, worked on afterwards.</summary>
public sealed class TeamsEvents(IWriter writer, TeamsMemory memory, TimeProvider time)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(2);
    private readonly Channel<Envelope> _work = Channel.CreateBounded<Envelope>(new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>What waits to be worked on: messages to the bot, and conversations whose members should be read anew.</summary>
    public ChannelReader<Envelope> Work => _work.Reader;

    /// <summary>Teams delivers again what was not answered within 15 s; the same activity is taken once.</summary>
    internal async Task<InvokeResponse> Take(Envelope envelope, CancellationToken ct)
    {
        var activity = envelope.Activity;
        if (activity.Type is not (ActivityTypes.Message or ActivityTypes.ConversationUpdate or ActivityTypes.InstallationUpdate))
            return InvokeResponse.Empty;
        if (activity.Id is { } id && !await writer.Run(session => Seen.TryAdd(session, Key(envelope, id), null, time.Now() + Remembered), ct))
            return InvokeResponse.Empty;
        await Places(envelope, ct);
        _work.Writer.TryWrite(envelope);
        return InvokeResponse.Empty;
    }

    /// <summary>A channel that is gone, or a bot that was taken out, stops routing there, with the reason.</summary>
    private async Task Places(Envelope envelope, CancellationToken ct)
    {
        var activity = envelope.Activity;
        var removed = activity.Type == ActivityTypes.InstallationUpdate && activity.Action?.StartsWith("remove", StringComparison.OrdinalIgnoreCase) == true;
        var deleted = activity.ChannelData?.EventType == "channelDeleted";
        if (!removed && !deleted)
            return;
        var conversation = deleted ? activity.ChannelData?.Channel?.Id : activity.Conversation?.Id;
        var bare = TeamsPlaces.Bare(conversation);
        var reason = deleted ? "the channel was deleted" : "the bot was removed";
        await writer.Run(
            session =>
            {
                RouteBindings.Disable(session, TeamsFront.FrontName, envelope.Tenant, bare, reason);
                return true;
            },
            ct);
        await memory.Forget(bare, ct);
    }

    private static string Key(Envelope envelope, string id)
    {
        var activity = envelope.Activity;
        var value = activity.Value is { } data ? Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(data, TeamsJson.Default.JsonElement)))[..16] : "";
        return $"teams:{activity.Conversation?.Id}:{id}:{activity.Type}:{activity.ChannelData?.EventType}{activity.Action}:{value}";
    }
}
