using System.Text.Json.Nodes;

namespace SocialCareBot.Tests.World;

/// <summary>What happens in a workspace, told to the bot through the Events API.</summary>
public sealed partial class FakeSlack
{
    /// <summary>Opens the app's page: its home tab, or the messages.</summary>
    public Task<FakeSlackAnswer> OpenHome(FakeSlackPerson by, string tab = "home") => Happen(by, new JsonObject
    {
        ["type"] = "app_home_opened",
        ["user"] = by.Id,
        ["channel"] = Dm(by).Id,
        ["tab"] = tab,
    });

    /// <summary>Somebody writes. In the conversation with the app it hears everything, in a channel what names it.</summary>
    public async Task<(FakeSlackMessage Message, FakeSlackAnswer Answer)> Write(FakeSlackPerson by, FakeSlackChannel channel, string text, FakeSlackMessage? below = null)
    {
        FakeSlackMessage message = null!;
        Do(() => message = Stand(channel, by.Id, new JsonObject { ["text"] = text }, below is null ? null : below.ThreadTs ?? below.Ts));
        var named = text.Contains($"<@{TeamOf(channel.Team).Bot.Id}>", StringComparison.Ordinal);
        if (channel.Person is null && !named)
            return (message, new FakeSlackAnswer(this, by, 200, default, Messages.Count));
        var happened = new JsonObject
        {
            ["type"] = named ? "app_mention" : "message",
            ["user"] = by.Id,
            ["text"] = text,
            ["ts"] = message.Ts,
            ["channel"] = channel.Id,
            ["channel_type"] = channel.Person is not null ? "im" : "channel",
        };
        if (message.ThreadTs is { } thread)
            happened["thread_ts"] = thread;
        return (message, await Happen(by, happened, channel.Team));
    }

    /// <summary>The bot is invited into a channel.</summary>
    public Task<FakeSlackAnswer> Invite(FakeSlackPerson by, FakeSlackChannel channel)
    {
        var bot = TeamOf(channel.Team).Bot;
        Join(channel, bot);
        return Happen(by, new JsonObject { ["type"] = "member_joined_channel", ["user"] = bot.Id, ["channel"] = channel.Id, ["team"] = channel.Team, ["inviter"] = by.Id }, channel.Team);
    }

    /// <summary>The app is removed from a workspace: its tokens die, and both events come, in no fixed order.</summary>
    public async Task Uninstall(FakeSlackPerson by, bool tokensFirst = true)
    {
        Revoke(TeamOf(by.Team), "account_inactive");
        JsonObject[] events =
        [
            new() { ["type"] = "tokens_revoked", ["tokens"] = new JsonObject { ["oauth"] = new JsonArray(), ["bot"] = new JsonArray(TeamOf(by.Team).Bot.Id) } },
            new() { ["type"] = "app_uninstalled" },
        ];
        foreach (var happened in tokensFirst ? events : events.Reverse())
            await Happen(by, happened);
    }

    /// <summary>The channel gets another id, as when it comes over from another workspace; what stands in it stays.</summary>
    public async Task<FakeSlackChannel> GiveAnotherId(FakeSlackPerson by, FakeSlackChannel channel)
    {
        var moved = channel;
        Do(() =>
        {
            moved = channel with { Id = NewId("C") };
            _channels[_channels.FindIndex(one => one.Id == channel.Id)] = moved;
            _members.Remove(channel.Id, out var members);
            _members[moved.Id] = members!;
            _messages.FindAll(message => message.Channel == channel.Id).ForEach(message => message.Channel = moved.Id);
        });
        await Happen(by, new JsonObject { ["type"] = "channel_id_changed", ["old_channel_id"] = channel.Id, ["new_channel_id"] = moved.Id });
        return moved;
    }

    /// <summary>Anything happens; the event as it stands in the envelope.</summary>
    public async Task<FakeSlackAnswer> Happen(FakeSlackPerson by, JsonObject happened, string? team = null)
    {
        var before = Messages.Count;
        var status = await DeliverEvent(EventEnvelope(happened, team ?? by.Team), 0, null);
        return new FakeSlackAnswer(this, by, status, default, before);
    }

    /// <summary>The envelope around an event.</summary>
    public JsonObject EventEnvelope(JsonObject happened, string team)
    {
        var now = _time.GetUtcNow();
        lock (_memory)
        {
            happened["event_ts"] ??= NewTs();
            return new JsonObject
            {
                ["token"] = "deprecated",
                ["team_id"] = team,
                ["api_app_id"] = AppId,
                ["event"] = happened.DeepClone(),
                ["type"] = "event_callback",
                ["event_id"] = NewId("Ev"),
                ["event_time"] = now.ToUnixTimeSeconds(),
                ["event_context"] = NewId("4-context"),
                ["is_ext_shared_channel"] = _channels.Exists(channel => channel.Shared && channel.Id == happened["channel"]?.ToString()),
                ["authorizations"] = new JsonArray(new JsonObject
                {
                    ["enterprise_id"] = null,
                    ["team_id"] = team,
                    ["user_id"] = BotOf(team).Id,
                    ["is_bot"] = true,
                    ["is_enterprise_install"] = false,
                }),
            };
        }
    }
}
