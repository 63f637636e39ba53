namespace SocialCareBot.Tests.World;

/// <summary>One bot with two homes: the care route is bound to a channel in Teams and to one in Slack, both fakes on real ports, and time waits for us.</summary>
public sealed class TwoFronts : IAsyncDisposable
{
    private TwoFronts(TheBot bot, TeamsCare teams, SlackCare slack) => (Bot, Teams, Slack) = (bot, teams, slack);

    public TheBot Bot { get; }
    public TeamsCare Teams { get; }
    public SlackCare Slack { get; }

    /// <summary>The cards of Teams, oldest first.</summary>
    public IReadOnlyList<FakeTeamsMessage> TeamsCards => [.. Teams.Teams.Threads(Teams.Channel).Where(message => message.Card.ValueKind == System.Text.Json.JsonValueKind.Object)];

    /// <summary>The cards of Slack, oldest first.</summary>
    public IReadOnlyList<FakeSlackMessage> SlackCards => Slack.Slack.Threads(Slack.Channel);

    public static async Task<TwoFronts> Start(SocialCareBot.Desk.DeskRules? rules = null)
    {
        var bot = await TheBot.Start(peopled: false, rules: rules);
        var teams = await TeamsCare.Start(on: bot);
        return new TwoFronts(bot, teams, await SlackCare.Start(on: bot));
    }

    /// <summary>What was put aside is worked on, then what waits is posted and edited.</summary>
    public async Task Tick()
    {
        await Teams.Drain();
        await Slack.Drain();
        await Bot.Tick();
    }

    /// <summary>Time passes, a second at a time.</summary>
    public async Task Advance(TimeSpan by)
    {
        for (var gone = TimeSpan.Zero; gone < by; gone += TimeSpan.FromSeconds(1))
        {
            Bot.Time.Advance(TimeSpan.FromSeconds(1));
            await Tick();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Teams.DisposeAsync();
        await Slack.DisposeAsync();
        Bot.Dispose();
    }
}
