using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace SocialCareBot.Cases;

public sealed partial record Case
{
    /// <summary>Every clock there is or was, at most one of each kind.</summary>
    [JsonIgnore]
    public IEnumerable<Clock> Clocks => FirstResponse is { } first ? [first, .. Beside] : Beside;

    /// <summary>The promise that must be kept first; null where none runs.</summary>
    [JsonIgnore]
    public Clock? Ruling => Clocks.Where(clock => clock.IsPromise && clock.Ticking).MinBy(clock => clock.Target.DueAt);

    /// <summary>The clock of this kind; null where the case never had one.</summary>
    public Clock? On(ClockKind kind) => kind == ClockKind.FirstResponse ? FirstResponse : Beside.FirstOrDefault(clock => clock.Kind == kind);

    private bool Runs(ClockKind kind) => On(kind) is { Running: true };

    /// <summary>What the policy is asked about this case.</summary>
    public ClockQuestion Question() => new() { Brand = Brand, Network = Network, Route = Route, Judgement = Judgement, Reach = Reach, Tags = Tags };

    /// <summary>Which promise an answer keeps: the first, until there was one.</summary>
    private ClockKind Response => Answers == 0 ? ClockKind.FirstResponse : ClockKind.NextResponse;

    private Case With(Clock clock) => clock.Kind == ClockKind.FirstResponse
        ? this with { FirstResponse = clock }
        : this with { Beside = [.. Beside.Where(other => other.Kind != clock.Kind), clock] };

    private Case Started(ClockStart? start) => start is null ? this : With(new Clock { Target = start });

    /// <summary>What the policy says of this promise today, had it said so from the beginning: it has rested as often as it did.</summary>
    private ClockStart? Anew(Clock clock, ClockPolicy policy) => policy.Start(clock.Kind, Question(), clock.Target.StartedAt) is { } start
        ? clock.Rests.Aggregate(start, (target, rest) => policy.Resume(target, Question(), rest.From, rest.Until))
        : null;

    /// <summary>
    /// Another target for a clock that runs; marks of the old one that lie behind are not told a second time where the end stays.
    /// </summary>
    private Case Retargeted(ClockStart start)
    {
        if (Status == CaseStatus.Resolved || On(start.Kind) is not { Running: true } running)
            return this;
        return With(running with { Target = start, Passed = running.Target.DueAt == start.DueAt ? running.Passed : 0 });
    }

    private Case Stopped(DateTimeOffset at, params ReadOnlySpan<ClockKind> kinds)
    {
        var now = this;
        foreach (var kind in kinds)
        {
            if (now.On(kind) is { Running: true } clock)
                now = now.With(clock with { StoppedAt = at });
        }
        return now;
    }

    private Case AllStopped(DateTimeOffset at) => Stopped(at, Enum.GetValues<ClockKind>());

    /// <summary>Nobody works on it: no claim can run out, no acknowledgement can go stale.</summary>
    private Case WithoutLeases(DateTimeOffset at) => Stopped(at, ClockKind.ClaimLease, ClockKind.Acknowledgement) with { LeaseExtended = false };

    /// <summary>The promise of an end rests while the customer has the word.</summary>
    private Case Paused(DateTimeOffset at) => On(ClockKind.Resolution) is { Ticking: true } clock ? With(clock with { PausedAt = at }) : this;

    private Case Resumed(ClockStart start, DateTimeOffset at) => On(start.Kind) is { } clock && (clock.PausedAt ?? clock.StoppedAt) is { } since
        ? With(clock with { Target = start, PausedAt = null, StoppedAt = null, Rests = [.. clock.Rests, new Rest(since, at)] })
        : this;

    private Case Passed(ClockKind kind, int percent) => On(kind) is { } clock
        ? With(clock with { Passed = Math.Max(clock.Passed, percent) })
        : this;

    private Case Acted(ClockKind kind, IReadOnlyList<BreachAction> acts) => On(kind) is { } clock && acts.Count > 0
        ? With(clock with { Acted = [.. clock.Acted.Union(acts)] })
        : this;

    /// <summary>The promises that begin with a case, beside that of a first answer.</summary>
    private static IEnumerable<CaseEvent> Beginning(Case fresh, CaseFact.Received fact)
    {
        if (!fresh.Judgement.HasClock)
            yield break;
        var from = fresh.FirstResponse?.Target.StartedAt ?? fact.At;
        if (fact.Policy.Start(ClockKind.Resolution, fresh.Question(), from) is { } resolution)
            yield return new CaseEvent.ClockStarted(resolution) { At = fact.At };
        if (fresh.WindowOf(fact.Policy, fact.Post.Can, from, fact.At) is { } window)
            yield return new CaseEvent.ClockStarted(window) { At = fact.At };
    }

    /// <summary>How long the network takes an answer to what was written at <paramref name="from"/>; null where it sets no end, or it is over.</summary>
    private ClockStart? WindowOf(ClockPolicy policy, Capabilities can, DateTimeOffset from, DateTimeOffset now)
    {
        var ends = new[] { can.PublicReply, can.PrivateReply }.Where(way => way.Allowed).Select(way => way.Expires).ToList();
        return ends.Count > 0 && ends.TrueForAll(end => end is not null) && ends.Max() is { } last && last > now
            ? policy.Until(ClockKind.Window, Question(), from, last)
            : null;
    }

    /// <summary>The promises that begin, or go on, with what the customer wrote.</summary>
    /// <param name="current">Whether it is the last word so far.</param>
    private IEnumerable<CaseEvent> Going(CaseFact.CustomerWrote fact, bool current)
    {
        if (!Judgement.HasClock)
            yield break;
        var from = Clamp(fact.PostedAt, fact.ReceivedAt ?? fact.At);
        foreach (var happened in Responses(fact, from, current))
            yield return happened;
        if (On(ClockKind.Resolution) is { } clock && (clock.PausedAt ?? clock.StoppedAt) is { } since)
            yield return new CaseEvent.ClockResumed(fact.Policy.Resume(clock.Target, Question(), since, fact.At)) { At = fact.At };
        if (current && fact.Can is { } can && WindowOf(fact.Policy, can, from, fact.At) is { } window)
            yield return new CaseEvent.ClockStarted(window) { At = fact.At };
        if (current && Owner is not null && Pending is null && !Runs(ClockKind.ClaimLease) && fact.Policy.Start(ClockKind.ClaimLease, Question(), fact.At) is { } lease)
            yield return new CaseEvent.ClockStarted(lease) { At = fact.At };
    }

    private IEnumerable<CaseEvent> Responses(CaseFact.CustomerWrote fact, DateTimeOffset from, bool current)
    {
        if (On(Response) is { Running: true } running)
        {
            // A response clock starts at the oldest post that waits for an answer, also when that one is heard last.
            if (from < running.Target.StartedAt && from > (LastAnswer?.At ?? DateTimeOffset.MinValue) && fact.Policy.Start(Response, Question(), from) is { } earlier)
                yield return new CaseEvent.Retargeted(earlier, "an earlier post was heard later") { At = fact.At };
        }
        else if ((current || Answers == 0) && fact.Policy.Start(Response, Question(), from) is { } start)
        {
            yield return new CaseEvent.ClockStarted(start) { At = fact.At };
        }
    }

    /// <summary>The network's own time counts where it is plausible: not in the future, and not more than a day before we heard it.</summary>
    private static DateTimeOffset Clamp(DateTimeOffset postedAt, DateTimeOffset heardAt)
    {
        var earliest = heardAt - TimeSpan.FromHours(24);
        var at = postedAt < earliest ? earliest : postedAt > heardAt ? heardAt : postedAt;
        // In whole milliseconds, as it is kept.
        return DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
    }
}
