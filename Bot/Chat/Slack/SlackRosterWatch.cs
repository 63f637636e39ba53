using SocialCareBot.Store;

namespace SocialCareBot.Chat.Slack;

/// <summary>
/// Looks every hour at who is in the routed channels and whether strangers are, because a change may never have been told; every minute while a channel
/// is new here, or too large for what Slack answers in one.
/// </summary>
public sealed class SlackRosterWatch(Database database, SlackProfiles profiles, SlackRooms rooms, TimeProvider time, ILogger<SlackRosterWatch> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(1);
    private readonly Dictionary<(string Team, string Channel), DateTimeOffset> _known = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            foreach (var binding in database.Read(RouteBindings.All).Where(IsDue))
                await Look(binding, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private bool IsDue(RouteBinding binding) => binding.Front == SlackFront.FrontName
        && !(_known.TryGetValue((binding.Tenant, binding.Conversation), out var at) && time.GetUtcNow() - at < Lasts);

    private async Task Look(RouteBinding binding, CancellationToken ct)
    {
        try
        {
            await rooms.Know(binding.Tenant, binding.Conversation, ct);
            if (await profiles.KnowMembers(binding.Tenant, binding.Conversation, ct))
                _known[(binding.Tenant, binding.Conversation)] = time.GetUtcNow();
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            log.LogError(fault, "The members of {Channel} could not be read", binding.Conversation);
        }
    }
}
