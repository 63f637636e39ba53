using SocialCareBot.Cases;
using SocialCareBot.Ports;

namespace SocialCareBot.Tests.World;

/// <summary>What the fake network does with one attempt to publish.</summary>
public enum Cruelty
{
    None,

    /// <summary>Stores the reply, and the answer is lost on the way.</summary>
    AcceptAndLose,

    /// <summary>Nothing arrives, and nobody says so.</summary>
    LoseBefore,

    /// <summary>Stores the reply, and our process dies before it hears of it.</summary>
    AcceptAndKill,

    /// <summary>Our process dies before the call.</summary>
    KillBefore,
    RateLimit,
    Refuse,
    CredentialDead,
}

/// <summary>Stands for the death of the bot's process in the middle of a call.</summary>
public sealed class Killed() : Exception("The process died here.");

/// <summary>A social network with a memory, a mood, and where wanted without keys and with a delay before replies can be seen.</summary>
public sealed class FakeNetwork(TimeProvider time, bool hasKeys = true, TimeSpan? visibleAfter = null) : INetwork, ISource
{
    private readonly Lock _lock = new();
    private readonly List<Post> _posts = [];
    private readonly HashSet<string> _deleted = [];
    private readonly List<(OutgoingReply Reply, DateTimeOffset At)> _replies = [];
    private readonly Queue<Cruelty> _moods = new();

    public const string AccountId = "gridco";

    public string Id => "gridco:fake";
    public string Account => AccountId;
    public string Network => "fake";
    public string Title => "@gridco on Fakebook";
    public TimeSpan Every => TimeSpan.FromSeconds(1);
    public bool HasKeys => hasKeys;

    /// <summary>How often Reply was called.</summary>
    public int Calls { get; private set; }

    /// <summary>Attempts to publish hang until this is completed.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>Set to make reading fail.</summary>
    public string? ReadFailure { get; set; }

    /// <summary>What the public sees, in order.</summary>
    public IReadOnlyList<OutgoingReply> Replies
    {
        get
        {
            lock (_lock)
                return [.. _replies.Select(row => row.Reply)];
        }
    }

    /// <summary>The mood of the next attempts, one each.</summary>
    public void Next(params Cruelty[] moods) => Array.ForEach(moods, _moods.Enqueue);

    public void Publish(Post post)
    {
        lock (_lock)
            _posts.Add(post);
    }

    public void Delete(string nativeId) => _deleted.Add(nativeId);

    public TextSize Measure(string text) => new(text.Length, 300);

    public string KeyFor(ReplyId reply, DateTimeOffset at) => reply.ToString();

    public Task<Heard> Fetch(string? cursor, CancellationToken ct)
    {
        lock (_lock)
        {
            var from = cursor is null ? 0 : int.Parse(cursor, System.Globalization.CultureInfo.InvariantCulture);
            return Task.FromResult(new Heard([.. _posts.Skip(from)], $"{_posts.Count}", false));
        }
    }

    public Task<IReadOnlyDictionary<string, PostState>> Read(IReadOnlyList<string> nativeIds, CancellationToken ct)
    {
        lock (_lock)
            return Task.FromResult<IReadOnlyDictionary<string, PostState>>(nativeIds.ToDictionary(id => id, State));
    }

    public Task<string?> Check(CancellationToken ct) => Task.FromResult(ReadFailure);

    public async Task<SendOutcome> Reply(OutgoingReply reply, CancellationToken ct)
    {
        await Gate;
        lock (_lock)
        {
            Calls++;
            return Receive(reply, _moods.TryDequeue(out var mood) ? mood : Cruelty.None);
        }
    }

    public Task<FindOutcome> Find(OutgoingReply reply, CancellationToken ct)
    {
        lock (_lock)
        {
            var found = _replies.FirstOrDefault(row => row.Reply.Text == reply.Text && row.Reply.Parent.NativeId == reply.Parent.NativeId);
            return Task.FromResult<FindOutcome>(found.Reply is null || time.GetUtcNow() < found.At + (visibleAfter ?? TimeSpan.Zero)
                ? new FindOutcome.NotThere()
                : new FindOutcome.Found(NativeId(found.Reply), null));
        }
    }

    /// <summary>How far every post of it has spread.</summary>
    public PostSpread? Spread { get; set; }

    private PostState State(string id)
    {
        if (ReadFailure is { } reason)
            return new PostState.Failed(reason);
        return _posts.LastOrDefault(post => post.NativeId == id) is { } post && !_deleted.Contains(id)
            ? new PostState.Present(post.Version, post) { Spread = Spread }
            : new PostState.Absent();
    }

    private SendOutcome Receive(OutgoingReply reply, Cruelty mood)
    {
        switch (mood)
        {
            case Cruelty.KillBefore:
                throw new Killed();
            case Cruelty.LoseBefore:
                return new SendOutcome.Unclear("the connection was reset");
            case Cruelty.RateLimit:
                return new SendOutcome.Retry("rate limit", TimeSpan.FromMinutes(10));
            case Cruelty.Refuse:
                return new SendOutcome.Refused("it looks like spam to us");
            case Cruelty.CredentialDead:
                return new SendOutcome.CredentialDead("the app password was revoked");
        }
        Store(reply);
        return mood switch
        {
            Cruelty.AcceptAndKill => throw new Killed(),
            Cruelty.AcceptAndLose => new SendOutcome.Unclear("the answer was lost"),
            _ => new SendOutcome.Sent(NativeId(reply), null),
        };
    }

    private void Store(OutgoingReply reply)
    {
        if (!hasKeys || _replies.TrueForAll(row => row.Reply.Key != reply.Key))
            _replies.Add((reply, time.GetUtcNow()));
    }

    private static string NativeId(OutgoingReply reply) => $"reply-{reply.Key}";
}
