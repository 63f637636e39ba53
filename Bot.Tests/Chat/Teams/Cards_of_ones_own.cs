using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Chat.Teams;

/// <summary>Who leads has more buttons; Teams shows them on a card of one's own, which the client fetches by itself.</summary>
public sealed class Cards_of_ones_own : IAsyncLifetime
{
    private TeamsCare _care = null!;

    public async Task InitializeAsync() => _care = await TeamsCare.Start();

    public async Task DisposeAsync() => await _care.DisposeAsync();

    [Fact]
    public async Task Whoever_leads_gets_a_card_with_Take_it_and_nothing_is_changed_by_that()
    {
        var card = await Claimed();
        Assert.Contains(_care.Lea.Mri, Own(card));
        Assert.DoesNotContain(_care.Ana.Mri, Own(card));
        var version = _care.Bot.Case(1).Version;
        var answer = await _care.Press(_care.Lea, 1, "refresh", trigger: "automatic");
        Assert.Contains("take", FakeTeamsCard.Verbs(answer.Card));
        Assert.False(answer.Card.TryGetProperty("refresh", out _));
        Assert.Equal(version, _care.Bot.Case(1).Version);
        await _care.Press(_care.Lea, 1, "take");
        Assert.Equal("Lea", _care.Bot.People.Name(_care.Bot.Case(1).Owner));
    }

    [Fact]
    public async Task An_agent_who_asks_for_a_card_of_their_own_gets_everybodys()
    {
        await Claimed();
        Assert.DoesNotContain("take", FakeTeamsCard.Verbs((await _care.Press(_care.Ben, 1, "refresh", trigger: "automatic")).Card));
        // Some clients do not say that they ask by themselves.
        Assert.Contains("release", FakeTeamsCard.Verbs((await _care.Press(_care.Ben, 1, "refresh")).Card));
    }

    [Fact]
    public async Task A_case_nobody_has_is_the_same_card_for_all() => Assert.Empty(Own(await _care.Card()));

    [Fact]
    public async Task In_a_channel_of_more_than_sixty_everybody_has_the_shared_card()
    {
        for (var i = 0; i < 60; i++)
            _care.Teams.AddPerson($"Member {i}");
        await _care.Teams.InstallationUpdate(_care.Adi, _care.Thread);
        await _care.Tick();
        Assert.Empty(Own(await Claimed()));
    }

    private async Task<FakeTeamsMessage> Claimed()
    {
        var card = await _care.Card();
        await _care.Teams.Click(_care.Ana, card, "claim");
        await _care.Advance(TimeSpan.FromSeconds(3));
        return _care.Teams.Threads(_care.Channel)[^1];
    }

    private static IReadOnlyList<string> Own(FakeTeamsMessage card) =>
        card.Card.TryGetProperty("refresh", out var refresh) ? [.. refresh.GetProperty("userIds").EnumerateArray().Select(id => id.GetString()!)] : [];
}
