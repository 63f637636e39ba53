using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Chat.Slack;

/// <summary>The Home tab: what it shows, and that its buttons act in place.</summary>
public sealed class Acting_through_Slack_home : IAsyncLifetime
{
    private SlackCare _care = null!;

    private FakeSlack Slack => _care.Slack;

    public async Task InitializeAsync() => _care = await SlackCare.Start();

    public async Task DisposeAsync() => await _care.DisposeAsync();

    [Fact]
    public async Task Opened_it_shows_what_is_mine_what_is_free_and_who_is_on_call()
    {
        await _care.Heard("p1");
        await _care.Heard("p2");
        await _care.Bot.Click("claim", _care.Actor(_care.Ana), 2);
        var home = await Open(_care.Ana);
        Assert.Contains("1 yours · 1 free · 0 late", home.Words, StringComparison.Ordinal);
        Assert.Contains("On call for care", home.Words, StringComparison.Ordinal);
        Assert.Contains("C-1 · P1 · Complaint · 30 min left", home.Words, StringComparison.Ordinal);
        Assert.Contains("claim", home.Verbs);
    }

    [Fact]
    public async Task Its_buttons_act_in_place_and_a_refusal_is_its_first_line()
    {
        await _care.Heard("p1");
        var home = await Open(_care.Ana);
        await _care.Bot.Click("claim", _care.Actor(_care.Ben));
        Assert.Equal(200, (await Slack.Click(_care.Ana, home, "claim")).Status);
        await _care.Drain();
        Assert.StartsWith("Ben has this one", Home(_care.Ana).Words, StringComparison.Ordinal);
        await _care.Bot.Click("release", _care.Actor(_care.Ben));
        await Open(_care.Ana);
        await Slack.Click(_care.Ana, Home(_care.Ana), "claim");
        await _care.Drain();
        Assert.Equal("Ana", _care.Bot.People.Name(_care.Bot.Case(1).Owner));
        Assert.Contains("1 yours · 0 free", Home(_care.Ana).Words, StringComparison.Ordinal);
        Assert.DoesNotContain("Ben has this one", Home(_care.Ana).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_opens_from_it_and_its_answer_shows_there()
    {
        await _care.Heard("p1");
        await Slack.Click(_care.Ana, await Open(_care.Ana), "reply");
        await _care.Drain();
        await _care.Submit(_care.Ana, new { text = "A crew is on its way." });
        await _care.Submit(_care.Ana);
        Assert.Contains("your answer goes out at", Slack.Modal(_care.Ana)!.Words, StringComparison.Ordinal);
        _care.Bot.Time.Advance(TimeSpan.FromSeconds(16));
        await _care.Home.Refresh(CancellationToken.None);
        Assert.Contains("1 yours · 0 free", Home(_care.Ana).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_pager_turns_and_a_press_stays_on_its_page()
    {
        for (var number = 1; number <= 12; number++)
            await _care.Heard($"p{number}");
        var home = await Open(_care.Ana);
        Assert.Contains("Page 1 of 2", home.Words, StringComparison.Ordinal);
        await Slack.Click(_care.Ana, home, "page");
        await _care.Drain();
        Assert.Contains("Page 2 of 2", Home(_care.Ana).Words, StringComparison.Ordinal);
        Assert.Contains("C-12", Home(_care.Ana).Words, StringComparison.Ordinal);
        await Slack.Click(_care.Ana, Home(_care.Ana), "claim");
        await _care.Drain();
        Assert.Contains("Page 2 of 2", Home(_care.Ana).Words, StringComparison.Ordinal);
        Assert.Contains("1 yours · 11 free", Home(_care.Ana).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_follows_what_happens_for_those_who_may_be_looking_and_not_too_often()
    {
        await Open(_care.Ana);
        var published = Published;
        await _care.Heard("p1");
        Assert.True(await _care.Home.Refresh(CancellationToken.None));
        Assert.Equal(published, Published);
        _care.Bot.Time.Advance(TimeSpan.FromSeconds(16));
        Assert.False(await _care.Home.Refresh(CancellationToken.None));
        Assert.Contains("C-1", Home(_care.Ana).Words, StringComparison.Ordinal);
        Assert.Equal(published + 1, Published);
        _care.Bot.Time.Advance(TimeSpan.FromSeconds(16));
        await _care.Home.Refresh(CancellationToken.None);
        Assert.Equal(published + 1, Published);
        _care.Bot.Time.Advance(TimeSpan.FromHours(5));
        await _care.Heard("p2");
        await _care.Home.Refresh(CancellationToken.None);
        Assert.Equal(published + 1, Published);
    }

    [Fact]
    public async Task A_stranger_and_a_guest_see_a_sentence_and_nothing_of_any_case()
    {
        await _care.Heard("p1");
        await _care.Know(_care.Gus);
        Assert.Contains("You are not on the list", (await Open(_care.Una)).Words, StringComparison.Ordinal);
        Assert.Contains("Guests can look", (await Open(_care.Gus)).Words, StringComparison.Ordinal);
        Assert.DoesNotContain("C-1", Home(_care.Una).Words + Home(_care.Gus).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_messages_tab_is_no_home_tab()
    {
        await Slack.OpenHome(_care.Ana, "messages");
        await _care.Drain();
        Assert.Null(Slack.Home(_care.Ana));
    }

    private int Published => Slack.Calls.Count(call => call.Method == "views.publish");

    private FakeSlackView Home(FakeSlackPerson person) => Slack.Home(person) ?? throw new InvalidOperationException("nothing was published");

    private async Task<FakeSlackView> Open(FakeSlackPerson person)
    {
        Assert.Equal(200, (await Slack.OpenHome(person)).Status);
        await _care.Drain();
        return Home(person);
    }
}
