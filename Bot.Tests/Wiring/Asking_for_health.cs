using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using System.Text;
using SocialCareBot.Wiring;

namespace SocialCareBot.Tests.Wiring;

/// <summary>The command with which a container asks its bot.</summary>
public sealed class Asking_for_health
{
    [Theory]
    [InlineData("200 OK", 0)]
    [InlineData("503 Service Unavailable", 1)]
    public async Task It_fails_unless_the_bot_is_ready(string answer, int exit)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var asked = Run($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        using (var caller = await listener.AcceptTcpClientAsync())
        {
            var request = new byte[1024];
            var read = await caller.GetStream().ReadAsync(request);
            Assert.StartsWith("GET /health/ready ", Encoding.ASCII.GetString(request, 0, read), StringComparison.Ordinal);
            await caller.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {answer}\r\nContent-Length: 4\r\nConnection: close\r\n\r\nsaid"));
        }
        Assert.Equal((exit, "said"), await asked);
    }

    [Theory]
    [InlineData("http://127.0.0.1:9")]
    [InlineData("nowhere")]
    public async Task Where_no_bot_answers_it_says_so(string url)
    {
        var (exit, said) = await Run(url);
        Assert.Equal(1, exit);
        Assert.StartsWith($"No bot answers at {url}: ", said, StringComparison.Ordinal);
    }

    private static async Task<(int Exit, string Said)> Run(string url)
    {
        using var output = new StringWriter();
        var exit = await HealthCommand.Command().Parse(["--url", url]).InvokeAsync(new InvocationConfiguration { Output = output });
        return (exit, output.ToString().Trim());
    }
}
