using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Tests.Cards;
using SocialCareBot.Tests.House;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Stories;

/// <summary>Words and secrets that stand nowhere else are planted, the bot lives through good and bad hours, and everything it said of itself is searched for them.</summary>
public sealed class Canaries
{
    private const string Word = "quetzalcoatlus";

    [Fact]
    public async Task Nobodys_words_no_customers_name_and_no_secret_stand_in_a_log_or_a_trace()
    {
        using var observer = new Observer();
        await using var both = await TwoFronts.Start();
        var (bot, slack, teams) = (both.Bot, both.Slack, both.Teams);
        bot.Post($"No power, says {Word}", author: $"{Word}-author");
        await both.Advance(TimeSpan.FromSeconds(2));

        teams.Teams.Next(FakeTeamsCruelty.Fails(500));
        slack.Slack.Next(FakeSlackCruelty.Page());
        await teams.Press(teams.Ana, 1, CardVerbs.Note, new Dictionary<string, string> { [InputNames.Note] = $"a note on {Word}" });
        await slack.Say(slack.Ana, $"what is {Word}");
        await teams.Say(teams.Ana, $"what is {Word}");
        await both.Advance(TimeSpan.FromSeconds(4));
        await Answer(both, Cruelty.AcceptAndKill);
        bot.Post($"Still none, says {Word}", "p2", author: $"{Word}-other");
        slack.Slack.Next(FakeSlackCruelty.Refused("invalid_blocks"), call => call.Method == "chat.postMessage");
        teams.Teams.Next(FakeTeamsCruelty.Refused("BotNotInConversationRoster"));
        slack.Slack.Next(FakeSlackCruelty.Refused("invalid_auth"), call => call.Method == "chat.update");
        await both.Advance(TimeSpan.FromSeconds(4));

        Assert.Contains(bot.Journal.Lines, line => line.Contains("Could not carry reply", StringComparison.Ordinal));
        Assert.Contains(bot.Journal.Lines, line => line.Contains("does not take a drawing of ours", StringComparison.Ordinal));
        Assert.Contains(bot.Journal.Lines, line => line.Contains("cannot be reached any more", StringComparison.Ordinal));
        string[] planted = [Word, "Mira K", slack.Slack.SigningSecret, slack.Slack.BotToken(), FakeSlack.ClientSecret, teams.Token];
        Assert.All(bot.Journal.Lines.Concat(observer.Everything), line => Assert.DoesNotContain(planted, secret => line.Contains(secret, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact, Fault(33)]
    public async Task Hostile_words_stand_in_no_line_of_a_log_and_break_none()
    {
        using var bot = await TheBot.Start();
        foreach (var (index, text) in HostileText.All.Index())
            bot.Network.Publish(bot.Post(text, $"{Word}-{index}") with { NativeId = $"named-{index}", Author = new() { Id = text + Word, Handle = text + Word, Name = text + Word }, Text = text + Word });
        await bot.Tick();
        await bot.Advance(TimeSpan.FromMinutes(16));
        await bot.Click(CardVerbs.Claim, bot.Ana);
        bot.Network.Next(Cruelty.AcceptAndKill);
        await bot.Answer(HostileText.All[^1] + Word, bot.Ana);
        await bot.Advance(TimeSpan.FromSeconds(30));
        Assert.Contains(bot.Journal.Lines, line => line.Contains("Could not carry reply", StringComparison.Ordinal));
        Assert.All(bot.Journal.Lines, line => Assert.DoesNotContain(Word, line, StringComparison.Ordinal));
        Assert.All(bot.Journal.Lines, line => Assert.DoesNotContain(line.Split("   at ")[0].TrimEnd(), character => char.IsControl(character)));
    }

    /// <summary>A reply through Slack, in the middle of which the process is hit.</summary>
    private static async Task Answer(TwoFronts both, Cruelty fault)
    {
        var (bot, slack) = (both.Bot, both.Slack);
        await slack.Click(slack.Ana, both.SlackCards[0], CardVerbs.Reply);
        await slack.Submit(slack.Ana, new { text = $"We look after {Word}." });
        await slack.Submit(slack.Ana);
        Assert.Equal(ReplyStage.Countdown, bot.Case(1).Pending?.Stage);
        bot.Network.Next(fault);
        await both.Advance(TimeSpan.FromSeconds(22));
        Assert.Contains(Word, Assert.Single(bot.Network.Replies).Text);
    }
}
