using System.Globalization;

namespace SocialCareBot.Bench;

/// <summary>Rate and times, in milliseconds, of one round.</summary>
internal sealed record Figures(double PerSecond, double P50, double P99, double Longest)
{
    public static Figures Of(double[] times, TimeSpan took)
    {
        Array.Sort(times);
        return new Figures(times.Length / took.TotalSeconds, times[times.Length / 2], times[times.Length * 99 / 100], times[^1]);
    }

    /// <summary>Each figure's own median.</summary>
    public static Figures Median(IEnumerable<Figures> rounds)
    {
        var all = rounds.ToList();
        return new Figures(Middle(all, r => r.PerSecond), Middle(all, r => r.P50), Middle(all, r => r.P99), Middle(all, r => r.Longest));
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{PerSecond,8:F0}/s  p50 {P50:F1} ms  p99 {P99:F1} ms  longest {Longest:F1} ms");

    private static double Middle(List<Figures> all, Func<Figures, double> of) => all.Select(of).Order().ElementAt(all.Count / 2);
}
