using SocialCareBot.Cards.AdaptiveCards;
using SocialCareBot.Cards.Models;

namespace SocialCareBot.Tests.Cards;

public sealed class States_and_buttons
{
    public static TheoryData<CardState> States => [.. Enum.GetValues<CardState>()];

    [Theory]
    [MemberData(nameof(States))]
    public void Every_state_has_a_colour_and_a_word(CardState state)
    {
        var look = CardStates.Look(state, priority: 3);
        Assert.NotEmpty(look.Word);
        var card = CaseCard.Draw(SampleCards.Case(state) with { Priority = 3 });
        Assert.Contains($"\"{look.Word}\"", card.ToJson(), StringComparison.Ordinal);
        Assert.NotNull(Assert.IsType<AdaptiveContainer>(card.Body[0]).Style);
    }

    [Fact]
    public void No_two_states_share_a_word() =>
        Assert.Equal(Enum.GetValues<CardState>().Length, Enum.GetValues<CardState>().Select(state => CardStates.Look(state, 1).Word).Distinct().Count());

    [Theory]
    [InlineData(1, CardTone.Attention)]
    [InlineData(2, CardTone.Attention)]
    [InlineData(3, CardTone.Default)]
    [InlineData(4, CardTone.Default)]
    public void A_new_case_asks_for_attention_when_it_is_urgent(int priority, CardTone tone) => Assert.Equal(tone, CardStates.Look(CardState.New, priority).Tone);

    [Theory]
    [InlineData(CardState.New, "Claim Reply Escalate", "Release Note Assign Snooze Resolve Reclassify Why this deadline?")]
    [InlineData(CardState.Claimed, "Reply Escalate Why this deadline?", "Release Claim Note Assign Snooze Resolve Reclassify")]
    [InlineData(CardState.Waiting, "Resolve Reply Why this deadline?", "Release Escalate Claim Note Assign Snooze Reclassify")]
    [InlineData(CardState.Deleted, "Resolve:gone Reply Why this deadline?", "Release Escalate Claim Note Assign Snooze Reclassify")]
    public void Buttons_stand_in_the_order_of_their_use(CardState state, string visible, string more)
    {
        var arranged = ButtonOrder.Arrange(state, CardVerbs.OfCase.Except([CardVerbs.Undo, CardVerbs.Retry, CardVerbs.Sent, CardVerbs.Reopen]).ToList());
        Assert.Equal(visible, string.Join(' ', arranged.Visible.Select(button => button.Title.Replace(": ", ":", StringComparison.Ordinal))));
        Assert.Equal(more, string.Join(' ', arranged.More.Select(button => button.Title)));
    }

    [Theory]
    [MemberData(nameof(States))]
    public void Every_offered_verb_is_shown_once_and_at_most_one_is_primary(CardState state)
    {
        var arranged = ButtonOrder.Arrange(state, [.. CardVerbs.OfCase]);
        var all = arranged.Visible.Concat(arranged.More).ToList();
        Assert.Equal(CardVerbs.OfCase.Order(), all.Select(button => button.Verb).Order());
        Assert.InRange(arranged.Visible.Count, 1, ButtonOrder.MostVisible);
        Assert.Equal(state is CardState.Resolved ? 0 : 1, all.Count(button => button.Primary));
    }

    [Fact]
    public void A_state_that_offers_only_seldom_verbs_still_shows_them()
    {
        var arranged = ButtonOrder.Arrange(CardState.Sending, [CardVerbs.Note, CardVerbs.Escalate]);
        Assert.Equal(["Escalate", "Note"], arranged.Visible.Select(button => button.Title));
        Assert.Empty(arranged.More);
    }

    [Fact]
    public void An_old_copy_has_no_buttons()
    {
        var json = CaseCard.Draw(SampleCards.Case(CardState.New) with { LiveCardUrl = "https://teams.example/m/1" }).ToJson();
        Assert.DoesNotContain("Action.Execute", json, StringComparison.Ordinal);
        Assert.Contains("https://teams.example/m/1", json, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Golden_cards.Names), MemberType = typeof(Golden_cards))]
    public void Every_press_on_a_case_carries_case_version_and_nonce(string name)
    {
        // A hand-over is about several cases.
        if (name.StartsWith("handover", StringComparison.Ordinal) || name.StartsWith("picker", StringComparison.Ordinal) || name.StartsWith("open-case", StringComparison.Ordinal))
            return;
        foreach (var data in Presses.Of(Golden_cards.Named(name).ToElement()))
        {
            Assert.Equal("0193c5a0-7c00-7000-8000-000000000128", data.GetProperty("case").GetString());
            Assert.Equal(7, data.GetProperty("version").GetInt32());
            Assert.Equal("n-0193c5a0", data.GetProperty("nonce").GetString());
            Assert.NotEmpty(data.GetProperty("verb").GetString()!);
        }
    }

    [Fact]
    public void A_form_without_choices_is_not_drawn_but_resolve_still_works()
    {
        var json = CaseCard.Draw(SampleCards.Case(CardState.New) with { Choices = new() }).ToJson();
        Assert.DoesNotContain("\"Assign\"", json, StringComparison.Ordinal);
        Assert.Contains("\"Resolve\"", json, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Golden_cards.Names), MemberType = typeof(Golden_cards))]
    public void A_dialog_has_only_submit_buttons(string name)
    {
        if (name.StartsWith("reply", StringComparison.Ordinal) || name.StartsWith("picker", StringComparison.Ordinal) || name.StartsWith("open-case", StringComparison.Ordinal))
            Assert.DoesNotContain("Action.Execute", Golden_cards.Named(name).ToJson(), StringComparison.Ordinal);
    }
}
