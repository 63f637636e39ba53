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

/// <summary>What somebody wrote into the form.</summary>
/// <param name="Audience">Null: as before.</param>
/// <param name="Promise">The choice of <see cref="FormChoices.Promises"/>; null: nothing is promised.</param>
public sealed record Written(string Text, Audience? Audience = null, string? Promise = null);

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
        var (draft, used) = database.Read(session => Drafts.Find(session, by.Id, id) is { } kept ? (kept, Seen.Find(session, Key(kept.Nonce, by)).Known) : (null, false));
        return draft is not null && !used && draft.Token == now.Token && draft.Seen == now.LastMark
            ? Form(draft, now, null)
            : Form(await Save(Fresh(now, by, draft, Of(draft)), ct), now, null);
    }

    /// <summary>Keeps the words and shows how they would appear; other words come under another nonce, so that only what was shown can be sent. Null: no such case.</summary>
    public async Task<ReplyForm?> Preview(CaseId id, Actor by, Written written, CancellationToken ct)
    {
        if (database.Read(session => CaseStore.Look(session, id)) is not { } now)
            return null;
        var draft = database.Read(session => Drafts.Find(session, by.Id, id));
        var kept = draft is null ? Fresh(now, by, null, written) : Rewritten(draft, written with { Audience = written.Audience ?? draft.Audience });
        var form = Form(await Save(kept, ct), now, null);
        return form with { Sentence = Problem(form) };
    }

    /// <summary>The form as it was last kept; writes nothing, so it works while the store is busy. Null: no such case or draft.</summary>
    public ReplyForm? Look(CaseId id, Actor by) => database.Read(session =>
        CaseStore.Look(session, id) is { } now && Drafts.Find(session, by.Id, id) is { } draft ? Form(draft, now, null) : null);

    /// <summary>The form with words that could not be kept just now; writes nothing.</summary>
    public ReplyForm Unkept(Case now, Actor by, Written written) => Form(Fresh(now, by, null, written), now, null);

    /// <summary>
    /// Sends what the preview showed, and nothing else. Pressed twice under one nonce it leaves once. Refused: nothing was sent, the draft is kept,
    /// and the form stands anew with what changed, so that one press submits it again. Throws as <see cref="IWriter.Run{T}"/>. Null: no such case
    /// or draft.
    /// </summary>
    public async Task<ReplySent?> Send(CaseId id, Actor by, string nonce, CancellationToken ct)
    {
        var key = Key(nonce, by);
        // In this order: each statement sees what was committed by then, and a press that is known has changed the case already.
        var (used, draft, now) = database.Read(session => (Seen.Find(session, key).Known, Drafts.Find(session, by.Id, id), CaseStore.Look(session, id)));
        if (now is null || (draft is null && !used))
            return null;
        if (draft is null || used)
            return await Repeated(now, by, draft, ct);
        if (draft.Nonce != nonce)
            return await Again(now, by, draft, Refusals.OldForm, ct);
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
            PromiseBy = FormChoices.PromiseBy(draft.Promise, facts.Rules.Clock(now.Route), at),
        };
        var with = new With { Key = key, Bodies = [body], Patience = facts.Rules.ClickPatience };
        return await desk.Handle(id, wish, with, ct) switch
        {
            DeskAnswer.Done { Events.Count: 0 } done => await Repeated(done.Now, by, draft, ct),
            DeskAnswer.Done done => new ReplySent(form with { Now = done.Now }, wish.LeavesAt),
            DeskAnswer.Refused refused => await Again(refused.Now, by, draft, facts.Say(refused.Why, refused.Now, time.Now()), ct),
            _ => null,
        };
    }

    /// <summary>A second press: it is on its way, or stands already; or it was taken back since, and the form says that nothing was sent.</summary>
    private async Task<ReplySent> Repeated(Case now, Actor by, Draft? draft, CancellationToken ct)
    {
        var leaves = now.Pending is { } reply && reply.By == by.Id ? reply.LeavesAt : (DateTimeOffset?)null;
        if (leaves is null && draft is null)
            leaves = now.LastAnswer?.At ?? time.Now();
        return leaves is null
            ? await Again(now, by, draft!, Refusals.OldForm, ct)
            : new ReplySent(Form(draft ?? Fresh(now, by, null, new("")), now, null), leaves);
    }

    private async Task<ReplySent> Again(Case now, Actor by, Draft draft, string sentence, CancellationToken ct) =>
        new(Form(await Save(Fresh(now, by, draft, Of(draft)), ct), now, sentence), null);

    private static Written Of(Draft? draft) => draft is null ? new("") : new(draft.Text, draft.Audience, draft.Promise);

    private Draft Rewritten(Draft draft, Written written) => Of(draft) == written
        ? draft with { UpdatedAt = time.Now() }
        : draft with { Text = written.Text, Audience = written.Audience ?? draft.Audience, Promise = written.Promise, Nonce = Nonce(), UpdatedAt = time.Now() };

    private Draft Fresh(Case now, Actor by, Draft? earlier, Written written) => new()
    {
        Person = by.Id,
        Case = now.Id,
        Body = earlier?.Body ?? new(Guid.CreateVersion7(time.GetUtcNow())),
        Text = written.Text,
        Promise = written.Promise,
        Audience = written.Audience ?? (now.Can.PublicReply.Allowed ? Audience.Public : Audience.Private),
        Token = now.Token,
        Seen = now.LastMark,
        Nonce = Nonce(),
        UpdatedAt = time.Now(),
    };

    private static string Key(string nonce, Actor by) => $"reply:{nonce}:{by.Id}";

    private static string Nonce() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));

    private async Task<Draft> Save(Draft draft, CancellationToken ct)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        var changed = await writer.Run(
            session =>
            {
                Drafts.Save(session, draft, salt);
                return desk.Record(session, draft.Case, new CaseFact.FormOpened { At = draft.UpdatedAt, Who = draft.Person });
            },
            ct,
            facts.Rules.ClickPatience);
        if (changed is not null)
            desk.Tell([changed]);
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
