using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.AspNetCore.Routing;
using SocialCareBot.Desk;

namespace SocialCareBot.Web;

/// <summary>Tells open pages that something changed: "C-128 is at version 7" and nothing else. What it looks like now, the page asks itself.</summary>
public static class Live
{
    /// <summary>A reader that lags only needs to know that there is news.</summary>
    private const int Backlog = 64;

    /// <summary>Often enough for a dead connection to be noticed on both sides.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(20);

    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/live", Stream).ExcludeFromDescription();

    private static IResult Stream(Nudge nudge, IHostApplicationLifetime host, TimeProvider time, CancellationToken ct) =>
        TypedResults.ServerSentEvents(News(nudge, host.ApplicationStopping, time, ct));

    private static async IAsyncEnumerable<SseItem<string>> News(
        Nudge nudge,
        CancellationToken stopping,
        TimeProvider time,
        [EnumeratorCancellation] CancellationToken ct)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping, ct);
        var news = Channel.CreateBounded<News>(new BoundedChannelOptions(Backlog) { FullMode = BoundedChannelFullMode.DropOldest });
        using var subscription = nudge.Subscribe(item => news.Writer.TryWrite(item));
        yield return new SseItem<string>("{}", "hello");
        Task<bool>? coming = null;
        while (!end.IsCancellationRequested)
        {
            coming ??= news.Reader.WaitToReadAsync(end.Token).AsTask();
            if (!await Arrives(coming, time))
            {
                yield return new SseItem<string>("{}", "beat");
                continue;
            }
            coming = null;
            while (news.Reader.TryRead(out var item))
                yield return Item(item);
        }
    }

    /// <summary>False: nothing for the length of a beat. What was waited for goes on being waited for.</summary>
    private static async Task<bool> Arrives(Task<bool> coming, TimeProvider time)
    {
        try
        {
            return await coming.WaitAsync(Beat, time);
        }
        catch (TimeoutException)
        {
            return false;
        }
        catch (OperationCanceledException)
        {
            // The page or the bot is going; the loop ends by itself.
            return true;
        }
    }

    private static SseItem<string> Item(News news) => news.Number is { } number
        ? new SseItem<string>($$"""{"number":"{{number}}","version":{{news.Version}}}""", "case")
        : new SseItem<string>("{}", "board");
}
