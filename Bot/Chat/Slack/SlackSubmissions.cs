using System.Text.Json.Nodes;
using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Store;

namespace SocialCareBot.Chat.Slack;

/// <summary>
/// Submitted forms. Slack takes the answer as the response: what is wrong stands at its field and the words stay, the next step replaces the form,
/// an empty answer closes it. The preview stands above the writing step, so that its Back finds the words as they were. The closing sentence of an answer stands in the form itself: it needs no call, so it cannot fail to arrive.
/// </summary>
public sealed class SlackSubmissions(ReplyDesk replies, PressDesk press, SlackModals modals, SlackCallers callers)
{
    /// <summary>The preview's callback id; the writing step's is the verb of the button.</summary>
    private const string PreviewStep = FormVerbs.Send;

    internal async Task<SlackReply> Take(SlackView view, SlackOrigin by, CancellationToken ct)
    {
        if (SlackSubject.Parse(view.Metadata) is not { } about)
            return Sentence(view, "This form carried nothing. Nothing was done; a draft is kept.");
        try
        {
            var (actor, refusal) = await callers.Who(by, ct);
            return actor is null ? Sentence(view, refusal!) : await Take(view, about, actor, ct);
        }
        catch (Exception fault) when (SlackBusy.Say(fault) is { } busy)
        {
            return Busy(view, about, by, fault is WriterBusyException ? "Busy. Nothing was done." : busy);
        }
    }

    private Task<SlackReply> Take(SlackView view, SlackSubject about, Actor by, CancellationToken ct) => view.Kind switch
    {
        CardVerbs.Reply => Preview(view, about, by, ct),
        PreviewStep => Send(view, about, by, ct),
        _ => Act(view, about, by, ct),
    };

    private async Task<SlackReply> Preview(SlackView view, SlackSubject about, Actor by, CancellationToken ct)
    {
        var form = await replies.Preview(about.Case, by, new Written(view.Input(InputNames.Text) ?? "", FormChoices.Parse<Audience>(view.Input(InputNames.Audience)), view.Input(InputNames.PromiseBy)), ct);
        if (form is null)
            return Show("update", SlackModals.Notice("Answer", PressDesk.Gone));
        return form.Sentence is { } problem ? Sentence(view, problem) : Show("push", modals.Reply(form, ReplyStep.Preview));
    }

    private async Task<SlackReply> Send(SlackView view, SlackSubject about, Actor by, CancellationToken ct)
    {
        if (await replies.Send(about.Case, by, about.Nonce ?? "", ct) is not { } sent)
            return Show("update", SlackModals.Notice("Answer", "There is no draft for this case any more. Nothing was sent."));
        return Show("update", sent.LeavesAt is { } at ? modals.Closed(sent.Form, at) : modals.Reply(sent.Form, ReplyStep.Preview));
    }

    /// <summary>The words stay where they are: in the form's field, or in the draft the preview was made of.</summary>
    private SlackReply Busy(SlackView view, SlackSubject about, SlackOrigin by, string sentence)
    {
        if (view.Kind != PreviewStep)
            return Sentence(view, $"{sentence} Your words stand here; press again.");
        return callers.Known(by) is { } actor && replies.Look(about.Case, actor) is { } form
            ? Show("update", modals.Reply(form with { Sentence = $"{sentence} Your draft is kept; press Send again." }, ReplyStep.Preview))
            : Sentence(view, sentence);
    }

    /// <summary>A small form. Its view's id makes a repeated submission harmless.</summary>
    private async Task<SlackReply> Act(SlackView view, SlackSubject about, Actor by, CancellationToken ct)
    {
        foreach (var verb in Verbs(view))
        {
            var inputs = new Press { Case = about.Case, Verb = verb, ShownVersion = about.Version, Nonce = $"{view.Id}:{verb}", By = by, Inputs = view.Inputs };
            var done = await press.Handle(inputs, ct);
            if (done.Sentence == PressDesk.Gone)
                return Show("update", SlackModals.Notice("Not done", PressDesk.Gone));
            if (!done.Accepted)
                return Sentence(view, done.Sentence ?? Refusals.Busy, verb);
        }
        return SlackReply.Empty;
    }

    /// <summary>Snooze and Assign share a form in Slack: what was filled in is done.</summary>
    private static IReadOnlyList<string> Verbs(SlackView view)
    {
        if (view.Kind is not (CardVerbs.Snooze or CardVerbs.Assign))
            return [view.Kind];
        string[] filled = [.. Shared.Where(verb => view.Input(InputOf(verb)!) is not null)];
        return filled.Length > 0 ? filled : [view.Kind];
    }

    private static readonly string[] Shared = [CardVerbs.Assign, CardVerbs.Snooze];

    /// <summary>A sentence where the person looks: at the form's field, or in place of a form that has none. The keys must be block ids of inputs in the view.</summary>
    private static SlackReply Sentence(SlackView view, string sentence, string? verb = null) => view.Field(InputOf(verb ?? view.Kind)) is { } field
        ? new(new JsonObject { ["response_action"] = "errors", ["errors"] = new JsonObject { [field] = sentence } })
        : Show("update", SlackModals.Notice("Not done", sentence));

    private static string? InputOf(string verb) => verb switch
    {
        CardVerbs.Reply => InputNames.Text,
        CardVerbs.Note => InputNames.Note,
        CardVerbs.Assign => InputNames.AssignTo,
        CardVerbs.Escalate => InputNames.EscalateNote,
        CardVerbs.Snooze => InputNames.SnoozeFor,
        CardVerbs.Resolve => InputNames.ResolveReason,
        CardVerbs.Reclassify => InputNames.Kind,
        CardVerbs.SendBack => InputNames.SendBackNote,
        _ => null,
    };

    private static SlackReply Show(string action, JsonObject view) => new(new JsonObject { ["response_action"] = action, ["view"] = view });
}
