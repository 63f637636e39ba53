using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace SocialCareBot.Tests.Sla;

/// <summary>Open time by arithmetic against a clock that walks: random hours, holidays and instants round the odd clock changes of a dozen zones.</summary>
public sealed class Open_time
{
    [Fact]
    public void Between_two_instants_is_what_a_walking_clock_counts() => ForAll(calendar =>
    {
        var to = calendar.From + calendar.Length;
        Assert.Equal(new Walker(calendar.Hours, calendar.From, 6).Between(calendar.From, to), calendar.Hours.Between(calendar.From, to));
    });

    [Fact]
    public void Adding_open_time_ends_where_a_walking_clock_has_counted_it() => ForAll(calendar =>
    {
        if (new Walker(calendar.Hours, calendar.From, 30).Add(calendar.From, calendar.Length) is { } walked)
            Assert.Equal(walked, calendar.Hours.Add(calendar.From, calendar.Length));
    });

    [Fact]
    public void Spans_rise_lie_apart_and_sum_up() => ForAll(calendar =>
    {
        var to = calendar.From + calendar.Length;
        var spans = calendar.Hours.Spans(calendar.From, to);
        Assert.All(spans, span => Assert.True(span.Length > TimeSpan.Zero && span.From >= calendar.From && span.To <= to));
        Assert.All(spans.Zip(spans.Skip(1)), pair => Assert.True(pair.First.To < pair.Second.From));
        Assert.Equal(calendar.Hours.Between(calendar.From, to), TimeSpan.FromTicks(spans.Sum(span => span.Length.Ticks)));
    });

    [Fact]
    public void What_is_open_and_when_it_opens_next_is_what_a_walking_clock_sees() => ForAll(calendar =>
    {
        var walker = new Walker(calendar.Hours, calendar.From, 30);
        Assert.Equal(walker.IsOpen(calendar.From), calendar.Hours.IsOpen(calendar.From));
        if (walker.Add(calendar.From, Walker.Step) is { } first)
            Assert.Equal(first - Walker.Step, calendar.Hours.NextOpening(calendar.From));
    });

    private static void ForAll(Action<Calendars> holds) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Runs), Prop.ForAll(Calendars.Any.ToArbitrary(), holds));

    /// <summary>A few in every run, as many as one likes when hunting.</summary>
    internal static int Runs => int.TryParse(Environment.GetEnvironmentVariable("CARE_PROPERTY_RUNS"), CultureInfo.InvariantCulture, out var runs) ? runs : 150;
}
