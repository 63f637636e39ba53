using Microsoft.Extensions.Logging.Abstractions;
using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Ports;
using SocialCareBot.Sla;
using SocialCareBot.Store;
using SocialCareBot.Triage;

namespace SocialCareBot.Bench;

/// <summary>
/// Calls that come due, acknowledgements, rounds, failures and deaths in every order, on the real store: after an acknowledgement has committed no call may
/// begin. What begins is seen from inside the transactions, in the order in which they commit.
/// </summary>
internal sealed class PageCampaign : IDisposable
{
    private const string Way = "email";
    private static readonly Route Care = new() { Name = "care", Zone = "Europe/Berlin", Duty = ["Ana", "Bo"], Alert = ["P1"] };
    private readonly MovingTime _time = new(new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
    private readonly Random _chance;
    private readonly SqliteWriter _inner;
    private readonly WatchingWriter _writer;
    private readonly Database _database;
    private readonly Nudge _nudge = new();
    private readonly DeskRules _rules = new()
    {
        Triage = new TriageRules([new TriageRule { Name = "all", Kind = PostKind.Complaint, Priority = Priority.P1, Any = ["power"] }], []),
        Routes = [Care],
        Policy = new SlaPolicy { Acknowledgement = null },
        Pages = new PageRules
        {
            Usual = [new(Way, TimeSpan.Zero), new("webhook/sms", TimeSpan.FromMinutes(2))],
            People = new Dictionary<string, PagePerson>
            {
                ["Ana"] = new() { Email = "ana@example.com", Phone = "+491" },
                ["Bo"] = new() { Email = "bo@example.com", Phone = "+492" },
            },
        },
    };
    private readonly DeskFacts _facts;
    private readonly CaseDesk _desk;
    private readonly Sweep _sweep;
    private readonly Dictionary<string, IPager> _pagers;
    private PageRelay _relay;
    private long _calls;

    public PageCampaign(string folder, Random chance)
    {
        _chance = chance;
        _database = Database.Sqlite(Path.Combine(folder, "pages.db"));
        Migrator.Run(_database);
        _inner = new SqliteWriter(_database, _time);
        _writer = new WatchingWriter(_inner);
        var people = new People(_database, _writer, _time);
        _facts = new DeskFacts(_rules, people, new Dictionary<string, INetwork>());
        _desk = new CaseDesk(_writer, _rules, new OutboundWriter(new Dictionary<string, INetwork>(), _rules), _nudge, _time);
        _sweep = new Sweep(_database, _desk, _facts, new Turns(_database, _time), _time);
        _pagers = new[] { Way, "webhook/sms" }.ToDictionary(way => way, way => (IPager)new MoodyPager(way, this), StringComparer.Ordinal);
        _relay = Relay();
    }

    /// <summary>Calls that began, and those of them that must not have.</summary>
    public (long Calls, int Late) Seen => (Interlocked.Read(ref _calls), _writer.Late);

    /// <summary>So many cases, each with its own order of things.</summary>
    public async Task Run(int interleavings)
    {
        await PeopleSeed.Plant(_writer, [new("Ana", "AN", Role.Agent, []), new("Bo", "BO", Role.Lead, [])], _time.Now(), CancellationToken.None);
        _facts.People.Reload();
        for (var number = 1; number <= interleavings; number++)
            await Interleave(number);
    }

    public void Dispose()
    {
        _inner.Dispose();
        _nudge.Dispose();
    }

    private async Task Interleave(int number)
    {
        await _desk.Hear(Post(number), CancellationToken.None);
        var id = _database.Read(session => Posts.CaseOf(session, "bench", $"p{number}"))!.Value;
        var before = _chance.Next(6);
        for (var step = 0; step < before; step++)
            await Step();
        // The race itself: what was started first need not be first.
        var racing = Enumerable.Range(0, 1 + _chance.Next(3)).Select(_ => Step()).ToList();
        racing.Insert(_chance.Next(racing.Count + 1), Acknowledge(id));
        await Task.WhenAll(racing);
        var acknowledged = Interlocked.Read(ref _calls);
        for (var step = _chance.Next(4); step >= 0; step--)
            await Step();
        _time.Advance(TimeSpan.FromMinutes(10));
        await _relay.Once(CancellationToken.None);
        // Everything that raced has ended: whoever is called from here on is called too late.
        if (Interlocked.Read(ref _calls) != acknowledged)
            _writer.Accuse();
    }

    private Task Step()
    {
        switch (_chance.Next(5))
        {
            case 0:
                _time.Advance(TimeSpan.FromSeconds(_chance.Next(1, 200)));
                return Task.CompletedTask;
            case 1:
                return _sweep.Once(CancellationToken.None);
            case 2:
                _relay = Relay();
                return _relay.Once(CancellationToken.None);
            default:
                return _relay.Once(CancellationToken.None);
        }
    }

    private async Task Acknowledge(CaseId id)
    {
        if (_chance.Next(2) == 0)
            await Task.Yield();
        var by = new Actor(_facts.People.ByName("Ana")!.Id, Role.Agent, "bench");
        CaseWish wish = _chance.Next(3) switch
        {
            0 => new CaseWish.Claim { At = _time.Now(), By = by },
            1 => new CaseWish.Resolve { At = _time.Now(), By = by, Reason = ResolveReason.Fixed },
            _ => new CaseWish.Acknowledge { At = _time.Now(), By = by },
        };
        if (await _desk.Handle(id, wish, With.Nothing, CancellationToken.None) is not DeskAnswer.Done)
            throw new InvalidOperationException($"{wish.GetType().Name} was refused.");
    }

    private PageRelay Relay() => new(new PageLedger(_database, _writer, _desk, _time), _pagers, new PageWords(_facts), new Turns(_database, _time), _time, NullLogger<PageRelay>.Instance);

    private Post Post(int number) => BenchDesk.Post(number, _time.Now()) with { Network = "bench", Account = "bench", Text = "no power" };

    /// <summary>Takes a call, asks to come again, breaks, or dies with its process.</summary>
    private sealed class MoodyPager(string name, PageCampaign world) : IPager
    {
        public string Name => name;

        public async Task<PageOutcome> Page(PageCall call, CancellationToken ct)
        {
            Interlocked.Increment(ref world._calls);
            await Task.Yield();
            int mood;
            lock (world._chance)
                mood = world._chance.Next(8);
            return mood switch
            {
                0 => new PageOutcome.Retry("come again"),
                1 => new PageOutcome.Unclear("it broke"),
                2 => new PageOutcome.Refused("never"),
                3 => throw new OperationCanceledException("the process died"),
                _ => new PageOutcome.Sent(),
            };
        }

        public Task<string?> Check(CancellationToken ct) => Task.FromResult<string?>(null);
    }

    /// <summary>Looks, inside every transaction, whether it let a call begin whose alert is over.</summary>
    private sealed class WatchingWriter(IWriter inner) : IWriter
    {
        private int _late;

        public int Late => _late;

        public void Accuse() => Interlocked.Increment(ref _late);

        public Task<T> Run<T>(Func<Session, T> work, CancellationToken ct, TimeSpan? patience = null) => inner.Run(
            session =>
            {
                var before = Sending(session);
                var result = work(session);
                if (Sending(session).Except(before).Any(page => IsOver(session, page.CaseId)))
                    Accuse();
                return result;
            },
            ct,
            patience);

        public void Refuse(string reason) => inner.Refuse(reason);

        private static IReadOnlyList<(string Id, string CaseId, int Attempt)> Sending(Session session) =>
            session.Query<(string, string, int)>("select id, case_id, attempt from page where state in ('Queued', 'Sending', 'Unknown') and state = 'Sending'");

        /// <summary>Read from the stored case itself, past the bot's own judgement of it.</summary>
        private static bool IsOver(Session session, string id) => session.First<long>(
            "select count(*) from cases where id = @id and (resolved_at is not null or json_extract(state, '$.alert.acknowledgedAt') is not null)",
            new { id }) > 0;
    }
}
