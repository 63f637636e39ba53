using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Networks.TeamChat;
using SocialCareBot.Ports;
using SocialCareBot.Store;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Store;

/// <summary>An empty store of its own on either database, with a desk over it. Gone without a trace when disposed.</summary>
public sealed class TestStore : IDisposable
{
    public const string Sqlite = TestDatabase.Sqlite;
    public const string Postgres = TestDatabase.Postgres;

    private readonly TestDatabase _place;
    private readonly Nudge _nudge = new();

    private TestStore(TestDatabase place)
    {
        _place = place;
        Database = place.Open();
        Writer = TestDatabase.Writer(Database, Time);
        var network = new FakeNetwork(Time);
        var networks = new Dictionary<string, INetwork> { [network.Account] = network, [OpenCase.Account] = new ChatMessages() };
        People = new People(Database, Writer, Time);
        Facts = new DeskFacts(TheBot.Rules, People, networks);
        Desk = new CaseDesk(Writer, TheBot.Rules, new OutboundWriter(networks), _nudge, Time);
    }

    public FakeTime Time { get; } = new(A.Monday9);
    public Database Database { get; }
    public IWriter Writer { get; }
    public CaseDesk Desk { get; }
    public People People { get; }
    public DeskFacts Facts { get; }

    public static TestStore On(string kind) => new(TestDatabase.On(kind));

    public Task<T> Write<T>(Func<Session, T> work) => Writer.Run(work, CancellationToken.None);

    public Task Write(Action<Session> work) => Write(session =>
    {
        work(session);
        return true;
    });

    public T Read<T>(Func<Session, T> read) => Database.Read(read);

    public Task<HearOutcome> Hear(Post post) => Desk.Hear(post, CancellationToken.None);

    /// <summary>A case made of one post.</summary>
    public async Task<Case> Open(string post = "p1", string author = "mira")
    {
        await Hear(A.Post(post, author));
        return Read(session => CaseStore.LatestOf(session, "fake", post, author)) ?? throw new InvalidOperationException("It made no case.");
    }

    public Task<DeskAnswer> Handle(CaseId id, CaseCommand command, With? with = null) => Desk.Handle(id, command, with ?? With.Nothing, CancellationToken.None);

    public Case Case(CaseId id) => Read(session => CaseStore.Look(session, id)) ?? throw new InvalidOperationException("There is no such case.");

    public long Count(string table) => Read(session => session.First<long>($"select count(*) from {table}"));

    /// <summary>The server ends every connection of this store, as a restart would.</summary>
    public void CutConnections() => _place.CutConnections();

    public void Dispose()
    {
        (Writer as IDisposable)?.Dispose();
        _nudge.Dispose();
        _place.Dispose();
    }
}
