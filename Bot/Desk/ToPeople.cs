using SocialCareBot.Cases;
using SocialCareBot.Store;

namespace SocialCareBot.Desk;

/// <summary>What an alert says beside the state of its case.</summary>
/// <param name="At">When the alert began; of a call for help, when it was made.</param>
public sealed record AlertDetail(PersonId To, DateTimeOffset At)
{
    /// <summary>0: the first told; then the rounds of paging.</summary>
    public int Round { get; init; }

    /// <summary>Who calls for help with a case that was acknowledged already.</summary>
    public PersonId? HelpFor { get; init; }

    /// <summary>Nobody needs it any more: somebody acknowledged, or the case has gone on without.</summary>
    public bool IsOver(Case c) => !c.IsOpen || (HelpFor is null
        ? c.Alert is not { Over: false } alert || alert.At != At
        : (c.Owner is { } owner && owner != HelpFor && c.ClaimedAt >= At) || c.LastAnswer?.At > At);
}

/// <summary>
/// Messages to people alone: on every front that knows them, all at once; in the case's thread where none is left, so that nobody's silence stops a case. Called
/// inside the writer.
/// </summary>
public static class ToPeople
{
    /// <summary>Wants the message on each way to this person, or in the thread where there is none.</summary>
    public static void Want(Session session, MessageRow message, Case about, PersonId? to)
    {
        var known = to is { } person ? PersonStore.Now(session, person).Id : (PersonId?)null;
        if (known is not { } now || WantOnEachWay(session, message with { Key = $"{message.Key}:{now}" }, [now]) == 0)
            WantInThread(session, message with { Key = $"{message.Key}:{to}" }, about);
    }

    /// <summary>Wants the message on every chat that knows one of these people, or on one front alone; each under the message's key and the way's. Returns how many ways there are.</summary>
    public static int WantOnEachWay(Session session, MessageRow message, IReadOnlyCollection<PersonId> people, string? front = null)
    {
        var ways = PersonStore.Identities(session)
            .Where(way => people.Contains(way.Person) && Fronts.IsChat(way.Identity.Platform) && (front is null || way.Identity.Platform == front))
            .ToList();
        foreach (var (identity, person, _) in ways)
        {
            Messages.Want(session, message with
            {
                Id = Guid.CreateVersion7(message.CreatedAt),
                Key = $"{message.Key}:{identity.Platform}:{identity.Tenant}:{identity.NativeId}",
                Front = identity.Platform,
                Tenant = identity.Tenant,
                Conversation = null,
                Person = person,
            });
        }
        return ways.Count;
    }

    /// <summary>
    /// This way to the person is dead. Another one that lives is enough; after the last one they are mentioned in the thread. What happened is a fact of the case.
    /// </summary>
    public static CaseFact.Unreached Instead(Session session, MessageRow dead, Case about, string reason, DateTimeOffset at)
    {
        var other = Messages.Of(session, Messages.CaseSubject, dead.SubjectId).FirstOrDefault(row =>
            row.Id != dead.Id && row.Purpose == dead.Purpose && row.Detail == dead.Detail && row.Person == dead.Person && row.State != MessageState.Dead);
        if (other is null)
            WantInThread(session, dead with { Ref = null, Person = null, WantedVersion = about.Version, NotBefore = at, CreatedAt = at }, about);
        return new CaseFact.Unreached { At = at, Who = dead.Person!.Value, Front = dead.Front, Reason = reason.TrimEnd('.'), Instead = other?.Front };
    }

    /// <summary>The message of this case's card in a routed channel, below which its thread stands.</summary>
    public static Guid? Head(Session session, Case now, RouteBinding binding) => Messages
        .Of(session, Messages.CaseSubject, now.Id.ToString())
        .FirstOrDefault(message => message.Key == CardKey(now, binding))?.Id;

    public static string CardKey(Case now, RouteBinding binding) => $"card:{now.Id}:{Place(binding)}";

    /// <summary>Names one channel on one front, for the keys of messages.</summary>
    public static string Place(RouteBinding binding) => $"{binding.Front}:{binding.Tenant}:{binding.Conversation}";

    public static IReadOnlyList<RouteBinding> Bindings(Session session, Case now) =>
        now.Practice ? [] : RouteBindings.Of(session, now.Route);

    /// <summary>Nothing reaches them alone: they are mentioned in the case's thread.</summary>
    public static void WantInThread(Session session, MessageRow message, Case about)
    {
        foreach (var binding in Bindings(session, about))
        {
            Messages.Want(session, message with
            {
                Id = Guid.CreateVersion7(message.CreatedAt),
                Key = $"{message.Key}:{Place(binding)}",
                Front = binding.Front,
                Tenant = binding.Tenant,
                Conversation = binding.Conversation,
                Person = null,
                ThreadMessage = Head(session, about, binding),
            });
        }
    }
}
