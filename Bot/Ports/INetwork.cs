using SocialCareBot.Cases;

namespace SocialCareBot.Ports;

/// <summary>Acts on a network in the name of one account.</summary>
public interface INetwork
{
    /// <summary>The account of the settings, unique in this installation.</summary>
    string Account { get; }

    /// <summary>As in <see cref="Post.Network"/>.</summary>
    string Network { get; }

    /// <summary>How people know it: <c>@gridco on Bluesky</c>.</summary>
    string Title { get; }

    /// <summary>True when a reply sent twice under one <see cref="OutgoingReply.Key"/> exists once. Otherwise an unclear outcome is only read back, never sent again.</summary>
    bool HasKeys { get; }

    /// <summary>How long <paramref name="text"/> is in this network's own count.</summary>
    TextSize Measure(string text);

    /// <summary>The key under which the reply will be published; stored before anything is sent. Must be a function of its arguments alone.</summary>
    string KeyFor(ReplyId reply, DateTimeOffset at);

    /// <summary>Reads posts anew, right before sending and every ten minutes for open cases. One answer for each id asked.</summary>
    Task<IReadOnlyDictionary<string, PostState>> Read(IReadOnlyList<string> nativeIds, CancellationToken ct);

    /// <summary>Whether the account can be used now: null, or why not in one line. Posts nothing.</summary>
    Task<string?> Check(CancellationToken ct);

    /// <summary>Publishes. Never throws for what the network or the wire did: that is an outcome.</summary>
    Task<SendOutcome> Reply(OutgoingReply reply, CancellationToken ct);

    /// <summary>Looks for a reply whose outcome was unclear: by key, or by parent, author and text.</summary>
    Task<FindOutcome> Find(OutgoingReply reply, CancellationToken ct);
}

/// <summary>Length in the network's own count; <paramref name="Unit"/> names it for people ("characters").</summary>
public sealed record TextSize(int Used, int Limit, string Unit = "characters", string? Problem = null)
{
    public bool Fits => Used <= Limit && Problem is null;
    public int Left => Limit - Used;
}

/// <summary>A reply as it will stand on the network; the same for every attempt.</summary>
public sealed record OutgoingReply
{
    public required ReplyId Id { get; init; }
    public required string Key { get; init; }
    public required string Text { get; init; }
    public required Audience Audience { get; init; }

    /// <summary>The post that is answered, as stored.</summary>
    public required Post Parent { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>What a fresh look at a post showed.</summary>
public abstract record PostState
{
    /// <summary>It stands, in this version; <paramref name="Fresh"/> where the network returned all of it.</summary>
    public sealed record Present(string Version, Post? Fresh = null) : PostState
    {
        /// <summary>Null where the network does not tell.</summary>
        public PostSpread? Spread { get; init; }
    }

    /// <summary>It is not there. One absence may be a hiccup; the desk asks twice.</summary>
    public sealed record Absent : PostState;

    /// <summary>It stands, but may not be answered any more.</summary>
    public sealed record Closed(string Reason) : PostState;

    /// <summary>This network cannot be asked: what it last told us holds.</summary>
    public sealed record Untold : PostState;

    /// <summary>We could not look. Never a deletion.</summary>
    public sealed record Failed(string Reason) : PostState;
}

/// <summary>What became of one attempt to publish.</summary>
public abstract record SendOutcome
{
    public sealed record Sent(string NativeId, string? Url) : SendOutcome;

    /// <summary>Surely not published; worth another attempt after <paramref name="After"/> (null: the relay's own backoff).</summary>
    public sealed record Retry(string Reason, TimeSpan? After = null) : SendOutcome;

    /// <summary>Surely not published, and it never will be as it stands.</summary>
    public sealed record Refused(string Reason) : SendOutcome;

    /// <summary>Our credential no longer works; the account pauses until somebody mends it.</summary>
    public sealed record CredentialDead(string Reason) : SendOutcome;

    /// <summary>It may or may not be public.</summary>
    public sealed record Unclear(string Reason) : SendOutcome;
}

/// <summary>What a search for our own reply showed.</summary>
public abstract record FindOutcome
{
    public sealed record Found(string NativeId, string? Url) : FindOutcome;

    public sealed record NotThere : FindOutcome;

    public sealed record Failed(string Reason) : FindOutcome;
}
