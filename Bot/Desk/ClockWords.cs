using SocialCareBot.Cases;
using SocialCareBot.Sla;

namespace SocialCareBot.Desk;

/// <summary>The promises of a case in the words of the care desk, the same on every front.</summary>
public static class ClockWords
{
    /// <summary>"First answer by 10:40 · due soon"; null where nothing is promised now.</summary>
    public static string? Deadline(Case c, Clockface clock, DateTimeOffset now) => c.Ruling switch
    {
        { Late: true } late => $"{Was(late.Kind)} {clock.At(late.Target.DueAt, now)} · late",
        { Passed: >= 75 } soon => $"{By(soon.Kind)} {clock.At(soon.Target.DueAt, now)} · due soon",
        { } running => $"{By(running.Kind)} {clock.At(running.Target.DueAt, now)} · on time",
        _ => null,
    };

    /// <summary>"C-128 from Mira K needs a first answer by 10:40 (6 min)." or "… needed … It is late."</summary>
    public static string Reminder(string about, ClockKind kind, DateTimeOffset due, DateTimeOffset at, Clockface clock) => due > at
        ? $"{about} {Needs(kind)} {clock.At(due, at)} ({Clockface.Length(due - at)})."
        : $"{about} {Needed(kind)} {clock.At(due, at)}. It is {(due == at ? "" : $"{Clockface.Length(at - due)} ")}late.";

    /// <summary>Why the deadline is what it is, in two sentences; every row of it is the answer to <c>why C-123</c>.</summary>
    public static string Why(Case c, Clockface clock, DateTimeOffset now)
    {
        if (c.Ruling is not { } ruling)
            return "Nothing is promised on this case now. Nothing was changed.";
        var target = ruling.Target;
        var why = target.Line is { } line ? $"by the policy's line \"{line}\"" : "the end was set for this case alone";
        return $"{By(ruling.Kind)} {clock.At(target.DueAt, now)}: {Clockface.Length(target.Budget)} counted from {clock.At(target.StartedAt, now)}, {why}. \"why {c.Name}\" shows every row.";
    }

    /// <summary>"First answer", as a heading.</summary>
    public static string Title(ClockKind kind) => kind switch
    {
        ClockKind.FirstResponse => "First answer",
        ClockKind.NextResponse => "Next answer",
        ClockKind.Resolution => "Resolved",
        ClockKind.Promise => "Promised news",
        _ => "The network's window",
    };

    private static string By(ClockKind kind) => kind switch
    {
        ClockKind.FirstResponse => "First answer by",
        ClockKind.NextResponse => "Answer by",
        ClockKind.Resolution => "Resolve by",
        ClockKind.Promise => "News promised by",
        _ => "The network takes an answer until",
    };

    private static string Was(ClockKind kind) => kind switch
    {
        ClockKind.FirstResponse => "First answer was due",
        ClockKind.NextResponse => "Answer was due",
        ClockKind.Resolution => "Was to be resolved by",
        ClockKind.Promise => "News was promised by",
        _ => "The network took an answer until",
    };

    private static string Needs(ClockKind kind) => kind switch
    {
        ClockKind.FirstResponse => "needs a first answer by",
        ClockKind.NextResponse => "needs an answer by",
        ClockKind.Resolution => "is to be resolved by",
        ClockKind.Promise => "was promised news by",
        _ => "can be answered on its network until",
    };

    private static string Needed(ClockKind kind) => kind switch
    {
        ClockKind.FirstResponse => "needed a first answer by",
        ClockKind.NextResponse => "needed an answer by",
        ClockKind.Resolution => "was to be resolved by",
        ClockKind.Promise => "was promised news by",
        _ => "could be answered on its network until",
    };
}
