using System.Diagnostics;
using System.Globalization;
using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.OnCall;
using SocialCareBot.Sla;
using SocialCareBot.Triage;

namespace SocialCareBot.Bench;

/// <summary>
/// A year of a team in three zones through the pure core, jumping from instant to instant: posts come, people claim, answer or forget, customers write again, clocks
/// are decided when they come. Counted is what must never be: a reminder to nobody, an instant decided twice, a promise that broke unsaid.
/// </summary>
internal sealed class SimulatedYear(int cases, Random chance)
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly (string Brand, string Zone)[] Brands = [("GridCo", "Europe/Berlin"), ("VoltCo", "America/New_York"), ("HikariCo", "Asia/Tokyo")];
    private readonly PriorityQueue<(int Case, CaseCommand? Act), DateTimeOffset> _agenda = new();
    private readonly Dictionary<int, Case> _cases = [];
    private readonly HashSet<(int, ClockKind, DateTimeOffset, int)> _decided = [];
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly PersonId[] _agents = [.. Enumerable.Range(1, 12).Select(number => new PersonId(new Guid(number, 0, 0, new byte[8])))];
    private readonly SlaPolicy _policy = new()
    {
        Hours = Brands.ToDictionary(brand => brand.Brand, brand => Hours(brand.Zone)),
        Targets = [new() { Clock = ClockKind.Resolution, Within = Target.Within(TimeSpan.FromHours(16)) }, .. TargetLine.Defaults],
        Ladders = [new() { Name = "all", Steps = [new() { After = TimeSpan.FromMinutes(10), Targets = ["role:lead"] }, new() { After = TimeSpan.FromMinutes(20), Targets = ["manager"] }] }],
        OnBreach = new Dictionary<ClockKind, IReadOnlyList<BreachAction>> { [ClockKind.FirstResponse] = [BreachAction.Page, BreachAction.Ladder] },
    };
    private readonly Rota[] _rotas = [.. Brands.Select(brand => new Rota
    {
        Name = brand.Brand,
        Zone = brand.Zone,
        Layers = [new() { People = ["1", "2", "3", "4"], Start = new(2025, 12, 29) }, new() { Level = 2, People = ["5", "6"], Start = new(2025, 12, 29), Days = 1 }],
    })];

    public int Run()
    {
        var began = Stopwatch.GetTimestamp();
        for (var number = 1; number <= cases; number++)
            _agenda.Enqueue((number, null), Begin + (TimeSpan.FromDays(365) * chance.NextDouble()));
        var steps = 0;
        while (_agenda.TryDequeue(out var next, out var at))
        {
            steps++;
            Step(next.Case, next.Act, at);
        }
        var took = Stopwatch.GetElapsedTime(began);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{cases} cases, {steps} instants, {_counts.Values.Sum()} events in {took.TotalSeconds:F1} s"));
        foreach (var (kind, count) in _counts.OrderBy(line => line.Key, StringComparer.Ordinal))
            Console.WriteLine($"{count,9}  {kind}");
        var wrong = _counts.Where(line => line.Key.StartsWith('!')).Sum(line => line.Value);
        Console.WriteLine($"{wrong} of them must not be");
        return wrong == 0 ? 0 : 1;
    }

    private void Step(int number, CaseCommand? act, DateTimeOffset at)
    {
        if (!_cases.TryGetValue(number, out var before))
        {
            Happen(number, null, Case.Begin(Received(number, at)), at);
            Plan(number, new CaseWish.Claim { At = default, By = By() }, at, 40);
            return;
        }
        var command = act is CaseWish.Reply reply ? reply with { Token = before.Token, Seen = before.LastMark, By = reply.By with { Id = before.Owner ?? reply.By.Id } } : act;
        var due = command is null ? Due(before, at) : command with { At = at, Policy = _policy };
        if (due is null)
            return;
        Happen(number, before, before.Decide(due).Events, at);
        if (act is not null)
            Next(number, act, at);
    }

    /// <summary>What is due now, of whichever clock; null: it moved on meanwhile.</summary>
    private CaseFact.InstantPassed? Due(Case now, DateTimeOffset at) => now.Clocks.Where(clock => clock.NextAt <= at).MinBy(clock => clock.NextAt) is { } clock
        ? new() { At = at, Clock = clock.Kind, StartedAt = clock.Target.StartedAt, Watchers = Watchers(now, clock.Kind, at), Policy = _policy }
        : null;

    private void Happen(int number, Case? before, IReadOnlyList<CaseEvent> events, DateTimeOffset at)
    {
        if (events.Count == 0)
            return;
        var now = before;
        foreach (var happened in events)
        {
            now = happened is CaseEvent.Opened opened ? Case.From(opened) : now!.Evolve(happened);
            Count(number, happened);
        }
        _cases[number] = now!;
        foreach (var next in now!.Clocks.Select(clock => clock.NextAt).OfType<DateTimeOffset>().Distinct())
            _agenda.Enqueue((number, null), next > at ? next : at);
    }

    private void Count(int number, CaseEvent happened)
    {
        Add(happened.GetType().Name);
        var (kind, startedAt, percents, told) = happened switch
        {
            CaseEvent.Nagged e => (e.Clock, e.StartedAt, e.Percents, e.Told.Length),
            CaseEvent.Breached e => (e.Clock, e.StartedAt, e.Percents, e.Told.Length),
            CaseEvent.PassedQuietly e => (e.Clock, e.StartedAt, e.Percents, 1),
            _ => default,
        };
        if (percents.IsDefaultOrEmpty)
            return;
        if (told == 0)
            Add("! told nobody");
        foreach (var percent in percents.Where(percent => !_decided.Add((number, kind, startedAt, percent))))
            Add($"! decided {percent} twice");
    }

    private void Add(string what) => _counts[what] = _counts.GetValueOrDefault(what) + 1;

    /// <summary>What somebody would do next, most of the time.</summary>
    private void Next(int number, CaseCommand did, DateTimeOffset at)
    {
        switch (did)
        {
            case CaseWish.Claim when chance.Next(20) > 0:
                var row = new ReplyId(Guid.CreateVersion7(at));
                Plan(number, new CaseWish.Reply { At = default, By = By(), Row = row, Body = new(Guid.CreateVersion7(at)), Token = 0, Seen = "", Audience = Audience.Public, LeavesAt = at.AddYears(1) }, at, 30);
                break;
            case CaseWish.Reply reply:
                _agenda.Enqueue((number, new CaseFact.ReplyDue { At = default, Row = reply.Row }), at.AddSeconds(20));
                _agenda.Enqueue((number, new CaseFact.ReplyConfirmed { At = default, Row = reply.Row, NativeId = $"r{number}" }), at.AddSeconds(21));
                if (chance.Next(2) == 0)
                    Plan(number, Wrote(number, at), at, 600);
                else
                    Plan(number, new CaseWish.Resolve { At = default, By = By(), Reason = ResolveReason.Fixed }, at, 300);
                break;
            case CaseFact.CustomerWrote:
                Plan(number, new CaseWish.Resolve { At = default, By = By(), Reason = ResolveReason.Answered }, at, 120);
                break;
        }
    }

    private void Plan(int number, CaseCommand act, DateTimeOffset at, double minutes) => _agenda.Enqueue((number, act), at.AddMinutes(minutes * -Math.Log(1 - chance.NextDouble())));

    private Actor By() => new(_agents[chance.Next(_agents.Length)], Role.Lead, "bench");

    private CaseFact.CustomerWrote Wrote(int number, DateTimeOffset at) => new() { At = default, Post = $"p{number}b", Mark = $"p{number}b#1", PostedAt = at };

    private Watchers Watchers(Case now, ClockKind clock, DateTimeOffset at)
    {
        var route = new Route { Name = now.Route, Zone = "Etc/UTC", Duty = [$"rota:{now.Brand}"] };
        var called = Standby.Called(route, _rotas, Changes.None, at).Select(one => (one.Level, Person: _agents[int.Parse(one.Who, CultureInfo.InvariantCulture) - 1])).ToList();
        var watchers = new Watchers([.. called.Where(one => one.Level == 1).Select(one => one.Person)], _agents[10]) { Leads = [_agents[8]], Admins = [_agents[11]] };
        return clock == ClockKind.Paging
            ? watchers with { Steps = DutyLine.Rounds(watchers, [.. called.Where(one => one.Level > 1).GroupBy(one => one.Level, one => one.Person)], _policy.PageRounds) }
            : watchers with { Steps = [new(1, "lead", watchers.Leads), new(2, "manager", [_agents[10]])] };
    }

    private CaseFact.Received Received(int number, DateTimeOffset at)
    {
        var brand = Brands[chance.Next(Brands.Length)].Brand;
        return new()
        {
            At = at,
            Case = new(Guid.CreateVersion7(at)),
            Number = number,
            Post = BenchDesk.Post(number, at) with { Brand = brand },
            Judgement = new Judgement(PostKind.Complaint, (Priority)chance.Next(1, 5), "bench"),
            Route = "care",
            Policy = _policy,
        };
    }

    private static BusinessHours Hours(string zone) => new()
    {
        Zone = zone,
        Week = Enum.GetValues<DayOfWeek>().Where(day => day is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            .ToDictionary(day => day, _ => (IReadOnlyList<OpenInterval>)[new(new(9, 0), new(12, 30)), new(new(13, 30), new(18, 0))]),
        Holidays = [new(new(2026, 1, 1), "New Year"), new(new(2026, 5, 1), "May Day"), new(new(2026, 12, 25), "Christmas Day")],
    };
}
