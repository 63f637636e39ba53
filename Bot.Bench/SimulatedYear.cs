using System.Diagnostics;
using System.Globalization;
using SocialCareBot.Cases;
using SocialCareBot.Store;
using SocialCareBot.Triage;

namespace SocialCareBot.Bench;

/// <summary>
/// A year of a team in three zones through the pure core, jumping from instant to instant: posts come, people claim, answer or forget, customers write again, clocks
/// are decided when they come. Counted is what must never be: a reminder to nobody, an instant decided twice, a promise that broke unsaid.
/// </summary>
/// <param name="seen">Gets each command in the order in which they were put to the cases, and what it led to.</param>
internal sealed class SimulatedYear(int cases, Random chance, Action<YearStep>? seen = null)
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly PriorityQueue<(int Case, CaseCommand? Act), DateTimeOffset> _agenda = new();
    private readonly Dictionary<int, Case> _cases = [];
    private readonly HashSet<(int, ClockKind, DateTimeOffset, int)> _decided = [];
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    public int Run()
    {
        var began = Stopwatch.GetTimestamp();
        for (var number = 1; number <= cases; number++)
            Enqueue(number, null, Begin + (TimeSpan.FromDays(365) * chance.NextDouble()));
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
            var received = Received(number, at);
            Happen(number, null, received, Case.Begin(received));
            Plan(number, new CaseWish.Claim { At = default, By = By() }, at, 40);
            return;
        }
        var command = act is CaseWish.Reply reply ? reply with { Token = before.Token, Seen = before.LastMark, By = reply.By with { Id = before.Owner ?? reply.By.Id } } : act;
        var due = command is null ? Due(before, at) : command with { At = at, Policy = YearTeam.Rules.Policy };
        if (due is null)
            return;
        Happen(number, before, due, before.Decide(due).Events);
        if (act is not null)
            Next(number, act, at);
    }

    /// <summary>What is due now, of whichever clock; null: it moved on meanwhile. The sweep takes them in the same order.</summary>
    private static CaseFact.InstantPassed? Due(Case now, DateTimeOffset at) =>
        now.Clocks.Where(clock => clock.NextAt <= at).OrderBy(clock => clock.NextAt).ThenBy(clock => clock.Kind.ToString(), StringComparer.Ordinal).FirstOrDefault() is { } clock
            ? new() { At = at, Clock = clock.Kind, StartedAt = clock.Target.StartedAt, Watchers = YearTeam.Watchers(now, clock.Kind, at), Policy = YearTeam.Rules.Policy }
            : null;

    private void Happen(int number, Case? before, CaseCommand command, IReadOnlyList<CaseEvent> events)
    {
        seen?.Invoke(new YearStep(number, command, events));
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
            Enqueue(number, null, next > command.At ? next : command.At);
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
                Enqueue(number, new CaseFact.ReplyDue { At = default, Row = reply.Row }, at.AddSeconds(20));
                Enqueue(number, new CaseFact.ReplyConfirmed { At = default, Row = reply.Row, NativeId = $"r{number}" }, at.AddSeconds(21));
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

    private void Plan(int number, CaseCommand act, DateTimeOffset at, double minutes) => Enqueue(number, act, at.AddMinutes(minutes * -Math.Log(1 - chance.NextDouble())));

    /// <summary>In whole milliseconds, as the bot knows time, and never too early.</summary>
    private void Enqueue(int number, CaseCommand? act, DateTimeOffset at) => _agenda.Enqueue((number, act), Instants.Of(at.AddTicks(TimeSpan.TicksPerMillisecond - 1).Ms()));

    private Actor By() => new(YearTeam.People[chance.Next(YearTeam.People.Count)].Id, Role.Lead, "bench");

    private static CaseFact.CustomerWrote Wrote(int number, DateTimeOffset at) =>
        new() { At = default, Post = $"p{number}b", Mark = Post.MarkOf($"p{number}b", "1"), PostedAt = at, Can = BenchDesk.Post(number, at).Can };

    private CaseFact.Received Received(int number, DateTimeOffset at)
    {
        var (brand, priority) = (YearTeam.Brands[chance.Next(YearTeam.Brands.Count)], (Priority)chance.Next(1, 5));
        var post = YearTeam.Post(number, brand, priority, at);
        return new()
        {
            At = at,
            Case = new(Guid.CreateVersion7(at)),
            Number = number,
            Post = post,
            Judgement = new Judgement(PostKind.Complaint, priority, "bench"),
            Route = brand,
            Language = Languages.Guess(post.Text),
            Policy = YearTeam.Rules.Policy,
        };
    }
}

/// <summary>One command of the year and what it led to.</summary>
internal sealed record YearStep(int Case, CaseCommand Command, IReadOnlyList<CaseEvent> Events);
