using SocialCareBot.Cards.Models;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Stories;

/// <summary>Somebody acts in Teams as a newcomer, is offered to be one with who they are in Slack, and is.</summary>
public sealed class One_person_two_fronts
{
    [Fact]
    public async Task A_newcomer_acts_at_once_is_offered_linking_once_and_alone_and_takes_everything_along()
    {
        await using var both = await TwoFronts.Start();
        both.Bot.Post("Where is my bill");
        await both.Advance(TimeSpan.FromSeconds(3));
        var (teams, chat) = (both.Teams.Teams, both.Teams.Teams.ChatWith(both.Teams.Una));
        Assert.Equal(200, (await teams.Click(both.Teams.Una, both.TeamsCards[^1], CardVerbs.Claim)).Status);
        await both.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal("Una", both.Bot.People.Name(both.Bot.Case(1).Owner));
        Assert.Contains("in Slack already, say \"link\"", Assert.Single(Offers()).Text);
        await teams.Click(both.Teams.Una, both.TeamsCards[^1], CardVerbs.Release);
        await both.Advance(TimeSpan.FromSeconds(3));
        await teams.Click(both.Teams.Una, both.TeamsCards[^1], CardVerbs.Claim);
        await both.Advance(TimeSpan.FromSeconds(6));
        Assert.Single(Offers());

        var lea = both.Slack.Actor(both.Slack.Lea);
        var sentence = await both.Bot.Linking.Code(lea, both.Slack.Lea.Team, CancellationToken.None);
        var code = sentence.Split(' ')[3].TrimEnd('.');
        Assert.Contains("Linked: Lea, lead", FakeTeamsCard.Words((await both.Teams.Say(both.Teams.Una, $"link {code}", chat))!.Card));
        await both.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(lea.Id, both.Bot.Case(1).Owner);
        Assert.Contains("Claimed by Lea", both.SlackCards[^1].Words);
        Assert.Contains("Claimed by Lea", FakeTeamsCard.Words(both.TeamsCards[^1].Card));

        IEnumerable<FakeTeamsMessage> Offers() => teams.Messages.Where(message => message.Text?.Contains("one person", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task A_code_is_given_in_a_chat_alone_and_not_where_everybody_reads_it()
    {
        await using var care = await TeamsCare.Start();
        Assert.Contains("in a chat with me alone", FakeTeamsCard.Words((await care.Say(care.Ana, "link"))!.Card));
        Assert.Contains("Your code is", FakeTeamsCard.Words((await care.Say(care.Ana, "link", care.Teams.ChatWith(care.Ana)))!.Card));
    }

    [Fact]
    public async Task An_admin_links_two_by_name_and_nobody_else_does()
    {
        await using var both = await TwoFronts.Start();
        both.Bot.Post("Where is my bill");
        await both.Advance(TimeSpan.FromSeconds(3));
        await both.Teams.Teams.Click(both.Teams.Una, both.TeamsCards[^1], CardVerbs.Claim);
        Assert.Contains("This needs a", FakeTeamsCard.Words((await both.Teams.Say(both.Teams.Ana, "link @una lea"))!.Card));
        Assert.Contains("I do not know two people", FakeTeamsCard.Words((await both.Teams.Say(both.Teams.Adi, "link @una nobody"))!.Card));
        Assert.Contains("Linked: Lea", FakeTeamsCard.Words((await both.Teams.Say(both.Teams.Adi, "link @una lea"))!.Card));
    }

    [Fact]
    public async Task Who_is_on_call_and_how_the_day_goes_is_said_route_by_route()
    {
        await using var care = await TeamsCare.Start();
        await care.Card();
        Assert.Contains("Ana Brandt, Bo Lindqvist · manager Dana Meyer", FakeTeamsCard.Words((await care.Say(care.Ana, "oncall"))!.Card));
        Assert.Contains("1 open · 0 late · 0 answered today", FakeTeamsCard.Words((await care.Say(care.Ana, "stats"))!.Card));
        await care.Bot.Click(CardVerbs.Claim, care.Actor(care.Ana));
        await care.Bot.Answer("On the way", care.Actor(care.Ana));
        await care.Advance(TimeSpan.FromMinutes(2));
        Assert.Contains("1 open · 0 late · 1 answered today · first answer", FakeTeamsCard.Words((await care.Say(care.Ana, "stats"))!.Card));
    }
}
