using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using SocialCareBot.Desk;
using SocialCareBot.Web;

namespace SocialCareBot.Tests.World;

/// <summary>Observes the bot from inside the process: every span that ends meanwhile (of other tests too), and the figures of one house.</summary>
public sealed class Observer : IDisposable
{
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ActivityListener _listener;

    public Observer()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Telemetry.Name,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>The spans of the trace that bears this id, by name and command, as they began.</summary>
    public IReadOnlyList<string> Trace(Guid id) =>
        [.. _spans.Where(span => span.TraceId.ToString() == id.ToString("N")).OrderBy(span => span.StartTimeUtc).Select(span => $"{span.DisplayName} {span.GetTagItem("care.command") ?? span.GetTagItem("care.outcome")}".TrimEnd())];

    /// <summary>Everything an exporter would pass on, of all spans.</summary>
    public IReadOnlyList<string> Everything => [.. _spans.Select(Said)];

    /// <summary>What the gauges tell when they are collected once: name, tags and figure.</summary>
    public static IReadOnlyDictionary<string, double> Collect(Gauges gauges)
    {
        Dictionary<string, double> told = new(StringComparer.Ordinal);
        using var listener = new MeterListener { InstrumentPublished = (instrument, listening) => Take(instrument, listening, gauges) };
        listener.SetMeasurementEventCallback<double>((instrument, figure, tags, _) => told[string.Join(' ', [instrument.Name, .. Values(tags)])] = figure);
        listener.Start();
        listener.RecordObservableInstruments();
        return told;
    }

    public void Dispose() => _listener.Dispose();

    private static void Take(Instrument instrument, MeterListener listener, Gauges gauges)
    {
        if (instrument.Meter.Scope == gauges)
            listener.EnableMeasurementEvents(instrument);
    }

    private static List<string> Values(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        List<string> values = [];
        foreach (var tag in tags)
            values.Add($"{tag.Value}");
        return values;
    }

    private static string Said(Activity span) =>
        $"{span.DisplayName} {span.StatusDescription} {string.Join(' ', span.TagObjects.Select(tag => tag.Value is string[] several ? string.Join(',', several) : $"{tag.Value}"))} {string.Join(' ', span.Events.SelectMany(happened => happened.Tags.Select(tag => $"{tag.Value}")))} {string.Join(' ', span.Baggage.Select(item => item.Value))}";
}
