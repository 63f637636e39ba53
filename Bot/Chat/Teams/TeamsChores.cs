using System.Text.RegularExpressions;
using SocialCareBot.Cards.Models;
using SocialCareBot.Desk;
using SocialCareBot.Ports;
using SocialCareBot.Store;

namespace SocialCareBot.Chat.Teams;

/// <summary>Works through what people said to the bot, and keeps rosters fresh: the part of Teams that may take its time and call out.</summary>
public sealed class TeamsChores(TeamsEvents events, TeamsTalk talk, TeamsRosters rosters, ILogger<TeamsChores> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var envelope in events.Work.ReadAllAsync(stoppingToken))
        {
            try
            {
                if (envelope.Activity.Type == ActivityTypes.Message)
                    await talk.Answer(envelope, stoppingToken);
                await rosters.Refresh(envelope.Tenant, envelope.Activity.Conversation?.Id, stoppingToken, now: envelope.Activity.Type != ActivityTypes.Message);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                log.LogError(fault, "A Teams activity of type {Type} could not be worked on", envelope.Activity.Type);
            }
        }
    }
}

/// <summary>Commands, and presses of old clients that arrive as messages.</summary>
public sealed class TeamsTalk(ChatCommands commands, TeamsCallers callers, TeamsClicks clicks, CaseCards cards, ConnectorClient connector)
{
    /// <summary>Answers in the conversation it was asked in.</summary>
    public async Task Answer(Envelope envelope, CancellationToken ct)
    {
        var (actor, sentence) = await callers.Who(envelope, ct);
        if (actor is null)
        {
            await Say(envelope, Activity.Plain(sentence!), ct);
            return;
        }
        if (envelope.Activity.Value is { ValueKind: System.Text.Json.JsonValueKind.Object } data && new TeamsPress(Verb(data), data) is { Verb.Length: > 0 } press)
        {
            if (await clicks.Submit(press, actor, ct) is { } refusal)
                await Say(envelope, Activity.Plain(refusal), ct);
            return;
        }
        var answer = await commands.Handle(Command(envelope, actor), ct);
        await Say(envelope, Draw(answer), ct);
    }

    private Activity Draw(CommandAnswer answer) => TeamsFront.Draw(answer switch
    {
        CommandAnswer.Card card => new ChatMessage.CaseCard(cards.Model(card.View, card.At)) { Summary = card.View.Case.Name },
        CommandAnswer.Notice notice => new ChatMessage.Notice(notice.Model) { Summary = notice.Model.Title },
        _ => throw new System.Diagnostics.UnreachableException(answer.GetType().Name),
    });

    private static ChatCommand Command(Envelope envelope, Cases.Actor by)
    {
        var activity = envelope.Activity;
        return new ChatCommand
        {
            Text = Words(activity),
            By = by,
            Front = TeamsFront.FrontName,
            Tenant = envelope.Tenant,
            Conversation = TeamsPlaces.Bare(activity.Conversation?.Id),
            NoRoute = activity switch
            {
                { Conversation.ConversationType: "personal" or "groupChat" } => "Cases appear in channels of a team. Say this in one, with the bot mentioned.",
                { ChannelData.Channel.Type: "private" } => "This is a private channel, and Teams does not let bots post cards there. Choose a standard or shared channel.",
                _ => null,
            },
        };
    }

    /// <summary>The words without the mention of the bot itself, found by its id and not by its name.</summary>
    internal static string Words(Activity activity)
    {
        var text = activity.Text ?? "";
        foreach (var mention in activity.Entities?.Where(entity => entity.Type == "mention" && entity.Mentioned?.Id == activity.Recipient?.Id) ?? [])
            text = mention.Text is { Length: > 0 } tag ? text.Replace(tag, " ") : text;
        return Regex.Replace(text, "<[^>]*>|&nbsp;", " ", RegexOptions.None, TimeSpan.FromMilliseconds(50)).Trim();
    }

    private static string Verb(System.Text.Json.JsonElement data) =>
        data.TryGetProperty("verb", out var verb) && verb.ValueKind == System.Text.Json.JsonValueKind.String ? verb.GetString()! : "";

    private async Task Say(Envelope envelope, Activity activity, CancellationToken ct) =>
        await connector.Send(envelope.Activity.ServiceUrl!, envelope.Activity.Conversation!.Id!, activity, ct);
}

/// <summary>Who is in the conversations we post to: how each person is reached, and who is a guest. Read hourly and on every change.</summary>
public sealed class TeamsRosters(ConnectorClient connector, TeamsMemory memory, IWriter writer, People people, TimeProvider time)
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, DateTimeOffset> _read = new(StringComparer.Ordinal);

    /// <summary>Reads a channel's members, unless that was done within the hour and nothing changed.</summary>
    public async Task Refresh(string tenant, string? conversation, CancellationToken ct, bool now = false)
    {
        var bare = TeamsPlaces.Bare(conversation);
        if (bare.Length == 0 || (!now && _read.TryGetValue(bare, out var last) && time.GetUtcNow() - last < Every) || memory.ServiceUrl(tenant, bare) is not { } service)
            return;
        _read[bare] = time.GetUtcNow();
        string? more = null;
        do
        {
            var page = await connector.Members(service, bare, 200, more, ct);
            if (page.Value is not { } members)
                return;
            foreach (var member in members.Members ?? [])
                await Note(tenant, member, ct);
            more = members.ContinuationToken;
        }
        while (more is { Length: > 0 });
        people.Reload();
    }

    private async Task Note(string tenant, TeamsChannelAccount member, CancellationToken ct)
    {
        if ((member.AadObjectId ?? member.ObjectId ?? member.Id)?.ToLowerInvariant() is not { } id)
            return;
        await memory.Note(tenant, id, member.UserRole is "guest" or "anonymous", ct);
        var identity = new Identity(TeamsFront.FrontName, tenant, id);
        if (member.Id is { } address && people.Known(identity) is { } person && people.On(TeamsFront.FrontName, person)?.Address != address)
            await writer.Run(
                session =>
                {
                    PersonStore.Link(session, identity, person, address);
                    return true;
                },
                ct);
    }
}
