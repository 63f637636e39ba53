using System.Text.Json.Nodes;
using SocialCareBot.Cards.BlockKit;
using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Store;

namespace SocialCareBot.Chat.Slack;

/// <summary>Forms as Slack takes them, filled with what stands in the store now.</summary>
public sealed class SlackModals(Database database, ReplyDesk replies, ReplyForms forms, CaseCards cards, TimeProvider time)
{
    /// <summary>Stands in the title for the case's number, which the button does not carry.</summary>
    private const string Unread = "…";

    /// <summary>What stands there until the form is filled: the trigger of a press lives three seconds, and the store may take longer.</summary>
    internal static JsonObject Opening(string verb, SlackSubject about) =>
        (verb == CardVerbs.Reply ? ReplyModal.Opening(Unread, about.ToString()) : ActionModal.Opening(verb, Unread, about.ToString())).ToJson();

    /// <summary>The form a press asked for. Throws as <see cref="IWriter.Run{T}"/> where a draft cannot be begun.</summary>
    internal async Task<JsonObject> Filled(string verb, SlackSubject about, Actor by, CancellationToken ct) =>
        verb == CardVerbs.Reply ? await Write(about.Case, by, ct) : Small(verb, about);

    /// <summary>The writing step, with the draft that was kept; where the store cannot begin one now, the form stands all the same.</summary>
    internal async Task<JsonObject> Write(CaseId id, Actor by, CancellationToken ct)
    {
        try
        {
            return await replies.Open(id, by, ct) is { } form ? Reply(form, ReplyStep.Write) : Notice("Answer", PressDesk.Gone);
        }
        catch (Exception fault) when (SlackBusy.Say(fault) is not null)
        {
            if (database.Read(session => CaseStore.Look(session, id)) is not { } now)
                return Notice("Answer", PressDesk.Gone);
            return Reply(replies.Look(id, by) ?? replies.Unkept(now, by, new("")), ReplyStep.Write);
        }
    }

    internal JsonObject Reply(Desk.ReplyForm form, ReplyStep step)
    {
        var now = time.Now();
        var view = database.Read(session => CaseView.Read(session, form.Now.Id, now))!;
        return ReplyModal.Draw(forms.Model(form, view, step, now), new SlackSubject(form.Now.Id, form.Now.Version, form.Draft.Nonce).ToString()).ToJson();
    }

    /// <summary>The last step: when the words leave, and where Undo is.</summary>
    internal JsonObject Closed(Desk.ReplyForm form, DateTimeOffset leavesAt)
    {
        var now = time.Now();
        var view = database.Read(session => CaseView.Read(session, form.Now.Id, now))!;
        var model = forms.Model(form, view, ReplyStep.Closed, now) with { Closing = forms.Closing(form.Now, leavesAt) };
        return ReplyModal.Draw(model, "").ToJson();
    }

    /// <summary>A form with nothing but a sentence.</summary>
    internal static JsonObject Notice(string title, string sentence) => new()
    {
        ["type"] = "modal",
        ["title"] = Plain(title),
        ["close"] = Plain("Close"),
        ["blocks"] = new JsonArray(new JsonObject { ["type"] = "section", ["text"] = Plain(PlainText.Clip(sentence, SlackText.Longest)) }),
    };

    private JsonObject Small(string verb, SlackSubject about)
    {
        var now = time.Now();
        return database.Read(session => CaseView.Read(session, about.Case, now)) is { } view
            ? ActionModal.Draw(verb, cards.Model(view, now), about.ToString()).ToJson()
            : Notice(CardVerbs.Title(verb), PressDesk.Gone);
    }

    private static JsonObject Plain(string text) => new() { ["type"] = "plain_text", ["text"] = text, ["emoji"] = false };
}
