using System.Globalization;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using SocialCareBot.Desk;
using SocialCareBot.Store;

namespace SocialCareBot.Jobs;

/// <summary>Something a node keeps in memory, or takes for granted, and another node may have changed.</summary>
/// <param name="Read">Reads it from the store anew; quick, and harmless at any time.</param>
public sealed record SharedMemory(Action Read);

/// <summary>Keeps this node abreast of the others: their news reach its open pages and its relay at once, and what it holds in memory is read anew every few seconds.</summary>
public sealed class OtherNodes(Bulletins bulletins, Turns turns, Nudge nudge, IEnumerable<SharedMemory> memories, ILogger<OtherNodes> log) : BackgroundService
{
    private const int Backlog = 256;
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AfterBreak = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => turns.Shared
        ? Task.WhenAll(Again("tell", AfterBreak, Tell, stoppingToken), Again("hear", AfterBreak, Hear, stoppingToken), Again("read", Overlap, Look, stoppingToken))
        : Task.CompletedTask;

    private async Task Tell(CancellationToken ct)
    {
        var news = Channel.CreateBounded<News>(new BoundedChannelOptions(Backlog) { FullMode = BoundedChannelFullMode.DropOldest });
        using var subscription = nudge.Subscribe(item => _ = item.FromAfar || news.Writer.TryWrite(item));
        while (await news.Reader.WaitToReadAsync(ct))
        {
            HashSet<string> notes = [];
            while (news.Reader.TryRead(out var item))
                notes.Add($"{turns.Node} {item.Version} {item.Number}");
            bulletins.Tell([.. notes]);
        }
    }

    /// <summary>What was missed while the connection was broken is looked for at once.</summary>
    private Task Hear(CancellationToken ct) => bulletins.Hear(() => nudge.FromAfar(null, 0), Heard, ct);

    private void Heard(string note)
    {
        if (note.Split(' ', 3) is [var node, var version, var number] && node != turns.Node)
            nudge.FromAfar(number.Length == 0 ? null : number, int.Parse(version, CultureInfo.InvariantCulture));
    }

    private Task Look(CancellationToken ct)
    {
        foreach (var memory in memories)
            memory.Read();
        return Task.CompletedTask;
    }

    private async Task Again(string what, TimeSpan pause, Func<CancellationToken, Task> work, CancellationToken ct)
    {
        await Task.Yield();
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await work(ct);
                await Task.Delay(pause, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception broken)
            {
                log.LogWarning("Other nodes, {What}: {Reason}", what, broken.Message);
                await Task.Delay(pause, ct).ContinueWith(static _ => { }, TaskScheduler.Default);
            }
        }
    }
}
