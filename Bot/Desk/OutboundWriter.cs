using System.Diagnostics;
using SocialCareBot.Cases;
using SocialCareBot.Ports;
using SocialCareBot.Store;

namespace SocialCareBot.Desk;

/// <summary>Writes consequences down in the transaction that caused them: outbox rows and wanted messages. Sends nothing.</summary>
public sealed class OutboundWriter(IReadOnlyDictionary<string, INetwork> networks, DeskRules? rules = null)
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
                Show(session, then, now, at);
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
            case Outbound.AlertPeople o:
                Alert(session, o, then, now, at);
                break;
            case Outbound.NoteAct o:
                BreachActs.Note(session, now.Id, o.Clock, o.StartedAt, o.Act, at);
                break;
            case Outbound.CallGateways o:
                CallGateways(session, o, now, at);
                break;
            case Outbound.CancelPages o:
                Pages.Cancel(session, now.Id, o.Who, o.Who is null ? "no longer needed" : "they said: not me");
                break;
            default:
                throw new UnreachableException(outbound.GetType().Name);
        }
    }

    /// <summary>The network of a case's account. Throws when the account was taken out of the settings while cases of it are open.</summary>
    private INetwork Network(Case now) => networks.TryGetValue(now.Account, out var network)
        ? network
        : throw new InvalidOperationException($"The account {now.Account} of {now.Name} is no longer in the settings.");

    private static void Show(Session session, Case then, Case now, DateTimeOffset at)
    {
        foreach (var binding in ToPeople.Bindings(session, now))
            Messages.Want(session, Row(now, at, binding, MessagePurpose.Card, ToPeople.CardKey(now, binding)));
        // Of a case that has just begun nothing stands anywhere yet.
        if (then.Version > 1)
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
        var detail = StoreJson.Write(new NagDetail(nag.Clock, nag.StartedAt, nag.Percent, nag.Rung, [.. nag.Told], at) { LeftBehind = nag.LeftBehind });
        DateTimeOffset? Expires(DateTimeOffset from) => nag.Percent >= 100 ? null : from + NagLife;
        if (nag.Alone && !now.Practice)
        {
            var everybody = PersonStore.All(session);
            foreach (var to in nag.Told)
            {
                var when = AfterQuiet(now, everybody.FirstOrDefault(person => person.Id == to)?.Name, at);
                ToPeople.Want(session, Row(now, at, Nowhere, MessagePurpose.Nag, nag.Key) with { Detail = detail, NotBefore = when, ExpiresAt = Expires(when) }, now, to);
            }
            return;
        }
        var heard = AfterQuiet(now, null, at);
        foreach (var binding in ToPeople.Bindings(session, now))
        {
            Messages.Want(session, Row(now, at, binding, MessagePurpose.Nag, $"{nag.Key}:{ToPeople.Place(binding)}") with
            {
                Detail = detail,
                ThreadMessage = ToPeople.Head(session, now, binding),
                NotBefore = heard,
                ExpiresAt = Expires(heard),
            });
        }
    }

    /// <summary>When a reminder that is due now may be given: inside quiet hours at their end, unless the case is a P1.</summary>
    private DateTimeOffset AfterQuiet(Case now, string? person, DateTimeOffset at) => rules?.Policy.QuietUntil(now.Route, person, now.Judgement.Priority, at) ?? at;

    private static void BeforeManager(Session session, Outbound.PutBeforeManager card, Case now, DateTimeOffset at)
    {
        if (!now.Practice)
            ToPeople.Want(session, Row(now, at, Nowhere, MessagePurpose.Manager, card.Key) with { Detail = StoreJson.Write(new ManagerDetail(card.To, at)) }, now, card.To);
    }

    /// <summary>In the chat, and on whatever other ways this person has, each at its own time.</summary>
    private void Alert(Session session, Outbound.AlertPeople alert, Case then, Case now, DateTimeOffset at)
    {
        if (now.Practice)
            return;
        var began = alert.HelpFor is null && then.Alert is { } open ? open.At : at;
        var (everybody, ways) = (PersonStore.All(session), rules?.Pages ?? new());
        foreach (var to in alert.Told)
        {
            var (who, _) = PersonStore.Now(session, to);
            var name = everybody.FirstOrDefault(person => person.Id == who)?.Name ?? "";
            var detail = new AlertDetail(to, began) { Round = then.Alert?.Round ?? 0, HelpFor = alert.HelpFor };
            if (ways.InChat(name) is { } after)
                ToPeople.Want(session, Row(now, at, Nowhere, MessagePurpose.Alert, alert.Key) with { Detail = StoreJson.Write(detail), NotBefore = at + after }, now, to);
            foreach (var (way, address) in ways.Beside(name))
                Pages.Want(session, Page(now, detail, at, who, way, address) with { Key = $"{alert.Key}:{who}:{way.Name}" });
        }
    }

    private static void CallGateways(Session session, Outbound.CallGateways call, Case now, DateTimeOffset at)
    {
        if (now.Practice)
            return;
        foreach (var gateway in call.Gateways)
        {
            Pages.Want(session, new PageRow
            {
                Id = Guid.CreateVersion7(at),
                Case = now.Id,
                AlertAt = call.StartedAt,
                Round = call.Step,
                Way = $"webhook/{gateway}",
                Address = "",
                Key = $"{call.Key}:{gateway}",
                NotBefore = at,
                CreatedAt = at,
            });
        }
    }

    private static PageRow Page(Case now, AlertDetail detail, DateTimeOffset at, PersonId to, PageWay way, string address) => new()
    {
        Id = Guid.CreateVersion7(at),
        Case = now.Id,
        AlertAt = detail.At,
        Round = detail.Round,
        HelpFor = detail.HelpFor,
        Person = to,
        Way = way.Name,
        Address = address,
        Key = "",
        NotBefore = at + way.After,
        CreatedAt = at,
    };

    /// <summary>Until the ways to a person are known.</summary>
    private static RouteBinding Nowhere { get; } = new("", "", "", "");

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
public sealed record NagDetail(ClockKind Clock, DateTimeOffset StartedAt, int Percent, Rung Rung, IReadOnlyList<PersonId> Told, DateTimeOffset At)
{
    public bool LeftBehind { get; init; }
}

/// <summary>What a manager's card says beside the state of its case.</summary>
public sealed record ManagerDetail(PersonId? To, DateTimeOffset At);
