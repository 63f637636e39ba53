using System.Diagnostics;
using SocialCareBot.Cases;
using SocialCareBot.Ports;
using SocialCareBot.Store;

namespace SocialCareBot.Desk;

/// <summary>Writes consequences down in the transaction that caused them: outbox rows and wanted messages. Sends nothing.</summary>
public sealed class OutboundWriter(IReadOnlyDictionary<string, INetwork> networks)
{
    /// <summary>Nags are worth nothing once the next one is due.</summary>
    private static readonly TimeSpan NagLife = TimeSpan.FromHours(1);

    /// <summary>No attempt takes longer; a row still in it then belongs to a process that died.</summary>
    private static readonly TimeSpan SendLease = TimeSpan.FromMinutes(5);

    /// <param name="then">The case right after the event.</param>
    /// <param name="now">The case at the end of the transaction, whose version cards should show.</param>
    public void Write(Session session, Outbound outbound, Case then, Case now, DateTimeOffset at)
    {
        switch (outbound)
        {
            case Outbound.ShowCase:
                Show(session, now, at);
                break;
            case Outbound.QueueReply o:
                Outbox.Queue(session, now, o.Reply, Network(now).KeyFor(o.Reply.Row, at), at);
                break;
            case Outbound.MoveReply o:
                Move(session, o, then, at);
                break;
            case Outbound.SendNag o:
                Nag(session, o, now, at);
                break;
            case Outbound.PutBeforeManager o:
                BeforeManager(session, o, now, at);
                break;
            default:
                throw new UnreachableException(outbound.GetType().Name);
        }
    }

    /// <summary>The network of a case's account. Throws when the account was taken out of the settings while cases of it are open.</summary>
    private INetwork Network(Case now) => networks.TryGetValue(now.Account, out var network)
        ? network
        : throw new InvalidOperationException($"The account {now.Account} of {now.Name} is no longer in the settings.");

    private void Show(Session session, Case now, DateTimeOffset at)
    {
        foreach (var binding in Bindings(session, now))
            Messages.Want(session, Row(now, at, binding, MessagePurpose.Card, CardKey(now, binding)));
        Messages.WantVersion(session, Messages.CaseSubject, now.Id.ToString(), now.Version);
    }

    private static void Move(Session session, Outbound.MoveReply move, Case then, DateTimeOffset at)
    {
        var notBefore = move.To switch
        {
            ReplyRowState.Queued when then.Pending is { } pending => pending.LeavesAt,
            ReplyRowState.Sending => at + SendLease,
            ReplyRowState.Unknown => at + ReplyCourier.Readings[0],
            ReplyRowState.Parked => at + ReplyCourier.ParkedEvery,
            _ => at,
        };
        Outbox.Move(session, move.Row, move.To, notBefore, then.Pending?.Held?.Detail);
        if (move.To == ReplyRowState.Sent && then.LastAnswer is { } answer)
            Drafts.Drop(session, answer.By, then.Id);
    }

    private void Nag(Session session, Outbound.SendNag nag, Case now, DateTimeOffset at)
    {
        var detail = StoreJson.Write(new NagDetail(nag.Clock, nag.StartedAt, nag.Percent, nag.Rung, [.. nag.Told], at));
        foreach (var binding in Bindings(session, now))
        {
            Messages.Want(session, Row(now, at, binding, MessagePurpose.Nag, $"{nag.Key}:{binding.Front}:{binding.Conversation}") with
            {
                Detail = detail,
                ThreadMessage = Head(session, now, binding),
                ExpiresAt = nag.Percent >= 100 ? null : at + NagLife,
            });
        }
    }

    private void BeforeManager(Session session, Outbound.PutBeforeManager card, Case now, DateTimeOffset at)
    {
        if (now.Practice)
            return;
        var detail = StoreJson.Write(new ManagerDetail(card.To, at));
        var reachable = card.To is { } manager
            ? PersonStore.Identities(session).Where(row => row.Person == manager && row.Identity.Platform is "teams" or "slack").ToList()
            : [];
        foreach (var (identity, person, _) in reachable.Where(row => row.Person == card.To))
        {
            var place = new RouteBinding(now.Route, identity.Platform, identity.Tenant, "");
            Messages.Want(session, Row(now, at, place, MessagePurpose.Manager, $"{card.Key}:{identity.Platform}") with { Detail = detail, Conversation = null, Person = person });
        }
        if (reachable.Count == 0)
            InThread(session, now, card.Key, detail, at);
    }

    /// <summary>A manager who cannot be reached alone is mentioned in the case's thread instead, so that nobody's silence stops a case.</summary>
    public static void InThread(Session session, Case now, string key, string detail, DateTimeOffset at)
    {
        foreach (var binding in Bindings(session, now))
        {
            Messages.Want(session, Row(now, at, binding, MessagePurpose.Manager, $"{key}:{binding.Front}:{binding.Conversation}") with
            {
                Detail = detail,
                ThreadMessage = Head(session, now, binding),
            });
        }
    }

    private static IReadOnlyList<RouteBinding> Bindings(Session session, Case now) =>
        now.Practice ? [] : RouteBindings.Of(session, now.Route);

    private static Guid? Head(Session session, Case now, RouteBinding binding) => Messages
        .Of(session, Messages.CaseSubject, now.Id.ToString())
        .FirstOrDefault(message => message.Key == CardKey(now, binding))?.Id;

    private static string CardKey(Case now, RouteBinding binding) => $"card:{now.Id}:{binding.Front}:{binding.Tenant}:{binding.Conversation}";

    private static MessageRow Row(Case now, DateTimeOffset at, RouteBinding binding, MessagePurpose purpose, string key) => new()
    {
        Id = Guid.CreateVersion7(at),
        SubjectKind = Messages.CaseSubject,
        SubjectId = now.Id.ToString(),
        Purpose = purpose,
        Key = key,
        Front = binding.Front,
        Tenant = binding.Tenant,
        Conversation = binding.Conversation,
        WantedVersion = now.Version,
        NotBefore = at,
        CreatedAt = at,
    };
}

/// <summary>What a nag says beside the state of its case.</summary>
public sealed record NagDetail(ClockKind Clock, DateTimeOffset StartedAt, int Percent, Rung Rung, IReadOnlyList<PersonId> Told, DateTimeOffset At);

/// <summary>What a manager's card says beside the state of its case.</summary>
public sealed record ManagerDetail(PersonId? To, DateTimeOffset At);
