using System.Text.Json;
using System.Text.RegularExpressions;
using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Ports;

namespace SocialCareBot.Chat.Teams;

/// <summary>Commands, and presses of old clients that arrive as messages.</summary>
public sealed class TeamsTalk(ChatCommands commands, TeamsCallers callers, TeamsClicks clicks, CaseCards cards, TeamsVoice voice)
{
    /// <summary>Answers in the conversation it was asked in.</summary>
    public async Task Answer(Envelope envelope, CancellationToken ct)
    {
        var (actor, sentence) = await callers.Who(envelope, ct);
        if (actor is null)
        {
            await voice.Answer(envelope, Activity.Plain(sentence!), ct);
            return;
        }
        if (envelope.Activity.Value is { ValueKind: JsonValueKind.Object } data && TeamsPress.Of(data) is { Verb.Length: > 0 } press)
        {
            if (await clicks.Submit(press, actor, ct) is { } refusal)
                await voice.Answer(envelope, Activity.Plain(refusal), ct);
            return;
        }
        var answer = await commands.Handle(await Command(envelope, actor, ct), ct);
        await voice.Answer(envelope, Draw(answer), ct);
    }

    private Activity Draw(CommandAnswer answer) => TeamsFront.Draw(answer switch
    {
        CommandAnswer.Card card => new ChatMessage.CaseCard(cards.Model(card.View, card.At)) { Summary = card.View.Case.Name },
        CommandAnswer.Notice notice => new ChatMessage.Notice(notice.Model) { Summary = notice.Model.Title },
        _ => throw new System.Diagnostics.UnreachableException(answer.GetType().Name),
    });

    private async Task<ChatCommand> Command(Envelope envelope, Actor by, CancellationToken ct)
    {
        var activity = envelope.Activity;
        var words = Words(activity);
        return new ChatCommand
        {
            Text = words,
            By = by,
            Front = TeamsFront.FrontName,
            Tenant = envelope.Tenant,
            Conversation = TeamsPlaces.Bare(activity.Conversation?.Id),
            Alone = activity.Conversation?.ConversationType == "personal",
            NoRoute = words.StartsWith("route", StringComparison.OrdinalIgnoreCase) ? await NoRoute(envelope, ct) : null,
        };
    }

    private async Task<string?> NoRoute(Envelope envelope, CancellationToken ct)
    {
        if (envelope.Activity.Conversation?.ConversationType is "personal" or "groupChat")
            return "Cases appear in channels of a team. Say this in one, with the bot mentioned.";
        return await voice.IsPrivate(envelope, ct)
            ? "This is a private channel, and Teams does not let bots post cards there. Choose a standard or shared channel."
            : null;
    }

    /// <summary>The words without the mention of the bot itself, found by its id and not by its name.</summary>
    internal static string Words(Activity activity)
    {
        var text = activity.Text ?? "";
        foreach (var mention in activity.Entities?.Where(entity => entity.Type == "mention" && entity.Mentioned?.Id == activity.Recipient?.Id) ?? [])
            text = mention.Text is { Length: > 0 } tag ? text.Replace(tag, " ", StringComparison.Ordinal) : text;
        return Regex.Replace(text, "<[^<>]*>|&nbsp;", " ", RegexOptions.NonBacktracking).Trim();
    }
}

/// <summary>The bot's answers in conversations. They are no cards of a case, so nothing else brings them again.</summary>
public sealed class TeamsVoice(TeamsFront front, ConnectorClient connector, TimeProvider time, ILogger<TeamsVoice> log)
{
    private const int Attempts = 4;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    /// <summary>Answers where it was asked; the person alone, where the bot may not speak (a private channel).</summary>
    public async Task Answer(Envelope envelope, Activity answer, CancellationToken ct)
    {
        var outcome = await Persist(() => front.Say(envelope.Tenant, envelope.Activity.Conversation?.Id ?? "", answer, ct), ct);
        if (outcome is ChatOutcome.PlaceDead && envelope.Activity is { Conversation.ConversationType: "channel", From.Id: { } address })
            outcome = await Persist(() => front.SayTo(envelope.Tenant, address, answer, ct), ct);
        if (outcome is not ChatOutcome.Posted)
            log.LogWarning("An answer in {Conversation} did not arrive: {Outcome}", envelope.Activity.Conversation?.Id, outcome);
    }

    /// <summary>Whether the channel is private. A message does not always say; then the team's list of channels does.</summary>
    public async Task<bool> IsPrivate(Envelope envelope, CancellationToken ct)
    {
        var activity = envelope.Activity;
        if (activity.ChannelData?.Channel?.Type is { } type)
            return type == "private";
        if (activity is not { ChannelData.Team.Id: { } team, ServiceUrl: { } service })
            return false;
        var channels = await connector.Channels(service, team, ct);
        var bare = TeamsPlaces.Bare(activity.Conversation?.Id);
        return channels.Value?.Conversations?.Any(channel => channel.Id == bare && channel.Type == "private") == true;
    }

    private async Task<ChatOutcome> Persist(Func<Task<ChatOutcome>> attempt, CancellationToken ct)
    {
        for (var left = Attempts - 1; ; left--)
        {
            var outcome = await attempt();
            if (outcome is not ChatOutcome.Retry retry || left == 0)
                return outcome;
            var wait = retry.After ?? TimeSpan.FromSeconds(Attempts - left);
            await Task.Delay(wait < LongestWait ? wait : LongestWait, time, ct);
        }
    }
}
