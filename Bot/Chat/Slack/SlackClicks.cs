using System.Globalization;
using System.Text.Json;
using SocialCareBot.Cards.BlockKit;
using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Desk;

namespace SocialCareBot.Chat.Slack;

/// <summary>Buttons on messages and on the Home tab. What a press means is durable before Slack has its answer; what the person sees of it follows.</summary>
public sealed class SlackClicks(PressDesk press, SlackCallers callers, SlackForms forms, SlackAftermath aftermath)
{
    /// <summary>Answers every press at once and empty; buttons that only open a link, and those of messages older than the bot, mean nothing to us.</summary>
    internal async Task<SlackReply> Press(JsonElement payload, SlackOrigin by, CancellationToken ct)
    {
        foreach (var action in SlackAction.Of(payload))
        {
            var pressed = BlockPress.Parse(action.Id, action.Value);
            if (pressed.Verb == HomeTab.PageVerb && int.TryParse(pressed.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var page))
                aftermath.Turn(by, page);
            else if (pressed.CaseId is not null && SlackView.Of(payload) is null or { IsHome: true })
                await Press(payload, pressed, by, ct);
        }
        return SlackReply.Empty;
    }

    private async Task Press(JsonElement payload, BlockPress pressed, SlackOrigin by, CancellationToken ct)
    {
        if (pressed.OpensForm)
            await forms.Open(payload, pressed, by, ct);
        else
            await Act(payload, pressed, by, ct);
    }

    private async Task Act(JsonElement payload, BlockPress pressed, SlackOrigin by, CancellationToken ct)
    {
        var sentence = await Act(pressed, by, ct);
        aftermath.Pressed(payload, by, SlackSubject.Of(pressed)?.Case, sentence);
    }

    /// <summary>Null: done. Never throws for a busy store: that is a sentence too.</summary>
    private async Task<string?> Act(BlockPress pressed, SlackOrigin by, CancellationToken ct)
    {
        try
        {
            var (actor, refusal) = await callers.Who(by, ct);
            if (actor is null)
                return refusal;
            if (SlackSubject.Of(pressed)?.Case is not { } id)
                return PressDesk.Gone;
            var inputs = new Dictionary<string, string>(StringComparer.Ordinal);
            if (pressed is { Verb: CardVerbs.Resolve, Value: { } reason })
                inputs[InputNames.ResolveReason] = reason;
            return (await press.Handle(new Press { Case = id, Verb = pressed.Verb, ShownVersion = pressed.Version, By = actor, Inputs = inputs }, ct)).Sentence;
        }
        catch (Exception fault) when (SlackBusy.Say(fault) is { } sentence)
        {
            return sentence;
        }
    }
}
