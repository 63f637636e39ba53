using System.Text.Json;
using SocialCareBot.Cards.AdaptiveCards;
using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Store;

namespace SocialCareBot.Chat.Teams;

/// <summary>
/// The reply form in Teams: as a dialog of a card's button, and, the same form, as an action of the message extension, whose first step is
/// the choice of a case. Every last answer is a sentence: the client ends an empty one with an error.
/// </summary>
public sealed class TeamsForms(Database database, ReplyDesk replies, ReplyForms forms, DeskFacts facts, TimeProvider time)
{
    private const int MostCases = 25;

    /// <summary>Answers task/fetch: the form for the case of the button.</summary>
    internal async Task<InvokeResponse> Fetch(Envelope envelope, Actor by, CancellationToken ct)
    {
        return Read(envelope)?.Case is { } id ? await Write(id, by, ct) : Gone;
    }

    /// <summary>Answers composeExtension/fetchTask: which of my open cases.</summary>
    internal InvokeResponse Pick(Actor by, string? error = null)
    {
        var now = time.Now();
        var mine = database.Read(session => CaseQueries.Open(session, 0, 500, by.Id));
        var free = database.Read(session => CaseQueries.Open(session, 0, 500)).Where(line => line.Case.Owner is null);
        var lines = mine.Concat(free).ToList();
        if (lines.Count == 0)
            return InvokeResponse.DialogMessage("No open case is yours or free. There is nothing to answer.");
        var model = new CasePickerModel
        {
            Cases = [.. lines.Take(MostCases).Select(line => new CardChoice(line.Case.Id.ToString(), Title(line, now)))],
            NotShown = Math.Max(0, lines.Count - MostCases),
            Error = error,
            Nonce = Guid.CreateVersion7(time.GetUtcNow()).ToString("N"),
        };
        return Dialog("Answer a case", CasePicker.Draw(model).ToElement());
    }

    /// <summary>Answers task/submit and composeExtension/submitAction: the next step, or the closing sentence.</summary>
    internal async Task<InvokeResponse> Submit(Envelope envelope, Actor by, CancellationToken ct)
    {
        if (Read(envelope) is not { } press)
            return InvokeResponse.DialogMessage("This form carried nothing. Nothing was sent; the draft is kept.");
        if (press.Verb == FormVerbs.Pick)
            return Guid.TryParse(press.Text(InputNames.PickedCase), out var picked) ? await Write(new CaseId(picked), by, ct) : Pick(by, "Choose a case first.");
        if (press.Case is not { } id)
            return Gone;
        return press.Verb switch
        {
            FormVerbs.Preview when press.Text(InputNames.Text) is { } text => await Preview(press, text, id, by, ct),
            FormVerbs.Send => await Send(press, id, by, ct),
            _ => await Write(id, by, ct),
        };
    }

    private static InvokeResponse Gone => InvokeResponse.DialogMessage("There is no such case any more. Nothing was sent.");

    /// <summary>The writing step, with the draft that was kept.</summary>
    private async Task<InvokeResponse> Write(CaseId id, Actor by, CancellationToken ct) =>
        await replies.Open(id, by, ct) is { } form ? Dialog(form, ReplyStep.Write) : Gone;

    /// <summary>Where the store cannot keep the words now, they stay in the form.</summary>
    private async Task<InvokeResponse> Preview(TeamsPress press, string text, CaseId id, Actor by, CancellationToken ct)
    {
        var written = new Written(text, FormChoices.Parse<Audience>(press.Text(InputNames.Audience)), press.Text(InputNames.PromiseBy) is { Length: > 0 } promise ? promise : null);
        try
        {
            return await replies.Preview(id, by, written, ct) is { } form ? Dialog(form, form.Sentence is null ? ReplyStep.Preview : ReplyStep.Write) : Gone;
        }
        catch (Exception busy) when (busy is WriterBusyException or StoreRefusesException or StillWorkingException)
        {
            return database.Read(session => CaseStore.Look(session, id)) is { } now
                ? Dialog(replies.Unkept(now, by, written) with { Sentence = "Busy. Nothing was sent, your words stand here. Press Preview again." }, ReplyStep.Write)
                : Gone;
        }
    }

    private async Task<InvokeResponse> Send(TeamsPress press, CaseId id, Actor by, CancellationToken ct)
    {
        try
        {
            if (await replies.Send(id, by, press.Text("nonce") ?? "", ct) is not { } sent)
                return InvokeResponse.DialogMessage("There is no draft for this case any more. Nothing was sent.");
            return sent.LeavesAt is { } at ? InvokeResponse.DialogMessage(forms.Closing(sent.Form.Now, at)) : Dialog(sent.Form, ReplyStep.Preview);
        }
        catch (WriterBusyException)
        {
            return InvokeResponse.DialogMessage($"{Refusals.Busy} Your draft is kept.");
        }
        catch (StillWorkingException)
        {
            return InvokeResponse.DialogMessage(Refusals.StillWorking);
        }
    }

    private InvokeResponse Dialog(Desk.ReplyForm form, ReplyStep step)
    {
        var now = time.Now();
        var view = database.Read(session => CaseView.Read(session, form.Now.Id, now))!;
        return Dialog($"Answer {form.Now.Name}", Cards.AdaptiveCards.ReplyForm.Draw(forms.Model(form, view, step, now)).ToElement());
    }

    private static InvokeResponse Dialog(string title, JsonElement card) => InvokeResponse.Dialog(new TaskModuleTaskInfo
    {
        Title = title,
        Card = new Attachment { ContentType = Attachment.AdaptiveCard, Content = card },
    });

    private string Title(QueueLine line, DateTimeOffset now)
    {
        var due = line.Case.Ruling is { } clock ? $" · by {facts.Rules.Clock(line.Case.Route).At(clock.Target.DueAt, now)}" : "";
        return $"{line.Case.Name}{due} · {line.Post?.Author.Name} · {PlainText.Line(line.Post?.Text, 60)}";
    }

    private static TeamsPress? Read(Envelope envelope) =>
        envelope.Activity.Value is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object
            ? TeamsPress.Of(data)
            : null;
}
