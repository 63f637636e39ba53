using System.Threading.Channels;

namespace SocialCareBot.Chat.Slack;

/// <summary>Work put aside until whoever waits for an answer has one: everything that calls out.</summary>
public sealed class SlackAside
{
    private readonly Channel<(string What, Func<CancellationToken, Task> Work)> _work =
        Channel.CreateBounded<(string, Func<CancellationToken, Task>)>(new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>Puts a piece of work aside; <paramref name="what"/> names it in the log, without anything secret.</summary>
    internal void Put(string what, Func<CancellationToken, Task> work) => _work.Writer.TryWrite((what, work));

    internal ChannelReader<(string What, Func<CancellationToken, Task> Work)> Work => _work.Reader;
}

/// <summary>Works through what was put aside: the part of Slack that may take its time and call out.</summary>
public sealed class SlackChores(SlackAside aside, ILogger<SlackChores> log) : BackgroundService
{
    /// <summary>A slow answer to one person does not keep the next one waiting.</summary>
    private const int Hands = 4;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(Enumerable.Range(0, Hands).Select(_ => Go(stoppingToken)));

    private async Task Go(CancellationToken ct)
    {
        while (await aside.Work.WaitToReadAsync(ct))
            await Drain(ct);
    }

    /// <summary>Works through everything that waits now.</summary>
    internal async Task Drain(CancellationToken ct)
    {
        while (aside.Work.TryRead(out var chore))
        {
            try
            {
                await chore.Work(ct);
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !ct.IsCancellationRequested)
            {
                log.LogError(fault, "Slack: {What} could not be done", chore.What);
            }
        }
    }
}
