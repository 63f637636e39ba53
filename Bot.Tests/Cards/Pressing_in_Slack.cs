using System.Text.Json.Nodes;
using SocialCareBot.Cards.BlockKit;
using SocialCareBot.Cards.Models;

namespace SocialCareBot.Tests.Cards;

/// <summary>What a press and a filled form carry, and what is read out of it.</summary>
public sealed class Pressing_in_Slack
{
    private const string Case = "0193c5a0-7c00-7000-8000-000000000128";

    public static TheoryData<CardState> States => [.. Enum.GetValues<CardState>()];

    [Theory]
    [MemberData(nameof(States))]
    public void Every_button_of_a_card_reads_back_as_its_verb(CardState state)
    {
        var model = SampleCards.Case(state);
        var message = CaseBlocks.Draw(model).ToJson();
        var read = BlockWords.Of(message, "button").Select(button => BlockPress.Parse(BlockWords.Text(button, "action_id"), BlockWords.Text(button, "value")))
            .Concat(BlockWords.Of(message, "overflow").SelectMany(menu => menu["options"]!.AsArray().Select(option =>
                BlockPress.Parse(BlockWords.Text(menu, "action_id"), BlockWords.Text(option!.AsObject(), "value"))))).ToList();
        Assert.Equal(model.Visible.Concat(model.More).Select(button => button.Verb).Except(read.Select(press => press.Verb)), model.More.Any(b => b.Verb is CardVerbs.Snooze) ? [CardVerbs.Snooze] : []);
        Assert.All(read, press => Assert.Equal((Case, 7), (press.CaseId, press.Version)));
        Assert.Equal(state is CardState.Deleted ? "gone" : null, read.Find(press => press.Verb is CardVerbs.Resolve)?.Value);
    }

    [Theory]
    [InlineData("claim", "c:7", "claim", "c", 7, null)]
    [InlineData("claim#12", "c:7", "claim", "c", 7, null)]
    [InlineData("more#2", "note:c:7", "note", "c", 7, null)]
    [InlineData("resolve", "c:7:gone", "resolve", "c", 7, "gone")]
    [InlineData("page#2", "::3", "page", null, null, "3")]
    [InlineData("usestart", "c:7:a:b", "usestart", "c", 7, "a:b")]
    [InlineData("claim", "c", "claim", "c", null, null)]
    [InlineData("claim", "c:-7", "claim", "c", null, null)]
    [InlineData("claim", "c:99999999999", "claim", "c", null, null)]
    [InlineData("more", "", "", null, null, null)]
    [InlineData(null, null, "", null, null, null)]
    public void Whatever_comes_is_read(string? actionId, string? value, string verb, string? caseId, int? version, string? answer) =>
        Assert.Equal(new BlockPress(verb, caseId, version, answer), BlockPress.Parse(actionId, value));

    [Theory]
    [InlineData("resolve", "c:7", true)]
    [InlineData("resolve", "c:7:gone", false)]
    [InlineData("reply", "c:7", true)]
    [InlineData("claim", "c:7", false)]
    [InlineData("more", "note:c:7", true)]
    public void A_press_that_asks_something_opens_a_form(string actionId, string value, bool opens) => Assert.Equal(opens, BlockPress.Parse(actionId, value).OpensForm);

    [Fact]
    public void Every_press_of_the_home_page_has_an_id_of_its_own()
    {
        var ids = BlockWords.Of(HomeTab.Draw(SampleCards.FullHome).ToJson(), "button", "overflow").Select(each => BlockWords.Text(each, "action_id")).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public void A_full_home_page_has_fifteen_of_each_and_says_what_it_leaves_out()
    {
        var home = HomeTab.Draw(SampleCards.FullHome).ToJson();
        Assert.InRange(home["blocks"]!.AsArray().Count, 1, 100);
        Assert.Contains("25 more are on the web desk.", BlockWords.Shown(home), StringComparison.Ordinal);
        var turns = BlockWords.Of(home, "button").Where(button => BlockWords.Text(button, "action_id")!.StartsWith(HomeTab.PageVerb, StringComparison.Ordinal));
        Assert.Equal(["0", "2"], turns.Select(button => BlockPress.Parse(HomeTab.PageVerb, BlockWords.Text(button, "value")).Value));
        Assert.Equal(15, BlockWords.Of(home, "button").Count(button => BlockWords.Text(button, "action_id")!.StartsWith("claim", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_form_whose_text_we_changed_has_a_field_with_a_new_id()
    {
        var input = BlockWords.Of(ReplyModal.Draw(SampleCards.Reply(ReplyStep.Write), "", turn: 3).ToJson(), "input").First();
        Assert.Equal(("text#3", "text#3"), (BlockWords.Text(input, "block_id"), BlockWords.Text(input["element"]!.AsObject(), "action_id")));
    }

    [Fact]
    public void A_draft_too_long_for_the_form_is_not_cut_but_sent_to_the_web_desk()
    {
        var longest = new string('字', ReplyModal.MostDraft);
        var form = SampleCards.Reply(ReplyStep.Write) with { Text = longest, Quote = new string('q', 9000) };
        Assert.Contains(("initial_value", longest), BlockWords.Strings(ReplyModal.Draw(form, "").ToJson()));
        foreach (var step in new[] { ReplyStep.Write, ReplyStep.Preview })
        {
            var view = ReplyModal.Draw(form with { Text = longest + "!", Step = step }, "").ToJson();
            Assert.Null(view["submit"]);
            Assert.Empty(BlockWords.Of(view, "input"));
            Assert.Contains("web desk", BlockWords.Shown(view), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_preview_shows_the_exact_words_and_its_Back_closes_it_alone()
    {
        const string words = "*We* are <sorry> & :sad:\n\n\n\n  Ana ^AB";
        var view = ReplyModal.Draw(SampleCards.Reply(ReplyStep.Preview) with { Text = words }, "").ToJson();
        Assert.Contains(words, BlockWords.Strings(view).Select(each => each.Text));
        Assert.Equal(("Send", "Back", "send"), (view["submit"]!["text"]!.GetValue<string>(), view["close"]!["text"]!.GetValue<string>(), view["callback_id"]!.GetValue<string>()));
        Assert.Null(view["clear_on_close"]);
        Assert.True(ReplyModal.Draw(SampleCards.Reply(ReplyStep.Closed), "").ToJson()["clear_on_close"]!.GetValue<bool>());
    }

    [Fact]
    public void Sending_again_what_may_be_public_asks_first() =>
        Assert.Equal(["retry"], BlockWords.Of(CaseBlocks.Draw(SampleCards.Case(CardState.Unknown)).ToJson(), "button").Where(button => button["confirm"] is JsonObject).Select(button => BlockWords.Text(button, "action_id")));

    [Fact]
    public void A_form_without_choices_is_not_offered_but_resolve_still_works()
    {
        var model = SampleCards.Case(CardState.New) with { Choices = new() };
        Assert.Equal(["Claim", "Reply", "Escalate", "Note", "Resolve", "Why this deadline?"], BlockWords.Presses(CaseBlocks.Draw(model).ToJson()));
        Assert.NotNull(ActionModal.Draw(CardVerbs.Resolve, model, "").ToJson()["submit"]);
    }
}
