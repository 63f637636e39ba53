using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Store;

namespace SocialCareBot.Web;

/// <summary>What the form shows while somebody types: the count, and who would read it.</summary>
public sealed record ReplyKept(string Count, bool Fits, string Banner, bool IsPublic);

/// <summary>The form as a browser sends it.</summary>
public sealed record ReplyWords
{
    public string? Text { get; init; }
    public string? Audience { get; init; }
    public string? PromiseBy { get; init; }

    // A browser sends line ends as two characters; the network would count both.
    internal Written Written => new(PlainText.Repair(Text), FormChoices.Parse<Audience>(Audience), string.IsNullOrEmpty(PromiseBy) ? null : PromiseBy);
}

/// <summary>The reply form's steps on the desk: what each shows, and what came of Send.</summary>
public sealed class ReplyScreens(ReplyDesk replies, ReplyForms forms, DeskOperator me, TimeProvider time)
{
    /// <summary>Step 1, with the draft that was kept. Null: no such case.</summary>
    public async Task<ReplyFormModel?> Write(CaseView view, CancellationToken ct) =>
        await replies.Open(view.Case.Id, me.Actor, ct) is { } form ? Model(form, view, ReplyStep.Write) : null;

    /// <summary>Keeps the words; returns what the form shows of them. Null: no such case.</summary>
    public async Task<ReplyKept?> Keep(CaseView view, ReplyWords words, CancellationToken ct) =>
        await replies.Preview(view.Case.Id, me.Actor, words.Written, ct) is { } form
            ? new ReplyKept(ReplyForms.Counter(form.Size), form.Size.Fits, forms.Banner(form, view), form.Draft.Audience == Audience.Public)
            : null;

    /// <summary>Step 2, or step 1 again with the sentence that says why not.</summary>
    public async Task<ReplyFormModel?> Preview(CaseView view, ReplyWords words, CancellationToken ct)
    {
        try
        {
            return await replies.Preview(view.Case.Id, me.Actor, words.Written, ct) is { } form ? Model(form, view, form.CanSend ? ReplyStep.Preview : ReplyStep.Write) : null;
        }
        catch (Exception busy) when (IsBusy(busy))
        {
            return Model(replies.Unkept(view.Case, me.Actor, words.Written), view, ReplyStep.Write) with { Error = Sentence(busy) };
        }
    }

    /// <summary>Null when it is on its way; otherwise step 2 again with what changed, so that one press submits it again.</summary>
    public async Task<ReplyFormModel?> Send(CaseView view, string nonce, CancellationToken ct)
    {
        try
        {
            var sent = await replies.Send(view.Case.Id, me.Actor, nonce, ct);
            return sent is null || sent.LeavesAt is not null ? null : Model(sent.Form, view, ReplyStep.Preview);
        }
        catch (Exception busy) when (IsBusy(busy))
        {
            return replies.Look(view.Case.Id, me.Actor) is { } form ? Model(form, view, ReplyStep.Preview) with { Error = Sentence(busy) } : null;
        }
    }

    private static bool IsBusy(Exception reason) => reason is WriterBusyException or StillWorkingException or StoreRefusesException;

    private static string Sentence(Exception busy) => busy switch
    {
        WriterBusyException => Refusals.Busy,
        StillWorkingException => Refusals.StillWorking,
        _ => "The store takes no new work now, and an admin must look at it. Nothing was sent; your draft is kept.",
    };

    /// <summary>Here the count follows every letter, and a text may be too long meanwhile.</summary>
    private ReplyFormModel Model(ReplyForm form, CaseView view, ReplyStep step) => forms.Model(form, view, step, time.Now()) with { Limit = form.Size.Limit };
}
