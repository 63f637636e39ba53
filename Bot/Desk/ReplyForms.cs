using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Ports;
using SocialCareBot.Store;

namespace SocialCareBot.Desk;

/// <summary>Puts the reply form into words, the same on every front.</summary>
public sealed class ReplyForms(DeskFacts facts)
{
    private const int MostEarlier = 3;
    private const int LongestName = 60;

    /// <summary>The form in its writing or preview step.</summary>
    public ReplyFormModel Model(ReplyForm form, CaseView view, ReplyStep step, DateTimeOffset now)
    {
        var c = form.Now;
        return new ReplyFormModel
        {
            Step = step,
            CaseId = c.Id.ToString(),
            Number = c.Name,
            Version = c.Version,
            Nonce = form.Draft.Nonce,
            Banner = Banner(form, view),
            IsPublic = form.Draft.Audience == Audience.Public,
            Quote = view.Last?.Text ?? "",
            Earlier = Earlier(view, now),
            Text = step == ReplyStep.Preview ? form.Appears : form.Draft.Text,
            Limit = Math.Max(1, form.Size.Limit - facts.Signature(form.Draft.Person).Length - 1),
            Counter = Counter(form.Size),
            Signature = facts.Signature(form.Draft.Person),
            PublicPossible = c.Can.PublicReply.Allowed,
            PrivatePossible = c.Can.PrivateReply.Allowed,
            PrivateNotPossible = c.Can.PrivateReply.Reason,
            Promises = FormChoices.Promises,
            Promise = form.Draft.Promise,
            PromiseLine = PromiseLine(form),
            Error = form.Sentence,
        };
    }

    /// <summary>Who would read it.</summary>
    public string Banner(ReplyForm form, CaseView view) => form.Draft.Audience == Audience.Public
        ? $"PUBLIC · as {facts.AccountTitle(form.Now)}"
        : $"Only {PlainText.Line(view.Last?.Author.Name ?? "the customer", LongestName)} sees this";

    /// <summary>What still fits, how much is too much, or why the network does not take it whatever its length.</summary>
    public static string Counter(TextSize size)
    {
        if (size.Problem is { } problem)
            return problem;
        return size.Left >= 0 ? $"{size.Left} left of {size.Limit}" : $"{-size.Left} too many of {size.Limit}";
    }

    /// <summary>What sending it would promise, as it was when the draft was kept; null: nothing.</summary>
    public string? PromiseLine(ReplyForm form)
    {
        var clock = facts.Rules.Clock(form.Now.Route);
        return FormChoices.PromiseBy(form.Draft.Promise, clock, form.Draft.UpdatedAt) is { } by
            ? $"You promise news by {clock.At(by, form.Draft.UpdatedAt)}; the case will remind you."
            : null;
    }

    /// <summary>The sentence that ends the form.</summary>
    public string Closing(Case c, DateTimeOffset leavesAt) =>
        $"{c.Name}: your answer goes out at {facts.Rules.Clock(c.Route).Exactly(leavesAt)}. Undo is on the card.";

    private IReadOnlyList<EarlierMessage> Earlier(CaseView view, DateTimeOffset now)
    {
        var clock = facts.Rules.Clock(view.Case.Route);
        var theirs = view.Posts.Where(post => post.Post.NativeId != view.Case.LastPost)
            .Select(post => (At: post.Post.PostedAt, Message: new EarlierMessage($"{post.Post.Author.Name}, {clock.At(post.Post.PostedAt, now)}", post.Post.Text)));
        var bodies = view.Log.Select(line => line.Event).OfType<CaseEvent.ReplyQueued>().ToDictionary(queued => queued.Reply.Row, queued => queued.Reply.Body);
        var ours = view.Log.Select(line => line.Event).OfType<CaseEvent.Answered>()
            .Where(answer => bodies.TryGetValue(answer.Row, out var body) && view.Bodies.ContainsKey(body))
            .Select(answer => (answer.At, Message: new EarlierMessage($"{facts.People.Name(answer.Author)}, {clock.At(answer.At, now)}", view.Bodies[bodies[answer.Row]], Ours: true)));
        return [.. theirs.Concat(ours).OrderBy(row => row.At).TakeLast(MostEarlier).Select(row => row.Message)];
    }
}
