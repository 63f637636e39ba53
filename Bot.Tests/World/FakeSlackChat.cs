using System.Text.Json;
using System.Text.Json.Nodes;

namespace SocialCareBot.Tests.World;

/// <summary>What chat.* does to channels and conversations. Called with the memory locked.</summary>
public sealed partial class FakeSlack
{
    private const int LongestPost = 40_000;
    private const int LongestUpdate = 4_000;

    private Reply PostMessage(FakeSlackCall call)
    {
        var (channel, refusal) = Writable(call);
        if (channel is null)
            return refusal!;
        if (Flaw(call, LongestPost) is { } flaw)
            return flaw;
        // A thread that is not there makes Slack post at the top, and say so in nothing but the answer.
        var parent = _messages.Find(one => one.Channel == channel.Id && one.Ts == call["thread_ts"] && one is { Deleted: false, OnlyFor: null });
        var message = Stand(channel, BotOf(call.Team).Id, Shown(call), parent is null ? null : parent.ThreadTs ?? parent.Ts);
        return Reply.Ok(new JsonObject { ["channel"] = channel.Id, ["ts"] = message.Ts, ["message"] = Described(message) });
    }

    private (FakeSlackChannel? Channel, Reply? Refusal) Writable(FakeSlackCall call)
    {
        var id = call["channel"];
        if (_people.Find(person => person.Id == id && person.Team == call.Team) is { } person)
        {
            if (person.Deleted)
                return (null, Reply.Error("user_disabled"));
            if (person.IsBot)
                return (null, Reply.Error("cannot_dm_bot"));
            return (OpenDm(call.Team, id), null);
        }
        var channel = Visible(call.Team, id);
        if (channel is null)
            return (null, Reply.Error("channel_not_found"));
        if (channel.Archived)
            return (null, Reply.Error("is_archived"));
        return _members[channel.Id].Contains(BotOf(call.Team).Id) || (!channel.Private && Scopes.Contains("chat:write.public"))
            ? (channel, null)
            : (null, Reply.Error("not_in_channel"));
    }

    /// <summary>The channel, as far as the bot of this workspace knows of it.</summary>
    private FakeSlackChannel? Visible(string team, string id) =>
        _channels.Find(one => one.Id == id && one.Team == team && (!one.Private || _members[one.Id].Contains(BotOf(team).Id)));

    private FakeSlackPerson BotOf(string team) => _teams.Find(one => one.Id == team)!.Bot;

    private FakeSlackMessage Stand(FakeSlackChannel channel, string by, JsonObject shown, string? thread, string? onlyFor = null)
    {
        var message = new FakeSlackMessage { Ts = NewTs(), Team = channel.Team, Channel = channel.Id, By = by, ThreadTs = thread, OnlyFor = onlyFor, At = _time.GetUtcNow() };
        message.Show(shown);
        _messages.Add(message);
        return message;
    }

    private static JsonObject Shown(FakeSlackCall call)
    {
        var shown = new JsonObject { ["text"] = call["text"] };
        foreach (var part in (ReadOnlySpan<string>)["blocks", "attachments", "metadata"])
        {
            if (call.Part(part) is { } given)
                shown[part] = given.DeepClone();
        }
        return shown;
    }

    private Reply? Flaw(FakeSlackCall call, int longest)
    {
        if (call["parse"] == "full" || call["link_names"] is "true" or "1")
            _unexpected.Enqueue($"{call.Method} with parse or link_names, which makes pings of plain words");
        var (text, blocks, attachments) = (call["text"], call.Part("blocks"), call.Part("attachments"));
        if (text.Length == 0 && blocks is not JsonArray { Count: > 0 } && attachments is not JsonArray { Count: > 0 })
            return Reply.Error("no_text");
        if (text.Length > longest)
            return Reply.Error("msg_too_long");
        if (attachments is JsonArray { Count: > 100 })
            return Reply.Error("too_many_attachments");
        if (call.Part("metadata") is { } metadata && (metadata["event_type"] is null || metadata["event_payload"] is not JsonObject))
            return Reply.Error("invalid_metadata_format");
        var problems = FakeSlackBlocks.OfMessage(blocks, attachments);
        if (problems.Count > 0)
            return Reply.Error(problems[0].StartsWith("format", StringComparison.Ordinal) ? "invalid_blocks_format" : "invalid_blocks", problems);
        return FakeSlackBlocks.Length(blocks) + FakeSlackBlocks.Length(attachments) > FakeSlackBlocks.LongestMessage ? Reply.Error("msg_blocks_too_long") : null;
    }

    private Reply UpdateMessage(FakeSlackCall call)
    {
        if (Visible(call.Team, call["channel"]) is not { } channel)
            return Reply.Error("channel_not_found");
        if (Own(call, channel, call["ts"], "cant_update_message", out var refusal) is not { } message)
            return refusal!;
        if (channel.Archived)
            return Reply.Error("is_archived");
        if (EditWindow is { } window && _time.GetUtcNow() - message.At > window)
            return Reply.Error("edit_window_closed");
        if (Flaw(call, LongestUpdate) is { } flaw)
            return flaw;
        message.Show(Shown(call));
        return Reply.Ok(new JsonObject { ["channel"] = channel.Id, ["ts"] = message.Ts, ["text"] = message.Text, ["message"] = Described(message) });
    }

    /// <summary>How long the workspace lets messages be edited; null: always.</summary>
    public TimeSpan? EditWindow { get; set; }

    private FakeSlackMessage? Own(FakeSlackCall call, FakeSlackChannel channel, string ts, string notOurs, out Reply? refusal)
    {
        // What one person alone sees is known to nobody afterwards, not even by its ts.
        var message = _messages.Find(one => one.Channel == channel.Id && one.Ts == ts && one is { Deleted: false, OnlyFor: null });
        refusal = message is null ? Reply.Error("message_not_found") : message.By != BotOf(call.Team).Id ? Reply.Error(notOurs) : null;
        return refusal is null ? message : null;
    }

    private Reply DeleteMessage(FakeSlackCall call)
    {
        if (Visible(call.Team, call["channel"]) is not { } channel)
            return Reply.Error("channel_not_found");
        if (Own(call, channel, call["ts"], "cant_delete_message", out var refusal) is not { } message)
            return refusal!;
        message.Deleted = true;
        return Reply.Ok(new JsonObject { ["channel"] = channel.Id, ["ts"] = message.Ts });
    }

    private Reply PostEphemeral(FakeSlackCall call)
    {
        var (channel, refusal) = Writable(call);
        if (channel is null)
            return refusal!;
        if (!_members[channel.Id].Contains(call["user"]))
            return Reply.Error("user_not_in_channel");
        if (Flaw(call, LongestPost) is { } flaw)
            return flaw;
        var message = Stand(channel, BotOf(call.Team).Id, Shown(call), call["thread_ts"] is { Length: > 0 } thread ? thread : null, call["user"]);
        return Reply.Ok(new JsonObject { ["message_ts"] = message.Ts });
    }

    private Reply Permalink(FakeSlackCall call)
    {
        if (Visible(call.Team, call["channel"]) is not { } channel)
            return Reply.Error("channel_not_found");
        return _messages.Exists(one => one.Channel == channel.Id && one.Ts == call["message_ts"] && one is { Deleted: false, OnlyFor: null })
            ? Reply.Ok(new JsonObject { ["channel"] = channel.Id, ["permalink"] = $"https://fake.slack.com/archives/{channel.Id}/p{call["message_ts"].Replace(".", "", StringComparison.Ordinal)}" })
            : Reply.Error("message_not_found");
    }

    private JsonObject Described(FakeSlackMessage message)
    {
        var described = JsonSerializer.SerializeToNode(message.Body)!.AsObject();
        (described["type"], described["user"], described["ts"], described["team"]) = ("message", message.By, message.Ts, message.Team);
        if (_teams.Find(team => team.Bot.Id == message.By) is { } team)
            (described["bot_id"], described["app_id"]) = (team.BotId, AppId);
        if (message.ThreadTs is { } thread)
            described["thread_ts"] = thread;
        return described;
    }
}
