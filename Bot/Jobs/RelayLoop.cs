using Microsoft.Extensions.Logging;
using SocialCareBot.Desk;

namespace SocialCareBot.Jobs;

/// <summary>The one loop that drains the outbox and the calls to people: wakes on every nudge, and twice a second for what has become due by time.</summary>
public sealed class RelayLoop(OutboxRelay relay, PageRelay pages, Nudge nudge, ILogger<RelayLoop> log) : BackgroundService
{
    private static readonly TimeSpan AtLeastEvery = TimeSpan.FromMilliseconds(500);

    /// <summary>When a whole team works, every commit nudges: what happens within this time of a nudge is one pass.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var carried = await Task.WhenAll(relay.Once(stoppingToken), pages.Once(stoppingToken));
                if (carried.Contains(true))
                    continue;
                await nudge.Wait(AtLeastEvery, stoppingToken);
                await Task.Delay(Gather, stoppingToken);
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
