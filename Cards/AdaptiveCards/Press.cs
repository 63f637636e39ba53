using SocialCareBot.Cards.Models;

namespace SocialCareBot.Cards.AdaptiveCards;

/// <summary>What a card's buttons are about: the case, the version shown, and the form's nonce.</summary>
internal sealed record PressSubject(string Case, int Version, string? Nonce)
{
    internal CardData Data(string verb) => new() { Verb = verb, Case = Case, Version = Version, Nonce = Nonce };
}

/// <summary>Buttons made of model buttons.</summary>
internal static class Press
{
    /// <summary>A button that acts at once. It takes no inputs, so that a required field elsewhere on the card cannot block it.</summary>
    internal static AdaptiveAction Plain(CardButton button, PressSubject subject) =>
        Execute(button, DataOf(button, subject), AdaptiveAssociatedInputs.None);

    /// <summary>The button that ends a small form and carries its inputs.</summary>
    internal static AdaptiveAction Done(CardButton button, PressSubject subject) => Execute(button, subject.Data(button.Verb), inputs: null);

    /// <summary>Opens the reply form as a dialog.</summary>
    internal static AdaptiveAction Dialog(CardButton button, PressSubject subject) =>
        new AdaptiveSubmitAction(subject.Data(button.Verb) with { MsTeams = MsTeamsSubmit.TaskFetch })
        {
            Title = button.Title,
            Style = Style(button),
            AssociatedInputs = AdaptiveAssociatedInputs.None,
        };

    /// <summary>A button inside a dialog, where only Action.Submit works.</summary>
    internal static AdaptiveSubmitAction Submit(string title, CardData data, bool primary = false, bool withInputs = true) => new(data)
    {
        Title = title,
        Style = primary ? AdaptiveActionStyle.Positive : null,
        AssociatedInputs = withInputs ? null : AdaptiveAssociatedInputs.None,
    };

    internal static AdaptiveActionStyle? Style(CardButton button) => button.Primary ? AdaptiveActionStyle.Positive : null;

    private static CardData DataOf(CardButton button, PressSubject subject) => button.Verb is CardVerbs.Resolve
        ? subject.Data(button.Verb) with { ResolveReason = button.Value }
        : subject.Data(button.Verb) with { Value = button.Value };

    private static AdaptiveExecuteAction Execute(CardButton button, CardData data, AdaptiveAssociatedInputs? inputs) => new(button.Verb, data)
    {
        Title = button.Title,
        Style = Style(button),
        AssociatedInputs = inputs,
        Fallback = new AdaptiveSubmitAction(data) { Title = button.Title, AssociatedInputs = inputs },
    };
}
