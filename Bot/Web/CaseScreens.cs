using System.Security.Cryptography;
using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Desk;
using SocialCareBot.Store;

namespace SocialCareBot.Web;

/// <summary>A case as the middle of the desk shows it.</summary>
public sealed record CaseScreen
{
    public required CaseView View { get; init; }
    public required CaseCardModel Card { get; init; }
    public required IReadOnlyList<TimelineEntry> Timeline { get; init; }

    /// <summary>"6 min left" or "11 min late"; null where no clock runs.</summary>
    public string? TimeLeft { get; init; }
    public CardTone TimeTone { get; init; }

    /// <summary>While an answer of the countdown can be taken back: when it leaves.</summary>
    public DateTimeOffset? LeavesAt { get; init; }

    /// <summary>Names this rendering of the small forms, so that one submitted twice is carried out once.</summary>
    public required string Nonce { get; init; }

    /// <summary>The operator began an answer that was not sent.</summary>
    public bool HasDraft { get; init; }

    public Case Case => View.Case;

    public CardLook Look => CardStates.Look(Card.State, Card.Priority);

    public string? PostUrl => WebLink.Of(Card.PostUrl);
}

/// <summary>Reads a case for the middle of the desk.</summary>
public sealed class CaseScreens(Database database, CaseCards cards, DeskFacts facts, DeskOperator me, TimeProvider time)
{
    /// <summary>The identity of the case with this number, as people write it; null where there is none.</summary>
    public Case? Find(string? number) => database.Read(session => CaseStore.Find(session, number));

    /// <summary>Null where there is no such case.</summary>
    /// <param name="notice">Why a press did nothing.</param>
    public CaseScreen? Read(CaseId id, string? notice = null)
    {
        var now = time.Now();
        var (view, draft) = database.Read(session => (CaseView.Read(session, id, now), Drafts.Find(session, me.Person.Id, id)));
        if (view is null)
            return null;
        var left = view.Case.Ruling is { } clock ? QueueBoard.TimeLeft(clock, now) : (Words: null, Tone: default);
        return new CaseScreen
        {
            View = view,
            Card = WithManagers(cards.Model(view, now, notice), view.Case),
            Timeline = Timeline.Of(view, facts.People, facts.Rules.Clock(view.Case.Route), now),
            TimeLeft = left.Words is { } words && left.Tone != CardTone.Attention ? $"{words} left" : left.Words,
            TimeTone = left.Tone,
            LeavesAt = view.Case.Pending is { Stage: ReplyStage.Countdown } pending ? pending.LeavesAt : null,
            Nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)),
            HasDraft = draft is { Text.Length: > 0 },
        };
    }

    /// <summary>The desk draws the manager's card into the case: it has no one-to-one messages.</summary>
    private CaseCardModel WithManagers(CaseCardModel card, Case c)
    {
        if (c.Escalation is not { } escalation || card.State is not (CardState.Escalated or CardState.Late) || (me.Person.Role < Role.Manager && escalation.To != me.Person.Id))
            return card;
        var take = CardButton.Of(CardVerbs.Take, primary: true);
        var visible = card.Visible.Where(button => button.Verb != CardVerbs.Claim).Select(button => button with { Primary = false }).ToList();
        return card with { Visible = [take, CardButton.Of(CardVerbs.SendBack), .. visible.Take(1)], More = [.. visible.Skip(1), .. card.More] };
    }
}
