using System.Collections.Concurrent;
using System.Globalization;

namespace SocialCareBot.Tests.World;

/// <summary>What it remembers, and how to look at it.</summary>
public sealed partial class FakeTeams
{
    private readonly Lock memory = new();
    private readonly FakeTeamsScript script = new();
    private readonly FakeTeamsMeter meter;
    private readonly CancellationTokenSource closing = new();
    private readonly ConcurrentQueue<string> unexpected = new();
    private readonly HashSet<string> goodTokens = new(StringComparer.Ordinal);
    private readonly List<FakeTeamsCall> calls = [];
    private readonly List<FakeTeamsMessage> messages = [];
    private readonly List<FakeTeamsPerson> people = [];
    private readonly Dictionary<string, string> chats = new(StringComparer.Ordinal);
    private readonly HashSet<string> blocked = new(StringComparer.Ordinal);
    private readonly List<FakeTeamsChannel> channels = [new("19:general@thread.tacv2", null, "standard")];
    private int tokens;
    private long lastId = 1_700_000_000_000;

    /// <summary>The team's id is that of its General channel.</summary>
    public string TeamId => channels[0].Id;

    /// <summary>All the bot posted, in order.</summary>
    public IReadOnlyList<FakeTeamsMessage> Messages
    {
        get
        {
            lock (memory)
                return [.. messages];
        }
    }

    /// <summary>All calls of the bot, in order.</summary>
    public IReadOnlyList<FakeTeamsCall> Calls
    {
        get
        {
            lock (memory)
                return [.. calls];
        }
    }

    public FakeTeamsChannel AddChannel(string name, string type = "standard")
    {
        lock (memory)
        {
            var channel = new FakeTeamsChannel($"19:{name.ToLowerInvariant()}-{channels.Count}@thread.tacv2", name, type);
            channels.Add(channel);
            return channel;
        }
    }

    /// <summary>Somebody who is a member of the team.</summary>
    public FakeTeamsPerson AddPerson(string name, string role = "user", string tenant = Tenant)
    {
        lock (memory)
        {
            var number = people.Count + 1;
            var person = new FakeTeamsPerson
            {
                Name = name,
                Mri = $"29:1-{name.ToLowerInvariant()}_{number}",
                AadObjectId = $"00000000-aaaa-4bbb-8ccc-{number.ToString("D12", CultureInfo.InvariantCulture)}",
                Tenant = tenant,
                Role = role,
            };
            people.Add(person);
            return person;
        }
    }

    /// <summary>The person blocks the bot.</summary>
    public void Block(FakeTeamsPerson person)
    {
        lock (memory)
            blocked.Add(person.Mri);
    }

    /// <summary>A thread of its own in a channel, in which a person speaks first.</summary>
    public FakeTeamsPlace ThreadIn(FakeTeamsChannel channel) => new($"{channel.Id};messageid={NewId()}", "channel");

    /// <summary>The chat between a person and the bot.</summary>
    public FakeTeamsPlace ChatWith(FakeTeamsPerson person)
    {
        lock (memory)
            return new(Chat(person.Mri), "personal");
    }

    /// <summary>The threads of a channel, oldest first, each by its first message.</summary>
    public IReadOnlyList<FakeTeamsMessage> Threads(FakeTeamsChannel channel) =>
        [.. Messages.Where(message => message.Conversation == channel.Id && message.Root == message.Id)];

    /// <summary>The answers below a message.</summary>
    public IReadOnlyList<FakeTeamsMessage> Below(FakeTeamsMessage root) =>
        [.. Messages.Where(message => message.Conversation == root.Conversation && message.Root == root.Id && message.Id != root.Id)];

    /// <summary>What a person got in the chat with the bot.</summary>
    public IReadOnlyList<FakeTeamsMessage> Told(FakeTeamsPerson person)
    {
        var chat = ChatWith(person).Id;
        return [.. Messages.Where(message => message.Conversation == chat)];
    }

    private string Chat(string mri)
    {
        if (!chats.TryGetValue(mri, out var id))
            chats[mri] = id = $"a:1chat-{chats.Count + 1}";
        return id;
    }

    private string NewId() => Interlocked.Increment(ref lastId).ToString(CultureInfo.InvariantCulture);
}
