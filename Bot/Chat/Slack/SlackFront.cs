using System.Text.Json.Nodes;
using SocialCareBot.Cards.BlockKit;
using SocialCareBot.Desk;
using SocialCareBot.Ports;

namespace SocialCareBot.Chat.Slack;

/// <summary>Posts and edits messages in Slack; says what came of every attempt.</summary>
public sealed class SlackFront(SlackApi api, SlackRooms rooms, People people, SlackSettings settings, ILogger<SlackFront> log) : IChatFront
{
    /// <summary>As stored with every message and identity.</summary>
    public const string FrontName = "slack";

    private static readonly TimeSpan CredentialPause = TimeSpan.FromMinutes(1);

    private readonly SlackRefused _refused = new();

    public string Name => FrontName;

    public async Task<ChatOutcome> Post(ChatPlace place, ChatMessage message, CancellationToken ct)
    {
        if (place.Person is { } person)
        {
            return people.On(FrontName, place.Tenant, person) is { } known
                ? await Post(place.Tenant, known.Identity.NativeId, null, message, ct)
                : new ChatOutcome.PlaceDead("this person is not known in that workspace");
        }
        if (place.Conversation is not { } channel)
            return new ChatOutcome.Refused("a message without a place");
        return await Closed(place.Tenant, channel, ct) ?? await Post(place.Tenant, channel, place.ThreadRoot, message, ct);
    }

    public async Task<ChatOutcome> Update(ChatPlace place, string reference, ChatMessage message, CancellationToken ct)
    {
        var (channel, ts) = SlackPlaces.Parse(reference);
        return await Say(place.Tenant, "chat.update", Edit(channel, ts), message, ct);
    }

    /// <summary>Shows one person something in a conversation, which nobody else sees; directly, where it is theirs with the bot.</summary>
    internal Task<ChatOutcome> Tell(SlackOrigin to, string channel, string? thread, ChatMessage message, CancellationToken ct)
    {
        var arguments = Place(channel, thread);
        if (SlackPlaces.IsDirect(channel))
            return Say(to.Team, "chat.postMessage", arguments, message, ct);
        arguments["user"] = to.User;
        return Say(to.Team, "chat.postEphemeral", arguments, message, ct);
    }

    /// <summary>Nothing is shown to another organisation, unless the settings say so.</summary>
    private async Task<ChatOutcome?> Closed(string team, string channel, CancellationToken ct)
    {
        if (settings.SharedChannels)
            return null;
        var (room, fault) = await rooms.Know(team, channel, ct);
        return fault is not null ? Outcome(fault) : room!.IsShared ? new ChatOutcome.PlaceDead(SlackRooms.SharedReason) : null;
    }

    /// <summary>A person's id serves as the channel; Slack answers with the conversation's own, and only that one can be edited in.</summary>
    private Task<ChatOutcome> Post(string team, string channel, string? root, ChatMessage message, CancellationToken ct) =>
        Say(team, "chat.postMessage", Place(channel, root is null ? null : SlackPlaces.Parse(root).Ts), message, ct);

    private static JsonObject Place(string channel, string? thread)
    {
        var arguments = new JsonObject { ["channel"] = channel, ["unfurl_links"] = false, ["unfurl_media"] = false };
        if (thread is not null)
            arguments["thread_ts"] = thread;
        return arguments;
    }

    /// <summary>An edit keeps what it does not name, so both shapes of content are named.</summary>
    private static JsonObject Edit(string channel, string ts) => new()
    {
        ["channel"] = channel,
        ["ts"] = ts,
        ["unfurl_links"] = false,
        ["unfurl_media"] = false,
        ["blocks"] = new JsonArray(),
        ["attachments"] = new JsonArray(),
    };

    /// <summary>A drawing that Slack does not take is shown without pictures, and else said in plain words, so that no complaint is lost.</summary>
    private async Task<ChatOutcome> Say(string team, string method, JsonObject arguments, ChatMessage message, CancellationToken ct)
    {
        SlackResult? result = null;
        foreach (var drawn in _refused.Left(SlackDrawing.Ways(message)))
        {
            // The plain words are nothing our own check may stop.
            result = drawn.Count > 1 && BlockLimits.Problems(drawn) is { Count: > 0 } problems
                ? new SlackResult(default, new SlackFault.OurBug(string.Join("; ", problems)))
                : await api.Call(team, method, With(arguments, drawn), ct);
            if (result.Fault is not SlackFault.OurBug bug)
                break;
            _refused.Add(drawn);
            log.LogError("Slack does not take a drawing of ours ({Kind}): {Reason}. It is shown in a simpler way", message.GetType().Name, bug.Reason);
        }
        return result!.Fault is { } fault ? Outcome(fault) : Posted(team, arguments, result, message);
    }

    private static JsonObject With(JsonObject arguments, JsonObject drawn)
    {
        var all = arguments.DeepClone().AsObject();
        foreach (var (name, value) in drawn)
            all[name] = value?.DeepClone();
        return all;
    }

    private ChatOutcome.Posted Posted(string team, JsonObject arguments, SlackResult result, ChatMessage message)
    {
        var wanted = arguments["thread_ts"]?.GetValue<string>();
        if (wanted is not null && result.Body.Text("message", "thread_ts") is var stands && result.Body.At("message").ValueKind != default && stands != wanted)
            log.LogWarning("Slack took the thread {Thread} in {Team} for gone; a {Kind} stands outside it", wanted, team, message.GetType().Name);
        var ts = result.Body.Text("ts") ?? result.Body.Text("message_ts") ?? arguments["ts"]?.GetValue<string>() ?? "";
        return new ChatOutcome.Posted(SlackPlaces.Reference(result.Body.Text("channel") ?? arguments["channel"]!.GetValue<string>(), ts));
    }

    private static ChatOutcome Outcome(SlackFault fault) => fault switch
    {
        SlackFault.Retry retry => new ChatOutcome.Retry(retry.Reason, retry.After),
        SlackFault.CredentialDead dead => new ChatOutcome.Retry(dead.Reason, CredentialPause),
        SlackFault.TargetDead dead => new ChatOutcome.PlaceDead(dead.Reason),
        SlackFault.MessageGone gone => new ChatOutcome.Gone(gone.Reason),
        SlackFault.Unknown unknown => new ChatOutcome.Unclear(unknown.Reason),
        _ => new ChatOutcome.Refused(fault.Reason),
    };
}
