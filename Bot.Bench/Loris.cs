using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace SocialCareBot.Bench;

/// <summary>
/// So many connections to the public door of the whole bot that never finish a request: of four, one gives a letter of a header a second, one says nothing after the
/// first line, one promises a body that never comes, and one never says a thing. The door closes them all in its time, and posts that come in meanwhile are taken as if
/// nobody were there.
/// </summary>
internal sealed class Loris(int connections, TimeProvider time)
{
    private const string Promise = "Host: care.example\r\nContent-Length: 1000\r\n\r\n";

    /// <summary>The door allows ten seconds for the first letter, as many for the headers and five for a body that has not begun.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);

    public async Task<int> Run()
    {
        using var server = ClickRate.Again("ingest-server");
        var url = new Uri((await server.StandardOutput.ReadLineAsync())!);
        using var posts = new SignedPosts(url.ToString(), 8, time);
        await posts.Send(1);
        var sockets = await Task.WhenAll(Enumerable.Range(0, connections).Select(number => Open(url, Words(url, number % 4))));
        var began = Stopwatch.GetTimestamp();
        var ends = sockets.Select((socket, number) => Closed(socket, drips: number % 4 == 0)).ToList();
        var closed = Task.WhenAll(ends);
        List<double> good = [];
        for (var number = 2; !closed.IsCompleted && Stopwatch.GetElapsedTime(began) < Patience; number++)
        {
            good.Add(await posts.Send(number));
            await Task.WhenAny(closed, Task.Delay(TimeSpan.FromMilliseconds(20)));
        }
        var took = Stopwatch.GetElapsedTime(began);
        var left = ends.Count(end => !end.IsCompleted);
        foreach (var socket in sockets)
            socket.Dispose();
        server.StandardInput.Close();
        await server.WaitForExitAsync();
        good.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{connections} connections that never finish a request: all but {left} closed after {took.TotalSeconds:F1} s; {good.Count} posts meanwhile, p99 {good[good.Count * 99 / 100]:F0} ms, the slowest {good[^1]:F0} ms"));
        return left == 0 && good[good.Count * 99 / 100] < Slow.TotalMilliseconds ? 0 : 1;
    }

    private static string Words(Uri url, int kind) => kind == 3 ? "" : $"POST {url.AbsolutePath} HTTP/1.1\r\n{(kind == 2 ? Promise : "")}";

    private static async Task<TcpClient> Open(Uri url, string words)
    {
        var client = new TcpClient();
        await client.ConnectAsync(url.Host, url.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(words));
        return client;
    }

    /// <summary>Ends when the other side has ended the connection.</summary>
    private static async Task Closed(TcpClient client, bool drips)
    {
        try
        {
            var heard = Heard(client.GetStream());
            while (drips && !heard.IsCompleted)
            {
                await client.GetStream().WriteAsync("X"u8.ToArray());
                await Task.WhenAny(heard, Task.Delay(TimeSpan.FromSeconds(1)));
            }
            await heard;
        }
        catch (Exception ended) when (ended is IOException or ObjectDisposedException or InvalidOperationException)
        {
        }
    }

    private static async Task Heard(NetworkStream stream)
    {
        var buffer = new byte[512];
        while (await stream.ReadAsync(buffer) > 0)
        {
        }
    }
}
