using Microsoft.Extensions.Logging;
using SocialCareBot.Desk;

namespace SocialCareBot.Jobs;

/// <summary>The one loop that drains the outbox: wakes on every nudge, and twice a second for what has become due by time.</summary>
public sealed class RelayLoop(OutboxRelay relay, Nudge nudge, ILogger<RelayLoop> log) : BackgroundService
{
    private static readonly TimeSpan AtLeastEvery = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await relay.TakeOver(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await relay.Once(stoppingToken))
                    await nudge.Wait(AtLeastEvery, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                log.LogError(fault, "The relay stumbled and goes on");
                await nudge.Wait(AtLeastEvery, stoppingToken);
            }
        }
    }
}
