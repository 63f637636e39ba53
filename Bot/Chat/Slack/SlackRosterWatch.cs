using SocialCareBot.Store;

namespace SocialCareBot.Chat.Slack;

/// <summary>Looks every hour at who is in the routed channels and whether strangers are, because a change may never have been told.</summary>
public sealed class SlackRosterWatch(Database database, SlackProfiles profiles, SlackRooms rooms, TimeProvider time, ILogger<SlackRosterWatch> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            foreach (var binding in database.Read(RouteBindings.All).Where(binding => binding.Front == SlackFront.FrontName))
                await Look(binding, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task Look(RouteBinding binding, CancellationToken ct)
    {
        try
        {
            await rooms.Know(binding.Tenant, binding.Conversation, ct);
            await profiles.KnowMembers(binding.Tenant, binding.Conversation, ct);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            log.LogError(fault, "The members of {Channel} could not be read", binding.Conversation);
        }
    }
}
