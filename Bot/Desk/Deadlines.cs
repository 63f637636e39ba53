using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Sla;
using SocialCareBot.Store;

namespace SocialCareBot.Desk;

/// <summary>Why the deadlines of a case are what they are: read from its log, explained row by row.</summary>
public sealed class Deadlines(Database database, DeskFacts facts, TimeProvider time)
{
    /// <summary>Each promise that runs, the one that must be kept first on top; empty where none runs.</summary>
    public IReadOnlyList<Explanation> Why(Case about)
    {
        var log = database.Read(session => CaseLog.Of(session, about.Id)).Select(line => line.Event).OfType<CaseEvent>().ToList();
        return Why(about, log, facts.Rules.Policy, facts.Rules.Route(about.Route).Zone, time.Now());
    }

    /// <summary>The answer to <c>why C-123</c>.</summary>
    public CommandAnswer Say(string text)
    {
        if (database.Read(session => CaseStore.Find(session, text)) is not { } about)
            return CommandAnswer.NoSuchCase(facts, time.Now());
        var face = facts.Rules.Clock(about.Route);
        var rows = Why(about).SelectMany(why => ExplanationWords.Of(why, face).Select(line => new NoticeRow(line.What, line.Length.Length > 0 ? $"{line.When}, {line.Length}" : line.When))).ToList();
        return CommandAnswer.Say("Why these deadlines", rows.Count == 0 ? $"Nothing is promised on {about.Name} at present." : $"{about.Name}, in the time of {facts.Rules.Route(about.Route).Zone}.", rows);
    }

    /// <param name="zone">In whose days people count where a clock goes by the wall.</param>
    public static IReadOnlyList<Explanation> Why(Case about, IReadOnlyList<CaseEvent> log, SlaPolicy policy, string zone, DateTimeOffset now) =>
    [
        .. about.Clocks.Where(clock => clock is { IsPromise: true, Running: true }).OrderBy(clock => clock.Target.DueAt).Select(clock =>
        {
            var hours = clock.Kind is ClockKind.Promise or ClockKind.Window ? BusinessHours.Always with { Zone = zone } : policy.HoursOf(about.Brand);
            var changes = Changes(log, clock);
            List<OpenSpan> pauses = [.. clock.Rests.Select(rest => new OpenSpan(rest.From, rest.Until))];
            var target = clock.Target;
            // While it rests its end moves on with every minute: it is explained as if it went on now.
            if (clock.PausedAt is { } since)
            {
                target = policy.Resume(target, about.Question(), since, now);
                pauses.Add(new OpenSpan(since, now));
            }
            return Explanation.Of(hours, target, pauses, changes);
        }),
    ];

    /// <summary>When the clock got another target, by the log.</summary>
    private static List<(DateTimeOffset, string)> Changes(IReadOnlyList<CaseEvent> log, Clock clock)
    {
        List<(DateTimeOffset, string)> changes = [];
        Case? now = null;
        foreach (var happened in log)
        {
            var before = now?.On(clock.Kind);
            now = now is null ? Case.From((CaseEvent.Opened)happened) : now.Evolve(happened);
            if (now.On(clock.Kind)?.Target.StartedAt != clock.Target.StartedAt)
                continue;
            if (happened is CaseEvent.Retargeted change && change.Clock.Kind == clock.Kind && before is not null)
                changes.Add((happened.At, change.Reason));
            if (happened is CaseEvent.Reclassified { Clock: { } another } classed && another.Kind == clock.Kind && before is not null)
                changes.Add((happened.At, $"it became a {classed.Judgement.Kind.ToString().ToLowerInvariant()}, {classed.Judgement.Priority}"));
        }
        return changes;
    }
}
