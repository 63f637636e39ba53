using System.Text.Json;

namespace SocialCareBot.Chat.Slack;

/// <summary>What people ask of the bot beside cards: answered empty at once, worked on afterwards, told to the person alone.</summary>
public sealed class SlackAsks(SlackTalk talk, SlackShortcuts shortcuts, SlackAside aside)
{
    internal Task<SlackReply> Slash(JsonElement payload, SlackOrigin by)
    {
        aside.Put("a command", ct => talk.Slash(payload, by, ct));
        return Task.FromResult(SlackReply.Empty);
    }

    internal Task<SlackReply> Shortcut(JsonElement payload, SlackOrigin by)
    {
        aside.Put("a shortcut", ct => shortcuts.Open(payload, by, ct));
        return Task.FromResult(SlackReply.Empty);
    }
}
