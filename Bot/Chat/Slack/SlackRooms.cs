using System.Text.Json.Nodes;

namespace SocialCareBot.Chat.Slack;

/// <summary>What kind of channel a channel is; asked of Slack once, and again when it may have changed.</summary>
public sealed class SlackRooms(SlackApi api, SlackMemory memory, SlackSettings settings, TimeProvider time)
{
    public const string SharedReason = "people of another organisation are in this channel";

    /// <summary>A channel may become shared without our being told.</summary>
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(6);

    /// <summary>What is known of the channel, or why it could not be found out.</summary>
    internal async Task<(SlackRoom? Room, SlackFault? Fault)> Know(string team, string channel, CancellationToken ct)
    {
        var known = memory.Room(team, channel);
        if (known is not null && time.GetUtcNow() - known.ReadAt < Lasts)
            return (known, null);
        var asked = await api.Call(team, "conversations.info", new JsonObject { ["channel"] = channel }, ct);
        if (!asked.Done)
            return (null, asked.Fault);
        var about = asked.Body.At("channel");
        var room = new SlackRoom(about.IsTrue("is_ext_shared") || about.IsTrue("is_pending_ext_shared"), time.GetUtcNow())
        {
            IsPrivate = about.IsTrue("is_private"),
            IsMember = about.IsTrue("is_member"),
            IsChat = about.IsTrue("is_im") || about.IsTrue("is_mpim"),
        };
        await memory.Note(team, channel, room, ct);
        return (room, null);
    }

    /// <summary>The channel may have changed: it is asked about anew.</summary>
    internal Task Forget(string team, string channel, CancellationToken ct) => memory.Forget(team, channel, ct);

    /// <summary>Why cases cannot appear there; null: they can.</summary>
    internal async Task<string?> NoRoute(string team, string channel, CancellationToken ct)
    {
        if (SlackPlaces.IsDirect(channel))
            return "Cases appear in channels. Say this in one.";
        await Forget(team, channel, ct);
        return await Know(team, channel, ct) switch
        {
            (_, SlackFault.TargetDead) => "The bot is not in this channel. Invite it with /invite, then say this again.",
            (_, { } fault) => $"Slack did not say what kind of channel this is ({fault.Reason}). Nothing was changed; say it again.",
            ({ IsChat: true }, _) => "Cases appear in channels. Say this in one.",
            ({ IsShared: true }, _) when !settings.SharedChannels => "People of another organisation are in this channel, so cases do not appear here. Choose another one.",
            ({ IsPrivate: true, IsMember: false }, _) => "The bot is not in this channel. Invite it with /invite, then say this again.",
            _ => null,
        };
    }
}
