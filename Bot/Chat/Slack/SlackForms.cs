using System.Text.Json;
using System.Text.Json.Nodes;
using SocialCareBot.Cards.BlockKit;
using SocialCareBot.Cards.Models;

namespace SocialCareBot.Chat.Slack;

/// <summary>
/// Opens forms. First an empty one, inside the three seconds a press may open anything in and before the store is asked; it is filled afterwards.
/// This is the one call to Slack somebody's press waits for.
/// </summary>
public sealed class SlackForms(SlackApi api, SlackModals modals, SlackCallers callers, SlackAftermath aftermath, TimeProvider time)
{
    private const string TooLate = "Slack did not open the form in time. Nothing was done. Press again.";
    private const int Attempts = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(2_500);

    internal async Task Open(JsonElement payload, BlockPress pressed, SlackOrigin by, CancellationToken ct)
    {
        if (callers.Outside(by) is { } refusal)
        {
            aftermath.Pressed(payload, by, null, refusal);
            return;
        }
        if (SlackSubject.Of(pressed) is not { } about || payload.Text("trigger_id") is not { } trigger)
            return;
        var opened = await Open(by.Team, trigger, SlackModals.Opening(pressed.Verb, about), ct);
        aftermath.Pressed(payload, by, about.Case, opened is null ? TooLate : null);
        if (opened is not null)
            aftermath.Later("a form", later => Fill(opened, pressed.Verb, about, by, later));
    }

    /// <summary>The id of the opened view; null where Slack no longer opens one.</summary>
    private async Task<string?> Open(string team, string trigger, JsonObject view, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            return (await api.Call(team, "views.open", new JsonObject { ["trigger_id"] = trigger, ["view"] = view }, either.Token)).Body.Text("view", "id");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task Fill(string view, string verb, SlackSubject about, SlackOrigin by, CancellationToken ct)
    {
        var (actor, refusal) = await Who(by, ct);
        var filled = actor is null ? SlackModals.Notice(CardVerbs.Title(verb), refusal!) : await modals.Filled(verb, about, actor, ct);
        if (await Update(by.Team, view, filled, ct) is SlackFault.OurBug)
            await Update(by.Team, view, SlackModals.Notice(CardVerbs.Title(verb), "This form cannot be shown in Slack. Nothing was done. Open the case on the desk."), ct);
    }

    private async Task<(Cases.Actor? Actor, string? Sentence)> Who(SlackOrigin by, CancellationToken ct)
    {
        try
        {
            return await callers.Who(by, ct);
        }
        catch (Exception fault) when (SlackBusy.Say(fault) is { } sentence)
        {
            return (null, sentence);
        }
    }

    private async Task<SlackFault?> Update(string team, string view, JsonObject filled, CancellationToken ct)
    {
        for (var left = Attempts - 1; ; left--)
        {
            var result = await api.Call(team, "views.update", new JsonObject { ["view_id"] = view, ["view"] = filled.DeepClone() }, ct);
            if (result.Fault is not (SlackFault.Retry or SlackFault.Unknown) || left == 0)
                return result.Fault;
            await Task.Delay((result.Fault as SlackFault.Retry)?.After ?? TimeSpan.FromSeconds(Attempts - left), time, ct);
        }
    }
}
