using System.IO.Compression;
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
    [InlineData("http://127.000.000.001/")]
    [InlineData("http://0x7f000001/")]
    [InlineData("http://0x7f.0x0.0x0.0x1/")]
    [InlineData("http://017700000001/")]
    [InlineData("http://127.0.0.1./")]
    [InlineData("http://127\u30020\u30020\u30021/")]
    [InlineData("http://\uff11\uff12\uff17.0.0.1/")]
    [InlineData("http://\u24db\u24de\u24d2\u24d0\u24db\u24d7\u24de\u24e2\u24e3/")]
    [InlineData("http://metadata.google.internal/computeMetadata/v1/")]
    [InlineData("http://shop.example@127.0.0.1/")]
    [InlineData("http://shop.example:80@169.254.169.254/")]
    [InlineData("http://127.0.0.1#@shop.example/")]
    [InlineData("http://[::ffff:0:127.0.0.1]/")]
    [InlineData("http://[::ffff:a9fe:a9fe]/")]
    [InlineData("http://[64:ff9b::a9fe:a9fe]/")]
    [InlineData("http://[fe80::1%251]/")]
    [InlineData("http://[fec0::1]/")]
    [InlineData("http://[100::1]/")]
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

    [Theory]
    [InlineData(301, "http://169.254.169.254/")]
    [InlineData(302, "http://pinned.example/elsewhere")]
    [InlineData(303, "//127.0.0.1/")]
    [InlineData(307, "file:///etc/passwd")]
    [InlineData(308, "gopher://127.0.0.1/")]
    public async Task A_redirect_is_handed_back_and_not_followed(int status, string location)
    {
        using var site = new Site($"HTTP/1.1 {status} Elsewhere\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n");
        using var http = site.Client(new EgressRules { AllowedPrivateHosts = ["pinned.example"] });

        using var response = await http.GetAsync(new Uri($"http://pinned.example:{site.Port}/"));

        Assert.Equal((status, 1), ((int)response.StatusCode, site.Lookups));
    }

    [Fact]
    public async Task A_compressed_answer_is_not_unpacked()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            await gzip.WriteAsync(new byte[4 * 1024 * 1024]);
        using var site = new Site([.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {packed.Length}\r\n\r\n"), .. packed.ToArray()]);
        using var http = site.Client(new EgressRules { AllowedPrivateHosts = ["pinned.example"], MaxBytes = 10_000 });

        Assert.Equal(packed.Length, (await http.GetByteArrayAsync(new Uri($"http://pinned.example:{site.Port}/"))).Length);
    }

    [Fact]
    public async Task HTTP_3_is_not_spoken_for_it_would_connect_past_the_check()
    {
        using var site = new Site("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        using var http = site.Client(new EgressRules { AllowedPrivateHosts = ["pinned.example"] });
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://pinned.example:{site.Port}/") { Version = HttpVersion.Version30, VersionPolicy = HttpVersionPolicy.RequestVersionExact };

        using var response = await http.SendAsync(request);

        Assert.Equal(HttpVersion.Version11, response.Version);
    }

    [Theory]
    [InlineData("Connection: close", 2000)]
    [InlineData("Content-Length: 2000", 2000)]
    [InlineData("Content-Length: 99999999999", 0)]
    public async Task An_answer_above_the_size_cap_is_refused_as_one_that_arrived(string header, int length)
    {
        using var site = new Site($"HTTP/1.1 200 OK\r\n{header}\r\n\r\n" + new string('x', length));
        using var http = site.Client(new EgressRules { AllowedPrivateHosts = ["pinned.example"], MaxBytes = 1000 });

        var refused = await Assert.ThrowsAsync<EgressRefusedException>(() => http.GetAsync(new Uri($"http://pinned.example:{site.Port}/secret-path")));

        Assert.True(refused.Arrived);
        Assert.DoesNotContain("secret-path", refused.Message);
    }

    [Fact]
    public async Task Headers_without_end_are_refused()
    {
        using var site = new Site("HTTP/1.1 200 OK\r\nX: " + new string('x', 64 * 1024));
        using var http = site.Client(new EgressRules { AllowedPrivateHosts = ["pinned.example"] });

        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(new Uri($"http://pinned.example:{site.Port}/")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nX: ")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")]
    public async Task An_answer_that_never_ends_runs_into_the_time_out(string begun)
    {
        using var site = new Site(begun, staysOpen: true);
        using var http = site.Client(new EgressRules { AllowedPrivateHosts = ["pinned.example"], Timeout = TimeSpan.FromMilliseconds(200) });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            http.GetAsync(new Uri($"http://pinned.example:{site.Port}/"), HttpCompletionOption.ResponseHeadersRead));
    }

    private static Task<IPAddress[]> Names(string host, CancellationToken ct) => Task.FromResult<IPAddress[]>(host.TrimEnd('.').ToLowerInvariant() switch
    {
        "localhost" or "127.0.0.1" => [IPAddress.Loopback],
        "metadata.google.internal" => [IPAddress.Parse("169.254.169.254")],
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
            : this(Encoding.ASCII.GetBytes(answer), staysOpen)
        {
        }

        public Site(byte[] answer, bool staysOpen = false)
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

        private async Task Answer(byte[] answer, bool staysOpen)
        {
            using var client = await _listener.AcceptTcpClientAsync(_over.Token);
            var stream = client.GetStream();
            _ = await stream.ReadAsync(new byte[4096], _over.Token);
            await stream.WriteAsync(answer, _over.Token);
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
