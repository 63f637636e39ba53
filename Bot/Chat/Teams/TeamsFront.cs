using SocialCareBot.Cards.AdaptiveCards;
using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Ports;

namespace SocialCareBot.Chat.Teams;

/// <summary>Posts and edits messages in Teams. Keeps within the rate windows; says what came of every attempt.</summary>
public sealed class TeamsFront(ConnectorClient connector, TeamsMemory memory, People people, TeamsPace pace) : IChatFront
{
    /// <summary>As stored with every message and identity.</summary>
    public const string FrontName = "teams";

    /// <summary>Members of a channel in which cards of one's own are possible (Teams' page on refresh).</summary>
    private const int MostOwnCards = 60;

    public string Name => FrontName;

    public Task<ChatOutcome> Post(ChatPlace place, ChatMessage message, CancellationToken ct)
    {
        if (place.Person is not null)
            return PostToPerson(place, message, ct);
        if (place.Conversation is not { } channel)
            return Task.FromResult<ChatOutcome>(new ChatOutcome.Refused("a message without a place"));
        var activity = DrawIn(place.Tenant, channel, message);
        return place.ThreadRoot is { } root
            ? Say(place.Tenant, TeamsPlaces.InThread(channel, TeamsPlaces.Parse(root).ActivityId), activity, ct)
            : Try(place.Tenant, channel, service => connector.CreateThread(service, place.Tenant, channel, activity, ct), made => made.ActivityId!, ct);
    }

    public Task<ChatOutcome> Update(ChatPlace place, string reference, ChatMessage message, CancellationToken ct)
    {
        var (conversation, activityId) = TeamsPlaces.Parse(reference);
        return Try(place.Tenant, conversation, service => connector.Update(service, conversation, activityId, DrawIn(place.Tenant, conversation, message), ct), _ => activityId, ct);
    }

    /// <summary>Says something in a conversation, in a thread where its id names one.</summary>
    internal Task<ChatOutcome> Say(string tenant, string conversation, Activity activity, CancellationToken ct) =>
        Try(tenant, TeamsPlaces.Bare(conversation), service => connector.Send(service, conversation, activity, ct), sent => sent.Id!, ct);

    /// <summary>Says something to one person alone, by the address Teams gave them.</summary>
    internal async Task<ChatOutcome> SayTo(string tenant, string address, Activity activity, CancellationToken ct)
    {
        var made = await Try(tenant, address, service => connector.CreateChat(service, tenant, address, ct), chat => chat.Id!, ct);
        return made is ChatOutcome.Posted chat ? await Say(tenant, TeamsPlaces.Parse(chat.Reference).ActivityId, activity, ct) : made;
    }

    private async Task<ChatOutcome> PostToPerson(ChatPlace place, ChatMessage message, CancellationToken ct)
    {
        if (people.On(FrontName, place.Tenant, place.Person!.Value)?.Address is not { } address)
            return new ChatOutcome.PlaceDead("this person has never been seen in a channel with the bot, so there is no chat with them");
        var activity = Draw(message);
        return await SayTo(place.Tenant, address, CallsSomebody(message) ? activity with { ChannelData = new TeamsChannelData { Notification = new NotificationInfo { Alert = true } } } : activity, ct);
    }

    /// <summary>Only what waits for this one person forces itself into their activity feed.</summary>
    private static bool CallsSomebody(ChatMessage message) => message is ChatMessage.Alert { Model.Outcome: null } or ChatMessage.Manager { Model.Outcome: null } or ChatMessage.HandOver;

    private Activity DrawIn(string tenant, string channel, ChatMessage message) =>
        Draw(message, address => memory.MayBeIn(channel, address), message is ChatMessage.CaseCard card ? Leading(tenant, channel, card.Model) : null);

    /// <summary>
    /// Whose card has more buttons than everybody's: those in the channel who lead, while a case has an owner. In a larger channel Teams gives nobody a card of
    /// their own, and each costs a call of their client at every change.
    /// </summary>
    private IReadOnlyList<string>? Leading(string tenant, string channel, CaseCardModel model) =>
        memory.Size(channel) is <= MostOwnCards && model.Visible.Concat(model.More).Any(button => button.Verb == CardVerbs.Release)
            ? [.. people.All.Where(person => person.Role >= Role.Lead).Select(person => people.On(FrontName, tenant, person.Id)?.Address).OfType<string>().Where(address => memory.MayBeIn(channel, address))]
            : null;

    /// <summary>The message as an activity. Mentions travel inside the card, and only of members: Teams takes no other; the rest are named.</summary>
    internal static Activity Draw(ChatMessage message, Func<string, bool>? member = null, IReadOnlyList<string>? own = null) => Activity.Card(
        (Mentioning(message, member ?? (_ => true)) switch
        {
            ChatMessage.CaseCard m => CaseCard.Draw(m.Model, own),
            ChatMessage.Nag m => NagCard.Draw(m.Model),
            ChatMessage.Manager m => ManagerCard.Draw(m.Model),
            ChatMessage.Alert m => AlertCard.Draw(m.Model),
            ChatMessage.HandOver m => HandOverCard.Draw(m.Model),
            ChatMessage.Notice m => NoticeCard.Draw(m.Model),
            _ => throw new System.Diagnostics.UnreachableException(message.GetType().Name),
        }).ToElement(),
        message.Summary);

    private static ChatMessage Mentioning(ChatMessage message, Func<string, bool> member) => message switch
    {
        ChatMessage.Nag { Model: var nag } m => m with
        {
            Model = nag with
            {
                To = [.. nag.To.Where(person => member(person.Address))],
                Text = string.Concat(nag.To.Where(person => !member(person.Address)).Select(person => $"{person.Name}, ")) + nag.Text,
            },
        },
        // Its headline names the person anyway.
        ChatMessage.Manager { Model: { Mention: { } mentioned } manager } m when !member(mentioned.Address) => m with { Model = manager with { Mention = null } },
        _ => message,
    };

    /// <summary>One call. A conversation that lives elsewhere is remembered there, and tried there once.</summary>
    private async Task<ChatOutcome> Try<T>(string tenant, string conversation, Func<string, Task<ConnectorResult<T>>> call, Func<T, string> id, CancellationToken ct)
        where T : class
    {
        if (memory.ServiceUrl(tenant, conversation) is not { } service)
            return new ChatOutcome.Retry("nothing was heard from this tenant yet", TimeSpan.FromMinutes(1));
        if (pace.Take(tenant, conversation) is { } wait)
            return wait;
        var result = await call(service);
        if (result.Fault is ConnectorFault.WrongHost wrong && wrong.Instead != service)
        {
            await memory.Move(tenant, conversation, wrong.Instead, ct);
            result = await call(wrong.Instead);
        }
        if (result.Fault is not (ConnectorFault.CredentialDead or ConnectorFault.Retry or ConnectorFault.Unknown))
            pace.Accepted(tenant);
        if (result.Fault is not { } fault)
            return new ChatOutcome.Posted(TeamsPlaces.Reference(conversation, id(result.Value!)));
        return fault is ConnectorFault.CredentialDead dead ? pace.Refused(tenant, dead.Reason) : Outcome(fault);
    }

    private static ChatOutcome Outcome(ConnectorFault fault) => fault switch
    {
        ConnectorFault.Retry retry => new ChatOutcome.Retry(retry.Reason, retry.After),
        ConnectorFault.Dead dead => new ChatOutcome.PlaceDead(dead.Reason),
        ConnectorFault.Gone gone => new ChatOutcome.Gone(gone.Reason),
        ConnectorFault.Unknown unknown => new ChatOutcome.Unclear(unknown.Reason),
        _ => new ChatOutcome.Refused(fault.Reason),
    };
}
