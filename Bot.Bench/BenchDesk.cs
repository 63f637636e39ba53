using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Ports;
using SocialCareBot.Sla;
using SocialCareBot.Store;
using SocialCareBot.Triage;

namespace SocialCareBot.Bench;

/// <summary>Store and desk alone, over a file in a folder, as the campaigns need them.</summary>
internal sealed class BenchDesk : IDisposable
{
    private static readonly DeskRules Usual = new() { Triage = new TriageRules([], []), Routes = [new() { Name = "care", Zone = "Europe/Berlin" }], Policy = new SlaPolicy() };
    private readonly SqliteWriter _writer;
    private readonly Nudge _nudge = new();

    /// <param name="rules">Null: one route, the policy's defaults, and nobody on duty.</param>
    public BenchDesk(string folder, TimeProvider time, DeskRules? rules = null)
    {
        Time = time;
        Database = Database.Sqlite(FileIn(folder));
        Migrator.Run(Database);
        _writer = new SqliteWriter(Database, time);
        var networks = new Dictionary<string, INetwork> { [MuteNetwork.Key] = new MuteNetwork() };
        var people = new People(Database, _writer, time);
        Facts = new DeskFacts(rules ?? Usual, people, networks);
        Desk = new CaseDesk(_writer, Facts.Rules, new OutboundWriter(networks, Facts.Rules), _nudge, time);
        Sweep = new Sweep(Database, Desk, Facts, new Turns(Database, time), time);
        Press = new PressDesk(Database, Desk, Facts, new HandOverDesk(Database, _writer, Desk, Facts, time), time);
        Cards = new CaseCards(Facts);
    }

    public TimeProvider Time { get; }
    public Database Database { get; }
    public IWriter Writer => _writer;
    public DeskFacts Facts { get; }
    public CaseDesk Desk { get; }
    public Sweep Sweep { get; }
    public PressDesk Press { get; }
    public CaseCards Cards { get; }

    public static string FileIn(string folder) => Path.Combine(folder, "care.db");

    /// <summary>An agent nobody seeded: roles come with the actor.</summary>
    public static Actor Agent { get; } = new(new PersonId(Guid.Parse("01900000-0000-7000-8000-000000000001")), Role.Agent, "bench");

    /// <summary>The post of a number; each makes a case of its own.</summary>
    public Post Post(int number) => Post(number, Time.Now());

    /// <summary>The same, for a desk that stands elsewhere.</summary>
    public static Post Post(int number, DateTimeOffset at) => new()
    {
        Network = MuteNetwork.Key,
        NetworkTitle = "Bench",
        NativeId = $"p{number}",
        Version = "1",
        Account = MuteNetwork.Key,
        Brand = "GridCo",
        Author = new Author { Id = $"a{number}", Handle = $"a{number}", Name = $"Customer {number}" },
        Text = "The power is out.",
        PostedAt = at,
        ReceivedAt = at,
        Can = new Capabilities
        {
            PublicReply = Capability.Yes,
            PrivateReply = Capability.Yes,
            DirectMessage = Capability.Yes,
            Like = Capability.Yes,
            Boost = Capability.Yes,
            Attachments = Capability.Yes,
        },
    };

    /// <summary>The case of a post.</summary>
    public CaseId CaseOf(int number) => Database.Read(session => Posts.CaseOf(session, MuteNetwork.Key, $"p{number}"))
        ?? throw new InvalidOperationException($"Post {number} was acknowledged and is not there.");

    public void Dispose()
    {
        _writer.Dispose();
        _nudge.Dispose();
    }
}
