using System.Net;
using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Web;

public sealed class The_case_page
{
    [Fact]
    public async Task A_complaint_stands_in_the_queue_and_on_its_own_page_with_the_rule_that_fired()
    {
        await using var site = await DeskSite.Start();
        await site.Complaint("No power since six, and my mother is on oxygen.");
        var queue = await site.Page("/");
        Assert.Contains("Next hour", queue);
        Assert.Contains("href=\"/cases/C-1\"", queue);
        var page = await site.Page("/cases/C-1");
        Assert.Contains("my mother is on oxygen", page);
        Assert.Contains("First answer by 10:30 · on time", page);
        Assert.Contains("30 min left", page);
        Assert.Contains("Not claimed · on duty: Ana Brandt, Bo Lindqvist", page);
        Assert.Contains("<dd><bdi>outage</bdi></dd>", page);
        Assert.Contains("Fakebook has no private answers", page);
    }

    [Fact]
    public async Task Claim_is_pressed_on_the_page_and_logged_as_the_desks()
    {
        await using var site = await DeskSite.Start();
        await site.Complaint();
        using var answer = await site.Press(CardVerbs.Claim);
        Assert.Equal((HttpStatusCode.Redirect, "/cases/C-1"), (answer.StatusCode, answer.Headers.Location!.ToString()));
        Assert.Equal("Ana Brandt", site.Bot.People.Name(site.Bot.Case(1).Owner));
        Assert.Equal("web", site.Bot.Log(1)[^1].Front);
        Assert.Contains("Ana Brandt claimed it (web desk).", await site.Page("/cases/C-1"));
    }

    [Theory]
    [InlineData(CardVerbs.Note, InputNames.Note, "She called twice", nameof(CaseEvent.Noted))]
    [InlineData(CardVerbs.Escalate, InputNames.EscalateNote, "May I promise a refund?", nameof(CaseEvent.Escalated))]
    [InlineData(CardVerbs.Snooze, InputNames.SnoozeFor, "1h", nameof(CaseEvent.Snoozed))]
    [InlineData(CardVerbs.Resolve, InputNames.ResolveReason, "fixed", nameof(CaseEvent.Resolved))]
    [InlineData(CardVerbs.Reclassify, InputNames.Kind, "question", nameof(CaseEvent.Reclassified), InputNames.Priority, "p3")]
    public async Task Each_small_form_does_what_it_says(string verb, string input, string value, string happens, string? second = null, string? with = null)
    {
        await using var site = await DeskSite.Start();
        await site.Complaint();
        (string, string)[] inputs = second is null ? [(input, value)] : [(input, value), (second, with!)];
        using var answer = await site.Press(verb, inputs);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(happens, site.Bot.Log(1)[^1].Kind);
    }

    [Fact]
    public async Task Assign_release_and_reopen_are_pressed_too()
    {
        await using var site = await DeskSite.Start("Bo Lindqvist");
        await site.Complaint();
        using var assigned = await site.Press(CardVerbs.Assign, (InputNames.AssignTo, site.Bot.Ana.Id.ToString()));
        Assert.Equal(site.Bot.Ana.Id, site.Bot.Case(1).Owner);
        using var released = await site.Press(CardVerbs.Release);
        Assert.Null(site.Bot.Case(1).Owner);
        using var resolved = await site.Press(CardVerbs.Resolve, (InputNames.ResolveReason, "answered"));
        using var reopened = await site.Press(CardVerbs.Reopen);
        Assert.Equal(CaseStatus.New, site.Bot.Case(1).Status);
    }

    [Fact]
    public async Task A_manager_finds_take_it_and_send_back_on_an_escalated_case()
    {
        await using var site = await DeskSite.Start("Dana Meyer");
        await site.Complaint();
        await site.Bot.Click(CardVerbs.Escalate, site.Bot.Ana);
        Assert.Contains(">Take it</button>", await site.Page("/cases/C-1"));
        using var back = await site.Press(CardVerbs.SendBack, (InputNames.SendBackNote, "Up to 50 euro."));
        Assert.Null(site.Bot.Case(1).Escalation);
        Assert.Contains("Up to 50 euro.", await site.Page("/cases/C-1"));
    }

    [Fact]
    public async Task A_manager_takes_an_escalated_case()
    {
        await using var site = await DeskSite.Start("Dana Meyer");
        await site.Complaint();
        await site.Bot.Click(CardVerbs.Escalate, site.Bot.Ana);
        using var taken = await site.Press(CardVerbs.Take);
        Assert.Equal(site.Bot.Dana.Id, site.Bot.Case(1).Owner);
    }

    [Theory]
    [InlineData(CardVerbs.Sent, nameof(CaseEvent.Answered))]
    [InlineData(CardVerbs.Retry, nameof(CaseEvent.ReplyRetried))]
    public async Task Where_nobody_can_tell_whether_an_answer_is_public_a_lead_says_it(string verb, string happens)
    {
        await using var site = await DeskSite.Start("Bo Lindqvist", keys: false);
        await site.Complaint();
        await site.Bot.Answer("We are on it.", site.Bot.Ana);
        site.Bot.Network.Next(Cruelty.LoseBefore);
        await site.Bot.Advance(TimeSpan.FromMinutes(2));
        Assert.Contains("We cannot tell whether Ana Brandt&#x27;s answer is public", await site.Page("/cases/C-1"));
        using var said = await site.Press(verb);
        Assert.Equal(HttpStatusCode.Redirect, said.StatusCode);
        Assert.Equal(happens, site.Bot.Log(1)[^1].Kind);
    }

    [Fact]
    public async Task A_refusal_stands_on_top_of_the_fresh_case()
    {
        await using var site = await DeskSite.Start();
        await site.Complaint();
        await site.Bot.Click(CardVerbs.Claim, site.Bot.Bo);
        using var answer = await site.Press(CardVerbs.Release);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Contains("This needs a lead. Nothing was changed. Ask one, or escalate the case.", page);
        Assert.Contains("Claimed by Bo Lindqvist", page);
    }

    [Fact]
    public async Task A_form_sent_twice_is_carried_out_once()
    {
        await using var site = await DeskSite.Start();
        await site.Complaint();
        using var once = await site.Press(CardVerbs.Note, (InputNames.Note, "She called twice"), ("nonce", "n1"));
        using var twice = await site.Press(CardVerbs.Note, (InputNames.Note, "She called twice"), ("nonce", "n1"));
        Assert.Equal(HttpStatusCode.Redirect, twice.StatusCode);
        Assert.Single(site.Bot.Log(1), line => line.Kind == nameof(CaseEvent.Noted));
    }

    [Fact]
    public async Task A_post_without_the_forms_token_does_nothing()
    {
        await using var site = await DeskSite.Start();
        await site.Complaint();
        await site.Page("/cases/C-1");
        using var answer = await site.Post("/cases/C-1", ("verb", CardVerbs.Claim), ("version", "1"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("This form is too old", await answer.Content.ReadAsStringAsync());
        Assert.Null(site.Bot.Case(1).Owner);
    }

    [Fact]
    public async Task A_number_without_its_letter_finds_the_case_and_an_unknown_one_says_so()
    {
        await using var site = await DeskSite.Start();
        await site.Complaint();
        using var short_ = await site.Browser.GetAsync("/cases/1");
        Assert.Equal("/cases/C-1", short_.Headers.Location!.ToString());
        using var unknown = await site.Browser.GetAsync("/cases/C-99");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Contains("No case has this number", await unknown.Content.ReadAsStringAsync());
    }
}
