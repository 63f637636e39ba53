using System.Net;
using System.Net.Sockets;
using SocialCareBot.Cases;
using SocialCareBot.Paging;
using SocialCareBot.Ports;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Paging;

/// <summary>What a mail server is told, and what its answers come to.</summary>
public sealed class Calling_by_mail : IDisposable
{
    private readonly FakeSmtp _server = new();

    [Fact]
    public async Task The_mail_is_plain_short_and_known_by_its_id()
    {
        Assert.Equal(new PageOutcome.Sent(), await Page(Call));
        var mail = Assert.Single(_server.Messages);
        Assert.Contains("Subject: P1 from Mira K. Acknowledge by 02:14 or Bo is called.\n", mail, StringComparison.Ordinal);
        Assert.Contains("From: SocialCareBot <care@gridco.example>\n", mail, StringComparison.Ordinal);
        Assert.Contains("To: Ana Brandt <ana@gridco.example>\n", mail, StringComparison.Ordinal);
        Assert.Contains("Message-Id: <page-1@gridco.example>\n", mail, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Auto-Submitted: auto-generated\n", mail, StringComparison.Ordinal);
        Assert.Contains("Content-Type: text/plain; charset=utf-8\n", mail, StringComparison.Ordinal);
        Assert.EndsWith("Please look.\n", mail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_others_wrote_begins_no_header_of_its_own()
    {
        await Page(Call with { Subject = "Mira\r\nBcc: everybody@example.com\r\n\r\nHello", Name = "Ana\r\nBcc: everybody@example.com" });
        var headers = Assert.Single(_server.Messages).Split("\n\n")[0].Split('\n');
        Assert.DoesNotContain(headers, line => line.StartsWith("Bcc", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(headers, line => line.StartsWith("Subject: Mira", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("RCPT", "451 greylisted, come again", "Retry")]
    [InlineData("RCPT", "550 no such mailbox", "Refused")]
    [InlineData("MAIL", "421 too busy", "Retry")]
    [InlineData("HELO", "554 not you", "Retry")]
    [InlineData("HELO", "", "Retry")]
    [InlineData("DONE", "552 too much", "Refused")]
    [InlineData("DONE", "452 no room", "Retry")]
    [InlineData("DONE", "", "Unclear")]
    [InlineData("DONE", null, "Unclear")]
    public async Task Every_answer_says_whether_it_was_surely_not_taken(string at, string? answer, string outcome)
    {
        _server.Answers[at] = answer;
        Assert.Equal(outcome, (await Page(Call, answer is null ? 1 : 10)).GetType().Name);
    }

    [Fact]
    public async Task A_server_that_offers_no_safe_connection_gets_no_password_and_no_mail()
    {
        var outcome = await new EmailPager(Settings(_server.Port) with { Security = MailSecurity.StartTls, User = "care", Password = "geheim" }).Page(Call, CancellationToken.None);
        Assert.IsType<PageOutcome.Retry>(outcome);
        Assert.DoesNotContain("geheim", outcome.ToString(), StringComparison.Ordinal);
        Assert.Empty(_server.Messages);
    }

    [Fact]
    public async Task Where_nobody_listens_it_is_tried_again_and_the_doctor_says_why()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        var pager = new EmailPager(Settings(port));
        Assert.IsType<PageOutcome.Retry>(await pager.Page(Call, CancellationToken.None));
        Assert.Contains($"127.0.0.1:{port} cannot be used", await pager.Check(CancellationToken.None), StringComparison.Ordinal);
        Assert.Null(await new EmailPager(Settings(_server.Port)).Check(CancellationToken.None));
    }

    public void Dispose() => _server.Dispose();

    private Task<PageOutcome> Page(PageCall call, int seconds = 10) => new EmailPager(Settings(_server.Port, seconds)).Page(call, CancellationToken.None);

    private static EmailSettings Settings(int port, int seconds = 10) => new()
    {
        Host = "127.0.0.1",
        Port = port,
        Security = MailSecurity.None,
        From = "SocialCareBot <care@gridco.example>",
        Timeout = TimeSpan.FromSeconds(seconds),
    };

    private static PageCall Call { get; } = new()
    {
        Id = "page-1",
        To = "ana@gridco.example",
        Name = "Ana Brandt",
        Subject = "P1 from Mira K. Acknowledge by 02:14 or Bo is called.",
        Text = "Please look.\n",
        Case = "C-1",
        Priority = Priority.P1,
        Round = 0,
        CreatedAt = A.Monday9,
    };
}
