namespace SocialCareBot.Chat.Teams;

/// <summary>Fetches the signing keys at the start and keeps them fresh, so that no click has to wait for it.</summary>
public sealed class SigningKeyWatch(SigningKeys keys, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            await keys.KeepFresh(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
