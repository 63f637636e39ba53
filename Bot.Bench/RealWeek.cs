using System.Diagnostics;
using System.Globalization;
using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Store;

namespace SocialCareBot.Bench;

/// <summary>
/// The cases that begin in one week of the simulated year, once more through the real desk, sweep and store, with a clock that jumps from instant to instant. The
/// sweep finds for itself what is due, and the desk whom to tell; afterwards each case's log, clocks and state are compared with what the pure core gave.
/// </summary>
internal sealed class RealWeek(int cases, Random chance)
{
    /// <summary>Berlin sets its clocks back on the first day of it, and New York on the day after the last, while many of its cases still run.</summary>
    private static readonly DateTimeOffset Begin = new(2026, 10, 25, 0, 0, 0, TimeSpan.Zero);
    private readonly MovingTime _time = new(Begin);
    private readonly Dictionary<int, Post> _posts = [];
    private readonly List<YearStep> _week = [];

    /// <summary>0 when there is no difference, and the year itself was right.</summary>
    public async Task<int> Run()
    {
        var year = new SimulatedYear(cases, chance, Keep).Run();
        var folder = Directory.CreateTempSubdirectory("care-week").FullName;
        try
        {
            using var desk = new BenchDesk(folder, _time, YearTeam.Rules);
            var took = Stopwatch.GetTimestamp();
            await Live(desk);
            var seconds = Stopwatch.GetElapsedTime(took).TotalSeconds;
            var same = Compare(desk);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the week from {Begin:d MMMM yyyy}, {_week.Count} instants through the store in {seconds:F1} s"));
            return same ? year : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private void Keep(YearStep step)
    {
        if (step.Command is CaseFact.Received { At: var at } opening && at >= Begin && at < Begin.AddDays(7))
            _posts.Add(step.Case, opening.Post);
        if (_posts.ContainsKey(step.Case))
            _week.Add(step);
    }

    private async Task Live(BenchDesk desk)
    {
        foreach (var person in YearTeam.People)
            await desk.Writer.Run(session => Put(session, person), CancellationToken.None);
        desk.Facts.People.Reload();
        foreach (var step in _week)
        {
            _time.To(step.Command.At);
            await Take(desk, step.Case, _posts[step.Case], step.Command);
        }
    }

    private static bool Put(Session session, Person person)
    {
        PersonStore.Put(session, person, seeded: true);
        return true;
    }

    private static Task Take(BenchDesk desk, int number, Post first, CaseCommand command) => command switch
    {
        CaseFact.Received => desk.Desk.Hear(first, CancellationToken.None),
        CaseFact.CustomerWrote wrote => desk.Desk.Hear(first with { NativeId = wrote.Post, ThreadRoot = first.NativeId, PostedAt = wrote.PostedAt, ReceivedAt = wrote.At }, CancellationToken.None),
        CaseFact.InstantPassed => desk.Sweep.Once(CancellationToken.None),
        CaseWish.Reply reply => desk.Desk.Handle(desk.CaseOf(number), reply, new With { Bodies = [new Body(reply.Body, "It will be back by noon.")] }, CancellationToken.None),
        _ => desk.Desk.Handle(desk.CaseOf(number), command, With.Nothing, CancellationToken.None),
    };

    /// <summary>True: no row differs.</summary>
    private bool Compare(BenchDesk desk)
    {
        var (rows, clocks, differences) = (0, 0, new List<string>());
        foreach (var steps in _week.GroupBy(step => step.Case))
        {
            var id = desk.CaseOf(steps.Key);
            var found = desk.Database.Read(session => CaseLog.Of(session, id));
            // Which id and which number a case gets is the store's to say.
            var number = desk.Database.Read(session => CaseStore.Look(session, id))!.Number;
            var due = steps.SelectMany(step => step.Events).Select(happened => happened is CaseEvent.Opened opened ? opened with { Case = id, Number = number } : happened).ToList();
            var now = due.Skip(1).Aggregate(Case.From((CaseEvent.Opened)due[0]), (then, happened) => then.Evolve(happened));
            differences.AddRange(CaseAudit.Log(now.Name, found, due).Concat(desk.Database.Read(session => CaseAudit.State(session, now).ToList())));
            (rows, clocks) = (rows + found.Count, clocks + now.Clocks.Count());
        }
        foreach (var difference in differences.Take(20))
            Console.WriteLine(difference);
        Console.WriteLine($"{_posts.Count} cases, {rows} rows of the log and {clocks} clocks compared with the pure core, {differences.Count} differences");
        return differences.Count == 0;
    }
}
