using SocialCareBot.Cases;
using SocialCareBot.OnCall;
using SocialCareBot.Sla;
using SocialCareBot.Store;

namespace SocialCareBot.Desk;

/// <summary>At a change of shift: whoever comes on duty is shown what the other leaves, accepts it case by case, and what nobody accepts goes back to the queue.</summary>
public sealed class HandOverDesk(Database database, IWriter writer, CaseDesk desk, DeskFacts facts, TimeProvider time)
{
    /// <summary>How long a case waits to be accepted.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    /// <summary>A change of shift that was slept through is made up for so long; later it would only confuse.</summary>
    private static readonly TimeSpan LookBack = TimeSpan.FromHours(2);

    /// <summary>Long after a hand-over nobody asks for it, and none is made twice.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>Makes what is due, redraws what changed, ends what is over. May run twice.</summary>
    public async Task Once(CancellationToken ct)
    {
        var now = time.Now();
        var kept = database.Read(HandOvers.All);
        foreach (var change in Due(now).Where(one => !kept.Any(old => (old.At, old.From, old.To) == (one.At, one.From, one.To))).ToList())
            await writer.Run(session => Make(session, change), ct);
        foreach (var one in kept.Where(one => one.EndedAt is null || one.EndedAt < now - Kept))
        {
            if (one.EndedAt is not null)
                await writer.Run(session => HandOvers.Drop(session, one), ct);
            else if (one.Until <= now)
                desk.Tell(await writer.Run(session => End(session, one, now), ct));
            else if (database.Read(session => Version(session, one)) != one.Version)
                await writer.Run(session => Show(session, one), ct);
        }
    }

    /// <summary>Who leaves this case to this person; null where nobody does.</summary>
    public PersonId? LeftBy(CaseId about, PersonId to) => database.Read(HandOvers.All)
        .Where(one => one.EndedAt is null && one.Cases.Contains(about) && facts.People.Now(one.To) == to)
        .Select(one => (PersonId?)facts.People.Now(one.From)).FirstOrDefault();

    /// <summary>In the same transaction as the case itself: what was begun goes over, and every copy says so at once.</summary>
    public void Accepted(Session session, CaseId about, PersonId from, PersonId to)
    {
        Drafts.GoOver(session, about, from, to, time.Now());
        foreach (var one in HandOvers.All(session).Where(one => one.EndedAt is null && one.Cases.Contains(about)))
            Show(session, one);
    }

    /// <summary>Nobody can accept where nobody is in a chat.</summary>
    private IEnumerable<HandOver> Due(DateTimeOffset now) => !facts.People.Platforms.Any()
        ? []
        : facts.Rules.Routes.SelectMany(route => Changes(route, now).Select(change => (Route: route.Name, Change: change))).GroupBy(one => one.Change).Select(group => Begun(group.Key, [.. group.Select(one => one.Route)], now)).OfType<HandOver>();

    /// <summary>Somebody whom the route names beside its rotas never leaves it.</summary>
    private IEnumerable<ShiftChange> Changes(Triage.Route route, DateTimeOffset now) => facts.Standby.RotasOf(route).ToList() is { Count: > 0 } rotas
        ? ShiftChange.Between(rotas, now - LookBack, now, facts.People.RotaChanges).Where(change => !route.Duty.Contains(change.From, StringComparer.OrdinalIgnoreCase))
        : [];

    private HandOver? Begun(ShiftChange change, IReadOnlyList<string> routes, DateTimeOffset now)
    {
        if (facts.People.ByName(change.From) is not { } from || facts.People.ByName(change.To) is not { } to)
            return null;
        var cases = database.Read(session => CaseQueries.Open(session, 0, 500, from.Id)).Select(line => line.Case).Where(c => !c.Practice && routes.Contains(c.Route, StringComparer.OrdinalIgnoreCase));
        var shifts = facts.Standby.RotasOf(facts.Rules.Route(routes[0])).SelectMany(rota => rota.OnDuty(now, facts.People.RotaChanges)).Where(shift => string.Equals(shift.Who, to.Name, StringComparison.OrdinalIgnoreCase));
        return new HandOver
        {
            Id = Guid.CreateVersion7(now),
            At = change.At,
            From = from.Id,
            To = to.Id,
            Route = routes[0],
            MadeAt = now,
            Until = now + Patience,
            ShiftEnds = shifts.Select(shift => (DateTimeOffset?)shift.To).Max() is { } ends && ends - now < TimeSpan.FromDays(RotaLayer.LongestTurn) ? ends : null,
            Cases = [.. cases.Select(c => c.Id)],
            Sources = [.. database.Read(SourceStates.All).Where(source => source.FailingSince is not null).Select(source => $"{source.Title} has failed since {facts.Rules.Clock(routes[0]).At(source.FailingSince!.Value, now)}: {source.Reason}")],
        };
    }

    /// <summary>Where nothing is left behind, nothing is said; it is kept all the same, so that it is not looked for again.</summary>
    private static bool Make(Session session, HandOver one)
    {
        if (HandOvers.Has(session, one))
            return false;
        var made = one with { Version = Version(session, one), EndedAt = one.Cases.Count == 0 ? one.MadeAt : null };
        HandOvers.Save(session, made);
        if (made.EndedAt is null)
            Tell(session, made);
        return true;
    }

    /// <summary>On every chat that knows whoever comes on duty.</summary>
    private static void Tell(Session session, HandOver one)
    {
        var message = new MessageRow
        {
            Id = Guid.CreateVersion7(one.MadeAt),
            SubjectKind = HandOvers.Subject,
            SubjectId = one.Id.ToString(),
            Purpose = MessagePurpose.Notice,
            Key = $"handover:{one.Id}",
            Front = "",
            Tenant = "",
            WantedVersion = one.Version,
            NotBefore = one.MadeAt,
            CreatedAt = one.MadeAt,
        };
        ToPeople.WantOnEachWay(session, message, [PersonStore.Now(session, one.To).Id]);
    }

    private IReadOnlyList<Case> End(Session session, HandOver one, DateTimeOffset now)
    {
        var (owner, changed) = (PersonStore.Now(session, one.From).Id, new List<Case>());
        foreach (var left in one.Cases.Select(id => CaseStore.Look(session, id)).OfType<Case>().Where(c => IsLeft(one, c, owner)))
        {
            var fact = new CaseFact.LeftBehind { At = now, Owner = owner, Watchers = facts.Watchers(left, ClockKind.ClaimLease, now) };
            if (desk.Record(session, left.Id, fact) is { } after)
                changed.Add(after);
        }
        Show(session, one with { EndedAt = now });
        return changed;
    }

    /// <summary>Not what its owner claimed anew since, and not what is on its way out this minute.</summary>
    private static bool IsLeft(HandOver one, Case c, PersonId owner) => c.IsOpen && c.Owner == owner && c.Pending is null && !(c.ClaimedAt > one.MadeAt);

    private static int Show(Session session, HandOver one)
    {
        // The end counts too: it changes the words where no case changed.
        var shown = one with { Version = Version(session, one) + (one.EndedAt is null ? 0 : 1) };
        HandOvers.Save(session, shown);
        Messages.WantVersion(session, HandOvers.Subject, one.Id.ToString(), shown.Version);
        return shown.Version;
    }

    /// <summary>Cases only ever rise in version, and so does their sum.</summary>
    private static int Version(Session session, HandOver one) => 1 + one.Cases.Sum(id => CaseStore.Look(session, id)?.Version ?? 0);
}
