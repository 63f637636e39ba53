using System.Text.Json.Nodes;
using SocialCareBot.Cards.AdaptiveCards;
using SocialCareBot.Cards.BlockKit;
using SocialCareBot.Cards.Models;
using SocialCareBot.Tests.Cases;
using FormChoices = SocialCareBot.Desk.FormChoices;

namespace SocialCareBot.Tests.Cards;

/// <summary>The Adaptive Card and the Slack message of one model say the same and offer the same, in the same order.</summary>
public sealed class Same_words_on_both_fronts
{
    private static readonly Dictionary<string, CaseCardModel> Cases = SampleCards.CaseCards().ToDictionary(card => card.Name, card => card.Card);
    private static readonly Dictionary<string, ReplyFormModel> Forms = SampleCards.Replies().ToDictionary(form => form.Name, form => form.Form);

    public static TheoryData<string> CaseNames => [.. Cases.Keys];

    public static TheoryData<string> FormNames => [.. Forms.Keys];

    public static TheoryData<CardState> States => [.. Enum.GetValues<CardState>()];

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void A_case_card_says_the_same(string name)
    {
        var model = Cases[name];
        AssertSay(
            Adaptive(CaseCard.Draw(model)),
            CaseBlocks.Draw(model).ToJson(),
            model.PriorityAndTopic, model.Number, CardStates.Look(model.State, model.Priority).Word, model.DeadlineLine, model.StandLine, model.Notice,
            PlainText.Line(model.CustomerName, 400), PlainText.Line(model.CustomerLine, 400), model.Practice ? "PRACTICE" : null, model.MediaLine,
            PlainText.Head(PlainText.Paragraphs(model.Quote), 1000).TrimEnd(), model.Quote.Length > 1000 ? PlainText.Cut : null,
            BlockMarkup.Url(model.PostUrl) is null ? null : "Open post", "Open case", model.LiveCardUrl is null ? null : "Open the live card",
            model.Rule is null ? null : $"Sorted by rule: {model.Rule}");
    }

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void A_case_card_offers_the_same_buttons_in_the_same_order(string name)
    {
        var model = Cases[name];
        var (card, message) = (Adaptive(CaseCard.Draw(model)), CaseBlocks.Draw(model).ToJson());
        Assert.Equal(BlockWords.CardPresses(card), BlockWords.Presses(message));
        Assert.Equal(
            BlockWords.Of(card, "Action.Execute", "Action.Submit", "Action.ShowCard").Where(action => BlockWords.Text(action, "style") is "positive").Select(action => BlockWords.Text(action, "title")),
            BlockWords.Of(message, "button").Where(button => BlockWords.Text(button, "style") is "primary").Select(button => button["text"]!["text"]!.GetValue<string>()));
    }

    /// <summary>The states of the core, and what it really offers in them.</summary>
    [Theory]
    [MemberData(nameof(Offering_buttons.States), MemberType = typeof(Offering_buttons))]
    public void Whatever_state_a_case_is_in_the_same_is_offered_in_three_buttons_and_a_menu(string name)
    {
        var shown = Every.State[name];
        var state = Enum.Parse<CardState>(shown.Face.ToString());
        var arranged = ButtonOrder.Arrange(state, [.. shown.Offers.Select(FormChoices.Id)]);
        var model = SampleCards.Case(state) with { Visible = arranged.Visible, More = arranged.More };
        var message = CaseBlocks.Draw(model).ToJson();
        Assert.Equal(shown.Offers.Count, BlockWords.Presses(message).Count());
        Assert.Equal(BlockWords.CardPresses(Adaptive(CaseCard.Draw(model))), BlockWords.Presses(message));
        // One entry behind More needs no menu.
        Assert.InRange(BlockWords.Of(message, "button").Count(), 1, ButtonOrder.MostVisible + (arranged.More.Count == 1 ? 1 : 0));
    }

    [Theory]
    [MemberData(nameof(States))]
    public void A_state_has_the_bar_of_its_tone(CardState state)
    {
        foreach (var priority in new[] { 1, 3 })
        {
            var model = SampleCards.Case(state) with { Priority = priority };
            var style = BlockWords.Of(Adaptive(CaseCard.Draw(model)), "Container").Select(field => BlockWords.Text(field, "style")).First();
            var tone = CardStates.Look(state, priority).Tone;
            Assert.Equal(tone is CardTone.Default ? "emphasis" : tone.ToString().ToLowerInvariant(), style);
            Assert.Equal(BlockColors.Of(tone), CaseBlocks.Draw(model).ToJson()["attachments"]![0]!["color"]!.GetValue<string>());
        }
    }

    [Fact]
    public void No_two_tones_share_a_colour() =>
        Assert.Equal(Enum.GetValues<CardTone>().Length, Enum.GetValues<CardTone>().Select(BlockColors.Of).Distinct().Count());

    [Theory]
    [MemberData(nameof(FormNames))]
    public void The_reply_form_says_the_same(string name)
    {
        var model = Forms[name];
        var (card, view) = (Adaptive(ReplyForm.Draw(model)), ReplyModal.Draw(model, "").ToJson());
        var write = model.Step is ReplyStep.Write;
        string?[] both = model.Step is ReplyStep.Closed ? [model.Closing] : [model.Banner, model.Error, model.Counter, .. model.Findings.Select(finding => finding.Text), model.LinksLine, model.CostLine];
        AssertSay(card, view, [.. both, .. write ? model.Earlier.Select(message => message.Text).Append(model.Quote).Append($"ends with {model.Signature}") : []]);
        AssertSay(card, view, write || model.Step is ReplyStep.Closed ? null : model.Text);
        var submit = (card["actions"] as JsonArray)?.Select(action => BlockWords.Text(action!.AsObject(), "title")).FirstOrDefault(title => title is not "Back");
        Assert.Equal(submit, view["submit"]?["text"]?.GetValue<string>());
    }

    [Fact]
    public void A_nag_says_and_offers_the_same()
    {
        foreach (var model in new[] { SampleCards.Nag, SampleCards.Nag with { Outcome = "Ana handed it back (10:35)." } })
        {
            var (card, message) = (Adaptive(NagCard.Draw(model)), NagBlocks.Draw(model).ToJson());
            Assert.Equal(BlockWords.CardPresses(card), BlockWords.Presses(message));
            Assert.Contains(model.Outcome ?? model.Text, BlockWords.Shown(message), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_managers_card_says_and_offers_the_same()
    {
        foreach (var model in new[] { SampleCards.Manager, SampleCards.Manager with { Outcome = "You took it at 10:52.", Notice = "Busy. Press again." } })
        {
            var (card, message) = (Adaptive(ManagerCard.Draw(model)), ManagerBlocks.Draw(model).ToJson());
            Assert.Equal(BlockWords.CardPresses(card), BlockWords.Presses(message));
            AssertSay(card, message, [model.Headline, model.PriorityAndTopic, model.Number, model.Why, model.LadderLine, model.CustomerName, model.CustomerLine, model.Quote, model.Outcome, model.Notice, .. model.LogLines]);
        }
    }

    [Fact]
    public void An_alert_says_and_offers_the_same()
    {
        foreach (var model in new[] { SampleCards.Alert, SampleCards.Alert with { Outcome = "Acknowledged by Ana 02:11" } })
        {
            var (card, message) = (Adaptive(AlertCard.Draw(model)), AlertBlocks.Draw(model).ToJson());
            Assert.Equal(BlockWords.CardPresses(card), BlockWords.Presses(message));
            AssertSay(card, message, model.Headline, model.Number, model.Outcome ?? model.Why, model.CustomerName, model.CustomerLine, model.Quote, "Open post", "Open case");
        }
    }

    [Fact]
    public void A_hand_over_says_and_offers_the_same()
    {
        foreach (var model in new[] { SampleCards.HandOver, SampleCards.HandedOver })
        {
            var (card, message) = (Adaptive(HandOverCard.Draw(model)), HandOverBlocks.Draw(model).ToJson());
            Assert.Equal(BlockWords.CardPresses(card), BlockWords.Presses(message));
            AssertSay(card, message, [model.Title, model.Text, .. model.Items.SelectMany(item => item.Lines.Append(item.Title).Append(item.Text).Append(item.Outcome)), .. model.Sources]);
        }
    }

    [Fact]
    public void A_notice_says_the_same() => AssertSay(
        Adaptive(NoticeCard.Draw(SampleCards.Queue)),
        NoticeBlocks.Draw(SampleCards.Queue).ToJson(),
        ["4 more", SampleCards.Queue.Text, SampleCards.Queue.LinkTitle, .. SampleCards.Queue.Rows.SelectMany(row => new[] { row.Lead, row.Text })]);

    [Fact]
    public void The_small_forms_ask_for_the_same()
    {
        var model = SampleCards.Case(CardState.New);
        var card = Adaptive(CaseCard.Draw(model));
        var asked = BlockWords.Of(card, "Input.Text", "Input.ChoiceSet").Select(input => (BlockWords.Text(input, "id"), BlockWords.Text(input, "label")?.Replace(" (may stay empty)", "", StringComparison.Ordinal))).Distinct().Order();
        var verbs = new[] { CardVerbs.Note, CardVerbs.Escalate, CardVerbs.Snooze, CardVerbs.Resolve, CardVerbs.Reclassify };
        var inSlack = verbs.SelectMany(verb => BlockWords.Of(ActionModal.Draw(verb, model, "").ToJson(), "input"))
            .Select(input => (BlockWords.Text(input, "block_id"), input["label"]!["text"]?.GetValue<string>())).Order();
        Assert.Equal(asked, inSlack);
    }

    private static JsonNode Adaptive(AdaptiveCard card) => JsonNode.Parse(card.ToJson())!;

    private static void AssertSay(JsonNode card, JsonObject drawing, params string?[] lines)
    {
        var onCard = string.Join('\n', BlockWords.Strings(card).Select(each => each.Text)).Replace("\u2060", "", StringComparison.Ordinal);
        var inSlack = BlockWords.Shown(drawing);
        foreach (var line in lines.Where(line => !string.IsNullOrEmpty(line)))
        {
            Assert.Contains(line!, onCard, StringComparison.Ordinal);
            Assert.Contains(line!, inSlack, StringComparison.Ordinal);
        }
    }
}
