using SocialCareBot.Cases;
using SocialCareBot.Store;

namespace SocialCareBot.Desk;

/// <summary>
/// Two people turn out to be one. Everything the one had goes over to the other in one transaction: identities, open cases, drafts, answers on their way. Logs keep
/// both ids; every name is found through them.
/// </summary>
public sealed class PersonMerge(CaseDesk desk)
{
    /// <summary>
    /// Who stays: the one of the settings, whose name, role and duties they name; otherwise the older. Null where both stand in the settings: those
    /// are made one there, or the next start would part them again.
    /// </summary>
    public static (Person Stays, Person Goes)? Choose(Person one, Person other) => (one.Seeded, other.Seeded) switch
    {
        (true, true) => null,
        (true, false) => (one, other),
        (false, true) => (other, one),
        _ => one.Id.Value.CompareTo(other.Id.Value) <= 0 ? (one, other) : (other, one),
    };

    /// <summary>After the commit.</summary>
    public void Tell(IEnumerable<Case> changed) => desk.Tell(changed);

    /// <summary>Inside the writer. Returns the cases that changed, to be told after the commit.</summary>
    public IReadOnlyList<Case> Merge(Session session, PersonId goes, PersonId stays, DateTimeOffset at)
    {
        PersonStore.Lock(session, goes, stays);
        PersonStore.GiveWay(session, goes, stays);
        Drafts.GiveWay(session, goes, stays);
        return
        [
            .. CaseStore.Naming(session, goes)
                .Select(id => desk.Record(session, id, new CaseFact.PersonJoined { At = at, Goes = goes, Stays = stays }))
                .OfType<Case>(),
        ];
    }
}
