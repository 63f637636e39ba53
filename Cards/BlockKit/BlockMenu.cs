using SocialCareBot.Cards.Models;

namespace SocialCareBot.Cards.BlockKit;

/// <summary>What stands behind More in Slack. Its menu holds five, so assigning and snoozing are one entry with one form.</summary>
internal static class BlockMenu
{
    /// <summary>Stands for both; its verb is assign.</summary>
    internal const string AssignOrSnooze = "Assign or snooze";

    internal static IReadOnlyList<CardButton> Of(CaseCardModel model)
    {
        var more = Askable(model, model.More);
        if (!SharesForm(model) || more.All(button => button.Verb is not CardVerbs.Assign))
            return more;
        return [.. more.Where(button => button.Verb is not CardVerbs.Snooze).Select(button => button.Verb is CardVerbs.Assign ? button with { Title = AssignOrSnooze } : button)];
    }

    /// <summary>Whether the card offers both.</summary>
    internal static bool SharesForm(CaseCardModel model) => Offers(model, CardVerbs.Assign) && Offers(model, CardVerbs.Snooze);

    private static bool Offers(CaseCardModel model, string verb) => Askable(model, model.More).Any(button => button.Verb == verb);

    /// <summary>The buttons whose forms can be filled in.</summary>
    internal static IReadOnlyList<CardButton> Askable(CaseCardModel model, IReadOnlyList<CardButton> buttons) => [.. buttons.Where(button => CaseForm.CanAsk(button, model.Choices))];
}
