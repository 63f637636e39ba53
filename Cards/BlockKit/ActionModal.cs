using SocialCareBot.Cards.Models;

namespace SocialCareBot.Cards.BlockKit;

/// <summary>The small forms behind the buttons of a case: note, escalate, assign and snooze, resolve, reclassify, send back.</summary>
public static class ActionModal
{
    private const int MostChoices = 100;
    private const int MostOption = 75;
    private const int MostWords = 2000;

    /// <summary>What opens at once, inside the three seconds of a press; <see cref="Draw"/> follows.</summary>
    public static BlockView Opening(string verb, string number, string metadata) => BlockViews.Opening(verb, Title(verb, number), metadata);

    /// <summary>
    /// The form of a verb; one that needs no form asks only whether to go on. Where the card offers to assign and to snooze, both verbs
    /// draw one form with both fields, of which either may stay empty.
    /// </summary>
    public static BlockView Draw(string verb, CaseCardModel model, string metadata) => BlockLimits.Fit(measures =>
    {
        var shared = verb is CardVerbs.Assign or CardVerbs.Snooze && BlockMenu.SharesForm(model);
        List<Block> inputs = [.. Inputs(verb, model, shared)];
        return BlockViews.Modal(verb, Title(verb, model.Number), metadata) with
        {
            Submit = BlockStrokes.Text(shared ? "Done" : Done(verb), 24),
            Close = new("Cancel"),
            Blocks = [.. Notice(model, measures), BlockStrokes.Subtle(About(model), measures.Line), .. inputs],
        };
    });

    /// <summary>The words of what is missing: neither field of the shared form was filled in.</summary>
    public const string NothingChosen = "Choose a person, or how long it stays quiet.";

    private static string Title(string verb, string number) => $"{CardVerbs.Title(verb)} {number}";

    private static string Done(string verb) => verb is CardVerbs.Note ? "Add note" : CardVerbs.Title(verb);

    private static string About(CaseCardModel model) =>
        string.Join(" · ", new[] { model.PriorityAndTopic, PlainText.Line(model.CustomerName, 60), PlainText.Line(model.Quote, 100) }.Where(BlockStrokes.Has));

    private static IReadOnlyList<Block> Notice(CaseCardModel model, BlockMeasures measures) =>
        BlockStrokes.Has(model.Notice) ? [BlockStrokes.Section(model.Notice, measures.Line)] : [];

    private static IEnumerable<Block> Inputs(string verb, CaseCardModel model, bool shared)
    {
        var assign = List(InputNames.AssignTo, "Who takes it", model.Choices.People, null, optional: shared);
        var snooze = List(InputNames.SnoozeFor, "Quiet until (the deadline stays)", model.Choices.Snooze, null, optional: shared);
        IReadOnlyList<InputBlock?> inputs = verb switch
        {
            _ when shared => [assign, snooze],
            CardVerbs.Assign => [assign],
            CardVerbs.Snooze => [snooze],
            CardVerbs.Note => [Words(InputNames.Note, "Note (the customer never sees it)")],
            CardVerbs.Escalate => [Words(InputNames.EscalateNote, "For the manager (may stay empty)", optional: true)],
            CardVerbs.SendBack => [Words(InputNames.SendBackNote, "Note for the team")],
            CardVerbs.Resolve => [List(InputNames.ResolveReason, "How it ended", model.Choices.Reasons, null)],
            CardVerbs.Reclassify =>
            [
                List(InputNames.Kind, "Kind", model.Choices.Kinds, model.Choices.Kind),
                List(InputNames.Priority, "Priority", model.Choices.Priorities, model.Choices.Priority),
            ],
            _ => [],
        };
        return inputs.OfType<InputBlock>();
    }

    private static InputBlock Words(string id, string label, bool optional = false) =>
        new(new(label), new TextInputElement(id) { Multiline = true, MaxLength = MostWords }) { BlockId = id, Optional = optional ? true : null };

    private static InputBlock? List(string id, string label, IReadOnlyList<CardChoice> from, string? now, bool optional = false)
    {
        var options = from.Where(choice => choice.Id.Length is > 0 and <= MostOption).Take(MostChoices)
            .Select(choice => new BlockOption(BlockStrokes.Text(choice.Title, MostOption), choice.Id)).ToList();
        if (options.Count == 0)
            return null;
        var select = new SelectElement(id, options) { Placeholder = new("Choose"), InitialOption = options.Find(option => option.Value == now) };
        return new(new(label), select) { BlockId = id, Optional = optional ? true : null };
    }
}
