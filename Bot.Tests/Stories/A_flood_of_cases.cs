using SocialCareBot.Tests.World;
using SocialCareBot.Web;

namespace SocialCareBot.Tests.Stories;

/// <summary>Three hundred customers write within one minute, and all of it belongs into one channel of each chat.</summary>
public sealed class A_flood_of_cases
{
    private const int Calm = 295;
    private const int Urgent = 5;

    [Fact]
    public async Task No_window_is_exceeded_the_urgent_overtake_nothing_is_lost_and_the_lag_is_seen()
    {
        await using var both = await TwoFronts.Start();
        var board = new StatusBoard(both.Bot.Database, both.Bot.Facts, both.Bot.Switch, both.Bot.Time);
        await Flood(both, 0, Calm, perSecond: 5);

        var behind = board.Read().Behind;
        Assert.Equal(["slack", "teams"], behind.Select(line => line.Where.Split(',')[0]).Order());
        Assert.All(behind, line => Assert.InRange(line.Rows, 100, Calm));
        Assert.All(behind, line => Assert.NotEqual("", line.Oldest));

        await Flood(both, Calm, Urgent, perSecond: Urgent, "No power since six");
        await both.Advance(TimeSpan.FromSeconds(8));
        var urgent = Enumerable.Range(Calm + 1, Urgent).Select(number => $"C-{number}").ToList();
        Assert.Subset(InSlack(both).ToHashSet(), urgent.ToHashSet());
        Assert.Subset(InTeams(both).ToHashSet(), urgent.ToHashSet());
        Assert.True(InSlack(both).Count < 100 && InTeams(both).Count < 200, "the urgent ones came because everything had come");

        await both.Advance(TimeSpan.FromMinutes(5));
        var all = Enumerable.Range(1, Calm + Urgent).Select(number => $"C-{number}").Order(StringComparer.Ordinal).ToList();
        Assert.Equal(all, InSlack(both).Order(StringComparer.Ordinal));
        Assert.Equal(all, InTeams(both).Order(StringComparer.Ordinal));
        Assert.Empty(board.Read().Behind);
        Assert.Empty(both.Slack.Slack.Violations);
        Assert.DoesNotContain(both.Teams.Teams.Calls, call => call.Status == 429);
        Assert.DoesNotContain(both.Slack.Slack.Calls, call => call.Status != 200);
    }

    private static async Task Flood(TwoFronts both, int from, int count, int perSecond, string text = "Where is my bill")
    {
        for (var i = from; i < from + count; i++)
        {
            both.Bot.Post(text, $"p{i}", author: $"author-{i}");
            if ((i - from + 1) % perSecond == 0)
                await both.Advance(TimeSpan.FromSeconds(1));
        }
        Assert.Equal(from + count, both.Bot.Database.Read(session => session.First<int>("select count(*) from cases")));
    }

    private static List<string> InSlack(TwoFronts both) => [.. both.SlackCards.Select(card => Number(card.Words))];

    private static List<string> InTeams(TwoFronts both) => [.. both.TeamsCards.Select(card => Number(FakeTeamsCard.Words(card.Card)))];

    private static string Number(string words) =>
        words.Split([' ', '\n', '*', '`', '·'], StringSplitOptions.RemoveEmptyEntries).First(word => word.StartsWith("C-", StringComparison.Ordinal));
}
