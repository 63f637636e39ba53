using System.Net;
using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.OnCall;
using SocialCareBot.Tests.Cards;
using SocialCareBot.Tests.House;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Web;

public sealed class The_desk
{
    [Fact]
    public async Task Every_page_says_who_is_on_call_now_and_that_nobody_is()
    {
        var day = new Rota { Name = "day", Zone = "Europe/Berlin", Layers = [new() { People = ["Ana Brandt"], Start = new(2026, 11, 23) }] };
        await using var site = await DeskSite.Start(rules: TheBot.Rules with { Rotas = [day] });
        Assert.Contains("On call: Ana Brandt", await site.Page("/status"), StringComparison.Ordinal);
        site.Bot.Time.Advance(TimeSpan.FromDays(-1));
        Assert.Contains("Nobody is on call", await site.Page("/status"), StringComparison.Ordinal);
        await using var without = await DeskSite.Start();
        Assert.DoesNotContain("bar-oncall", await without.Page("/status"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_pages_are_told_that_a_case_changed_and_nothing_more()
    {
        await using var site = await DeskSite.Start();
        await site.Complaint();
        using var stream = new StreamReader(await site.Browser.GetStreamAsync("/live"));
        Assert.Equal("event: hello", await Line(stream, "event: hello"));
        await site.Bot.Click(CardVerbs.Claim, site.Bot.Bo);
        Assert.Equal("event: case", await Line(stream, "event: case"));
        Assert.Equal("""data: {"number":"C-1","version":2}""", await stream.ReadLineAsync());
    }

    [Fact]
    public async Task The_queue_is_grouped_by_what_presses()
    {
        await using var site = await DeskSite.Start();
        site.Bot.Post("No power since six", "p1", "a");
        await site.Bot.Tick();
        await site.Bot.Advance(TimeSpan.FromMinutes(31));
        site.Bot.Post("No power either", "p2", "b");
        site.Bot.Post("Is the office open", "p3", "c");
        site.Bot.Post("thanks for the quick help", "p4", "d");
        await site.Bot.Tick();
        var page = await site.Page("/");
        Assert.Equal(["Late", "Next hour", "Later", "Praise and noise"], Groups(page));
        Assert.Contains("<span class=\"row-time tone-attention\">1 min</span>", page);
        Assert.Contains("1 min late", await site.Page("/cases/C-1"));
    }

    [Fact]
    public async Task Where_no_chat_carries_it_the_reminder_stands_on_the_desk_addressed_to_its_operator()
    {
        await using var site = await DeskSite.Start();
        await site.Bot.Writer.Run(session => session.Execute("delete from route_binding"), CancellationToken.None);
        await site.Complaint();
        Assert.DoesNotContain("needs a first answer", await site.Page("/"));
        await site.Bot.Advance(TimeSpan.FromMinutes(16));
        var page = await site.Page("/");
        Assert.Contains("Ana Brandt,</span> <bdi>C-1 from Mira K needs a first answer by 10:30 (14 min).</bdi>", page);
    }

    [Fact, Fault(33)]
    public async Task What_customers_write_is_never_markup()
    {
        await using var site = await DeskSite.Start();
        var first = await Hostile(site);
        string[] pages = [await site.Page("/"), await site.Page($"/cases/{first.Name}"), await site.Page("/?q=%3Cscript%3Ealert"), await site.Page("/status")];
        foreach (var page in pages)
        {
            Assert.DoesNotContain("<script>alert", page);
            Assert.DoesNotContain("<img", page);
            Assert.DoesNotContain("<b>bold", page);
            Assert.DoesNotContain("<svg", page);
            Assert.DoesNotContain("href=\"javascript", page);
            Assert.DoesNotContain('\u202E', page);
        }
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", pages[0]);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", pages[1]);
    }

    /// <summary>Every hostile text as a post of one customer, and as the name of another.</summary>
    private static async Task<Case> Hostile(DeskSite site)
    {
        for (var i = 0; i < HostileText.All.Count; i++)
        {
            var post = site.Bot.Post(HostileText.All[i], $"p{i}", thread: "p0");
            var name = HostileText.All[i] is { Length: > 0 } text ? text : "?";
            site.Bot.Network.Publish(post with
            {
                NativeId = $"n{i}",
                ThreadRoot = null,
                Url = "javascript:alert(1)",
                Author = post.Author with { Id = $"a{i}", Name = name, Handle = name, Url = name },
            });
        }
        await site.Bot.Tick();
        return site.Bot.Case(1);
    }

    [Fact]
    public async Task A_search_finds_by_words_and_by_number()
    {
        await using var site = await DeskSite.Start();
        await site.Complaint("The meter shows nonsense");
        Assert.Contains("Found for <q>NONSENSE</q>", await site.Page("/?q=NONSENSE"));
        Assert.Contains("No case has this number, name or these words.", await site.Page("/?q=%3Cb%3Eelephant"));
        using var named = await site.Browser.GetAsync("/?q=c1");
        Assert.Equal("/cases/C-1", named.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Only_an_admin_turns_the_stop_switch()
    {
        await using var site = await DeskSite.Start("Dana Meyer");
        await site.Complaint();
        using var refused = await site.Submit("/cases/C-1", "/status?handler=hold");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Null(site.Bot.Switch.Held);
    }

    [Fact]
    public async Task An_admin_holds_all_replies_and_resumes()
    {
        await using var site = await DeskSite.Start("Dana Meyer", Role.Admin);
        using var held = await site.Submit("/status", "/status?handler=hold");
        Assert.Equal(site.Bot.Dana.Id, site.Bot.Switch.Held!.By);
        Assert.Contains("Replies are held", await site.Page("/"));
        using var resumed = await site.Submit("/status", "/status?handler=resume");
        Assert.Null(site.Bot.Switch.Held);
    }

    [Fact]
    public async Task The_status_page_tells_how_well_each_source_is_heard_and_what_waits()
    {
        await using var site = await DeskSite.Start();
        await site.Complaint();
        await site.Bot.Answer("We are on it.", site.Bot.Ana);
        await site.Bot.Switch.Hold(site.Bot.Bo.Id, CancellationToken.None);
        await site.Bot.Advance(TimeSpan.FromSeconds(25));
        var page = await site.Page("/status");
        Assert.Contains("Held by Bo Lindqvist since 10:00", page);
        Assert.Contains("We are on it. ^AB", page);
        Assert.Contains("@gridco on Fakebook", page);
        Assert.Contains(">held", page);
    }

    [Fact]
    [Trait(TestDatabase.Only, TestDatabase.Sqlite)]
    public async Task While_the_store_cannot_be_written_the_bot_says_that_it_is_not_ready()
    {
        await using var site = await DeskSite.Start();
        await using var locked = await site.Bot.Lock();
        var asked = site.Browser.GetAsync("/health/ready");
        await site.Until(asked);
        using var answer = await asked;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        var told = await answer.Content.ReadAsStringAsync();
        Assert.Contains("\"name\":\"store read\",\"ok\":true", told);
        Assert.Contains("\"name\":\"store write\",\"ok\":false", told);
    }

    private static async Task<string?> Line(StreamReader stream, string wanted)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (await stream.ReadLineAsync(patience.Token) is { } line)
            if (line == wanted)
                return line;
        return null;
    }

    private static IEnumerable<string> Groups(string page) => page.Split("data-group=\"").Skip(1).Select(part => part[..part.IndexOf('"', StringComparison.Ordinal)]);
}
