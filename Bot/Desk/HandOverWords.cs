using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Ports;
using SocialCareBot.Sla;
using SocialCareBot.Store;

namespace SocialCareBot.Desk;

/// <summary>What a hand-over says now: what waits to be accepted first, then what became of the rest.</summary>
public sealed class HandOverWords(DeskFacts facts)
{
    /// <summary>Letters of a draft that stand in the message; the whole of it stands in the form.</summary>
    private const int DraftLetters = 160;

    /// <summary>Null where there is no such hand-over any more.</summary>
    public ChatMessage? For(Database database, Guid id, DateTimeOffset now) => database.Read(session => HandOvers.Find(session, id) is { } one ? Message(session, one, now) : null);

    private ChatMessage.HandOver Message(Session session, HandOver one, DateTimeOffset now)
    {
        var clock = facts.Rules.Clock(one.Route);
        var cases = one.Cases.Select(id => CaseView.Read(session, id, now)).OfType<CaseView>()
            .OrderByDescending(view => Waits(one, view.Case)).ThenBy(view => view.Case.Ruling?.Target.DueAt ?? DateTimeOffset.MaxValue).ThenBy(view => view.Case.Number).ToList();
        var model = new HandOverModel
        {
            Title = $"Hand-over from {facts.People.Name(one.From)}: {(one.Cases.Count == 1 ? "one open case" : $"{one.Cases.Count} open cases")}",
            Text = Text(one, cases.Any(view => Waits(one, view.Case)), clock, now),
            Items = [.. cases.Select(view => Item(session, one, view, now))],
            Sources = one.Sources,
        };
        return new ChatMessage.HandOver(model) { Summary = model.Title };
    }

    private static string Text(HandOver one, bool waits, Clockface clock, DateTimeOffset now)
    {
        var yours = one.ShiftEnds is { } ends ? $"You are on call until {clock.At(ends, now)}." : "You are on call now.";
        return one.EndedAt is { } ended
            ? $"{yours} What nobody had accepted by {clock.At(ended, now)} went back to the queue."
            : waits ? $"{yours} Accept what you take over. What nobody accepts by {clock.At(one.Until, now)} goes back to the queue." : $"{yours} Nothing waits for you any more.";
    }

    private HandOverItem Item(Session session, HandOver one, CaseView view, DateTimeOffset now)
    {
        var c = view.Case;
        var clock = facts.Rules.Clock(c.Route);
        string?[] title = [c.Name, c.Judgement.Priority.ToString(), c.Judgement.Kind.ToString(), ClockWords.Deadline(c, clock, now)];
        var waits = Waits(one, c);
        return new(
            c.Id.ToString(),
            c.Name,
            c.Version,
            string.Join(" · ", title.OfType<string>()),
            $"{view.Last?.Author.Name ?? "A customer"}: {PlainText.Line(view.Last?.Text ?? "(the words are no longer kept)", 140)}")
        {
            Lines = waits ? [.. Begun(session, one, c, clock, now)] : [],
            Outcome = waits ? null : Outcome(one, c, clock, now),
            Buttons = waits ? [CardButton.Of(CardVerbs.Accept, primary: true)] : [],
        };
    }

    /// <summary>What somebody said they would do, and what they had begun to write.</summary>
    private IEnumerable<string> Begun(Session session, HandOver one, Case c, Clockface clock, DateTimeOffset now)
    {
        if (c.On(ClockKind.Promise) is { Running: true } promise && c.Ruling?.Kind != ClockKind.Promise)
            yield return $"The customer was promised news by {clock.At(promise.Target.DueAt, now)}.";
        if (c.Escalation is { } escalation)
            yield return $"With {(escalation.To is { } to ? facts.People.Name(to) : "the managers")} since {clock.At(escalation.At, now)}.";
        if (Drafts.Find(session, PersonStore.Now(session, one.From).Id, c.Id) is { } draft && !string.IsNullOrWhiteSpace(draft.Text))
            yield return $"An answer is begun, and becomes yours: \"{PlainText.Line(draft.Text, DraftLetters)}\"";
    }

    private bool Waits(HandOver one, Case c) => one.EndedAt is null && c.IsOpen && c.Owner == facts.People.Now(one.From);

    private string Outcome(HandOver one, Case c, Clockface clock, DateTimeOffset now) => c switch
    {
        { Resolution: { } end } => $"{facts.People.Name(end.By)} resolved it ({clock.At(end.At, now)}).",
        { Owner: null } => "Back in the queue.",
        { Owner: { } owner } when owner == facts.People.Now(one.To) => $"Accepted by {facts.People.Name(owner)} {clock.At(c.ClaimedAt ?? now, now)}.",
        { Owner: { } owner } => $"{facts.People.Name(owner)} has it{(c.ClaimedAt is { } at ? $" since {clock.At(at, now)}" : "")}.",
    };
}
