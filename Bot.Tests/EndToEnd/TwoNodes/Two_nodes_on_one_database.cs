using System.Diagnostics;
using SocialCareBot.Cases;
using SocialCareBot.Tests.House;

namespace SocialCareBot.Tests.EndToEnd.TwoNodes;

/// <summary>Whatever happens to one of two nodes, or to the database under both: nothing is lost, nothing is done twice, and it goes on within two seconds.</summary>
public sealed class Two_nodes_on_one_database
{
    private const int Cases = 30;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    /// <summary>What an overloaded machine adds to everything.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(3);
    private readonly List<string> _figures = [];

    [FactWhen(PairOfNodes.Variable, PairOfNodes.Needed), Fault(18), Fault(19), Fault(30)]
    public async Task Killed_hung_stalled_and_restarted_they_lose_nothing_and_do_nothing_twice()
    {
        await using var world = await PairOfNodes.Start();
        for (var number = 1; number <= Cases; number++)
            await world.Post(number % 2, number);
        Assert.Equal(Cases, world.Database.Read(session => session.First<long>("select count(*) from cases")));
        var answer = 1;

        await Goes("both nodes well", () => world.Answer(0, answer++));
        await Goes("both nodes well", () => world.Answer(1, answer++));
        for (var round = 0; round < 3; round++)
        {
            var leader = await Leader(world);
            await world.Nodes[leader].Kill();
            await Goes("the leader killed", () => world.Answer(1 - leader, answer++));
            await world.Start(leader);
        }
        for (var round = 0; round < 3; round++)
        {
            var leader = await Leader(world);
            await world.Nodes[leader].Signal("STOP");
            await Goes("the leader hung", () => world.Answer(1 - leader, answer++));
            await Task.Delay(TimeSpan.FromSeconds(2));
            await world.Nodes[leader].Signal("CONT");
            await Goes("it goes on", () => world.Answer(leader, answer++));
        }
        var before = Bluesky.RealBluesky.Time.GetUtcNow();
        await Stalled(world, answer++);
        await Restarted(world, answer++);

        // An answer whose record was lost with the server's connection is recorded when it has gone out once more under its key.
        await Patience.Until(() => Enumerable.Range(1, Cases).All(number => world.Case(number) is var now && (number < answer ? now.Status == CaseStatus.Waiting : now.FirstResponse!.Passed >= 100)));
        Assert.Equal(answer - 1, world.Receiver.Answers.Count);
        Assert.All(Enumerable.Range(1, answer - 1), number => Assert.Equal(CaseStatus.Waiting, world.Case(number).Status));
        Assert.All(Enumerable.Range(answer, Cases - answer + 1), number => Assert.Equal([20, 40, 60, 80, 100], Told(world.Log(number))));
        Assert.InRange(Latest(world, Enumerable.Range(answer, Cases - answer + 1), before), TimeSpan.Zero, Soon + Slack);
        File.WriteAllLines(Path.Combine(Environment.GetEnvironmentVariable("CARE_CI_WORK") ?? Path.GetTempPath(), "two-nodes.txt"), _figures);
    }

    /// <summary>How long after its instant the latest reminder was decided, of those before the database stalled: nodes were killed and hung all the while.</summary>
    private TimeSpan Latest(PairOfNodes world, IEnumerable<int> numbers, DateTimeOffset before)
    {
        var late = numbers.SelectMany(number => world.Log(number).OfType<CaseEvent.Nagged>().Where(nag => nag.At < before)
            .Select(nag => nag.At - world.Case(number).FirstResponse!.Target.Marks.First(mark => mark.Percent == nag.Percent).At)).ToList();
        _figures.Add($"{late.Count} reminders, the latest {late.Max().TotalMilliseconds:0} ms after its instant");
        return late.Max();
    }

    /// <summary>Every mark that was decided, in the order of the log; what came due while nothing could be decided is one line.</summary>
    private static IEnumerable<int> Told(IEnumerable<CaseEvent> log) => log.SelectMany(happened => happened switch
    {
        CaseEvent.Nagged e => e.Percents.AsEnumerable(),
        CaseEvent.Breached e => e.Percents.AsEnumerable(),
        CaseEvent.PassedQuietly e => e.Percents.AsEnumerable(),
        _ => [],
    });

    private static async Task<int> Leader(PairOfNodes world)
    {
        await Patience.Until(() => world.Leader() is not null);
        return world.Leader()!.Value;
    }

    /// <summary>For twenty seconds no byte arrives from the database or at it; an answer that somebody was about to write goes out right afterwards.</summary>
    private async Task Stalled(PairOfNodes world, int number)
    {
        world.Wire.Stall();
        var answering = world.Answer(0, number);
        await Task.Delay(TimeSpan.FromSeconds(20));
        var began = Stopwatch.GetTimestamp();
        world.Wire.Flow();
        await answering;
        Note("the database stalled for 20 s", Stopwatch.GetElapsedTime(began));
    }

    private async Task Restarted(PairOfNodes world, int number)
    {
        using var restart = Process.Start("bash", Environment.GetEnvironmentVariable(PairOfNodes.Variable)!);
        await restart.WaitForExitAsync();
        Assert.Equal(0, restart.ExitCode);
        await Goes("the database restarted", () => world.Answer(1, number));
    }

    private async Task Goes(string after, Func<Task<TimeSpan>> answer) => Note(after, await answer());

    private void Note(string after, TimeSpan took)
    {
        _figures.Add($"{after}: an answer stood at the other end after {took.TotalMilliseconds:0} ms");
        Assert.True(took < Soon + Slack, _figures[^1]);
    }
}
