using System.Diagnostics;
using Microsoft.Extensions.Logging;
using SocialCareBot.Cases;
using SocialCareBot.Ports;
using SocialCareBot.Store;

namespace SocialCareBot.Desk;

/// <summary>
/// Sends the calls that are due. Each is looked at once more in the transaction that lets it begin: after an acknowledgement has committed none begins. Can
/// always run again.
/// </summary>
public sealed class PageRelay(PageLedger ledger, IReadOnlyDictionary<string, IPager> pagers, PageWords words, Turns turns, TimeProvider time, ILogger<PageRelay> log)
{
    private const int AtOnce = 32;

    private readonly Passes _passes = new(time);
    private Turn? _taken;

    /// <summary>One pass over everything due, where it is this node's turn. True: something was carried, so there may be more.</summary>
    public async Task<bool> Once(CancellationToken ct)
    {
        if (turns.Mine(Turns.Relay) is not { } turn)
            return false;
        if (turn != _taken)
            await ledger.TakeOver(turn, ct);
        _taken = turn;
        return await _passes.Run([.. ledger.Due(AtOnce).SelectMany(row => _passes.Alone(row.Id, () => Carry(row, turn, ct)))], ct);
    }

    private async Task Carry(PageRow row, Turn turn, CancellationToken ct)
    {
        try
        {
            if (await ledger.Begin(row, turn) is { } view)
                await Send(row, view, ct);
        }
        catch (Exception elsewhere) when (elsewhere is OperationCanceledException or TurnLostException)
        {
            // The bot stops, or another node carries on; where this call stands is found out by whoever has the next turn.
        }
        catch (Exception fault)
        {
            log.LogError(fault, "Could not carry page {Page}; it is tried again at the next start", row.Id);
        }
    }

    private async Task Send(PageRow row, PageSubject subject, CancellationToken ct)
    {
        var call = subject.View is { } view ? words.Call(row, view, time.Now()) : words.Test(row);
        using var span = Telemetry.Span("page", subject.View?.Case.Id.Value ?? row.Id, ActivityKind.Client);
        span?.SetTag("care.page", row.Id.ToString()).SetTag("care.way", row.Way).SetTag("care.case", subject.View?.Case.Id.ToString());
        FailPoint.Reach("before-page");
        var outcome = pagers.TryGetValue(row.Way, out var pager)
            ? await Page(pager, call, ct)
            : new PageOutcome.Refused($"{row.Way} is no longer in the settings");
        FailPoint.Reach("after-page");
        span.Ended(outcome, outcome is PageOutcome.Sent);
        if (outcome is not PageOutcome.Sent)
            log.LogWarning("Page {Page} by {Way} for {Case}: {Outcome}", row.Id, row.Way, call.Case ?? "a test", outcome.GetType().Name);
        await ledger.End(row, outcome);
    }

    /// <summary>A fault of ours in the middle of a call leaves its outcome open, and not the call under way for ever.</summary>
    private async Task<PageOutcome> Page(IPager pager, PageCall call, CancellationToken ct)
    {
        try
        {
            return await pager.Page(call, ct);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.LogError(fault, "{Way} threw in the middle of page {Page}", pager.Name, call.Id);
            return new PageOutcome.Unclear(fault.GetType().Name);
        }
    }
}
