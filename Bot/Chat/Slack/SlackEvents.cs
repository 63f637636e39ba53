using System.Text.Json;
using SocialCareBot.Desk;
using SocialCareBot.Store;

namespace SocialCareBot.Chat.Slack;

/// <summary>What happens in a workspace: written down once, answered at once, worked on afterwards.</summary>
public sealed class SlackEvents(IWriter writer, SlackTokens tokens, SlackEventWork work, SlackAside aside, TimeProvider time)
{
    /// <summary>Slack takes three seconds without an answer for a failure, and brings the event again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Remembered = TimeSpan.FromHours(2);

    /// <summary>
    /// Takes an event once by its id, whatever the headers say of earlier tries: the first may never have arrived. Throws as <see cref="IWriter.Run{T}"/>;
    /// then Slack brings it again.
    /// </summary>
    internal async Task<SlackReply> Take(JsonElement outer, CancellationToken ct)
    {
        if (outer.Text("team_id") is not { } team || outer.Text("event", "type") is not { } kind || IsOurOwn(outer, kind))
            return SlackReply.Empty;
        var ended = Ended(outer, kind);
        if (ended is { Channel: null })
            await tokens.Revoke(team, ct);
        if (!await writer.Run(session => Once(session, outer) && Move(session, team, outer, kind) && End(session, team, ended), ct, Patience))
            return SlackReply.Empty;
        aside.Put($"the event {kind}", later => work.Do(outer, kind, later));
        return SlackReply.Empty;
    }

    /// <summary>The bot's own user, as the event names it.</summary>
    internal static string? BotOf(JsonElement outer) =>
        outer.At("authorizations").Each().Where(row => row.IsTrue("is_bot")).Select(row => row.Text("user_id")).FirstOrDefault();

    private static bool IsOurOwn(JsonElement outer, string kind) =>
        outer.Text("event", "bot_id") is not null || (kind is "message" or "app_mention" && outer.Text("event", "user") == BotOf(outer));

    private bool Once(Session session, JsonElement outer) =>
        outer.Text("event_id") is not { } id || Seen.TryAdd(session, $"slack:{id}", null, time.Now() + Remembered);

    /// <summary>What can be reached no more, and why; a channel, or without one the whole workspace.</summary>
    private static (string? Channel, string Reason)? Ended(JsonElement outer, string kind) => kind switch
    {
        "app_uninstalled" => (null, "the app was uninstalled"),
        "tokens_revoked" when outer.At("event", "tokens", "bot").Each().Any() => (null, "the app's access was revoked"),
        "channel_archive" or "group_archive" => (outer.Text("event", "channel") ?? "", "the channel was archived"),
        "channel_deleted" or "group_deleted" => (outer.Text("event", "channel") ?? "", "the channel was deleted"),
        "channel_left" or "group_left" => (outer.Text("event", "channel") ?? "", "the bot was removed"),
        "member_left_channel" when outer.Text("event", "user") == BotOf(outer) => (outer.Text("event", "channel") ?? "", "the bot was removed"),
        _ => null,
    };

    /// <summary>A channel that became shared, or came over from another workspace, may have got another id.</summary>
    private static bool Move(Session session, string team, JsonElement outer, string kind)
    {
        if (kind == "channel_id_changed" && outer.Text("event", "old_channel_id") is { } from && outer.Text("event", "new_channel_id") is { } to)
            Conversations.Rename(session, SlackFront.FrontName, team, from, to);
        return true;
    }

    /// <summary>Cases are routed there no more; they themselves stay.</summary>
    private bool End(Session session, string team, (string? Channel, string Reason)? ended)
    {
        if (ended is not var (channel, reason))
            return true;
        foreach (var binding in RouteBindings.All(session).Where(binding => binding.Front == SlackFront.FrontName && binding.Tenant == team && (channel is null || binding.Conversation == channel)))
            DeadChannels.Close(session, SlackFront.FrontName, team, binding.Conversation, reason, time.Now());
        return true;
    }
}
