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
        Assert.Equal("shop", For(routes, "SHOP", Urgent).Name);
        Assert.Equal("urgent", For(routes, "GridCo", Urgent).Name);
        Assert.Equal("care", For(routes, "GridCo", Urgent with { Priority = Priority.P3 }).Name);
    }

    [Fact]
    public void What_has_no_clock_goes_to_the_quiet_route_and_nothing_else_does()
    {
        Route[] routes = [Route("quiet") with { Quiet = true }, Route("care")];
        Assert.Equal("quiet", For(routes, "GridCo", Praise).Name);
        Assert.Equal("care", For(routes, "GridCo", Urgent).Name);
    }

    [Fact]
    public void A_case_no_route_asked_for_goes_to_the_last_loud_one()
    {
        Route[] routes = [Route("urgent") with { Priorities = [Priority.P1] }, Route("other") with { Brands = ["Shop"] }, Route("quiet") with { Quiet = true, Brands = ["Shop"] }];
        Assert.Equal("other", For(routes, "GridCo", Urgent with { Priority = Priority.P2 }).Name);
        Assert.Equal("other", For(routes, "GridCo", Praise).Name);
        Assert.Equal("quiet", For([routes[2]], "GridCo", Urgent).Name);
    }

    [Fact]
    public void Network_topic_and_language_choose_too_and_all_that_is_asked_must_fit()
    {
        CareRoute[] routes =
        [
            Route("shop") with { Networks = ["webhook"] },
            Route("bills") with { Topics = ["billing"], Languages = ["de"] },
            Route("questions") with { Topics = ["Question"] },
            Route("care"),
        ];
        var billing = new Judgement(PostKind.Complaint, Priority.P2, "billing · reach 10,000+");
        Assert.Equal("shop", CareRoute.For(routes, new("GridCo", "webhook/shop", null, Urgent)).Name);
        Assert.Equal("bills", CareRoute.For(routes, new("GridCo", "bluesky", "de", billing)).Name);
        Assert.Equal("care", CareRoute.For(routes, new("GridCo", "bluesky", "fr", billing)).Name);
        Assert.Equal("care", CareRoute.For(routes, new("GridCo", "bluesky", null, billing)).Name);
        Assert.Equal("questions", CareRoute.For(routes, new("GridCo", "webhooks", "de", new(PostKind.Question, Priority.P3, "question"))).Name);
        Assert.Equal("takes the language de, and this is fr", routes[1].Against(new("GridCo", "bluesky", "fr", billing)));
        Assert.Equal("takes the topic Question, and this is Complaint (billing)", routes[2].Against(new("GridCo", "bluesky", "fr", billing)));
    }

    [Theory]
    [InlineData("The power has been out since six and your hotline hangs up on me", "en")]
    [InlineData("Seit sechs Uhr ist der Strom weg und Sie gehen nicht ans Telefon", "de")]
    [InlineData("Nous sommes dans le noir depuis six heures et vous ne répondez pas", "fr")]
    [InlineData("Estamos sin luz desde las seis y no hay nadie en el teléfono", "es")]
    [InlineData("Siamo senza luce da ore e il vostro numero non risponde, perché?", "it")]
    [InlineData("We zitten zonder stroom en jullie nemen de telefoon niet op", "nl")]
    [InlineData("STROMAUSFALL", null)]
    [InlineData("", null)]
    [InlineData("??? 😀 @gridco https://x.example", null)]
    public void A_language_is_guessed_by_its_small_words_or_not_at_all(string text, string? language) => Assert.Equal(language, Languages.Guess(text));

    [Fact]
    public void What_the_network_says_of_the_language_is_believed_first() => Assert.Equal(("de", "en"), (Languages.Of("de-AT", "the and is"), Languages.Of(null, "the power is out")));

    private static CareRoute For(IReadOnlyList<CareRoute> routes, string brand, Judgement judgement) => CareRoute.For(routes, new(brand, "bluesky", null, judgement));

    private static Route Route(string name) => new() { Name = name, Zone = "Europe/Berlin" };
}
