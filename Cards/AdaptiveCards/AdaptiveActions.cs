using System.Text.Json.Serialization;

namespace SocialCareBot.Cards.AdaptiveCards;

/// <summary>Anything that can be pressed.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(AdaptiveExecuteAction), "Action.Execute")]
[JsonDerivedType(typeof(AdaptiveSubmitAction), "Action.Submit")]
[JsonDerivedType(typeof(AdaptiveOpenUrlAction), "Action.OpenUrl")]
[JsonDerivedType(typeof(AdaptiveShowCardAction), "Action.ShowCard")]
[JsonDerivedType(typeof(AdaptiveToggleVisibilityAction), "Action.ToggleVisibility")]
public abstract record AdaptiveAction
{
    public string? Title { get; init; }
    public AdaptiveActionStyle? Style { get; init; }
}

/// <summary>A press that comes back as an invoke, whose answer may be a fresh card.</summary>
public sealed record AdaptiveExecuteAction(string Verb, CardData Data) : AdaptiveAction
{
    public AdaptiveAssociatedInputs? AssociatedInputs { get; init; }
    /// <summary>What a client draws that does not know Action.Execute.</summary>
    public AdaptiveAction? Fallback { get; init; }
}

/// <summary>A press that comes back as a message, opens a dialog (task/fetch), or submits one.</summary>
public sealed record AdaptiveSubmitAction(CardData Data) : AdaptiveAction
{
    public AdaptiveAssociatedInputs? AssociatedInputs { get; init; }
}

public sealed record AdaptiveOpenUrlAction(string Url) : AdaptiveAction;

/// <summary>Opens a small form in place.</summary>
public sealed record AdaptiveShowCardAction(AdaptiveCard Card) : AdaptiveAction;

/// <summary>Shows or hides the elements of the given ids.</summary>
public sealed record AdaptiveToggleVisibilityAction(IReadOnlyList<string> TargetElements) : AdaptiveAction;
