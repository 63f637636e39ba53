using System.Collections.ObjectModel;
using Microsoft.Extensions.Logging;
using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Networks.TeamChat;
using SocialCareBot.Ports;
using SocialCareBot.Sla;
using SocialCareBot.Store;
using SocialCareBot.Triage;

namespace SocialCareBot.Tests.World;

/// <summary>The whole bot, wired by hand over a database of its own, with a fake network, a fake chat and a clock that waits for us.</summary>
public sealed class TheBot : IDisposable
{
    private readonly TestDatabase _place;
    private readonly IWriter _writer;

    private readonly DeskRules _rules;

    private TheBot(TestDatabase place, FakeTime time, FakeNetwork network, FakeChat chat, DeskRules rules)
    {
        _rules = rules;
        _place = place;
        Time = time;
        Network = network;
        Chat = chat;
        Database = place.Open();
        _writer = TestDatabase.Writer(Database, time);
        var networks = new Dictionary<string, INetwork> { [network.Account] = network, [OpenCase.Account] = new ChatMessages() };
        People = new People(Database, _writer, time);
        Facts = new DeskFacts(rules, People, networks);
        Switch = new ReplySwitch(Database, _writer, Nudge, time);
        Desk = new CaseDesk(_writer, rules, new OutboundWriter(networks, rules), Nudge, time);
        HandOvers = new HandOverDesk(Database, _writer, Desk, Facts, time);
        Press = new PressDesk(Database, Desk, Facts, HandOvers, time);
        Opening = new OpenCase(Desk, Facts, Database, time) { Brand = "GridCo" };
        Merge = new PersonMerge(Desk);
        Linking = new Linking(_writer, People, Merge, time, Journal.For<Linking>());
        var orders = new ChatOrders(_writer, Facts, Switch, time);
        Tests = new PageTests(Database, _writer, Facts, time);
        Commands = new ChatCommands(new ChatLists(Database, Facts, time), orders, new ChatLinks(Linking, orders, People), new OnCallCommands(new OnCallLists(Facts, time), new OnCallOrders(_writer, Facts, time), new ChatPages(Database, Facts, Press, Tests, time)));
        Replies = new ReplyDesk(Database, _writer, Desk, Facts, time);
        var turns = new Turns(Database, time) { Shared = false };
        var courier = new ReplyCourier(Database, Desk, networks, Switch, time);
        var cards = Cards = new CaseCards(Facts);
        var fronts = new Dictionary<string, IChatFront> { [chat.Name] = chat };
        Fronts = fronts;
        Words = new ChatWords(Facts, cards, Switch);
        var chats = new ChatCourier(Database, new MessageLedger(_writer, Desk, time), fronts, Words, Journal.For<ChatCourier>());
        Relay = new OutboxRelay(Database, _writer, courier, chats, turns, time, Journal.For<OutboxRelay>());
        Pagers = new Dictionary<string, IPager>();
        Pages = new PageRelay(new PageLedger(Database, _writer, Desk, time), new ReadOnlyDictionary<string, IPager>(Pagers), new PageWords(Facts), turns, time, Journal.For<PageRelay>());
        Sweep = new Sweep(Database, Desk, Facts, turns, time);
        Listener = new Listener(Database, _writer, Desk, turns, time, Journal.For<Listener>());
        Rereader = new Rereader(Database, Desk, networks, time, Journal.For<Rereader>());
    }

    public static readonly DateTimeOffset Monday9 = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    public FakeTime Time { get; }
    public FakeNetwork Network { get; }
    public FakeChat Chat { get; }
    public Database Database { get; }
    public IWriter Writer => _writer;
    public People People { get; }
    public DeskFacts Facts { get; }
    public ReplySwitch Switch { get; }
    public CaseDesk Desk { get; }
    public PressDesk Press { get; }
    public HandOverDesk HandOvers { get; }
    public ReplyDesk Replies { get; }
    public OpenCase Opening { get; }
    public PersonMerge Merge { get; }
    public Linking Linking { get; }
    public ChatCommands Commands { get; }
    public CaseCards Cards { get; }
    public ChatWords Words { get; }

    /// <summary>The fronts by their names; another one may take the fake's place.</summary>
    public IDictionary<string, IChatFront> Fronts { get; }
    public OutboxRelay Relay { get; }

    /// <summary>The ways beside the chat, by their names; empty at first.</summary>
    public IDictionary<string, IPager> Pagers { get; }
    public PageRelay Pages { get; }
    public PageTests Tests { get; }
    public Sweep Sweep { get; }
    public Listener Listener { get; }
    public Rereader Rereader { get; }
    public Nudge Nudge { get; } = new();

    /// <summary>Every line the desk, and the fronts and web servers around it, have logged.</summary>
    public ListLog Journal { get; } = new("", LogLevel.Information);

    public static DeskRules Rules { get; } = new()
    {
        Triage = new TriageRules(
            [
                new TriageRule { Name = "outage", Kind = PostKind.Complaint, Priority = Priority.P1, Any = ["power", "outage"] },
                new TriageRule { Name = "thanks", Kind = PostKind.Praise, Priority = Priority.P4, Any = ["thanks"] },
            ],
            []),
        Routes =
        [
            new Route { Name = "care", Zone = "Europe/Berlin", Duty = ["Ana Brandt", "Bo Lindqvist"], Manager = "Dana Meyer", Alert = ["none"] },
            new Route { Name = "quiet", Zone = "Europe/Berlin", Quiet = true },
        ],
        Policy = new SlaPolicy(),
        Countdown = TimeSpan.FromSeconds(20),
    };

    /// <summary>A bot on a fresh database, with its people known and the care route bound to a channel.</summary>
    public static async Task<TheBot> Start(bool keys = true, TimeSpan? visibleAfter = null, bool peopled = true, DeskRules? rules = null)
    {
        var time = new FakeTime(Monday9);
        var bot = new TheBot(TestDatabase.OfStories(), time, new FakeNetwork(time, keys, visibleAfter), new FakeChat(), rules ?? Rules);
        if (peopled)
            await bot.Plant();
        return bot;
    }

    /// <summary>The process dies and another one starts on the same files, the same world around it.</summary>
    /// <param name="between">What somebody does to the database meanwhile.</param>
    public async Task<TheBot> Restart(Func<Database, Task>? between = null)
    {
        (_writer as IDisposable)?.Dispose();
        Database.CloseReaders();
        if (between is not null)
            await between(Database);
        var again = new TheBot(_place, Time, Network, Chat, _rules);
        foreach (var (way, pager) in Pagers)
            again.Pagers[way] = pager;
        again.People.Reload();
        await again.Switch.Load(false, CancellationToken.None);
        return again;
    }

    public Actor Ana => Actor("Ana Brandt");
    public Actor Bo => Actor("Bo Lindqvist");
    public Actor Dana => Actor("Dana Meyer");

    /// <summary>Another process holds the database until disposed.</summary>
    public Task<System.Data.Common.DbConnection> Lock() => _place.Lock();

    /// <summary>Listens, sweeps and drains, until there is nothing left to carry.</summary>
    public async Task Tick()
    {
        await Listener.Once(Network, CancellationToken.None, now: true);
        await Sweep.Once(CancellationToken.None);
        for (var pass = 0; pass < 20 && await Relay.Once(CancellationToken.None) | await Pages.Once(CancellationToken.None); pass++)
        {
        }
    }

    /// <summary>Time passes in steps of a second, as it does for the real jobs.</summary>
    public async Task Advance(TimeSpan by)
    {
        var step = by > TimeSpan.FromMinutes(5) ? TimeSpan.FromSeconds(30) : TimeSpan.FromSeconds(1);
        for (var gone = TimeSpan.Zero; gone < by; gone += step)
        {
            Time.Advance(step);
            await Tick();
        }
    }

    public Case Case(int number) => Database.Read(session => CaseStore.Look(session, number)) ?? throw new InvalidOperationException($"There is no C-{number}.");

    public IReadOnlyList<LogLine> Log(int number) => Database.Read(session => CaseLog.Of(session, Case(number).Id));

    public Task<Pressed> Click(string verb, Actor by, int number = 1, params (string Name, string Value)[] inputs)
    {
        var shown = Case(number);
        return Press.Handle(
            new Press { Case = shown.Id, Verb = verb, ShownVersion = shown.Version, By = by, Inputs = inputs.ToDictionary(i => i.Name, i => i.Value) },
            CancellationToken.None);
    }

    /// <summary>The three steps of the form in one go.</summary>
    public async Task<ReplySent> Answer(string text, Actor by, int number = 1, string? promise = null)
    {
        var id = Case(number).Id;
        await Replies.Open(id, by, CancellationToken.None);
        var preview = await Replies.Preview(id, by, new(text, Promise: promise), CancellationToken.None);
        return (await Replies.Send(id, by, preview!.Draft.Nonce, CancellationToken.None))!;
    }

    /// <summary>A customer posts.</summary>
    public Post Post(string text = "No power since six", string id = "p1", string author = "mira", string? thread = null, string version = "1")
    {
        var post = new Post
        {
            Network = Network.Network,
            NetworkTitle = "Fakebook",
            NativeId = id,
            Version = version,
            Account = Network.Account,
            Brand = "GridCo",
            Author = new Author { Id = author, Handle = author, Name = "Mira K", Followers = 12_400 },
            Text = text,
            ThreadRoot = thread,
            PostedAt = Time.GetUtcNow(),
            ReceivedAt = Time.GetUtcNow(),
            EditedAt = version == "1" ? null : Time.GetUtcNow(),
            Can = Can,
        };
        Network.Publish(post);
        return post;
    }

    public void Dispose()
    {
        (_writer as IDisposable)?.Dispose();
        Nudge.Dispose();
        _place.Dispose();
    }

    private static Capabilities Can { get; } = new()
    {
        PublicReply = Capability.Yes,
        PrivateReply = Capability.No("Fakebook has no private answers"),
        DirectMessage = Capability.No("Fakebook has no messages"),
        Like = Capability.Yes,
        Boost = Capability.Yes,
        Attachments = Capability.No("not built"),
    };

    private Actor Actor(string name) => People.ByName(name) is { } person ? new Actor(person.Id, person.Role, "teams") : throw new InvalidOperationException(name);

    private async Task Plant()
    {
        await PeopleSeed.Plant(
            _writer,
            [
                new("Ana Brandt", "AB", Role.Agent, [new Identity("teams", FakeChat.Tenant, "ana")]),
                new("Bo Lindqvist", "BL", Role.Lead, [new Identity("teams", FakeChat.Tenant, "bo")]),
                new("Dana Meyer", "DM", Role.Manager, [new Identity("teams", FakeChat.Tenant, "dana")]),
            ],
            Monday9,
            CancellationToken.None);
        People.Reload();
        await _writer.Run(
            session =>
            {
                RouteBindings.Bind(session, new RouteBinding("care", "teams", FakeChat.Tenant, FakeChat.Channel), null, Monday9);
                return true;
            },
            CancellationToken.None);
    }
}
