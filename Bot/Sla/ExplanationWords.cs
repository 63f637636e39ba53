using System.Diagnostics;
using SocialCareBot.Cases;

namespace SocialCareBot.Sla;

/// <summary>A row of an explanation as people read it.</summary>
/// <param name="Length">What it counts; empty where it counts nothing.</param>
public sealed record ExplanationLine(string What, string When, string Length);

/// <summary>An explanation in words, in one zone.</summary>
public static class ExplanationWords
{
    public static IReadOnlyList<ExplanationLine> Of(Explanation explanation, Clockface face) =>
        [.. explanation.Rows.Select(row => Line(row, explanation, face))];

    /// <summary>The same as one sentence a line, for a chat.</summary>
    public static IReadOnlyList<string> Sentences(Explanation explanation, Clockface face) =>
        [.. Of(explanation, face).Select(line => $"{line.What}: {line.When}{(line.Length.Length > 0 ? $", {line.Length}" : "")}.")];

    private static ExplanationLine Line(ExplanationRow row, Explanation all, Clockface face) => row switch
    {
        ExplanationRow.Began r => new("Began", $"{face.Dated(r.At)}, {Beginning(r.Clock)}", ""),
        ExplanationRow.Line { Text: { } text } r => new("Policy", $"{text} (version {r.Version})", ""),
        ExplanationRow.Line r => new("Policy", $"the end was set for this case alone (version {r.Version})", ""),
        ExplanationRow.Counted r => new("Counted", Stretch(face, r.At, r.To), Exactly(r.Length)),
        ExplanationRow.Closed { Holidays.Length: > 0 } r => new("Closed", $"{Stretch(face, r.At, r.To)}, with {string.Join(", ", r.Holidays.Select(day => day.Name).Distinct())}", ""),
        ExplanationRow.Closed r => new("Closed", Stretch(face, r.At, r.To), ""),
        ExplanationRow.Rested r => new("Rested", $"{Stretch(face, r.At, r.To)}, the customer had the word ({Exactly(r.Open)} of open time)", ""),
        ExplanationRow.Changed r => new("Changed", $"{face.Dated(r.At)}, {r.Reason}", ""),
        ExplanationRow.Due r => new("Due", face.Dated(r.At), $"{Exactly(all.Counted)} in all"),
        _ => throw new UnreachableException(row.GetType().Name),
    };

    private static string Beginning(ClockKind clock) => clock switch
    {
        ClockKind.FirstResponse => "the customer's post",
        ClockKind.NextResponse => "the oldest post of the customer without an answer",
        ClockKind.Resolution => "the customer's first post",
        ClockKind.Promise => "news were promised",
        ClockKind.Window => "the customer's last post",
        ClockKind.ClaimLease => "the last visible work on it",
        _ => "the alert",
    };

    private static string Stretch(Clockface face, DateTimeOffset from, DateTimeOffset to) =>
        face.Dated(from)[..^5] == face.Dated(to)[..^5] ? $"{face.Dated(from)} to {face.Dated(to)[^5..]}" : $"{face.Dated(from)} to {face.Dated(to)}";

    /// <summary>To the second: rows must add up for whoever counts along.</summary>
    private static string Exactly(TimeSpan length)
    {
        string[] parts = [Part((int)length.TotalHours, "h"), Part(length.Minutes, "min"), Part(length.Seconds, "s"), Part(length.Milliseconds, "ms")];
        return string.Join(' ', parts.Where(part => part.Length > 0)) is { Length: > 0 } words ? words : "0 min";
    }

    private static string Part(int count, string unit) => count == 0 ? "" : $"{count} {unit}";
}
