using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using SocialCareBot.Ports;

namespace SocialCareBot.Paging;

/// <summary>
/// Pages by e-mail: one connection for each page, since pages are rare and a server forgets an idle one. Until the message's last line is given nothing is
/// sent for sure; after it an answer that does not come leaves the outcome open.
/// </summary>
public sealed class EmailPager(EmailSettings settings) : IPager
{
    /// <summary>Longer ones are cut off by phones and by some servers.</summary>
    private const int LongestSubject = 200;

    public string Name => "email";

    public async Task<PageOutcome> Page(PageCall call, CancellationToken ct)
    {
        using var limit = Limit(ct);
        using var client = new SmtpClient { Timeout = (int)settings.Timeout.TotalMilliseconds };
        if (await Connect(client, limit.Token, ct) is { } problem)
            return new PageOutcome.Retry(problem);
        return await Send(client, Message(call), limit.Token, ct);
    }

    public async Task<string?> Check(CancellationToken ct)
    {
        using var limit = Limit(ct);
        using var client = new SmtpClient { Timeout = (int)settings.Timeout.TotalMilliseconds };
        return await Connect(client, limit.Token, ct);
    }

    private CancellationTokenSource Limit(CancellationToken ct)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(settings.Timeout);
        return limit;
    }

    /// <summary>Null: connected and signed in. Nothing of the message has left yet, whatever goes wrong here.</summary>
    private async Task<string?> Connect(SmtpClient client, CancellationToken limit, CancellationToken ct)
    {
        try
        {
            await client.ConnectAsync(settings.Host, settings.Port, settings.Security switch
            {
                MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
                MailSecurity.StartTls => SecureSocketOptions.StartTls,
                _ => SecureSocketOptions.None,
            }, limit);
            if (settings.User is { } user)
                await client.AuthenticateAsync(user, settings.Password ?? "", limit);
            return null;
        }
        catch (Exception slow) when (IsSlow(slow, ct))
        {
            return $"{settings.Host} did not answer in time";
        }
        catch (MailKit.Security.AuthenticationException)
        {
            return $"{settings.Host} does not accept our user and password";
        }
        catch (SslHandshakeException wrong)
        {
            return $"no safe connection to {settings.Host}: {Line(wrong.Message)}";
        }
        catch (Exception failed) when (failed is SocketException or IOException or ProtocolException or CommandException or NotSupportedException or System.Security.Authentication.AuthenticationException)
        {
            return $"{settings.Host}:{settings.Port} cannot be used: {Line(failed.Message)}";
        }
    }

    private static async Task<PageOutcome> Send(SmtpClient client, MimeMessage message, CancellationToken limit, CancellationToken ct)
    {
        try
        {
            await client.SendAsync(message, limit);
            await Part(client, limit);
            return new PageOutcome.Sent();
        }
        catch (SmtpCommandException answer)
        {
            // 4xx asks to come again (greylisting, a full mailbox); 5xx never will.
            var reason = $"the mail server says {(int)answer.StatusCode} {Line(answer.Message)}";
            return (int)answer.StatusCode is >= 400 and < 500 ? new PageOutcome.Retry(reason) : new PageOutcome.Refused(reason);
        }
        catch (Exception slow) when (IsSlow(slow, ct))
        {
            return new PageOutcome.Unclear("the mail server took too long");
        }
        catch (Exception broken) when (broken is IOException or SocketException or ProtocolException or ServiceNotConnectedException)
        {
            return new PageOutcome.Unclear($"the connection to the mail server broke: {Line(broken.Message)}");
        }
    }

    /// <summary>Our own limit, or that of the connection, which is as long: whichever is noticed first.</summary>
    private static bool IsSlow(Exception fault, CancellationToken ct) => fault is TimeoutException || (fault is OperationCanceledException && !ct.IsCancellationRequested);

    /// <summary>The mail is taken; how the two part changes nothing.</summary>
    private static async Task Part(SmtpClient client, CancellationToken limit)
    {
        try
        {
            await client.DisconnectAsync(quit: true, limit);
        }
        catch (Exception rude) when (rude is IOException or SocketException or ProtocolException or CommandException or OperationCanceledException or TimeoutException)
        {
        }
    }

    private MimeMessage Message(PageCall call)
    {
        var from = MailboxAddress.Parse(settings.From);
        var message = new MimeMessage
        {
            Subject = Line(call.Subject),
            MessageId = $"{call.Id}@{from.Domain}",
            Date = call.CreatedAt,
            Priority = MessagePriority.Urgent,
            Body = new TextPart("plain") { Text = call.Text },
        };
        message.From.Add(new MailboxAddress(string.IsNullOrEmpty(from.Name) ? "SocialCareBot" : Line(from.Name), from.Address));
        message.To.Add(new MailboxAddress(Line(call.Name ?? ""), call.To ?? throw new ArgumentException("A mail needs an address.", nameof(call))));
        // Nobody's holiday notice is to come back.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    /// <summary>A header is one line: what others wrote cannot begin another one.</summary>
    private static string Line(string text)
    {
        var line = string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim();
        return line.Length <= LongestSubject ? line : line[..LongestSubject];
    }
}
