using System.Net;
using System.Net.Sockets;
using System.Text;
using SocialCareBot.Egress;

namespace SocialCareBot.Tests.Egress;

public sealed class Guarded_http
{
    private static readonly IPAddress Public = IPAddress.Parse("93.184.216.34");

    [Theory]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://127.1/")]
    [InlineData("http://0x7f.1/")]
    [InlineData("http://0177.0.0.1/")]
    [InlineData("http://2130706433/")]
    [InlineData("http://0/")]
    [InlineData("http://0.0.0.0:8080/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://[::]/")]
    [InlineData("http://[::ffff:127.0.0.1]/")]
    [InlineData("http://[::ffff:169.254.169.254]/")]
    [InlineData("http://[::ffff:7f00:1]/")]
    [InlineData("http://[::127.0.0.1]/")]
    [InlineData("http://[64:ff9b::10.0.0.1]/")]
    [InlineData("http://[64:ff9b:1::1]/")]
    [InlineData("http://[2002:7f00:1::]/")]
    [InlineData("http://[2002:a9fe:a9fe::1]/")]
    [InlineData("http://[2001::1]/")]
    [InlineData("http://[2001:db8::1]/")]
    [InlineData("http://[fc00::1]/")]
    [InlineData("http://[fd00:ec2::254]/")]
    [InlineData("http://[fe80::1]/")]
    [InlineData("http://[ff02::1]/")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://168.63.129.16/")]
    [InlineData("http://100.100.100.200/")]
    [InlineData("http://100.64.0.1/")]
    [InlineData("http://10.1.2.3/")]
    [InlineData("http://172.16.0.1/")]
    [InlineData("http://172.31.255.255/")]
    [InlineData("http://192.168.1.1/")]
    [InlineData("http://192.0.0.192/")]
    [InlineData("http://198.18.0.1/")]
    [InlineData("http://224.0.0.1/")]
    [InlineData("http://255.255.255.255/")]
    [InlineData("http://localhost/")]
    [InlineData("http://LOCALHOST./")]
    [InlineData("https://mixed.example/")]
    [InlineData("https://nowhere.example/")]
    [InlineData("http://user:password@shop.example/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://shop.example/")]
    [InlineData("gopher://shop.example/")]
    public async Task An_address_that_is_not_of_the_public_internet_is_refused_before_anything_is_sent(string address)
    {
        using var http = GuardedHttp.Client(new EgressRules(), Names);

        await Assert.ThrowsAsync<EgressRefusedException>(() => http.GetAsync(new Uri(address)));
    }

    [Theory]
    [InlineData("93.184.216.34")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("2606:4700::1111")]
    [InlineData("::ffff:93.184.216.34")]
    [InlineData("64:ff9b::93.184.216.34")]
    public void A_public_address_passes(string address) => Assert.True(AddressRules.IsPublic(IPAddress.Parse(address)));

    [Fact]
    public async Task A_name_that_answers_privately_the_second_time_is_refused_the_second_time()
    {
        var answers = new Queue<IPAddress>([Public, IPAddress.Loopback]);
        var dialer = new GuardedDialer(new EgressRules(), (_, _) => Task.FromResult<IPAddress[]>([answers.Dequeue()]));

        Assert.Equal([Public], await dialer.Checked("rebinding.example", CancellationToken.None));
        await Assert.ThrowsAsync<EgressRefusedException>(() => dialer.Checked("rebinding.example", CancellationToken.None));
    }

    [Fact]
    public async Task The_connection_goes_to_the_address_that_was_checked()
    {
        using var site = new Site("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello");
        using var http = site.Client(new EgressRules { AllowedPrivateHosts = ["pinned.example"] });

        using var response = await http.GetAsync(new Uri($"http://pinned.example:{site.Port}/"));

        Assert.Equal("hello", await response.Content.ReadAsStringAsync());
        Assert.Equal("text/plain", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(1, site.Lookups);
    }

    [Fact]
    public async Task A_redirect_is_handed_back_and_not_followed()
    {
        using var site = new Site("HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\nContent-Length: 0\r\n\r\n");
        using var http = site.Client(new EgressRules { AllowedPrivateHosts = ["pinned.example"] });

        using var response = await http.GetAsync(new Uri($"http://pinned.example:{site.Port}/"));

        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
    }

    [Fact]
    public async Task An_answer_above_the_size_cap_is_refused()
    {
        using var site = new Site("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + new string('x', 2000));
        using var http = site.Client(new EgressRules { AllowedPrivateHosts = ["pinned.example"], MaxBytes = 1000 });

        await Assert.ThrowsAsync<EgressRefusedException>(() => http.GetAsync(new Uri($"http://pinned.example:{site.Port}/")));
    }

    [Fact]
    public async Task A_body_that_never_ends_runs_into_the_time_out()
    {
        using var site = new Site("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", staysOpen: true);
        using var http = site.Client(new EgressRules { AllowedPrivateHosts = ["pinned.example"], Timeout = TimeSpan.FromMilliseconds(300) });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            http.GetAsync(new Uri($"http://pinned.example:{site.Port}/"), HttpCompletionOption.ResponseHeadersRead));
    }

    private static Task<IPAddress[]> Names(string host, CancellationToken ct) => Task.FromResult<IPAddress[]>(host.TrimEnd('.').ToLowerInvariant() switch
    {
        "localhost" => [IPAddress.Loopback],
        "mixed.example" => [Public, IPAddress.Parse("10.0.0.7")],
        "nowhere.example" => [],
        _ => [Public],
    });

    /// <summary>Answers one request with fixed bytes.</summary>
    private sealed class Site : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource _over = new();
        private readonly Task _answering;
        private int _lookups;

        public Site(string answer, bool staysOpen = false)
        {
            _listener.Start();
            _answering = Answer(answer, staysOpen);
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;
        public int Lookups => _lookups;

        public HttpClient Client(EgressRules rules) => GuardedHttp.Client(rules, (_, _) =>
        {
            Interlocked.Increment(ref _lookups);
            return Task.FromResult<IPAddress[]>([IPAddress.Loopback]);
        });

        private async Task Answer(string answer, bool staysOpen)
        {
            using var client = await _listener.AcceptTcpClientAsync(_over.Token);
            var stream = client.GetStream();
            _ = await stream.ReadAsync(new byte[4096], _over.Token);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), _over.Token);
            if (staysOpen)
                await Task.Delay(Timeout.Infinite, _over.Token);
        }

        public void Dispose()
        {
            _over.Cancel();
            _listener.Dispose();
            _over.Dispose();
        }
    }
}
