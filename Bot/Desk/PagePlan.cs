using SocialCareBot.Cases;
using SocialCareBot.Sla;
using SocialCareBot.Triage;

namespace SocialCareBot.Desk;

/// <summary>Somebody who may be called: their name, and the chats that can write to them alone.</summary>
public sealed record PageCallee(string Name, IReadOnlyList<string> Chats);

/// <summary>What the plan of calls depends on; values only.</summary>
public sealed record PagePlanQuestion
{
    public required Route Route { get; init; }

    /// <summary>With the rounds of paging.</summary>
    public required Watchers Watchers { get; init; }
    public required IReadOnlyDictionary<PersonId, PageCallee> People { get; init; }
    public required PageRules Ways { get; init; }

    /// <summary>Between two rounds.</summary>
    public required TimeSpan Every { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>The case it is about; null: an urgent one that would come in now.</summary>
    public Case? Case { get; init; }
}

/// <summary>A step of the plan: when, and who on which ways.</summary>
public sealed record PagePlanLine(string When, string Text);

/// <summary>Who would be called now, in which order, on which ways, and why; and where the plan has holes.</summary>
public sealed record PagePlan(string Why, IReadOnlyList<PagePlanLine> Lines, IReadOnlyList<string> Holes)
{
    /// <summary>After so many steps it begins again, or says the same.</summary>
    private const int MostSteps = 8;

    public static PagePlan For(PagePlanQuestion question)
    {
        var steps = Steps(question);
        var clock = new Clockface(question.Route.Zone);
        var lines = steps.Select(step => new PagePlanLine(
            step.At <= question.At ? "now" : clock.At(step.At, question.At),
            $"{step.Name}: {(step.People.Count == 0 ? "nobody, so the next step at once" : string.Join("; ", step.People.Select(id => Person(question, id))))}"));
        return new PagePlan(Because(question, clock), [.. lines], [.. Missing(question, steps).Distinct()]);
    }

    /// <summary>In words for a chat or a page.</summary>
    public string Text => Holes.Count == 0 ? Why : $"{Why} Missing: {string.Join(" ", Holes)}";

    private static string Because(PagePlanQuestion question, Clockface clock)
    {
        var route = question.Route.Name;
        return question.Case switch
        {
            null => $"For an urgent case that comes in on {route} now.",
            { IsOpen: false } => "The case is resolved: nobody is called.",
            { Alert: { AcknowledgedAt: { } at } alert } => $"{Name(question, alert.AcknowledgedBy)} acknowledged at {clock.At(at, question.At)}: nobody is called, unless they call for help or nothing more is seen.",
            { Alert: { } alert } => $"Nobody has acknowledged since {clock.At(alert.At, question.At)}{(alert.Round > 0 ? $", round {alert.Round}" : "")}: it goes on.",
            var c when question.Route.Alerts(c.Judgement) => $"{c.Judgement.Priority} calls people on {route} when it comes in.",
            var c => $"{c.Judgement.Priority} calls nobody on {route}. Were it made urgent, this is the order.",
        };
    }

    private static IReadOnlyList<(DateTimeOffset At, string Name, IReadOnlyList<PersonId> People)> Steps(PagePlanQuestion question)
    {
        if (question.Case is { IsOpen: false } or { Alert.Over: true })
            return [];
        var rounds = question.Watchers.Steps.OrderBy(step => step.Number);
        var coming = question.Case is { Alert: not null } c && c.On(ClockKind.Paging) is { Running: true } clock
            ? rounds.Where(step => step.Number > clock.Passed).Select(step => (clock.Target.Marks.FirstOrDefault(mark => mark.Percent == step.Number)?.At ?? clock.Target.DueAt, step.Name, step.People))
            : rounds.Select(step => (question.At + (question.Every * step.Number), step.Name, step.People)).Prepend((question.At, "on duty", question.Watchers.Duty));
        return [.. coming.DistinctBy(step => step.Item2).Take(MostSteps)];
    }

    private static string Person(PagePlanQuestion question, PersonId id)
    {
        var callee = Callee(question, id);
        var ways = question.Ways.Of(callee.Name).Where(way => Hole(question, callee, way.Name) is null).Select(way => $"{Title(callee, way.Name)}{(way.After > TimeSpan.Zero ? $" after {Clockface.Length(way.After)}" : "")}").ToList();
        return $"{callee.Name} ({(ways.Count == 0 ? "no way to reach them" : string.Join(", ", ways))})";
    }

    private static string Title(PageCallee callee, string way) => way switch
    {
        PageRules.Chat => string.Join(" and ", callee.Chats),
        PageRules.Email => "e-mail",
        _ => way["webhook/".Length..],
    };

    private static IEnumerable<string> Missing(PagePlanQuestion question, IReadOnlyList<(DateTimeOffset At, string Name, IReadOnlyList<PersonId> People)> steps)
    {
        if (question.Watchers.Duty.Count == 0)
            yield return $"nobody is on duty on {question.Route.Name} at this hour.";
        // Whoever stands in no settings (the operator of the web desk) was never meant to be called.
        foreach (var callee in steps.SelectMany(step => step.People).Distinct().Select(id => Callee(question, id)).Where(callee => question.Ways.People.ContainsKey(callee.Name)))
        {
            foreach (var hole in question.Ways.Of(callee.Name).Select(way => Hole(question, callee, way.Name)).OfType<string>())
                yield return hole;
        }
    }

    private static string? Hole(PagePlanQuestion question, PageCallee callee, string way) => way switch
    {
        PageRules.Chat => callee.Chats.Count > 0 ? null : $"no chat can write to {callee.Name} alone.",
        _ when question.Ways.Address(callee.Name, way) is not null => null,
        PageRules.Email => $"{callee.Name} has no Email in Care:People.",
        _ => $"{callee.Name} has no Phone in Care:People for {way}.",
    };

    private static PageCallee Callee(PagePlanQuestion question, PersonId id) => question.People.GetValueOrDefault(id) ?? new("somebody", []);

    private static string Name(PagePlanQuestion question, PersonId? id) => id is { } known ? Callee(question, known).Name : "Somebody";
}
