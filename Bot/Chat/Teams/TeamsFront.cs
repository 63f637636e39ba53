using System.Collections.Concurrent;
using SocialCareBot.Cards.AdaptiveCards;
using SocialCareBot.Desk;
using SocialCareBot.Ports;

namespace SocialCareBot.Chat.Teams;

/// <summary>Posts and edits messages in Teams. Keeps within the rate windows of each conversation; says what came of every attempt.</summary>
public sealed class TeamsFront(ConnectorClient connector, TeamsMemory memory, People people, TimeProvider time, ILogger<TeamsFront> log) : IChatFront
{
    /// <summary>As stored with every message and identity.</summary>
    public const string FrontName = "teams";

    private static readonly TimeSpan CredentialPause = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<string, RateWindows> _windows = new(StringComparer.Ordinal);

    public string Name => FrontName;

    /// <summary>Rebuilds a conversation's rate windows after a restart from what was sent in the last hour.</summary>
    public void Sent(string conversation, IEnumerable<DateTimeOffset> instants) =>
        _windows[conversation] = RateWindows.Conversation.After(instants);

    public async Task<ChatOutcome> Post(ChatPlace place, ChatMessage message, CancellationToken ct)
    {
        if (place.Person is not null)
            return await PostToPerson(place, message, ct);
        if (place.Conversation is not { } channel || memory.ServiceUrl(place.Tenant, channel) is not { } service)
            return new ChatOutcome.Retry("nothing was heard from this conversation yet", TimeSpan.FromMinutes(1));
        if (Wait(channel) is { } wait)
            return wait;
        var activity = Draw(message);
        if (place.ThreadRoot is { } root)
            return Outcome(channel, await connector.Send(service, TeamsPlaces.InThread(channel, TeamsPlaces.Parse(root).ActivityId), activity, ct), sent => sent.Id!);
        return Outcome(channel, await connector.CreateThread(service, place.Tenant, channel, activity, ct), made => made.ActivityId!);
    }

    public async Task<ChatOutcome> Update(ChatPlace place, string reference, ChatMessage message, CancellationToken ct)
    {
        var (conversation, activityId) = TeamsPlaces.Parse(reference);
        if (memory.ServiceUrl(place.Tenant, conversation) is not { } service)
            return new ChatOutcome.Retry("nothing was heard from this conversation yet", TimeSpan.FromMinutes(1));
        if (Wait(conversation) is { } wait)
            return wait;
        return Outcome(conversation, await connector.Update(service, conversation, activityId, Draw(message), ct), _ => activityId);
    }

    private async Task<ChatOutcome> PostToPerson(ChatPlace place, ChatMessage message, CancellationToken ct)
    {
        if (people.On(FrontName, place.Person!.Value)?.Address is not { } address)
            return new ChatOutcome.PlaceDead("this person has never been seen in a channel with the bot, so there is no chat with them");
        if (memory.ServiceUrl(place.Tenant, null) is not { } service)
            return new ChatOutcome.Retry("nothing was heard from this tenant yet", TimeSpan.FromMinutes(1));
        var chat = await connector.CreateChat(service, place.Tenant, address, ct);
        if (chat.Fault is { } fault)
            return Outcome(fault);
        var id = chat.Value!.Id!;
        if (Wait(id) is { } wait)
            return wait;
        var activity = Draw(message) with { ChannelData = new TeamsChannelData { Notification = new NotificationInfo { Alert = true } } };
        return Outcome(id, await connector.Send(service, id, activity, ct), sent => sent.Id!);
    }

    /// <summary>The message as an activity. Mentions travel inside the card.</summary>
    internal static Activity Draw(ChatMessage message) => Activity.Card(
        (message switch
        {
            ChatMessage.CaseCard m => CaseCard.Draw(m.Model),
            ChatMessage.Nag m => NagCard.Draw(m.Model),
            ChatMessage.Manager m => ManagerCard.Draw(m.Model),
            ChatMessage.Notice m => NoticeCard.Draw(m.Model),
            _ => throw new System.Diagnostics.UnreachableException(message.GetType().Name),
        }).ToElement(),
        message.Summary);

    private ChatOutcome.Retry? Wait(string conversation)
    {
        var now = time.GetUtcNow();
        var windows = _windows.GetOrAdd(conversation, RateWindows.Conversation);
        var next = windows.Next(now);
        if (next > now)
            return new ChatOutcome.Retry("the conversation's rate window is full", next - now);
        _windows[conversation] = windows.Sent(now);
        return null;
    }

    private ChatOutcome Outcome<T>(string conversation, ConnectorResult<T> result, Func<T, string> id)
        where T : class =>
        result.Fault is { } fault ? Outcome(fault) : new ChatOutcome.Posted(TeamsPlaces.Reference(conversation, id(result.Value!)));

    private ChatOutcome Outcome(ConnectorFault fault)
    {
        switch (fault)
        {
            case ConnectorFault.Retry retry:
                return new ChatOutcome.Retry(retry.Reason, retry.After);
            case ConnectorFault.Dead dead:
                return new ChatOutcome.PlaceDead(dead.Reason);
            case ConnectorFault.Gone gone:
                return new ChatOutcome.Gone(gone.Reason);
            case ConnectorFault.CredentialDead dead:
                log.LogError("Teams does not accept our credential: {Reason}. Messages wait; nothing is lost", dead.Reason);
                return new ChatOutcome.Retry(dead.Reason, CredentialPause);
            case ConnectorFault.Unknown unknown:
                return new ChatOutcome.Unclear(unknown.Reason);
            default:
                return new ChatOutcome.Refused(fault.Reason);
        }
    }
}
