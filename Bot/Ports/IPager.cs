using SocialCareBot.Cases;

namespace SocialCareBot.Ports;

/// <summary>A way to call somebody who does not look at the chat: e-mail, or a gateway that sends text messages and rings phones.</summary>
public interface IPager
{
    /// <summary><c>email</c> or <c>webhook/NAME</c>, as stored with each page.</summary>
    string Name { get; }

    /// <summary>Calls. Never throws for what the wire or the other side did: that is an outcome.</summary>
    Task<PageOutcome> Page(PageCall call, CancellationToken ct);

    /// <summary>Whether it can be used now: null, or why not in one line. Calls nobody.</summary>
    Task<string?> Check(CancellationToken ct);
}

/// <summary>One call; the same for every attempt.</summary>
public sealed record PageCall
{
    /// <summary>By which the other side knows a repeat.</summary>
    public required string Id { get; init; }

    /// <summary>An e-mail address; for a gateway a telephone number. Null: whoever stands behind the gateway, called by a step of a ladder.</summary>
    public required string? To { get; init; }
    public required string? Name { get; init; }

    /// <summary>One line, without the customer's words: "P1 · Outage · Mira K on Bluesky, 12.4k followers. Acknowledge by 02:14 or Bo is called."</summary>
    public required string Subject { get; init; }

    /// <summary>Plain text; how to acknowledge stands in it.</summary>
    public required string Text { get; init; }

    /// <summary><c>C-128</c>; null for a test page.</summary>
    public string? Case { get; init; }
    public Priority? Priority { get; init; }
    public required int Round { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>What became of one attempt to call.</summary>
public abstract record PageOutcome
{
    /// <summary>The other side took it.</summary>
    public sealed record Sent : PageOutcome;

    /// <summary>Surely not taken; worth another attempt after <paramref name="After"/> (null: the relay's own pause).</summary>
    public sealed record Retry(string Reason, TimeSpan? After = null) : PageOutcome;

    /// <summary>Surely not taken, and it never will be as it stands.</summary>
    public sealed record Refused(string Reason) : PageOutcome;

    /// <summary>It may or may not have been taken. Sent again under the same id: called twice is better than not at all.</summary>
    public sealed record Unclear(string Reason) : PageOutcome;
}
