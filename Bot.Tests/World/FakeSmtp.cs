using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SocialCareBot.Tests.World;

/// <summary>A mail server that takes one message after the other, or says what it is told to say at one of its commands.</summary>
public sealed class FakeSmtp : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public FakeSmtp()
    {
        _listener.Start();
        _serving = Serve();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Every message as it came, headers and text.</summary>
    public IList<string> Messages { get; } = new List<string>();

    /// <summary>By the first four letters of a command (<c>DONE</c>: the end of the message), the answer in place of the usual one; empty: hangs up; null: says nothing.</summary>
    public IDictionary<string, string?> Answers { get; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task Serve()
    {
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await Talk(client.GetStream());
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task Talk(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        if (!await Say(stream, "HELO", "220 fake"))
            return;
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            var verb = line.ToUpperInvariant()[..Math.Min(4, line.Length)];
            if (!await Say(stream, verb, verb switch { "DATA" => "354 go on", "QUIT" => "221 bye", _ => "250 fine" }))
                return;
            if (verb == "DATA" && !Answers.ContainsKey("DATA") && !await Take(reader, stream))
                return;
            if (verb == "QUIT")
                return;
        }
    }

    private async Task<bool> Take(StreamReader reader, NetworkStream stream)
    {
        var message = new StringBuilder();
        while (await reader.ReadLineAsync(_stop.Token) is { } line && line != ".")
            message.Append(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line).Append('\n');
        Messages.Add(message.ToString());
        return await Say(stream, "DONE", "250 taken");
    }

    private async Task<bool> Say(NetworkStream stream, string verb, string usual)
    {
        var answer = Answers.TryGetValue(verb, out var other) ? other : usual;
        if (answer is { Length: > 0 })
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"{answer}\r\n"), _stop.Token);
        return answer != "";
    }
}
