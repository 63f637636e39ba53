using SocialCareBot.Store;

namespace SocialCareBot.Chat.Teams;

/// <summary>Works through what was put aside: the part of Teams that may take its time and call out.</summary>
public sealed class TeamsChores(TeamsEvents events, TeamsTalk talk, TeamsRosters rosters, TeamsNewcomers newcomers, ILogger<TeamsChores> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await events.Work.WaitToReadAsync(stoppingToken))
            await Drain(stoppingToken);
    }

    /// <summary>Works through everything that waits now.</summary>
    internal async Task Drain(CancellationToken ct)
    {
        while (events.Work.TryRead(out var envelope))
        {
            try
            {
                await Work(envelope, ct);
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !ct.IsCancellationRequested)
            {
                log.LogError(fault, "A Teams activity of type {Type} could not be worked on", envelope.Activity.Type);
            }
        }
    }

    private async Task Work(Envelope envelope, CancellationToken ct)
    {
        var conversation = envelope.Activity.Conversation?.Id;
        switch (envelope.Activity.Type)
        {
            case ActivityTypes.Invoke:
                await events.WriteNotes(ct);
                await newcomers.After(envelope, ct);
                break;
            case ActivityTypes.Message:
                await talk.Answer(envelope, ct);
                await newcomers.After(envelope, ct);
                await rosters.Refresh(envelope.Tenant, conversation, ct);
                break;
            default:
                await rosters.Refresh(envelope.Tenant, conversation, ct, now: true);
                break;
        }
    }
}

/// <summary>Reads the rosters of routed channels every hour, because a change may never have been told.</summary>
public sealed class TeamsRosterWatch(Database database, TeamsRosters rosters, TimeProvider time, ILogger<TeamsRosterWatch> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var binding in database.Read(RouteBindings.All).Where(binding => binding.Front == TeamsFront.FrontName))
                await Refresh(binding, stoppingToken);
        }
    }

    private async Task Refresh(RouteBinding binding, CancellationToken ct)
    {
        try
        {
            await rosters.Refresh(binding.Tenant, binding.Conversation, ct);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            log.LogError(fault, "The members of {Conversation} could not be read", binding.Conversation);
        }
    }
}
