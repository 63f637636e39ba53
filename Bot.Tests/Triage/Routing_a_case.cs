using SocialCareBot.Cases;
using SocialCareBot.Triage;
using CareRoute = SocialCareBot.Triage.Route;

namespace SocialCareBot.Tests.Triage;

/// <summary>Which channel gets which cases. No case is without a route.</summary>
public sealed class Routing_a_case
{
    private static readonly Judgement Urgent = new(PostKind.Complaint, Priority.P1, "outage");
    private static readonly Judgement Praise = new(PostKind.Praise, Priority.P4, "thanks");

    [Fact]
    public void The_first_route_that_takes_brand_and_priority_wins()
    {
        Route[] routes = [Route("shop") with { Brands = ["Shop"] }, Route("urgent") with { Priorities = [Priority.P1, Priority.P2] }, Route("care")];
        Assert.Equal("shop", CareRoute.For(routes, "SHOP", Urgent).Name);
        Assert.Equal("urgent", CareRoute.For(routes, "GridCo", Urgent).Name);
        Assert.Equal("care", CareRoute.For(routes, "GridCo", Urgent with { Priority = Priority.P3 }).Name);
    }

    [Fact]
    public void What_has_no_clock_goes_to_the_quiet_route_and_nothing_else_does()
    {
        Route[] routes = [Route("quiet") with { Quiet = true }, Route("care")];
        Assert.Equal("quiet", CareRoute.For(routes, "GridCo", Praise).Name);
        Assert.Equal("care", CareRoute.For(routes, "GridCo", Urgent).Name);
    }

    [Fact]
    public void A_case_no_route_asked_for_goes_to_the_last_loud_one()
    {
        Route[] routes = [Route("urgent") with { Priorities = [Priority.P1] }, Route("other") with { Brands = ["Shop"] }, Route("quiet") with { Quiet = true, Brands = ["Shop"] }];
        Assert.Equal("other", CareRoute.For(routes, "GridCo", Urgent with { Priority = Priority.P2 }).Name);
        Assert.Equal("other", CareRoute.For(routes, "GridCo", Praise).Name);
        Assert.Equal("quiet", CareRoute.For([routes[2]], "GridCo", Urgent).Name);
    }

    private static Route Route(string name) => new() { Name = name, Zone = "Europe/Berlin" };
}
