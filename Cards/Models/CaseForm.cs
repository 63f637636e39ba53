namespace SocialCareBot.Cards.Models;

/// <summary>A field of a small form: a list to choose one from, or, without a list, words.</summary>
public sealed record CaseField(string Id, string Label)
{
    public bool Required { get; init; } = true;
    public IReadOnlyList<CardChoice>? From { get; init; }
    /// <summary>The id of the choice that holds now.</summary>
    public string? Now { get; init; }
    /// <summary>A list with nothing to choose cannot be filled in.</summary>
    public bool CanBeFilled => From is not { Count: 0 };
}

/// <summary>The small forms behind the buttons of a case, in the same words in every drawing.</summary>
public static class CaseForm
{
    /// <summary>The longest note a form takes, in UTF-16 units.</summary>
    public const int MostWords = 2000;

    /// <summary>What a verb asks; nothing for one that acts at once.</summary>
    public static IReadOnlyList<CaseField> Fields(string verb, CaseFormChoices choices) => verb switch
    {
        CardVerbs.Note =>
        [
            new(InputNames.Note, "Note (the customer never sees it)"),
            .. choices.Promises.Count > 0 ? [new CaseField(InputNames.PromiseBy, "The customer was promised news") { Required = false, From = choices.Promises }] : Array.Empty<CaseField>(),
        ],
        CardVerbs.Escalate => [new(InputNames.EscalateNote, "For the manager") { Required = false }],
        CardVerbs.SendBack => [new(InputNames.SendBackNote, "Note for the team")],
        CardVerbs.Assign => [new(InputNames.AssignTo, "Who takes it") { From = choices.People }],
        CardVerbs.Snooze => [new(InputNames.SnoozeFor, "Quiet until (the deadline stays)") { From = choices.Snooze }],
        CardVerbs.Resolve => [new(InputNames.ResolveReason, "How it ended") { From = choices.Reasons }],
        CardVerbs.Reclassify =>
        [
            new(InputNames.Kind, "Kind") { From = choices.Kinds, Now = choices.Kind },
            new(InputNames.Priority, "Priority") { From = choices.Priorities, Now = choices.Priority },
        ],
        _ => [],
    };

    /// <summary>The words on the button that ends the form.</summary>
    public static string Done(string verb) => verb is CardVerbs.Note ? "Add note" : CardVerbs.Title(verb);

    /// <summary>Whether a button can be drawn: its form has something to choose from. Resolving also works without a reason.</summary>
    public static bool CanAsk(CardButton button, CaseFormChoices choices) =>
        button.Value is not null || button.Verb is CardVerbs.Resolve || Fields(button.Verb, choices).All(field => field.CanBeFilled);
}
