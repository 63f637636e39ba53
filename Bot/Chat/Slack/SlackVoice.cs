using System.Text.Json;
using System.Text.Json.Nodes;
using SocialCareBot.Ports;

namespace SocialCareBot.Chat.Slack;

/// <summary>Says things to the one person who did something. They are no cards of a case, so nothing else brings them again.</summary>
public sealed class SlackVoice(SlackResponder responder, SlackFront front, TimeProvider time, ILogger<SlackVoice> log)
{
    private const int Attempts = 4;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    /// <summary>A sentence for the person alone, beside what was pressed.</summary>
    internal Task Tell(JsonElement payload, string sentence, CancellationToken ct) => Respond(payload, SlackDrawing.Plain(sentence), ct);

    /// <summary>Answers for the person alone with something drawn.</summary>
    internal async Task Respond(JsonElement payload, JsonObject drawn, CancellationToken ct)
    {
        drawn["response_type"] = "ephemeral";
        drawn["replace_original"] = false;
        if (SlackSpot.Of(payload).Thread is { } thread)
            drawn["thread_ts"] = thread;
        await Send(payload, drawn, ct);
    }

    /// <summary>Puts something else in the place of what was pressed. What one person alone sees is changed through the press's own address, and in no other way.</summary>
    internal async Task Replace(JsonElement payload, string team, ChatMessage message, CancellationToken ct)
    {
        var spot = SlackSpot.Of(payload);
        if (spot.IsEphemeral)
        {
            var drawn = SlackDrawing.Of(message);
            drawn["replace_original"] = true;
            await Send(payload, drawn, ct);
        }
        else if (spot.Reference is { } reference)
            await front.Update(new ChatPlace { Tenant = team, Conversation = spot.Channel }, reference, message, ct);
    }

    /// <summary>Answers in a conversation, for the person alone.</summary>
    internal async Task Answer(SlackOrigin to, string channel, string? thread, ChatMessage message, CancellationToken ct)
    {
        var outcome = await front.Tell(to, channel, thread, message, ct);
        for (var left = Attempts - 1; left > 0 && outcome is ChatOutcome.Retry retry; left--)
        {
            var wait = retry.After ?? TimeSpan.FromSeconds(Attempts - left);
            await Task.Delay(wait < LongestWait ? wait : LongestWait, time, ct);
            outcome = await front.Tell(to, channel, thread, message, ct);
        }
        if (outcome is not ChatOutcome.Posted)
            log.LogWarning("An answer in {Channel} of {Team} did not arrive: {Outcome}", channel, to.Team, outcome);
    }

    private async Task Send(JsonElement payload, JsonObject body, CancellationToken ct)
    {
        if (payload.Text("response_url") is { } url && await responder.Respond(url, body, ct) is { Fault: { } fault })
            log.LogWarning("An answer to a press in Slack did not arrive: {Reason}", fault.Reason);
    }
}
