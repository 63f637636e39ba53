using Microsoft.Extensions.Logging;
using SocialCareBot.Desk;
using SocialCareBot.Store;

namespace SocialCareBot.Jobs;

/// <summary>Keeps this node's turns, four times within their length, and gives them up when it stops. On SQLite there is nothing to keep.</summary>
public sealed class TurnKeeper(Turns turns, Nudge nudge, ILogger<TurnKeeper> log) : BackgroundService
{
    private static readonly TimeSpan Every = Turns.Length / 4;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (turns.Shared && !stoppingToken.IsCancellationRequested)
        {
            var had = turns.Mine(Turns.Relay) is not null;
            await Task.WhenAll(Keep(), Task.Delay(Every, stoppingToken).ContinueWith(static _ => { }, TaskScheduler.Default));
            if (!had && turns.Mine(Turns.Relay) is not null)
            {
                log.LogInformation("Node {Node} has the turn at the relay", turns.Node);
                nudge.Relay();
            }
        }
        turns.GiveUp();
    }

    /// <summary>While the database cannot be reached, the turns run out by themselves.</summary>
    private async Task Keep()
    {
        await Task.Yield();
        try
        {
            turns.Keep();
        }
        catch (System.Data.Common.DbException away)
        {
            log.LogWarning("The turns cannot be kept: {Reason}", away.Message);
        }
    }
}
