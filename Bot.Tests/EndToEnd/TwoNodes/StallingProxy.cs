using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace SocialCareBot.Tests.EndToEnd.TwoNodes;

/// <summary>A wire to a server, which can go dead without breaking.</summary>
internal sealed class StallingProxy : IDisposable
{
    private readonly TcpListener _door = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<TcpClient> _ends = [];
    private readonly CancellationTokenSource _over = new();
    private readonly (string Host, int Port) _server;
    private volatile TaskCompletionSource _flows = Flowing();

    public StallingProxy(string host, int port)
    {
        _server = (host, port);
        _door.Start();
        _ = Accept();
    }

    public int Port => ((IPEndPoint)_door.LocalEndpoint).Port;

    /// <summary>From now on no byte arrives, in either direction, on old and new connections.</summary>
    public void Stall() => _flows = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Flow() => _flows.TrySetResult();

    public void Dispose()
    {
        _over.Cancel();
        _door.Stop();
        foreach (var end in _ends)
            end.Dispose();
        _over.Dispose();
    }

    private static TaskCompletionSource Flowing()
    {
        var flows = new TaskCompletionSource();
        flows.SetResult();
        return flows;
    }

    private async Task Accept()
    {
        try
        {
            while (true)
                _ = Join(await _door.AcceptTcpClientAsync(_over.Token));
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task Join(TcpClient client)
    {
        var server = new TcpClient();
        _ends.Add(client);
        _ends.Add(server);
        try
        {
            await server.ConnectAsync(_server.Host, _server.Port, _over.Token);
            await Task.WhenAny(Pour(client, server), Pour(server, client));
        }
        catch (Exception broken) when (broken is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
        }
        finally
        {
            client.Dispose();
            server.Dispose();
        }
    }

    private async Task Pour(TcpClient from, TcpClient to)
    {
        var (source, sink, buffer) = (from.GetStream(), to.GetStream(), new byte[16384]);
        while (await source.ReadAsync(buffer, _over.Token) is var read and > 0)
        {
            await _flows.Task.WaitAsync(_over.Token);
            await sink.WriteAsync(buffer.AsMemory(0, read), _over.Token);
        }
    }
}
