namespace SocialCareBot.Chat.Slack;

/// <summary>Finds out, when the bot starts, whose workspace the token of the settings belongs to; while Slack cannot be asked, what is known from before holds.</summary>
public sealed class SlackAdoption(SlackTokens tokens, TimeProvider time, ILogger<SlackAdoption> log) : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        string? said = null;
        while (await tokens.Adopt(stoppingToken) is { } problem)
        {
            if (problem != said)
                log.LogError("Slack does not say whose token Care:Slack:Token is: {Problem}. It is asked again every minute", problem);
            said = problem;
            await Task.Delay(Again, time, stoppingToken);
        }
    }
}
