using Microsoft.Extensions.Logging.Abstractions;
using SocialCareBot.Cases;
using SocialCareBot.Networks.Bluesky;
using SocialCareBot.Ports;

namespace SocialCareBot.Tests.World;

/// <summary>An account of ours on the fake network, and a desk that keeps every post once and saves cursors, as the listener does.</summary>
internal sealed class FakeBlueskyDesk
{
    private readonly Dictionary<string, string?> _cursors = new(StringComparer.Ordinal);
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);

    public FakeBlueskyDesk(Func<BlueskySettings, BlueskySettings>? settings = null)
    {
        Time = new FakeTime(TheBot.Monday9);
        World = new FakeBluesky(Time);
        var plain = new BlueskySettings { Account = "gridco-bluesky", Brand = "GridCo", Service = FakeBluesky.Service, Handle = "brand.test", Password = FakeBluesky.Password };
        Settings = settings?.Invoke(plain) ?? plain;
        Restart();
    }

    public FakeTime Time { get; }
    public FakeBluesky World { get; }
    public BlueskySettings Settings { get; }
    public BlueskyAccount Account { get; private set; } = null!;
    public string? SessionKept { get; set; }
    public INetwork Network => Account.Network;
    public ISource Notifications => Account.Sources[0];
    public ISource Search => Account.Sources[1];

    /// <summary>Each post once, in the order in which it was heard.</summary>
    public List<Post> Heard { get; } = [];

    /// <summary>A new process with the same store.</summary>
    public void Restart() => Account = BlueskyAccount.Open(
        Settings,
        new SessionShelf(_ => Task.FromResult(SessionKept), (json, _) => Task.FromResult(SessionKept = json)),
        Time,
        NullLoggerFactory.Instance,
        new HttpClient(World, disposeHandler: false));

    /// <summary>Listens until there is nothing more; returns what was new.</summary>
    public async Task<IReadOnlyList<Post>> Listen(ISource? source = null)
    {
        source ??= Notifications;
        var before = Heard.Count;
        for (var more = true; more;)
        {
            var page = await source.Fetch(_cursors.GetValueOrDefault(source.Id), CancellationToken.None);
            Heard.AddRange(page.Posts.Where(post => _keys.Add(post.Mark)));
            _cursors[source.Id] = page.Cursor;
            more = page.More;
        }
        return Heard[before..];
    }

    public async Task<Post> Hear(FakeBlueskyPost post)
    {
        await Listen();
        return Heard.Single(heard => heard.NativeId == post.Uri);
    }
}
