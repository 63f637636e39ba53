using System.Globalization;

namespace SocialCareBot.Bench;

/// <summary>Rate and times, in milliseconds, of one round, and what each call cost the server, in microseconds of a core: that is the same however busy the machine is.</summary>
internal sealed record Figures(double PerSecond, double P50, double P99, double Longest, double Cost)
{
    public static Figures Of(double[] times, TimeSpan took, TimeSpan processor)
    {
        Array.Sort(times);
        return new Figures(times.Length / took.TotalSeconds, times[times.Length / 2], times[times.Length * 99 / 100], times[^1], processor.TotalMicroseconds / times.Length);
    }

    /// <summary>Each figure's own median.</summary>
    public static Figures Median(IEnumerable<Figures> rounds)
    {
        var all = rounds.ToList();
        return new Figures(Middle(all, r => r.PerSecond), Middle(all, r => r.P50), Middle(all, r => r.P99), Middle(all, r => r.Longest), Middle(all, r => r.Cost));
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{PerSecond,8:F0}/s  p50 {P50:F1} ms  p99 {P99:F1} ms  longest {Longest:F1} ms  {Cost:F0} us of the core each");

    private static double Middle(List<Figures> all, Func<Figures, double> of) => all.Select(of).Order().ElementAt(all.Count / 2);
}
