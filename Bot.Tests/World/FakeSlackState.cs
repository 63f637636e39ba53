using System.Collections.Concurrent;
using System.Globalization;

namespace SocialCareBot.Tests.World;

/// <summary>What it remembers, and how to look at it.</summary>
public sealed partial class FakeSlack
{
    private readonly Lock _memory = new();
    private readonly FakeScript<FakeSlackCall, FakeSlackCruelty> _script = new();
    private readonly FakeSlackMeter _meter;
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentQueue<string> _unexpected = new();
    private readonly List<FakeSlackTeam> _teams = [];
    private readonly List<FakeSlackPerson> _people = [];
    private readonly List<FakeSlackChannel> _channels = [];
    private readonly Dictionary<string, HashSet<string>> _members = new(StringComparer.Ordinal);
    private readonly List<(string Team, string Id, string Handle, IReadOnlyList<string> Users)> _groups = [];
    private readonly List<FakeSlackMessage> _messages = [];
    private readonly List<FakeSlackCall> _calls = [];
    private int _ids;

    /// <summary>All messages, in order; those shown to one person only among them.</summary>
    public IReadOnlyList<FakeSlackMessage> Messages => Remembered(_messages);

    /// <summary>All calls of the bot, in order.</summary>
    public IReadOnlyList<FakeSlackCall> Calls => Remembered(_calls);

    /// <summary>Another workspace with the app in it.</summary>
    public FakeSlackTeam AddTeam(string name)
    {
        lock (_memory)
        {
            var id = NewId("T");
            var bot = new FakeSlackPerson { Id = NewId("U"), Name = "SocialCareBot", Team = id, IsBot = true };
            var team = new FakeSlackTeam(id, name, bot, NewId("B"));
            _teams.Add(team);
            _people.Add(bot);
            _botTokens[id] = NewToken("xoxb-", id, FakeSlackToken.Bot);
            return team;
        }
    }

    /// <summary>A channel; everybody of its workspace is in it, and the bot unless told otherwise.</summary>
    public FakeSlackChannel AddChannel(string name, FakeSlackTeam? team = null, bool joined = true, bool secret = false)
    {
        lock (_memory)
        {
            team ??= Team;
            var channel = new FakeSlackChannel { Id = NewId("C"), Name = name, Team = team.Id, Private = secret };
            _channels.Add(channel);
            _members[channel.Id] = [.. _people.Where(person => person.Team == team.Id && (joined || !person.IsBot)).Select(person => person.Id)];
            return channel;
        }
    }

    /// <summary>Somebody of a workspace, in all its channels. Ids of enterprise people start with W.</summary>
    public FakeSlackPerson AddPerson(string name, FakeSlackTeam? team = null, bool guest = false, bool ultraGuest = false, bool enterprise = false)
    {
        lock (_memory)
        {
            team ??= Team;
            var person = new FakeSlackPerson { Id = NewId(enterprise ? "W" : "U"), Name = name, Team = team.Id, Guest = guest || ultraGuest, UltraGuest = ultraGuest };
            _people.Add(person);
            foreach (var channel in _channels.Where(channel => channel.Team == team.Id && channel.Person is null))
                _members[channel.Id].Add(person.Id);
            return person;
        }
    }

    /// <summary>Somebody of another organisation, in a channel that is shared with it from now on (Slack Connect).</summary>
    public FakeSlackPerson AddStranger(string name, FakeSlackChannel channel)
    {
        lock (_memory)
        {
            var person = new FakeSlackPerson { Id = NewId("U"), Name = name, Team = NewId("T") };
            _people.Add(person);
            _members[channel.Id].Add(person.Id);
            Replace(channel with { Shared = true });
            return person;
        }
    }

    public string AddUserGroup(string handle, FakeSlackTeam? team = null, params IEnumerable<FakeSlackPerson> people)
    {
        lock (_memory)
        {
            var id = NewId("S");
            _groups.Add(((team ?? Team).Id, id, handle, [.. people.Select(person => person.Id)]));
            return id;
        }
    }

    public void Join(FakeSlackChannel channel, FakeSlackPerson person) => Do(() => _members[channel.Id].Add(person.Id));

    public void Leave(FakeSlackChannel channel, FakeSlackPerson person) => Do(() => _members[channel.Id].Remove(person.Id));

    /// <summary>From now on every post into it is refused.</summary>
    public void Archive(FakeSlackChannel channel) => Do(() => Replace(_channels.Find(one => one.Id == channel.Id)! with { Archived = true }));

    /// <summary>The account is switched off.</summary>
    public void Deactivate(FakeSlackPerson person) => Do(() => _people[_people.FindIndex(one => one.Id == person.Id)] = person with { Deleted = true });

    /// <summary>The conversation of a person with our app.</summary>
    public FakeSlackChannel Dm(FakeSlackPerson person)
    {
        lock (_memory)
            return OpenDm(person.Team, person.Id);
    }

    /// <summary>What stands in a channel by itself, oldest first, without what is gone or shown to one person only.</summary>
    public IReadOnlyList<FakeSlackMessage> Threads(FakeSlackChannel channel) =>
        [.. Messages.Where(message => message.Channel == channel.Id && message is { ThreadTs: null, OnlyFor: null, Deleted: false })];

    /// <summary>The answers below a message.</summary>
    public IReadOnlyList<FakeSlackMessage> Below(FakeSlackMessage root) =>
        [.. Messages.Where(message => message.Channel == root.Channel && message.ThreadTs == root.Ts && message is { OnlyFor: null, Deleted: false })];

    /// <summary>What a person got from the bot alone, in the conversation with it.</summary>
    public IReadOnlyList<FakeSlackMessage> Told(FakeSlackPerson person)
    {
        var dm = Dm(person).Id;
        return [.. Messages.Where(message => message.Channel == dm && message is { Deleted: false })];
    }

    /// <summary>What only this person saw, wherever it stood.</summary>
    public IReadOnlyList<FakeSlackMessage> Ephemerals(FakeSlackPerson person) =>
        [.. Messages.Where(message => message.OnlyFor == person.Id && !message.Deleted)];

    private FakeSlackChannel OpenDm(string team, string user)
    {
        if (_channels.Find(channel => channel.Person == user && channel.Team == team) is { } known)
            return known;
        var dm = new FakeSlackChannel { Id = NewId("D"), Name = "directmessage", Team = team, Person = user, Private = true };
        _channels.Add(dm);
        _members[dm.Id] = [user, _teams.Find(one => one.Id == team)!.Bot.Id];
        return dm;
    }

    private void Replace(FakeSlackChannel channel) => _channels[_channels.FindIndex(one => one.Id == channel.Id)] = channel;

    private void Do(Action change)
    {
        lock (_memory)
            change();
    }

    private List<T> Remembered<T>(List<T> list)
    {
        lock (_memory)
            return [.. list];
    }

    private string NewId(string kind) => $"{kind}0{(++_ids).ToString("D6", CultureInfo.InvariantCulture)}";

    /// <summary>A key of a message in its channel; not a number, although it looks like one.</summary>
    private string NewTs() => string.Create(CultureInfo.InvariantCulture, $"{_time.GetUtcNow().ToUnixTimeSeconds()}.{++_ids:D6}");
}
