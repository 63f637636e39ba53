using SocialCareBot.Cards.Models;

namespace SocialCareBot.Cards.BlockKit;

/// <summary>The small forms behind the buttons of a case: note, escalate, assign and snooze, resolve, reclassify, send back.</summary>
public static class ActionModal
{
    private const int MostChoices = 100;
    private const int MostOption = 75;

    /// <summary>What opens at once, inside the three seconds of a press; <see cref="Draw"/> follows.</summary>
    public static BlockView Opening(string verb, string number, string metadata) => BlockViews.Opening(verb, Title(verb, number), metadata);

    /// <summary>
    /// The form of a verb; one that needs no form asks only whether to go on. Where the card offers to assign and to snooze, both verbs
    /// draw one form with both fields, of which either may stay empty.
    /// </summary>
    public static BlockView Draw(string verb, CaseCardModel model, string metadata) => BlockLimits.Fit(measures =>
    {
        var shared = verb is CardVerbs.Assign or CardVerbs.Snooze && BlockMenu.SharesForm(model);
        string[] verbs = shared ? [CardVerbs.Assign, CardVerbs.Snooze] : [verb];
        var inputs = verbs.SelectMany(each => CaseForm.Fields(each, model.Choices)).Select(field => Input(shared ? field with { Required = false } : field));
        return BlockViews.Modal(verb, shared ? $"{BlockMenu.AssignOrSnooze} {model.Number}" : Title(verb, model.Number), metadata) with
        {
            Submit = BlockStrokes.Text(shared ? "Done" : CaseForm.Done(verb), BlockViews.MostTitle),
            Close = new("Cancel"),
            Blocks = [.. Notice(model, measures), BlockStrokes.Subtle(About(model), measures.Line), .. inputs.OfType<InputBlock>()],
        };
    });

    private static string Title(string verb, string number) => $"{CardVerbs.Title(verb)} {number}";

    private static string About(CaseCardModel model) =>
        string.Join(" · ", new[] { model.PriorityAndTopic, PlainText.Line(model.CustomerName, 60), PlainText.Line(model.Quote, 100) }.Where(BlockStrokes.Has));

    private static IReadOnlyList<Block> Notice(CaseCardModel model, BlockMeasures measures) =>
        BlockStrokes.Has(model.Notice) ? [BlockStrokes.Section(model.Notice, measures.Line)] : [];

    private static InputBlock? Input(CaseField field) => Element(field) is { } element
        ? new(new(field.Label), element) { BlockId = field.Id, Optional = field.Required ? null : true }
        : null;

    private static BlockElement? Element(CaseField field)
    {
        if (field.From is not { } from)
            return new TextInputElement(field.Id) { Multiline = true, MaxLength = CaseForm.MostWords };
        var options = from.Where(choice => choice.Id.Length is > 0 and <= MostOption).Take(MostChoices)
            .Select(choice => new BlockOption(BlockStrokes.Text(choice.Title, MostOption), choice.Id)).ToList();
        return options.Count == 0
            ? null
            : new SelectElement(field.Id, options) { Placeholder = new("Choose"), InitialOption = options.Find(option => option.Value == field.Now) };
    }
}
