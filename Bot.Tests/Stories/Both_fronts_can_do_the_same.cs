using System.Reflection;
using System.Text.Json;
using SocialCareBot.Cards.AdaptiveCards;
using SocialCareBot.Cards.BlockKit;
using SocialCareBot.Cards.Models;
using SocialCareBot.Chat.Slack;
using SocialCareBot.Desk;
using SocialCareBot.Tests.Cards;
using SocialCareBot.Tests.House;
using SocialCareBot.Tests.World;
using ReplyForm = SocialCareBot.Cards.AdaptiveCards.ReplyForm;

namespace SocialCareBot.Tests.Stories;

/// <summary>What can be said or pressed is listed in the code; a front that lacks one of it fails here.</summary>
public sealed class Both_fronts_can_do_the_same
{
    private const string NoSuchVerb = "shout";

    [Fact]
    public async Task Every_command_is_answered_in_both_with_the_same_title()
    {
        await using var both = await TwoFronts.Start();
        both.Bot.Post();
        await both.Tick();
        foreach (var (name, _) in ChatCommands.Known)
        {
            var text = name.Replace("route here NAME", "route here care", StringComparison.Ordinal).Replace("C-123", "C-1", StringComparison.Ordinal);
            // A code is given to one person alone, and in Teams that is the chat with the bot.
            var place = text == "link" ? both.Teams.Teams.ChatWith(both.Teams.Adi) : both.Teams.Thread;
            var inTeams = FakeTeamsCard.Words((await both.Teams.Say(both.Teams.Adi, text, place))!.Card);
            var inSlack = (await both.Slack.Say(both.Slack.Adi, text))!.Words;
            Assert.DoesNotContain("is no command", inTeams + inSlack);
            Assert.Contains(inTeams.Split('\n')[0], inSlack.Split('\n'));
        }
    }

    [Fact]
    public async Task Every_verb_of_a_case_does_something_in_both()
    {
        await using var both = await TwoFronts.Start();
        (both.Teams.Teams.CountsRate, both.Slack.Slack.CountsRate) = (false, false);
        var unknown = (Teams: await InTeams(both, NoSuchVerb), Slack: await InSlack(both, NoSuchVerb));
        foreach (var verb in CardVerbs.OfCase)
        {
            Assert.NotEqual((verb, unknown.Teams), (verb, await InTeams(both, verb)));
            Assert.NotEqual((verb, unknown.Slack), (verb, await InSlack(both, verb)));
        }
    }

    [Fact]
    public void Every_press_inside_a_form_is_drawn_in_both()
    {
        foreach (var verb in typeof(FormVerbs).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!))
        {
            Assert.True(Adaptive.Contains(verb), $"Teams has no '{verb}'");
            Assert.True(BlockKit.TryGetValue(verb, out var drawn) && drawn(), $"Slack has no '{verb}'");
        }
    }

    /// <summary>How each press inside a form looks in Slack, where a modal's own buttons do most of it.</summary>
    private static readonly Dictionary<string, Func<bool>> BlockKit = new(StringComparer.Ordinal)
    {
        [FormVerbs.Preview] = () => Written().Any(view => Word(view, "submit", "text") == "Preview" && Word(view, "callback_id") == CardVerbs.Reply),
        [FormVerbs.Back] = () => Previewed().All(view => Word(view, "close", "text") == "Back"),
        [FormVerbs.Send] = () => Previewed().Any(view => Word(view, "submit", "text") == "Send" && Word(view, "callback_id") == FormVerbs.Send),
        [FormVerbs.UseStart] = () => Written().Any(view => FakeSlackCard.Verbs(view).Contains(FormVerbs.UseStart)),
        // Slack has no box to write into beside the conversation: a case is picked on the Home tab or from /care queue, and its Reply opens the form.
        [FormVerbs.Pick] = () => FakeSlackCard.Verbs(Drawn(HomeTab.Draw(SampleHome()))).Contains(CardVerbs.Reply),
        // A message's menu in Slack asks no second time.
        [FormVerbs.Open] = () => File.ReadAllText(Repository.Path("manifest/slack-manifest.json")).Contains($"\"callback_id\": \"{SlackShortcuts.OpenCase}\"", StringComparison.Ordinal),
    };

    private static HashSet<string> Adaptive =>
    [
        .. SampleCards.Replies().SelectMany(form => FakeTeamsCard.Verbs(ReplyForm.Draw(form.Form).ToElement())),
        .. FakeTeamsCard.Verbs(OpenCaseForm.Draw(new OpenCaseModel { Author = "Mira", Quote = "No power", Nonce = "n" }).ToElement()),
        .. FakeTeamsCard.Verbs(CasePicker.Draw(new CasePickerModel { Nonce = "n", Cases = [new("1", "C-1")] }).ToElement()),
    ];

    private static IEnumerable<JsonElement> Written() => Replies(ReplyStep.Write);

    private static IEnumerable<JsonElement> Previewed() => Replies(ReplyStep.Preview);

    private static IEnumerable<JsonElement> Replies(ReplyStep step) => SampleCards.Replies().Where(form => form.Form.Step == step).Select(form => Drawn(ReplyModal.Draw(form.Form, "")));

    private static HomeModel SampleHome() => new() { Counts = "1 free", Free = [new("1", "C-1", 1, "C-1", "Mira", [new CardButton(CardVerbs.Reply, "Reply")])] };

    private static JsonElement Drawn(BlockView view) => JsonSerializer.SerializeToElement(view.ToJson());

    private static string Word(JsonElement view, params ReadOnlySpan<string> path) => FakeSlackCard.At(view, path).ToString();

    /// <summary>What comes of a press on a case of its own: a dialog, a change, or a sentence; without the case's number.</summary>
    private static async Task<string> InTeams(TwoFronts both, string verb)
    {
        var number = await both.Teams.Heard($"teams-{verb}");
        var before = both.Bot.Case(number);
        var data = new System.Text.Json.Nodes.JsonObject { ["verb"] = verb, ["case"] = before.Id.ToString(), ["version"] = before.Version };
        var answer = verb == CardVerbs.Reply
            ? await both.Teams.Teams.TaskFetch(both.Teams.Lea, both.Teams.Thread, null, data)
            : await both.Teams.Press(both.Teams.Lea, number, verb);
        if (answer.Dialog.ValueKind == JsonValueKind.Object)
            return "a form";
        return both.Bot.Case(number).Version != before.Version ? "a change" : Unnumbered(answer.Notice ?? answer.Problem ?? FakeTeamsCard.Words(answer.Card), number);
    }

    private static async Task<string> InSlack(TwoFronts both, string verb)
    {
        both.Bot.Post(id: $"slack-{verb}", author: $"slack-{verb}");
        await both.Advance(TimeSpan.FromSeconds(3));
        var (card, number) = (both.SlackCards[^1], both.Bot.Database.Read(session => session.First<int>("select max(number) from cases")));
        var before = both.Bot.Case(number).Version;
        var answer = await both.Slack.Press(both.Slack.Lea, card, number, verb);
        if (answer.Modal is not null)
        {
            await both.Slack.Slack.Close(both.Slack.Lea, all: true);
            return "a form";
        }
        return both.Bot.Case(number).Version != before ? "a change" : Unnumbered(answer.Told ?? "nothing", number);
    }

    private static string Unnumbered(string words, int number) => words.Replace($"C-{number}", "C", StringComparison.Ordinal);
}
