using SocialCareBot.Cases;

namespace SocialCareBot.Desk;

/// <summary>In which order people are paged until somebody acknowledges.</summary>
public static class DutyLine
{
    /// <summary>Whoever is on duty once more, then the leads, the manager and the admins; and all over again, as many rounds as the policy has.</summary>
    public static IReadOnlyList<LadderStep> Rounds(Watchers watchers, int rounds)
    {
        (string Name, IReadOnlyList<PersonId> People)[] line =
        [
            ("on duty, called again", watchers.Duty),
            ("the leads", watchers.Leads),
            ("the manager", watchers.Manager is { } manager ? [manager] : []),
            ("the admins", watchers.Admins),
        ];
        return [.. Enumerable.Range(1, rounds).Select(round => new LadderStep(round, line[(round - 1) % line.Length].Name, line[(round - 1) % line.Length].People))];
    }
}
