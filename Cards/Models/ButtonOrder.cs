namespace SocialCareBot.Cards.Models;

/// <summary>The buttons in view, and those behind More.</summary>
public sealed record ArrangedButtons(IReadOnlyList<CardButton> Visible, IReadOnlyList<CardButton> More);

/// <summary>Which of the offered verbs stand in view in a state, in which order, and which one is to press now.</summary>
public static class ButtonOrder
{
    /// <summary>CARDS.md rule 2: three in view, the rest behind More.</summary>
    public const int MostVisible = 3;

    private static readonly string[] AllMore =
    [
        CardVerbs.Release, CardVerbs.Take, CardVerbs.Reply, CardVerbs.Escalate, CardVerbs.Claim, CardVerbs.Note, CardVerbs.Assign, CardVerbs.Snooze,
        CardVerbs.Resolve, CardVerbs.Reclassify, CardVerbs.Retry, CardVerbs.Sent, CardVerbs.Undo, CardVerbs.Reopen, CardVerbs.Why,
    ];

    /// <summary>Orders what a case offers. The first in view is the primary one, except Reopen, which nobody is urged to press.</summary>
    public static ArrangedButtons Arrange(CardState state, IReadOnlyCollection<string> offered)
    {
        var visible = InView(state).Where(offered.Contains).Take(MostVisible).ToList();
        var more = AllMore.Where(offered.Contains).Except(visible).ToList();
        if (visible.Count == 0)
            visible = Lift(more);
        return new(
            [.. visible.Select((verb, i) => Button(state, verb, primary: i == 0 && verb != CardVerbs.Reopen))],
            [.. more.Select(verb => Button(state, verb, primary: false))]);
    }

    private static string[] InView(CardState state) => state switch
    {
        CardState.New or CardState.Late or CardState.Escalated => [CardVerbs.Claim, CardVerbs.Reply, CardVerbs.Escalate, CardVerbs.Why],
        CardState.Claimed => [CardVerbs.Reply, CardVerbs.Escalate, CardVerbs.Why],
        CardState.Waiting => [CardVerbs.Resolve, CardVerbs.Reply, CardVerbs.Why],
        CardState.Sending => [CardVerbs.Undo],
        CardState.Unknown => [CardVerbs.Sent, CardVerbs.Retry],
        CardState.Held => [CardVerbs.Reply, CardVerbs.Retry, CardVerbs.Undo],
        CardState.Deleted => [CardVerbs.Resolve, CardVerbs.Reply, CardVerbs.Why],
        CardState.Resolved => [CardVerbs.Reopen],
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "A state without buttons"),
    };

    private static List<string> Lift(List<string> more)
    {
        var lifted = more.Take(MostVisible).ToList();
        more.RemoveRange(0, lifted.Count);
        return lifted;
    }

    private static CardButton Button(CardState state, string verb, bool primary) =>
        state is CardState.Deleted && verb is CardVerbs.Resolve
            ? new(verb, "Resolve: gone", primary) { Value = "gone" }
            : CardButton.Of(verb, primary);
}
