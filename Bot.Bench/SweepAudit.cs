using System.Diagnostics;
using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Store;

namespace SocialCareBot.Bench;

/// <summary>A look of the sweep beside which nothing else went on, from its beginning to its end.</summary>
internal sealed record Look(DateTimeOffset Begin, DateTimeOffset End);

/// <summary>
/// Takes a case's log apart into the commands that made it and has the core decide each anew. Whatever the core says otherwise, decides a second time, or would have
/// decided in a look that left it, is told; so are messages, calls and acts that are not exactly those which the log asks for.
/// </summary>
/// <param name="looks">In the order of time.</param>
internal sealed class SweepAudit(DeskFacts facts, IReadOnlyList<Look> looks)
{
    private readonly DeskRules _rules = facts.Rules;

    /// <summary>Instants that were decided, so far.</summary>
    public int Decided { get; private set; }

    /// <summary>Rows of logs, messages, calls and acts that were compared, so far.</summary>
    public int Rows { get; private set; }

    public IReadOnlyList<string> Of(Session session, CaseId id)
    {
        var found = CaseLog.Of(session, id);
        var (first, post) = ((CaseEvent.Opened)found[0].Event!, Posts.OfCase(session, id)[0].Post);
        List<CaseEvent> due = [.. Case.Begin(Opening(first, post))];
        List<string> damage = [];
        HashSet<(ClockKind, DateTimeOffset, DateTimeOffset, int)> decided = [];
        var now = due.Skip(1).Aggregate(Case.From((CaseEvent.Opened)due[0]), (then, happened) => then.Evolve(happened));
        var wanted = Wanted.Of(facts, null, due).ToList();
        while (due.Count < found.Count)
        {
            var happened = found[due.Count].Event!;
            damage.AddRange(Missed(now, due[^1].At, happened.At));
            var events = now.Decide(Command(now, happened)).Events;
            if (events.Count == 0)
                break;
            var instants = events.SelectMany(one => Instants(now, one)).Distinct().ToList();
            damage.AddRange(instants.Where(instant => !decided.Add(instant)).Select(instant => $"{now.Name}: decided a second time: {instant}"));
            Decided += instants.Count;
            wanted.AddRange(Wanted.Of(facts, now, events));
            now = events.Aggregate(now, (then, one) => then.Evolve(one));
            due.AddRange(events);
        }
        Rows += found.Count + wanted.Count;
        return [.. damage, .. Missed(now, due[^1].At, DateTimeOffset.MaxValue), .. CaseAudit.Log(now.Name, found, due), .. CaseAudit.State(session, now), .. Wanted.Compare(session, now, wanted)];
    }

    /// <summary>What was due in a look and still stood undecided when that look had ended.</summary>
    private IEnumerable<string> Missed(Case now, DateTimeOffset from, DateTimeOffset until)
    {
        foreach (var clock in now.Clocks)
        {
            if (clock.NextAt is { } next && First(next > from ? next : from) is { } look && look.End < until)
                yield return $"{now.Name}: {clock.Kind} was due at {next:O}, and the look from {look.Begin:O} to {look.End:O} left it";
        }
    }

    private Look? First(DateTimeOffset from)
    {
        var (low, high) = (0, looks.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = looks[middle].Begin >= from ? (low, middle) : (middle + 1, high);
        }
        return low < looks.Count ? looks[low] : null;
    }

    private CaseFact.Received Opening(CaseEvent.Opened first, Post post)
    {
        var judgement = _rules.Triage.Judge(post);
        var (question, route) = (Triage.RouteQuestion.Of(post, judgement), _rules.Routes[0]);
        return new()
        {
            At = first.At,
            Case = first.Case,
            Number = first.Number,
            Post = post,
            Judgement = judgement,
            Route = route.Name,
            Language = question.Language,
            Policy = _rules.Policy,
            Alert = route.Alerts(judgement) ? [.. facts.Watchers(Case.From(first), ClockKind.Paging, first.At).Duty] : [],
        };
    }

    /// <summary>What was asked of the case, by the first event that came of it.</summary>
    private CaseCommand Command(Case now, CaseEvent happened) => happened switch
    {
        { By: { } by } => happened switch
        {
            CaseEvent.Claimed => new CaseWish.Claim { At = happened.At, By = by, Policy = _rules.Policy },
            CaseEvent.Released => new CaseWish.Release { At = happened.At, By = by, Policy = _rules.Policy },
            CaseEvent.Acknowledged => new CaseWish.Acknowledge { At = happened.At, By = by, Policy = _rules.Policy },
            CaseEvent.Resolved e => new CaseWish.Resolve { At = happened.At, By = by, Reason = e.Reason, Policy = _rules.Policy },
            _ => throw new UnreachableException(happened.GetType().Name),
        },
        _ => Passed(now, Clock(happened), happened.At),
    };

    private CaseFact.InstantPassed Passed(Case now, ClockKind clock, DateTimeOffset at) => new()
    {
        At = at,
        Clock = clock,
        StartedAt = now.On(clock)?.Target.StartedAt ?? default,
        Watchers = facts.Watchers(now, clock, at),
        Policy = _rules.Policy,
    };

    private static ClockKind Clock(CaseEvent happened) => happened switch
    {
        CaseEvent.Nagged e => e.Clock,
        CaseEvent.Breached e => e.Clock,
        CaseEvent.PassedQuietly e => e.Clock,
        CaseEvent.StepSkipped e => e.Clock,
        CaseEvent.LeaseEnded => ClockKind.ClaimLease,
        CaseEvent.AcknowledgementEnded => ClockKind.Acknowledgement,
        CaseEvent.Paged => ClockKind.Paging,
        CaseEvent.Escalated or CaseEvent.GatewaysCalled => ClockKind.Ladder,
        _ => throw new UnreachableException(happened.GetType().Name),
    };

    /// <summary>Which instants this event says are decided, by what stands in it.</summary>
    private static IEnumerable<(ClockKind, DateTimeOffset Start, DateTimeOffset Due, int)> Instants(Case now, CaseEvent happened)
    {
        IEnumerable<int> numbers = happened switch
        {
            CaseEvent.Nagged e => e.Percents,
            CaseEvent.Breached e => e.Percents,
            CaseEvent.PassedQuietly e => e.Percents,
            CaseEvent.StepSkipped e => [e.Number],
            CaseEvent.Paged e => [e.Round],
            CaseEvent.GatewaysCalled e => [e.Step],
            CaseEvent.Escalated { Step: { } step } => [step],
            CaseEvent.LeaseEnded or CaseEvent.AcknowledgementEnded => [100],
            _ => [],
        };
        return numbers.Select(number => (Clock(happened), now.On(Clock(happened))!.Target.StartedAt, now.On(Clock(happened))!.Target.DueAt, number));
    }
}
