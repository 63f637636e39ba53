using System.Text.Json;
using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Ports;

namespace SocialCareBot.Chat.Slack;

/// <summary>Commands: typed after the slash, to the bot alone, or with the bot mentioned. Answered for the person alone.</summary>
public sealed class SlackTalk(ChatCommands commands, SlackCallers callers, CaseCards cards, SlackRooms rooms, SlackVoice voice)
{
    /// <summary>Answers a slash command.</summary>
    internal async Task Slash(JsonElement payload, SlackOrigin by, CancellationToken ct) =>
        await voice.Respond(payload, SlackDrawing.Of(await Answer(by, payload.Text("text"), ct)), ct);

    /// <summary>Words to the bot in a conversation.</summary>
    internal async Task Hear(JsonElement said, SlackOrigin by, CancellationToken ct)
    {
        if (by.Channel is { } channel)
            await voice.Answer(by, channel, said.Text("thread_ts"), await Answer(by, Unmentioned(said.Text("text")), ct), ct);
    }

    /// <summary>Without the mention of the bot at the beginning.</summary>
    private static string? Unmentioned(string? text) =>
        text?.TrimStart() is { } words && words.StartsWith("<@", StringComparison.Ordinal) && words.IndexOf('>') is > 0 and var end ? words[(end + 1)..] : text;

    private async Task<ChatMessage> Answer(SlackOrigin by, string? text, CancellationToken ct)
    {
        try
        {
            var (actor, refusal) = await callers.Who(by, ct);
            return actor is null ? Say(refusal!) : Draw(await commands.Handle(await Command(actor, by, text, ct), ct));
        }
        catch (Exception fault) when (SlackBusy.Say(fault) is { } sentence)
        {
            return Say(sentence);
        }
    }

    private static ChatMessage.Notice Say(string sentence) => new(new NoticeModel { Title = "Not done", Text = sentence }) { Summary = sentence };

    private ChatMessage Draw(CommandAnswer answer) => answer switch
    {
        CommandAnswer.Card card => new ChatMessage.CaseCard(cards.Model(card.View, card.At)) { Summary = card.View.Case.Name },
        CommandAnswer.Notice notice => new ChatMessage.Notice(notice.Model) { Summary = notice.Model.Title },
        _ => throw new System.Diagnostics.UnreachableException(answer.GetType().Name),
    };

    private async Task<ChatCommand> Command(Actor actor, SlackOrigin by, string? text, CancellationToken ct)
    {
        var words = SlackText.Command(text);
        return new ChatCommand
        {
            Text = words,
            By = actor,
            Front = SlackFront.FrontName,
            Tenant = by.Team,
            Conversation = by.Channel ?? "",
            Alone = true,
            NoRoute = words.StartsWith("route", StringComparison.OrdinalIgnoreCase) ? await rooms.NoRoute(by.Team, by.Channel ?? "D", ct) : null,
        };
    }
}
