namespace SocialCareBot.Store;

/// <summary>Says once in the log when the write-ahead log has grown too large, and once when it is small again.</summary>
public sealed class JournalWatch(Journal journal, TimeProvider time, ILogger<JournalWatch> log) : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    private bool _told;

    /// <summary>One look.</summary>
    public void Once()
    {
        var problem = journal.Problem;
        if (problem is not null && !_told)
            log.LogError("{Problem}", problem);
        else if (problem is null && _told)
            log.LogInformation("The write-ahead log is small again");
        _told = problem is not null;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            Once();
    }
}
