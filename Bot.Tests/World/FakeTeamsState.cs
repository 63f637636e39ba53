using System.Collections.Concurrent;
using System.Globalization;

namespace SocialCareBot.Tests.World;

/// <summary>What it remembers, and how to look at it.</summary>
public sealed partial class FakeTeams
{
    private readonly Lock _memory = new();
    private readonly FakeScript<FakeTeamsCall, FakeTeamsCruelty> _script = new();
    private readonly FakeTeamsMeter _meter;
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentQueue<string> _unexpected = new();
    private readonly HashSet<string> _goodTokens = new(StringComparer.Ordinal);
    private readonly List<FakeTeamsCall> _calls = [];
    private readonly List<FakeTeamsMessage> _messages = [];
    private readonly List<FakeTeamsPerson> _people = [];
    private readonly Dictionary<string, string> _chats = new(StringComparer.Ordinal);
    private readonly HashSet<string> _blocked = new(StringComparer.Ordinal);
    private readonly HashSet<string> _gone = new(StringComparer.Ordinal);
    private readonly List<FakeTeamsChannel> _channels = [new("19:general@thread.tacv2", null, "standard")];
    private int _tokens;
    private long _lastId = 1_700_000_000_000;

    /// <summary>The team's id is that of its General channel.</summary>
    public string TeamId => _channels[0].Id;

    /// <summary>All the bot posted, in order.</summary>
    public IReadOnlyList<FakeTeamsMessage> Messages
    {
        get
        {
            lock (_memory)
                return [.. _messages];
        }
    }

    /// <summary>All calls of the bot, in order.</summary>
    public IReadOnlyList<FakeTeamsCall> Calls
    {
        get
        {
            lock (_memory)
                return [.. _calls];
        }
    }

    public FakeTeamsChannel AddChannel(string name, string type = "standard")
    {
        lock (_memory)
        {
            var channel = new FakeTeamsChannel($"19:{name.ToLowerInvariant()}-{_channels.Count}@thread.tacv2", name, type);
            _channels.Add(channel);
            return channel;
        }
    }

    /// <summary>Somebody who is a member of the team.</summary>
    public FakeTeamsPerson AddPerson(string name, string role = "user", string tenant = Tenant)
    {
        lock (_memory)
        {
            var number = _people.Count + 1;
            var person = new FakeTeamsPerson
            {
                Name = name,
                Mri = $"29:1-{name.ToLowerInvariant()}_{number}",
                AadObjectId = $"00000000-aaaa-4bbb-8ccc-{number.ToString("D12", CultureInfo.InvariantCulture)}",
                Tenant = tenant,
                Role = role,
            };
            _people.Add(person);
            return person;
        }
    }

    /// <summary>The person is in the organisation but no longer in the team.</summary>
    public void Leave(FakeTeamsPerson person)
    {
        lock (_memory)
            _gone.Add(person.Mri);
    }

    /// <summary>The person blocks the bot.</summary>
    public void Block(FakeTeamsPerson person)
    {
        lock (_memory)
            _blocked.Add(person.Mri);
    }

    /// <summary>A thread of its own in a channel, in which a person speaks first.</summary>
    public FakeTeamsPlace ThreadIn(FakeTeamsChannel channel) => new($"{channel.Id};messageid={NewId()}", "channel");

    /// <summary>The chat between a person and the bot.</summary>
    public FakeTeamsPlace ChatWith(FakeTeamsPerson person)
    {
        lock (_memory)
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
        if (!_chats.TryGetValue(mri, out var id))
            _chats[mri] = id = $"a:1chat-{_chats.Count + 1}";
        return id;
    }

    private string NewId() => Interlocked.Increment(ref _lastId).ToString(CultureInfo.InvariantCulture);
}
