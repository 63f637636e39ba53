namespace SocialCareBot.Cases;

/// <summary>Who is there to be told, on the case's route, at the instant of the command.</summary>
public sealed record Watchers(IReadOnlyList<PersonId> Duty, PersonId? Manager)
{
    public IReadOnlyList<PersonId> Leads { get; init; } = [];
    public IReadOnlyList<PersonId> Admins { get; init; } = [];

    /// <summary>Which policy said so; null: nobody asked one.</summary>
    public int? PolicyVersion { get; init; }

    /// <summary>The rounds of paging or the steps of the ladder whose clock the command is about, by their numbers, from 1.</summary>
    public IReadOnlyList<LadderStep> Steps { get; init; } = [];
}

/// <summary>A step of a ladder with the people it means at that instant; nobody: it is skipped and said so.</summary>
/// <param name="Name">"on duty, second call", "the lead".</param>
public sealed record LadderStep(int Number, string Name, IReadOnlyList<PersonId> People)
{
    /// <summary>It is said in the case's thread, to whoever is on duty.</summary>
    public bool Channel { get; init; }

    /// <summary>The names of gateways that are called, for whoever stands behind them.</summary>
    public IReadOnlyList<string> Gateways { get; init; } = [];

    public bool MeansNobody => People.Count == 0 && !Channel && Gateways.Count == 0;
}
