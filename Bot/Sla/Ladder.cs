using SocialCareBot.Cases;

namespace SocialCareBot.Sla;

/// <summary>To whom a case goes up, one after the other, when a promise broke or somebody asked for it.</summary>
public sealed record Ladder
{
    public required string Name { get; init; }

    /// <summary>The routes it serves; empty: every one. The first ladder that fits is taken.</summary>
    public IReadOnlyList<string> Routes { get; init; } = [];
    public required IReadOnlyList<LadderRung> Steps { get; init; }

    /// <summary>How many times it begins again from its first step.</summary>
    public int Repeat { get; init; }

    /// <summary>Every step in the order of their instants, with its number from 1 and how long after the beginning it is due.</summary>
    public IReadOnlyList<(int Number, TimeSpan After, LadderRung Step)> Numbered()
    {
        List<(int, TimeSpan, LadderRung)> all = [];
        var after = TimeSpan.Zero;
        foreach (var step in Enumerable.Repeat(Steps, Repeat + 1).SelectMany(round => round))
        {
            after += step.After;
            all.Add((all.Count + 1, after, step));
        }
        return all;
    }
}

/// <summary>A step of a ladder as the policy has it; who its targets are is found out when it is due.</summary>
public sealed record LadderRung
{
    /// <summary>How long after the step before it; of the first, after the beginning.</summary>
    public TimeSpan After { get; init; }

    /// <summary><c>duty</c>, <c>rota:night</c>, <c>role:lead</c>, <c>person:Dana Meyer</c>, <c>channel</c>, <c>webhook:NAME</c>.</summary>
    public required IReadOnlyList<string> Targets { get; init; }

    /// <summary>Only for cases of these; empty: for all.</summary>
    public IReadOnlyList<Priority> Priorities { get; init; } = [];

    /// <summary>Only while the local clock of whoever is meant is within this; null: at any time.</summary>
    public OpenInterval? LocalHours { get; init; }

    public bool Fits(Priority priority) => Priorities.Count == 0 || Priorities.Contains(priority);
}
