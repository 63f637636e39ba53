using System.Globalization;
using System.Text.Json;
using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Stories;

/// <summary>The same case is alive in Teams and in Slack.</summary>
public sealed class One_case_two_homes
{
    private static int Races => int.TryParse(Environment.GetEnvironmentVariable("CARE_RACES"), CultureInfo.InvariantCulture, out var races) ? races : 200;

    [Fact]
    public async Task A_claim_in_one_chat_stands_in_the_other_within_a_second()
    {
        await using var both = await Asked();
        var (teams, slack) = (both.TeamsCards[^1], both.SlackCards[^1]);
        Assert.Contains("Not claimed", slack.Words);
        await both.Advance(TimeSpan.FromSeconds(5));

        Assert.False((await both.Slack.Click(both.Slack.Ana, slack, CardVerbs.Claim)).Warning);
        await both.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains("Claimed by Ana", FakeTeamsCard.Words(teams.Card));
        Assert.Contains("Claimed by Ana", slack.Words);
        Assert.DoesNotContain(CardVerbs.Claim, FakeTeamsCard.Verbs(teams.Card).Concat(slack.Verbs));

        Assert.Equal(200, (await both.Teams.Teams.Click(both.Teams.Ana, teams, CardVerbs.Release)).Status);
        await both.Advance(TimeSpan.FromSeconds(3));
        Assert.Contains("Not claimed", slack.Words);
        Assert.Equal(["slack", "teams"], both.Bot.Log(1).Where(line => line.Event is CaseEvent.Claimed or CaseEvent.Released).Select(line => line.Front));
    }

    /// <summary>
    /// Ten races at a time in each of two worlds: a thousand in CI, two hundred without <c>CARE_RACES</c>. Every press is on its way before one has an answer;
    /// who presses first changes from case to case.
    /// </summary>
    [Theory, InlineData(0), InlineData(1)]
    public async Task Two_agents_who_claim_at_the_same_moment_one_in_Teams_and_one_in_Slack_have_one_winner_every_time(int world)
    {
        const int Cases = 10;
        var rounds = Races / 2 / Cases;
        await using var both = await Asked(Cases);
        var wins = new Dictionary<string, int> { ["Ana"] = 0, ["Ben"] = 0 };
        for (var round = 0; round < rounds; round++)
        {
            var races = Enumerable.Range(0, Cases).Select(card => Race(both, card, slackFirst: (round + card) % 2 == world)).ToList();
            var answers = await Task.WhenAll(races);
            await Pass(both);
            foreach (var (card, (inTeams, inSlack)) in answers.Index())
            {
                var winner = both.Bot.People.Name(both.Bot.Case(card + 1).Owner);
                wins[winner]++;
                var told = winner == "Ana" ? inSlack.Told : Said(inTeams);
                Assert.Contains($"{winner} has this one", told);
                Assert.Contains("Nothing was", told);
                Assert.Contains($"Claimed by {winner}", both.SlackCards[card].Words);
                Assert.Contains($"Claimed by {winner}", FakeTeamsCard.Words(both.TeamsCards[card].Card));
                Assert.True((await both.Bot.Click(CardVerbs.Release, both.Slack.Actor(winner == "Ana" ? both.Slack.Ana : both.Slack.Ben), card + 1)).Accepted);
            }
            await Pass(both);
        }
        Assert.Equal(Cases * rounds, wins.Values.Sum());
        Assert.All(wins.Values, won => Assert.NotEqual(0, won));
        Assert.Empty(both.Slack.Slack.Violations);
        Assert.All(Enumerable.Range(1, Cases), number => Assert.Equal(rounds, both.Bot.Log(number).Count(line => line.Event is CaseEvent.Claimed)));
    }

    private static async Task<(FakeTeamsAnswer InTeams, FakeSlackAnswer InSlack)> Race(TwoFronts both, int card, bool slackFirst)
    {
        var slack = both.SlackCards[card];
        var first = slackFirst ? both.Slack.Slack.Click(both.Slack.Ben, slack, CardVerbs.Claim) : null;
        var inTeams = both.Teams.Teams.Click(both.Teams.Ana, both.TeamsCards[card], CardVerbs.Claim);
        var inSlack = first ?? both.Slack.Slack.Click(both.Slack.Ben, slack, CardVerbs.Claim);
        return (await inTeams, await inSlack);
    }

    /// <summary>Long enough for ten edits: Teams takes seven a second and half of one in the long run.</summary>
    private static async Task Pass(TwoFronts both)
    {
        for (var step = 0; step < 2; step++)
        {
            both.Bot.Time.Advance(TimeSpan.FromSeconds(10));
            await both.Tick();
        }
    }

    private static string Said(FakeTeamsAnswer answer) => answer.Notice ?? answer.Problem ?? (answer.Card.ValueKind == JsonValueKind.Object ? FakeTeamsCard.Words(answer.Card) : $"{answer.Status}");

    private static async Task<TwoFronts> Asked(int cases = 1)
    {
        var both = await TwoFronts.Start();
        for (var i = 0; i < cases; i++)
        {
            both.Bot.Post("Where is my bill", $"p{i}", author: $"author-{i}");
            await both.Advance(TimeSpan.FromSeconds(3));
        }
        return both;
    }
}
