using System.Security.Cryptography;
using SocialCareBot.Cases;
using SocialCareBot.Ports;
using SocialCareBot.Store;

namespace SocialCareBot.Desk;

/// <summary>What the reply form works on: the case as it is, the draft, and how the text would appear.</summary>
/// <param name="Size">Of the whole text as it will appear, signature included, in the network's own count.</param>
public sealed record ReplyForm(Case Now, Draft Draft, string Appears, TextSize Size, string? Sentence)
{
    public bool CanSend => Sentence is null && Size.Fits && Draft.Text.Trim().Length > 0;
}

/// <summary>What came of Send.</summary>
/// <param name="LeavesAt">When the answer goes out; null when it was refused, and the form stands again with the sentence.</param>
public sealed record ReplySent(ReplyForm Form, DateTimeOffset? LeavesAt);

/// <summary>
/// The one way in which words come to leave the house, the same on every front: write, preview, send. The draft lives in the
/// database; the preview's text is read from there; what a client sends back is compared, never believed.
/// </summary>
public sealed class ReplyDesk(Database database, IWriter writer, CaseDesk desk, DeskFacts facts, TimeProvider time)
{
    /// <summary>Opens the form: an earlier draft comes back, now under the present claim and the customer's present words. Null: no such case.</summary>
    public async Task<ReplyForm?> Open(CaseId id, Actor by, CancellationToken ct)
    {
        if (database.Read(session => CaseStore.Look(session, id)) is not { } now)
            return null;
        var draft = database.Read(session => Drafts.Find(session, by.Id, id));
        return Form(await Save(Fresh(now, by, draft, draft?.Text ?? "", draft?.Audience), ct), now, null);
    }

    /// <summary>Keeps the words and shows how they would appear. Null: no such case.</summary>
    public async Task<ReplyForm?> Preview(CaseId id, Actor by, string text, Audience? audience, CancellationToken ct)
    {
        if (database.Read(session => CaseStore.Look(session, id)) is not { } now)
            return null;
        var draft = database.Read(session => Drafts.Find(session, by.Id, id));
        var kept = draft is null
            ? Fresh(now, by, null, text, audience)
            : draft with { Text = text, Audience = audience ?? draft.Audience, UpdatedAt = time.Now() };
        var form = Form(await Save(kept, ct), now, null);
        return form with { Sentence = Problem(form) };
    }

    /// <summary>
    /// Sends what the preview showed. Pressed twice under one nonce it leaves once. Refused: nothing was sent, the draft is kept, and the form
    /// stands anew with what changed, so that one press submits it again. Throws as <see cref="IWriter.Run{T}"/>. Null: no such case or draft.
    /// </summary>
    public async Task<ReplySent?> Send(CaseId id, Actor by, string nonce, CancellationToken ct)
    {
        var (now, draft) = database.Read(session => (CaseStore.Look(session, id), Drafts.Find(session, by.Id, id)));
        if (now is null || draft is null)
            return null;
        var form = Form(draft, now, null);
        if (Problem(form) is { } problem)
            return new ReplySent(form with { Sentence = problem }, null);
        var at = time.Now();
        var body = new Body(new(Guid.CreateVersion7(at)), form.Appears);
        var wish = new CaseWish.Reply
        {
            At = at,
            By = by,
            Row = new(Guid.CreateVersion7(at)),
            Body = body.Id,
            Token = draft.Token,
            Seen = draft.Seen,
            Audience = draft.Audience,
            LeavesAt = at + facts.Rules.Countdown,
        };
        var with = new With { Key = $"reply:{nonce}:{by.Id}", Bodies = [body], Patience = facts.Rules.ClickPatience };
        return await desk.Handle(id, wish, with, ct) switch
        {
            DeskAnswer.Done done => new ReplySent(form with { Now = done.Now }, done.Now.Pending?.LeavesAt ?? at),
            DeskAnswer.Refused refused => await Again(refused, by, draft, ct),
            _ => null,
        };
    }

    private async Task<ReplySent> Again(DeskAnswer.Refused refused, Actor by, Draft draft, CancellationToken ct)
    {
        var sentence = facts.Say(refused.Why, refused.Now, time.Now());
        var fresh = await Save(Fresh(refused.Now, by, draft, draft.Text, draft.Audience), ct);
        return new ReplySent(Form(fresh, refused.Now, sentence), null);
    }

    private Draft Fresh(Case now, Actor by, Draft? earlier, string text, Audience? audience) => new()
    {
        Person = by.Id,
        Case = now.Id,
        Body = earlier?.Body ?? new(Guid.CreateVersion7(time.GetUtcNow())),
        Text = text,
        Audience = audience ?? (now.Can.PublicReply.Allowed ? Audience.Public : Audience.Private),
        Token = now.Token,
        Seen = now.LastMark,
        Nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12)),
        UpdatedAt = time.Now(),
    };

    private async Task<Draft> Save(Draft draft, CancellationToken ct)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        await writer.Run(
            session =>
            {
                Drafts.Save(session, draft, salt);
                return true;
            },
            ct,
            facts.Rules.ClickPatience);
        return draft;
    }

    private ReplyForm Form(Draft draft, Case now, string? sentence)
    {
        var appears = facts.Signed(draft.Text, draft.Person);
        return new ReplyForm(now, draft, appears, facts.Measure(now, appears), sentence);
    }

    private string? Problem(ReplyForm form)
    {
        var (refusal, at) = ((Refusal?)null, time.Now());
        if (form.Draft.Text.Trim().Length == 0)
            refusal = new(RefusalCode.Empty);
        else if (!form.Size.Fits)
            refusal = new(RefusalCode.TooLong) { Detail = form.Size.Problem ?? $"{form.Size.Used} of {form.Size.Limit} {form.Size.Unit}" };
        return refusal is null ? null : facts.Say(refusal, form.Now, at);
    }
}
