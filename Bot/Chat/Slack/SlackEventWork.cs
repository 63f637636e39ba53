using System.Text.Json;
using SocialCareBot.Cards.Models;
using SocialCareBot.Desk;
using SocialCareBot.Ports;

namespace SocialCareBot.Chat.Slack;

/// <summary>What follows an event.</summary>
public sealed class SlackEventWork(SlackTalk talk, SlackHome home, SlackProfiles profiles, SlackRooms rooms, SlackFront front)
{
    internal async Task Do(JsonElement outer, string kind, CancellationToken ct)
    {
        var team = outer.Text("team_id")!;
        var channel = outer.Text("event", "channel");
        switch (kind)
        {
            case "app_home_opened" when outer.Text("event", "tab") is null or "home" && SlackOrigin.OfEvent(outer) is { } by:
                await home.Show(by with { Channel = null }, null, ct);
                break;
            case "app_mention" when SlackOrigin.OfEvent(outer) is { } by:
                await talk.Hear(outer.At("event"), by, ct);
                break;
            case "message" when IsToUs(outer.At("event")) && SlackOrigin.OfEvent(outer) is { } by:
                await talk.Hear(outer.At("event"), by, ct);
                break;
            case "member_joined_channel" when channel is not null && outer.Text("event", "user") is { } user:
                await Joined(team, channel, user, user == SlackEvents.BotOf(outer), ct);
                break;
            default:
                if (channel is not null)
                    await rooms.Forget(team, channel, ct);
                break;
        }
    }

    /// <summary>Said by a person to the bot alone; edits, deletions and what other apps say are no words to us.</summary>
    private static bool IsToUs(JsonElement said) => said.Text("channel_type") == "im" && said.Text("subtype") is null;

    private async Task Joined(string team, string channel, string user, bool isBot, CancellationToken ct)
    {
        if (!isBot)
        {
            await profiles.Know(team, user, ct);
            return;
        }
        await rooms.Forget(team, channel, ct);
        var hello = new NoticeModel
        {
            Title = "Cases can appear in this channel",
            Text = await rooms.NoRoute(team, channel, ct) ?? "An admin of the care team says here: /care route here NAME. Then new cases of that route appear as cards. /care help lists the rest.",
        };
        await front.Post(new ChatPlace { Tenant = team, Conversation = channel }, new ChatMessage.Notice(hello) { Summary = hello.Title }, ct);
        await profiles.KnowMembers(team, channel, ct);
    }
}
