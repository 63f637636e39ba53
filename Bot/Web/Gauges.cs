using System.Diagnostics.Metrics;
using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Store;

namespace SocialCareBot.Web;

/// <summary>
/// The figures of the status page and of health as meters, read when somebody collects them. Threads of networks are without number, so the lag of an account's
/// lanes is that of its oldest; which lane that is, the status page says.
/// </summary>
public sealed class Gauges : IDisposable
{
    /// <summary>One collection asks for every figure, one after the other: they are of one reading.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly Meter _meter;
    private readonly Database _database;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private (DateTimeOffset At, Standing Standing)? _read;

    public Gauges(Database database, IEnumerable<HealthProbe> probes, TimeProvider time)
    {
        (_database, _time) = (database, time);
        _meter = new Meter(new MeterOptions(Telemetry.Name) { Scope = this });
        Observe("care.cases", "{case}", "Cases by state.", (now, _) => Enum.GetValues<CaseStatus>().Select(status => Figure(now.Cases.GetValueOrDefault(status), ("state", FormChoices.Id(status)))));
        Observe("care.replies", "{row}", "Answers not yet known to the world, by account and state.", (now, _) => Replies(now));
        Observe("care.replies.lag", "s", "Age of an account's oldest answer not yet known to the world.", (now, at) => now.Replies
            .GroupBy(row => row.Account).Select(rows => Figure((at - rows.Min(row => row.CreatedAt)).TotalSeconds, ("account", rows.Key))));
        Observe("care.messages.lag", "s", "How long the oldest message of a conversation that is behind waits.", (now, at) => now.Behind
            .Select(lag => Figure((at - lag.Since).TotalSeconds, ("front", lag.Front), ("conversation", lag.Conversation ?? lag.Person?.ToString()))));
        Observe("care.source.age", "s", "Since a source was last heard.", (now, at) => now.Sources
            .Select(source => Figure((at - (source.HeardAt ?? source.FirstContactAt)).TotalSeconds, ("source", source.Id))));
        _meter.CreateObservableGauge("care.health", () => probes.Select(probe => Figure(probe.Problem() is null ? 1 : 0, ("part", probe.Name))), null, "1 where a part works, 0 where it does not.");
    }

    public void Dispose() => _meter.Dispose();

    private void Observe(string name, string unit, string says, Func<Standing, DateTimeOffset, IEnumerable<Measurement<double>>> figures) =>
        _meter.CreateObservableGauge(name, () => figures(Now(), _time.GetUtcNow()), unit, says);

    private Standing Now()
    {
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            if (_read is not { } read || now - read.At > Fresh || now < read.At)
                _read = read = (now, _database.Read(Standing.Read));
            return read.Standing;
        }
    }

    /// <summary>Parked ones are told of even where there is none: an alarm on them must know that it is looking.</summary>
    private static IEnumerable<Measurement<double>> Replies(Standing now) => now.Replies
        .CountBy(row => (row.Account, row.State))
        .Select(pair => Figure(pair.Value, ("account", pair.Key.Account), ("state", FormChoices.Id(pair.Key.State))))
        .Append(Figure(now.Replies.Count(row => row.State == ReplyRowState.Parked), ("account", "all"), ("state", FormChoices.Id(ReplyRowState.Parked))));

    private static Measurement<double> Figure(double value, params (string Name, string? Value)[] tags) =>
        new(value, [.. tags.Select(tag => KeyValuePair.Create<string, object?>($"care.{tag.Name}", tag.Value))]);
}
