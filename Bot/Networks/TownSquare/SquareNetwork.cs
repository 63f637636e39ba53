using System.Globalization;
using SocialCareBot.Cases;
using SocialCareBot.Ports;

namespace SocialCareBot.Networks.TownSquare;

/// <summary>Hears the square: what mentions us, and what is said in threads we are in.</summary>
public sealed class SquareSource(Square square, TimeProvider time) : ISource
{
    public const string SourceId = "square:posts";
    private const int PageSize = 100;

    public string Id => SourceId;
    public string Account => SquareNetwork.AccountId;
    public string Title => "Town Square @gridco";

    /// <summary>Shorter than the listening job's second: with a whole one every other run would come a little too early and be skipped.</summary>
    public TimeSpan Every => TimeSpan.FromMilliseconds(500);

    public Task<Heard> Fetch(string? cursor, CancellationToken ct)
    {
        var after = long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var seq) ? seq : 0;
        var changes = square.After(after, PageSize);
        var posts = changes.Where(post => !post.Deleted && Concerns(post)).Select(post => SquareNetwork.Read(post, time.GetUtcNow()));
        var next = changes.Count > 0 ? changes[^1].Seq : after;
        return Task.FromResult(new Heard([.. posts], next.ToString(CultureInfo.InvariantCulture), changes.Count == PageSize));
    }

    private bool Concerns(SquarePost post) => post.Handle != Square.BrandHandle
        && (post.Text.Contains($"@{Square.BrandHandle}", StringComparison.OrdinalIgnoreCase)
            || post.Text.Contains("GridCo", StringComparison.OrdinalIgnoreCase)
            || (post.Parent is not null && square.WeAreIn(post.Thread)));
}

/// <summary>Answers on the square, in the name of @gridco. A reply's id is its key, so a repeat is harmless.</summary>
public sealed class SquareNetwork(Square square, TimeProvider time) : INetwork
{
    public const string AccountId = "square";
    public const string NetworkId = "square";
    public const int Limit = 500;

    private static readonly Capabilities Can = new()
    {
        PublicReply = Capability.Yes,
        PrivateReply = Capability.No("the square has no private answers"),
        DirectMessage = Capability.No("the square has no messages"),
        Like = Capability.No("the square has no likes"),
        Boost = Capability.No("the square has no boosts"),
        Attachments = Capability.No("the square takes words only"),
    };

    public string Account => AccountId;
    public string Network => NetworkId;
    public string Title => "@gridco on Town Square";
    public bool HasKeys => true;

    /// <summary>A post of the square in the bot's words.</summary>
    internal static Post Read(SquarePost post, DateTimeOffset now) => new()
    {
        Network = NetworkId,
        NetworkTitle = "Town Square",
        NativeId = post.Id,
        Version = post.Version.ToString(CultureInfo.InvariantCulture),
        Account = AccountId,
        Brand = "GridCo",
        Author = new Author { Id = post.Handle, Handle = post.Handle, Name = post.Name, Followers = post.Followers },
        Text = post.Text,
        ThreadRoot = post.Thread,
        Parent = post.Parent,
        Language = post.Language.Length > 0 ? post.Language : null,
        Url = Link(post),
        PostedAt = post.At,
        EditedAt = post.Version > 1 ? now : null,
        ReceivedAt = now,
        Can = Can,
        Practice = true,
    };

    public TextSize Measure(string text) => new(new StringInfo(text).LengthInTextElements, Limit);

    public string KeyFor(ReplyId reply, DateTimeOffset at) => $"reply-{reply.Value:N}";

    public Task<IReadOnlyDictionary<string, PostState>> Read(IReadOnlyList<string> nativeIds, CancellationToken ct) =>
        Task.FromResult<IReadOnlyDictionary<string, PostState>>(nativeIds.ToDictionary(id => id, State, StringComparer.Ordinal));

    public Task<string?> Check(CancellationToken ct) => Task.FromResult<string?>(null);

    public Task<SendOutcome> Reply(OutgoingReply reply, CancellationToken ct) => Task.FromResult(Reply(reply));

    public Task<FindOutcome> Find(OutgoingReply reply, CancellationToken ct) => Task.FromResult<FindOutcome>(
        square.Find(reply.Key) is { } answer ? new FindOutcome.Found(answer.Id, Link(answer)) : new FindOutcome.NotThere());

    private SendOutcome Reply(OutgoingReply reply)
    {
        // First: a repeat must find what stands, even where the customer has deleted the post since.
        if (square.Find(reply.Key) is { } standing)
            return new SendOutcome.Sent(standing.Id, Link(standing));
        if (reply.Audience != Audience.Public)
            return new SendOutcome.Refused(Can.PrivateReply.Reason!);
        if (!Measure(reply.Text).Fits)
            return new SendOutcome.Refused($"the answer is longer than {Limit} characters");
        if (square.Find(reply.Parent.NativeId) is not { Deleted: false } parent)
            return new SendOutcome.Refused("the post is gone");
        var answer = square.Publish(new SquarePost
        {
            Id = reply.Key,
            Parent = parent.Id,
            Thread = parent.Thread,
            Handle = Square.BrandHandle,
            Name = "GridCo",
            Followers = 18_200,
            Text = reply.Text,
            At = reply.CreatedAt,
        });
        return new SendOutcome.Sent(answer.Id, Link(answer));
    }

    private static string Link(SquarePost post) => $"/square#{post.Id}";

    private PostState State(string id) => square.Find(id) switch
    {
        null or { Deleted: true } => new PostState.Absent(),
        var post => new PostState.Present(post.Version.ToString(CultureInfo.InvariantCulture), Read(post, time.GetUtcNow())),
    };
}
