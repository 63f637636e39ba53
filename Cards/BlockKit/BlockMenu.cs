using SocialCareBot.Cards.Models;

namespace SocialCareBot.Cards.BlockKit;

/// <summary>What stands behind More in Slack. Its menu holds five, so assigning and snoozing are one entry with one form.</summary>
internal static class BlockMenu
{
    /// <summary>Stands for both; its verb is assign.</summary>
    internal const string AssignOrSnooze = "Assign or snooze";

    internal static IReadOnlyList<CardButton> Of(CaseCardModel model)
    {
        var more = model.More.Where(model.CanAsk).ToList();
        if (!SharesForm(model) || more.All(button => button.Verb is not CardVerbs.Assign))
            return more;
        return [.. more.Where(button => button.Verb is not CardVerbs.Snooze).Select(button => button.Verb is CardVerbs.Assign ? button with { Title = AssignOrSnooze } : button)];
    }

    /// <summary>Whether the card offers both.</summary>
    internal static bool SharesForm(CaseCardModel model) => Offers(model, CardVerbs.Assign) && Offers(model, CardVerbs.Snooze);

    private static bool Offers(CaseCardModel model, string verb) => model.More.Any(button => button.Verb == verb && model.CanAsk(button));

    /// <summary>A form without choices cannot be filled in, so its button is not drawn; resolving needs none.</summary>
    internal static bool CanAsk(this CaseCardModel model, CardButton button) => button.Verb switch
    {
        CardVerbs.Assign => model.Choices.People.Count > 0,
        CardVerbs.Snooze => model.Choices.Snooze.Count > 0,
        CardVerbs.Reclassify => model.Choices.Kinds.Count > 0 && model.Choices.Priorities.Count > 0,
        _ => true,
    };
}
