using Quartz;
using SocialCareBot.Ports;

namespace SocialCareBot.Jobs;

/// <summary>Which chore runs how often.</summary>
public static class JobTable
{
    public static IServiceCollection AddChores(this IServiceCollection services, IReadOnlyList<string> sources) => services
        .AddHostedService<TurnKeeper>()
        .AddHostedService<OtherNodes>()
        .AddHostedService<RelayLoop>()
        .AddQuartz(quartz =>
        {
            Every<SweepJob>(quartz, "sweep", TimeSpan.FromMilliseconds(500));
            Every<NudgeJob>(quartz, "nudge", TimeSpan.FromSeconds(5));
            Every<CoverageJob>(quartz, "coverage", TimeSpan.FromMinutes(1));
            Every<HandOverJob>(quartz, "handover", TimeSpan.FromSeconds(10));
            Every<TidyJob>(quartz, "tidy", TimeSpan.FromHours(1));
            Every<PolicyJob>(quartz, "policy", TimeSpan.FromSeconds(5));
            Every<RereadJob>(quartz, "reread", TimeSpan.FromSeconds(15));
            foreach (var source in sources)
                Every<ListenJob>(quartz, $"listen {source}", TimeSpan.FromSeconds(1), job => job.UsingJobData(ListenJob.Source, source));
        })
        .AddQuartzHostedService(options => options.WaitForJobsToComplete = true);

    private static void Every<T>(IQuartzBuilder quartz, string name, TimeSpan interval, Action<IJobConfigurator<T>>? more = null)
        where T : class, IJob
    {
        quartz.AddJob<T>(job =>
        {
            job.WithIdentity(name);
            more?.Invoke(job);
        });
        quartz.AddTrigger<T>(trigger => trigger
            .WithIdentity(name)
            .ForJob(name)
            .StartNow()
            .WithSimpleSchedule(schedule => schedule.WithInterval(interval).RepeatForever()));
    }
}
