using System.Diagnostics;
using System.Diagnostics.Metrics;
using SocialCareBot.Cases;

namespace SocialCareBot.Desk;

/// <summary>
/// What the bot tells an observer of its two ways: a post heard until its card stands, an answer pressed until it is confirmed. A trace bears the id of its case
/// or of its answer's row, so it goes on over every durable point, restart and node. Ids and outcomes only: never a customer's word, a name or a secret.
/// </summary>
public static class Telemetry
{
    /// <summary>Of the spans and of the figures.</summary>
    public const string Name = "SocialCareBot";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<double> SweepLateness = Meter.CreateHistogram<double>("care.sweep.lateness", "s", "From the instant a clock was due to its decision.");

    /// <summary>A step inside another step of ours, or else of the trace with this id (null: one of its own); null while nobody observes.</summary>
    internal static Activity? Span(string name, Guid? about, ActivityKind kind = ActivityKind.Internal)
    {
        if (!Source.HasListeners())
            return null;
        // A request's own trace is nobody's parent here: its caller may name whichever it likes.
        var within = Activity.Current?.Source == Source;
        var trace = about is { } id ? ActivityTraceId.CreateFromString(id.ToString("N")) : ActivityTraceId.CreateRandom();
        return Source.StartActivity(name, kind, within ? default : new ActivityContext(trace, default, ActivityTraceFlags.Recorded));
    }

    /// <summary>An answer's commands belong to the trace of its row, all others to that of their case.</summary>
    internal static Activity? Deciding(CaseId id, CaseCommand command)
    {
        var reply = (command as CaseWish.Reply)?.Row;
        return Span("decide", reply?.Value ?? id.Value)?
            .SetTag("care.case", id.ToString())
            .SetTag("care.command", command.GetType().Name)
            .SetTag("care.reply", reply?.ToString())
            .SetTag("care.front", (command as CaseWish)?.By.Front);
    }

    internal static void Decided(this Activity span, DeskAnswer answer) => span
        .SetTag("care.outcome", answer.GetType().Name)
        .SetTag("care.refusal", (answer as DeskAnswer.Refused)?.Why.Code.ToString())
        .SetTag("care.events", (answer as DeskAnswer.Done)?.Events.Select(happened => happened.GetType().Name).ToArray());

    /// <summary>What the world answered: the kind of outcome, never its words.</summary>
    internal static T Ended<T>(this Activity? span, T outcome, bool well)
        where T : class
    {
        span?.SetTag("care.outcome", outcome.GetType().Name).SetStatus(well ? ActivityStatusCode.Ok : ActivityStatusCode.Error);
        return outcome;
    }

    internal static void Swept(TimeSpan late) => SweepLateness.Record(Math.Max(0, late.TotalSeconds));
}
