namespace SocialCareBot.Cards.AdaptiveCards;

/// <summary>
/// Buttons in sets of as many as hosts draw. Teams breaks a set that is too wide for the window (allowButtonsToWrap), so one set serves
/// a phone and a desk; within a set one form closes the other.
/// </summary>
internal static class ButtonRows
{
    internal static IEnumerable<AdaptiveActionSet> Of(IEnumerable<AdaptiveAction> actions) =>
        actions.Chunk(CardLimits.MostActions).Select(row => new AdaptiveActionSet(row));
}
