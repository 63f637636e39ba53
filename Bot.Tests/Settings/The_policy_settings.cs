using System.Text;
using Microsoft.Extensions.Configuration;
using SocialCareBot.Cases;
using SocialCareBot.Settings;
using SocialCareBot.Sla;
using SocialCareBot.Triage;

namespace SocialCareBot.Tests.Settings;

/// <summary>The policy as it is written in the settings, and how each mistake in it is named.</summary>
public sealed class The_policy_settings
{
    private static readonly CareSettings Care = new()
    {
        Routes = [new Route { Name = "care", Zone = "Europe/Berlin" }, new Route { Name = "quiet", Zone = "Europe/Dublin", Quiet = true }],
        People = [new PersonSettings { Name = "Dana Meyer" }],
        Paging = new PagingSettings { Webhooks = [new GatewaySettings { Name = "pager" }] },
        Clocks = new ClockSettings { P1 = 20, Nags = [40] },
    };

    [Fact]
    public void Nothing_written_is_the_policy_of_a_fresh_installation_with_the_short_form()
    {
        var policy = Read("{}");
        Assert.Equal(TimeSpan.FromMinutes(20), A.First(policy, Priority.P1, A.Monday9).Budget);
        Assert.Equal([40, 100], A.First(policy, Priority.P1, A.Monday9).Marks.Select(mark => mark.Percent));
        // Midnight in Berlin ends the next business day.
        Assert.Equal(A.Monday9.AddDays(1).AddHours(14), A.First(policy, Priority.P4, A.Monday9).DueAt);
    }

    [Fact]
    public void Everything_can_be_written()
    {
        var policy = Read("""
            {
              "Hours": [
                { "Week": { "Tue": [], "Mon-Thu": ["09:00-12:00", "13:00-17:00"], "Fri,Sun": ["22:00-06:00"], "Sat": ["00:00-24:00"] }, "Holidays": ["2026-12-25 Christmas Day"] },
                { "Brands": ["NightCo"], "Zone": "Asia/Kolkata" }
              ],
              "Targets": [
                { "Clock": "FirstResponse", "Tags": ["vip"], "Within": "10 min" },
                { "Clock": "FirstResponse", "Within": "next business day by 12:00" },
                { "Clock": "Resolution", "Priorities": ["P1"], "Within": "8 h" }
              ],
              "Reminders": [
                { "Clocks": ["Resolution"], "Before": [{ "BeforeEnd": "1 h", "Tell": "Lead", "Alone": true }], "RepeatEvery": "30 min", "RepeatAtMost": 2 },
                { "Before": [{ "Percent": 60 }] }
              ],
              "OnBreach": { "Resolution": ["RaisePriority", "Ladder"], "NextResponse": [] },
              "ClaimLease": "none", "Acknowledgement": "10 min", "PageEvery": "3 min", "PageRounds": 4, "PageWays": { "chat": 1 }, "TestPages": false,
              "Rotas": [{ "Name": "night", "Zone": "Europe/Berlin", "Layers": [{ "People": ["Dana Meyer"], "Start": "2026-11-23", "Every": "12 h", "When": { "Mon-Fri": ["18:00-08:00"] } }] }],
              "Ladders": [{ "Name": "night", "Routes": ["care"], "Repeat": 1, "Steps": [
                { "Targets": ["duty", "rota:night", "channel"] },
                { "After": "10 min", "Targets": ["role:lead", "person:Dana Meyer", "webhook:pager"], "Priorities": ["P1"], "LocalHours": "08:00-20:00" }] }],
              "Quiet": [{ "People": ["Dana Meyer"], "Between": "22:00-07:00" }],
              "Spread": [{ "Reposts": 1000, "AtLeast": "P1" }]
            }
            """);
        var vip = policy.Start(ClockKind.FirstResponse, A.About(Priority.P3) with { Tags = ["vip"] }, A.Monday9)!;
        // 10:00 in Berlin, and ten minutes.
        Assert.Equal(A.Monday9.AddMinutes(10), vip.DueAt);
        Assert.Equal([60, 100], vip.Marks.Select(mark => mark.Percent));
        Assert.Equal(A.Monday9.AddDays(1).AddHours(2), A.First(policy, Priority.P1, A.Monday9).DueAt);
        Assert.Equal(60, policy.Start(ClockKind.NextResponse, A.About(Priority.P2), A.Monday9)!.Budget.TotalMinutes);
        var end = policy.Start(ClockKind.Resolution, A.About(Priority.P1), A.Monday9)!;
        Assert.Equal([87, 100, 101, 102], end.Marks.Select(mark => mark.Percent));
        Assert.Equal([BreachAction.RaisePriority, BreachAction.Ladder], end.OnBreach);
        Assert.Empty(policy.Start(ClockKind.NextResponse, A.About(Priority.P2), A.Monday9)!.OnBreach);
        Assert.Equal((null, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(3), 4), (policy.ClaimLease, policy.Acknowledgement, policy.PageEvery, policy.PageRounds));
        Assert.Equal("Asia/Kolkata", policy.HoursOf("nightco").Zone);
        Assert.Equal((4, new TimeOnly(20, 0)), (policy.LadderOf((A.About(Priority.P1)).Route)!.Numbered().Count, policy.Ladders[0].Steps[1].LocalHours!.To));
        Assert.Equal([BreachAction.Manager], policy.OnBreach[ClockKind.FirstResponse]);
        Assert.Equal("Europe/Berlin", Assert.Single(policy.Quiet).Zone);
    }

    [Theory]
    [InlineData("""{ "Hours": [{ "Zone": "Mars/Olympus" }] }""", "Care:Policy:Hours:0:Zone")]
    [InlineData("""{ "Hours": [{ "Week": { "Monday-Noday": ["09:00-17:00"] } }] }""", "Care:Policy:Hours:0:Week:Monday-Noday")]
    [InlineData("""{ "Hours": [{ "Week": { "Mon": ["9-17"] } }] }""", "Care:Policy:Hours:0:Week:Mon")]
    [InlineData("""{ "Hours": [{ "Week": { "Mon": ["09:00-09:00"] } }] }""", "Care:Policy:Hours:0:Week:Mon")]
    [InlineData("""{ "Hours": [{ "Holidays": ["25 December"] }] }""", "Care:Policy:Hours:0:Holidays:0")]
    [InlineData("""{ "Hours": [{ "HolidayFiles": ["nowhere.ics"] }] }""", "Care:Policy:Hours:0:HolidayFiles:0")]
    [InlineData("""{ "Hours": [{ "Brands": ["A"] }, { "Brands": ["a"] }] }""", "Care:Policy:Hours: A stands there twice")]
    [InlineData("""{ "Targets": [{ "Clock": "Paging", "Within": "1 h" }] }""", "Care:Policy:Targets:0:Clock")]
    [InlineData("""{ "Targets": [{ "Clock": "Resolution", "Within": "soon" }] }""", "Care:Policy:Targets:0:Within")]
    [InlineData("""{ "Targets": [{ "Clock": "Resolution", "Within": "1 h", "Routes": ["care", "nope"] }] }""", "Care:Policy:Targets:0:Routes: nope")]
    [InlineData("""{ "Targets": [{ "Clock": "Resolution", "Within": "1 h", "Priorities": [9] }] }""", "Care:Policy:Targets:0:Priorities")]
    [InlineData("""{ "Reminders": [{ "Before": [{ "Percent": 100 }] }] }""", "Care:Policy:Reminders:0:Before")]
    [InlineData("""{ "Reminders": [{ "Before": [{ "BeforeEnd": "later" }] }] }""", "Care:Policy:Reminders:0:Before")]
    [InlineData("""{ "Reminders": [{ "RepeatEvery": "often" }] }""", "Care:Policy:Reminders:0:RepeatEvery")]
    [InlineData("""{ "Reminders": [{ }, { }] }""", "every other clock stands there twice")]
    [InlineData("""{ "ClaimLease": "a while" }""", "Care:Policy:ClaimLease")]
    [InlineData("""{ "ClaimWarning": 100 }""", "Care:Policy:ClaimWarning")]
    [InlineData("""{ "PageEvery": "none" }""", "Care:Policy:PageEvery")]
    [InlineData("""{ "PageRounds": 0 }""", "Care:Policy:PageRounds")]
    [InlineData("""{ "Ladders": [{ "Steps": [{ "Targets": ["duty"] }] }] }""", "Care:Policy:Ladders:0:Name")]
    [InlineData("""{ "Ladders": [{ "Name": "x" }] }""", "Care:Policy:Ladders:0:Steps")]
    [InlineData("""{ "Ladders": [{ "Name": "x", "Steps": [{ "Targets": [] }] }] }""", "Care:Policy:Ladders:0:Steps:0:Targets")]
    [InlineData("""{ "Ladders": [{ "Name": "x", "Steps": [{ "Targets": ["person:Nobody"] }] }] }""", "\"person:Nobody\" names nobody")]
    [InlineData("""{ "Ladders": [{ "Name": "x", "Steps": [{ "Targets": ["boss"] }] }] }""", "\"boss\" must be duty")]
    [InlineData("""{ "Ladders": [{ "Name": "x", "Steps": [{ "Targets": ["webhook:fax"] }] }] }""", "\"webhook:fax\" names no gateway in Care:Paging:Webhooks")]
    [InlineData("""{ "Ladders": [{ "Name": "x", "Steps": [{ "After": "soon", "Targets": ["duty"] }] }] }""", "Care:Policy:Ladders:0:Steps:0:After")]
    [InlineData("""{ "Quiet": [{ "Between": "at night" }] }""", "Care:Policy:Quiet:0:Between")]
    [InlineData("""{ "Quiet": [{ "Between": "22:00-07:00", "People": ["Nobody"] }] }""", "Care:Policy:Quiet:0:People")]
    [InlineData("""{ "Spread": [{ "AtLeast": "P1" }] }""", "Care:Policy:Spread:0")]
    [InlineData("""{ "Spread": [{ "Likes": 5 }] }""", "Care:Policy:Spread:0:AtLeast")]
    [InlineData("""{ "Rotas": [{ "Name": "day shift", "Zone": "Europe/Berlin", "Layers": [{ "People": ["Dana Meyer"], "Start": "2026-11-23" }] }] }""", "Care:Policy:Rotas:0:Name")]
    [InlineData("""{ "Rotas": [{ "Name": "day", "Zone": "Mars/Olympus", "Layers": [{ "People": ["Dana Meyer"], "Start": "2026-11-23" }] }] }""", "Care:Policy:Rotas:0:Zone")]
    [InlineData("""{ "Rotas": [{ "Name": "day", "Zone": "Europe/Berlin" }] }""", "Care:Policy:Rotas:0:Layers")]
    [InlineData("""{ "Rotas": [{ "Name": "day", "Zone": "Europe/Berlin", "Layers": [{ "People": ["Nobody"], "Start": "2026-11-23" }] }] }""", "Care:Policy:Rotas:0:Layers:0:People: Nobody")]
    [InlineData("""{ "Rotas": [{ "Name": "day", "Zone": "Europe/Berlin", "Layers": [{ "People": ["Dana Meyer"], "Start": "tomorrow" }] }] }""", "Care:Policy:Rotas:0:Layers:0:Start")]
    [InlineData("""{ "Rotas": [{ "Name": "day", "Zone": "Europe/Berlin", "Layers": [{ "People": ["Dana Meyer"], "Start": "2026-11-23", "Every": "36 d" }] }] }""", "Care:Policy:Rotas:0:Layers:0:Every")]
    [InlineData("""{ "Rotas": [{ "Name": "day", "Zone": "Europe/Berlin", "Layers": [{ "People": ["Dana Meyer"], "Start": "2026-11-23", "When": { "Mon": ["9-17"] } }] }] }""", "Care:Policy:Rotas:0:Layers:0:When:Mon")]
    [InlineData("""{ "Ladders": [{ "Name": "x", "Steps": [{ "Targets": ["rota:day"] }] }] }""", "\"rota:day\" names no rota")]
    [InlineData("""{ "PageWays": { "chat": 500 } }""", "Care:Policy:PageWays:chat")]
    [InlineData("""{ "PageWays": { "email": 0 } }""", "Care:Policy:PageWays: \"email\" is not configured")]
    public void A_mistake_is_named_with_its_key_once(string json, string key) =>
        Assert.Contains(key, Assert.Single(PolicyReader.Read(Care, Bind(json), "/nowhere", new(2026, 11, 23)).Problems), StringComparison.Ordinal);

    private static SlaPolicy Read(string json)
    {
        var read = PolicyReader.Read(Care, Bind(json), "/nowhere", new(2026, 11, 23));
        Assert.Empty(read.Problems);
        return read.Clocks;
    }

    private static PolicySettings Bind(string json) =>
        new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build().Get<PolicySettings>(options => options.ErrorOnUnknownConfiguration = true) ?? new PolicySettings();
}
