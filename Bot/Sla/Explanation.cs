using System.Collections.Immutable;
using SocialCareBot.Cases;

namespace SocialCareBot.Sla;

/// <summary>Why a deadline is what it is: what was counted, what was not, and what changed on the way. What was counted adds up to the budget exactly.</summary>
public sealed record Explanation
{
    public required ClockStart Target { get; init; }

    /// <summary>In the order of their instants, from the beginning to the end.</summary>
    public required ImmutableArray<ExplanationRow> Rows { get; init; }

    /// <summary>The open time of all counted rows.</summary>
    public TimeSpan Counted => Rows.OfType<ExplanationRow.Counted>().Aggregate(TimeSpan.Zero, (sum, row) => sum + row.Length);

    /// <param name="hours">The hours by which the clock runs.</param>
    /// <param name="pauses">When it rested, rising; one that goes on ends with the instant of asking.</param>
    /// <param name="changes">When it got another target, and why.</param>
    public static Explanation Of(BusinessHours hours, ClockStart target, IReadOnlyList<OpenSpan> pauses, IReadOnlyList<(DateTimeOffset At, string Reason)> changes)
    {
        var whole = new OpenSpan(target.StartedAt, target.DueAt);
        var rests = pauses.Select(pause => Within(pause, whole)).Where(pause => pause.Length > TimeSpan.Zero).ToList();
        var open = hours.Spans(whole.From, whole.To);
        IEnumerable<ExplanationRow> between =
        [
            .. Less(open, rests).SelectMany(span => ByDay(hours, span)),
            .. Less([whole], open).Select(span => Closed(hours, span)),
            .. rests.Select(pause => new ExplanationRow.Rested(pause.From, pause.To, hours.Between(pause.From, pause.To))),
            .. changes.Select(change => new ExplanationRow.Changed(change.At, change.Reason)),
        ];
        return new Explanation
        {
            Target = target,
            Rows = [new ExplanationRow.Began(target.StartedAt, target.Kind), new ExplanationRow.Line(target.StartedAt, target.Line, target.PolicyVersion), .. between.OrderBy(row => row.At), new ExplanationRow.Due(target.DueAt)],
        };
    }

    /// <summary>One row for each local date, since people think in days.</summary>
    private static IEnumerable<ExplanationRow> ByDay(BusinessHours hours, OpenSpan span)
    {
        for (var from = span.From; from < span.To;)
        {
            var (_, ends) = hours.Day(from);
            var to = ends < span.To ? ends : span.To;
            yield return new ExplanationRow.Counted(from, to);
            from = to;
        }
    }

    private static ExplanationRow.Closed Closed(BusinessHours hours, OpenSpan span)
    {
        List<Holiday> holidays = [];
        for (var at = span.From; at < span.To; at = hours.Day(at).Ends)
        {
            if (hours.HolidayAt(at) is { } holiday)
                holidays.Add(holiday);
        }
        return new ExplanationRow.Closed(span.From, span.To, [.. holidays]);
    }

    /// <summary>What remains of the stretches without the others; both rise.</summary>
    private static IEnumerable<OpenSpan> Less(IEnumerable<OpenSpan> spans, IReadOnlyList<OpenSpan> others)
    {
        foreach (var span in spans)
        {
            var from = span.From;
            foreach (var other in others.Where(other => other.To > span.From && other.From < span.To))
            {
                if (other.From > from)
                    yield return new OpenSpan(from, other.From);
                from = other.To > from ? other.To : from;
            }
            if (from < span.To)
                yield return new OpenSpan(from, span.To);
        }
    }

    private static OpenSpan Within(OpenSpan span, OpenSpan whole) =>
        new(span.From < whole.From ? whole.From : span.From, span.To > whole.To ? whole.To : span.To);
}

/// <summary>A row of an explanation.</summary>
public abstract record ExplanationRow(DateTimeOffset At)
{
    public sealed record Began(DateTimeOffset At, ClockKind Clock) : ExplanationRow(At);

    /// <summary>The line of the policy that fitted; null: a person or a network set the end.</summary>
    public sealed record Line(DateTimeOffset At, string? Text, int Version) : ExplanationRow(At);

    /// <summary>Open time of one local date.</summary>
    public sealed record Counted(DateTimeOffset At, DateTimeOffset To) : ExplanationRow(At)
    {
        public TimeSpan Length => To - At;
    }

    /// <summary>Nights, weekends and holidays in a row.</summary>
    public sealed record Closed(DateTimeOffset At, DateTimeOffset To, ImmutableArray<Holiday> Holidays) : ExplanationRow(At);

    /// <summary>The customer had the word; <paramref name="Open"/> is how much open time that did not count.</summary>
    public sealed record Rested(DateTimeOffset At, DateTimeOffset To, TimeSpan Open) : ExplanationRow(At);

    public sealed record Changed(DateTimeOffset At, string Reason) : ExplanationRow(At);

    public sealed record Due(DateTimeOffset At) : ExplanationRow(At);
}
