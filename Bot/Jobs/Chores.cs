using Quartz;
using SocialCareBot.Desk;
using SocialCareBot.Ports;
using SocialCareBot.Store;

namespace SocialCareBot.Jobs;

/// <summary>Decides the clocks whose instant has come, twice a second: each is decided within a second of it.</summary>
[DisallowConcurrentExecution]
public sealed class SweepJob(Sweep sweep) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken ct = default) => await sweep.Once(ct);
}

/// <summary>Listens to one source, named in the job's data.</summary>
[DisallowConcurrentExecution]
public sealed class ListenJob(Listener listener, IEnumerable<ISource> sources) : IJob
{
    public const string Source = "source";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken ct = default)
    {
        var id = context.MergedJobDataMap.GetString(Source);
        await listener.Once(sources.First(source => source.Id == id), ct);
    }
}

/// <summary>Wakes the relay, in case a nudge was lost.</summary>
[DisallowConcurrentExecution]
public sealed class NudgeJob(Nudge nudge) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken ct = default)
    {
        nudge.Relay();
        return ValueTask.CompletedTask;
    }
}

/// <summary>Forgets ids of calls and clicks whose time is over.</summary>
[DisallowConcurrentExecution]
public sealed class TidyJob(IWriter writer, Turns turns, TimeProvider time) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken ct = default)
    {
        if (turns.Mine(Turns.Chores) is not null)
            await writer.Run(session => Seen.Forget(session, time.Now()), ct);
    }
}

/// <summary>Reads the posts of open cases anew.</summary>
[DisallowConcurrentExecution]
public sealed class RereadJob(Rereader rereader, Turns turns) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken ct = default)
    {
        if (turns.Mine(Turns.Chores) is not null)
            await rereader.Once(ct);
    }
}

/// <summary>Hands over at changes of shift.</summary>
[DisallowConcurrentExecution]
public sealed class HandOverJob(HandOverDesk handOvers, Turns turns) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken ct = default)
    {
        if (turns.Mine(Turns.Chores) is not null)
            await handOvers.Once(ct);
    }
}

/// <summary>Takes a changed policy over.</summary>
[DisallowConcurrentExecution]
public sealed class PolicyJob(PolicyWatch watch) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken ct = default) => await watch.Once(ct);
}

/// <summary>Looks for times at which nobody is on call.</summary>
[DisallowConcurrentExecution]
public sealed class CoverageJob(Coverage coverage) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken ct = default) => await coverage.Once(ct);
}
