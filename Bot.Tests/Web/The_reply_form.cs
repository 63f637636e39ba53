using System.Net;
using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Store;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Web;

public sealed class The_reply_form
{
    private const string Form = "/cases/C-1/reply";

    [Fact]
    public async Task An_answer_is_written_previewed_exactly_and_leaves_after_the_countdown()
    {
        await using var site = await DeskSite.Start();
        await site.Complaint();
        var write = await site.Page(Form);
        Assert.Contains("PUBLIC · as @gridco on Fakebook", write);
        Assert.Contains("Ends with ^AB", write);

        using var previewed = await site.Submit(Form, Form + "?handler=preview", ("text", "A crew is on its way.\r\nPower is due back at 11."), ("audience", "public"));
        var preview = WebUtility.HtmlDecode(await previewed.Content.ReadAsStringAsync());
        Assert.Contains("A crew is on its way.\nPower is due back at 11. ^AB", preview);
        Assert.Contains("250 left of 300", preview);
        Assert.Empty(site.Bot.Network.Replies);

        using var sent = await site.Submit(Form, Form + "?handler=send", ("nonce", Nonce(preview)));
        Assert.Equal((HttpStatusCode.Redirect, "/cases/C-1"), (sent.StatusCode, sent.Headers.Location!.ToString()));
        var counting = await site.Page("/cases/C-1");
        Assert.Contains("goes out at 10:00:20", counting);
        Assert.Contains(">Undo</button>", counting);

        await site.Bot.Advance(TimeSpan.FromSeconds(21));
        Assert.Equal("A crew is on its way.\nPower is due back at 11. ^AB", Assert.Single(site.Bot.Network.Replies).Text);
        Assert.Contains("Answered by Ana Brandt", await site.Page("/cases/C-1"));
    }

    [Fact]
    public async Task Undo_takes_it_back_and_the_draft_is_still_there()
    {
        await using var site = await DeskSite.Start();
        await site.Complaint();
        await Send(site, "Too hasty");
        using var undone = await site.Press(CardVerbs.Undo);
        await site.Bot.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(site.Bot.Network.Replies);
        Assert.Contains("Reply · draft kept", await site.Page("/cases/C-1"));
        Assert.Contains(">Too hasty</textarea>", (await site.Page(Form)).Replace(">\n", ">"));
    }

    [Fact]
    public async Task Where_the_customer_wrote_meanwhile_nothing_is_sent_the_draft_is_kept_and_one_press_submits_it_again()
    {
        await using var site = await DeskSite.Start();
        await site.Complaint();
        var preview = await Preview(site, "We are on it.");
        site.Bot.Post("And now smoke", "p2", thread: "p1");
        await site.Bot.Tick();
        var token = DeskSite.Token(preview);

        using var refused = await site.Post(Form + "?handler=send", ("nonce", Nonce(preview)), token);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        var again = await refused.Content.ReadAsStringAsync();
        Assert.Contains("The customer wrote or changed something while you were writing. Nothing was sent, your draft is kept.", again);
        Assert.Contains("And now smoke", again);
        Assert.Contains("We are on it. ^AB", again);

        using var sent = await site.Post(Form + "?handler=send", ("nonce", Nonce(again)), token);
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.NotNull(site.Bot.Case(1).Pending);
    }

    [Fact]
    public async Task Typing_keeps_the_draft_and_counts_as_the_network_does()
    {
        await using var site = await DeskSite.Start();
        await site.Complaint();
        using var kept = await site.Submit(Form, Form + "?handler=draft", ("text", new string('x', 297)), ("audience", "public"));
        Assert.Contains("\"count\":\"1 too many of 300\",\"fits\":false", await kept.Content.ReadAsStringAsync());
        var draft = site.Bot.Database.Read(session => Drafts.Find(session, site.Bot.Ana.Id, site.Bot.Case(1).Id));
        Assert.Equal(297, draft!.Text.Length);
    }

    [Theory]
    [InlineData("", "There is nothing written yet")]
    [InlineData("long", "That is too long")]
    public async Task What_cannot_be_sent_goes_back_to_writing_with_the_reason(string text, string reason)
    {
        await using var site = await DeskSite.Start();
        await site.Complaint();
        var page = await Preview(site, text == "long" ? new string('x', 400) : text);
        Assert.Contains(reason, page);
        Assert.DoesNotContain(">Send</button>", page);
    }

    [Fact]
    [Trait(TestDatabase.Only, TestDatabase.Sqlite)]
    public async Task Where_the_store_is_busy_the_words_stay_in_the_form()
    {
        await using var site = await DeskSite.Start();
        await site.Complaint();
        var token = DeskSite.Token(await site.Page(Form));
        await using var locked = await site.Bot.Lock();
        var asked = site.Post(Form + "?handler=preview", ("text", "We are on it."), ("audience", "public"), token);
        await site.Until(asked);
        var page = await (await asked).Content.ReadAsStringAsync();
        Assert.Contains("Busy. Nothing was done. Press again.", page);
        Assert.Contains("We are on it.</textarea>", page);
    }

    [Fact]
    public async Task Send_pressed_twice_leaves_once()
    {
        await using var site = await DeskSite.Start();
        await site.Complaint();
        var preview = await Preview(site, "We are on it.");
        (string, string)[] form = [("nonce", Nonce(preview)), DeskSite.Token(preview)];
        using var once = await site.Post(Form + "?handler=send", form);
        using var twice = await site.Post(Form + "?handler=send", form);
        Assert.Equal(HttpStatusCode.Redirect, twice.StatusCode);
        await site.Bot.Advance(TimeSpan.FromSeconds(25));
        Assert.Single(site.Bot.Network.Replies);
        Assert.Single(site.Bot.Log(1), line => line.Kind == nameof(CaseEvent.ReplyQueued));
    }

    private static async Task<string> Preview(DeskSite site, string text)
    {
        using var previewed = await site.Submit(Form, Form + "?handler=preview", ("text", text), ("audience", "public"));
        return WebUtility.HtmlDecode(await previewed.Content.ReadAsStringAsync());
    }

    private static async Task Send(DeskSite site, string text)
    {
        var preview = await Preview(site, text);
        using var sent = await site.Post(Form + "?handler=send", ("nonce", Nonce(preview)), DeskSite.Token(preview));
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
    }

    private static string Nonce(string page)
    {
        const string before = "name=\"nonce\" value=\"";
        var at = page.IndexOf("reply?handler=send", StringComparison.Ordinal);
        at = page.IndexOf(before, at, StringComparison.Ordinal) + before.Length;
        return page[at..page.IndexOf('"', at)];
    }
}
