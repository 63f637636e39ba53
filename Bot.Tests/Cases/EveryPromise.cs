using SocialCareBot.Cases;

namespace SocialCareBot.Tests.Cases;

/// <summary>A policy that promises everything there is, in open time that never closes; a broken promise does all it can.</summary>
internal sealed record EveryPromise : ClockPolicy
{
    public override int Version { get; init; } = 1;

    public override ClockStart? Start(ClockKind kind, ClockQuestion about, DateTimeOffset from) => kind switch
    {
        ClockKind.FirstResponse or ClockKind.NextResponse => A.Policy.Start(kind, about, from)! with { OnBreach = Enum.GetValues<BreachAction>() },
        ClockKind.Resolution => Until(kind, about, from, from + (TimeSpan.FromHours(1) * (int)about.Judgement.Priority)),
        ClockKind.Ladder => Until(kind, about, from, from.AddMinutes(30)) with { Marks = [.. Enumerable.Range(0, 3).Select(step => new ClockMark(step + 1, from.AddMinutes(10 * step)))] },
        _ => A.Policy.Start(kind, about, from),
    };

    public override ClockStart Until(ClockKind kind, ClockQuestion about, DateTimeOffset from, DateTimeOffset due) => A.Policy.Until(kind, about, from, due) with { PolicyVersion = Version };

    public override ClockStart Resume(ClockStart target, ClockQuestion about, DateTimeOffset pausedAt, DateTimeOffset resumedAt) => A.Policy.Resume(target, about, pausedAt, resumedAt);
}

/// <summary>Courses of a case.</summary>
internal static class Courses
{
    /// <summary>The case after some commands, none of which may be refused; one that began with every promise goes on under that policy.</summary>
    public static Case Then(this Case before, params CaseCommand[] commands) => commands.Aggregate(before, (now, command) =>
        now.After(now.On(ClockKind.Resolution) is null ? command : command with { Policy = new EveryPromise() }));
}
