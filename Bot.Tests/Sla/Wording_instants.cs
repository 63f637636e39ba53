using System.Globalization;
using SocialCareBot.Sla;

namespace SocialCareBot.Tests.Sla;

/// <summary>Instants as people read them, and the next turn of a local time.</summary>
public sealed class Wording_instants
{
    private static readonly Clockface Berlin = new("Europe/Berlin");

    [Theory]
    [InlineData("2026-11-23T09:40Z", "10:40")]
    [InlineData("2026-11-23T22:59Z", "23:59")]
    [InlineData("2026-11-23T23:00Z", "tomorrow 00:00")]
    [InlineData("2026-11-22T22:59Z", "yesterday 23:59")]
    [InlineData("2026-11-27T09:40Z", "Fri 10:40")]
    [InlineData("2026-11-18T09:40Z", "Wed 10:40")]
    [InlineData("2026-11-30T09:40Z", "30 Nov 10:40")]
    [InlineData("2026-11-16T09:40Z", "16 Nov 10:40")]
    public void An_instant_is_said_in_the_routes_zone_as_short_as_it_can_be(string at, string said) => Assert.Equal(said, Berlin.At(Instant(at), A.Monday9));

    [Fact]
    public void Midnight_is_the_zones_own()
    {
        var kolkata = new Clockface("Asia/Kolkata");
        Assert.Equal("tomorrow 00:10", kolkata.At(Instant("2026-11-23T18:40Z"), A.Monday9));
        Assert.Equal("19:40", Berlin.At(Instant("2026-11-23T18:40Z"), A.Monday9));
    }

    [Fact]
    public void A_countdown_is_said_with_seconds() => Assert.Equal("10:00:20", Berlin.Exactly(A.Monday9.AddSeconds(20)));

    [Theory]
    [InlineData(40, "40 s")]
    [InlineData(34 * 60, "34 min")]
    [InlineData(60 * 60, "1 h")]
    [InlineData(200 * 60, "3 h 20 min")]
    [InlineData(52 * 3600, "2 d 4 h")]
    [InlineData(48 * 3600, "2 d")]
    [InlineData(-90, "1 min")]
    public void A_length_is_said_in_the_coarsest_useful_unit(int seconds, string said) => Assert.Equal(said, Clockface.Length(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("Europe/Berlin", "09:00", "2026-11-23T07:59Z", "2026-11-23T08:00Z")]
    [InlineData("Europe/Berlin", "09:00", "2026-11-23T08:00Z", "2026-11-24T08:00Z")]
    // Dublin's clocks jump from 01:00 to 02:00 on 29 March 2026: half past one does not exist that night and moves on by the gap.
    [InlineData("Europe/Dublin", "01:30", "2026-03-28T12:00Z", "2026-03-29T01:30Z")]
    [InlineData("Europe/Dublin", "09:00", "2026-03-28T12:00Z", "2026-03-29T08:00Z")]
    // On 25 October 2026 they fall back from 02:00 to 01:00: half past one comes twice, and the first turn counts.
    [InlineData("Europe/Dublin", "01:30", "2026-10-24T12:00Z", "2026-10-25T00:30Z")]
    // Between the two turns of 25 October the first has gone by, and the next day's is meant.
    [InlineData("Europe/Dublin", "01:30", "2026-10-25T00:45Z", "2026-10-26T01:30Z")]
    // São Paulo has had no summer time since 2019.
    [InlineData("America/Sao_Paulo", "09:00", "2026-11-23T09:00Z", "2026-11-23T12:00Z")]
    [InlineData("Asia/Kolkata", "09:00", "2026-11-23T09:00Z", "2026-11-24T03:30Z")]
    // Casablanca sets its clocks back for Ramadan, on 15 February 2026.
    [InlineData("Africa/Casablanca", "09:00", "2026-02-14T12:00Z", "2026-02-15T09:00Z")]
    public void The_next_turn_of_a_local_time_is_exact_through_clock_changes(string zone, string time, string now, string next) =>
        Assert.Equal(Instant(next), new Clockface(zone).Next(TimeOnly.Parse(time, CultureInfo.InvariantCulture), Instant(now)));

    [Fact]
    public void A_zone_is_known_or_it_is_not()
    {
        Assert.True(Clockface.Knows("Europe/Dublin"));
        Assert.False(Clockface.Knows("Europe/Atlantis"));
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
