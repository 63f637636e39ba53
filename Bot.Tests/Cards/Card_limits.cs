using SocialCareBot.Cards.AdaptiveCards;
using SocialCareBot.Cards.Models;

namespace SocialCareBot.Tests.Cards;

public sealed class Card_limits
{
    [Fact]
    public void A_quote_shows_a_thousand_characters_and_says_where_the_rest_is()
    {
        var card = CaseCard.Draw(SampleCards.Case(CardState.New) with { Quote = new string('w', 1500) });
        var quote = Quote(card);
        Assert.Equal(1000, quote.Inlines[0].Text.Length);
        Assert.Equal($"\n{PlainText.Cut}", quote.Inlines[1].Text);
    }

    [Fact]
    public void A_quote_of_a_thousand_characters_is_whole()
    {
        var quote = Quote(CaseCard.Draw(SampleCards.Case(CardState.New) with { Quote = new string('w', 1000) }));
        Assert.Equal(1000, Assert.Single(quote.Inlines).Text.Length);
    }

    [Theory]
    [InlineData("ab👩‍👩‍👧‍👦cd", 5, "ab")]
    [InlineData("abcd", 4, "abcd")]
    [InlineData("e\u0301e\u0301", 3, "e\u0301")]
    [InlineData("👍👍", 1, "")]
    public void A_text_is_cut_between_characters(string text, int most, string head) => Assert.Equal(head, PlainText.Head(text, most));

    [Fact]
    public void A_draft_too_long_for_a_form_is_not_cut_but_sent_to_the_web_desk()
    {
        var draft = new string('字', 6000);
        var write = ReplyForm.Draw(SampleCards.Reply(ReplyStep.Write) with { Text = draft });
        var preview = ReplyForm.Draw(SampleCards.Reply(ReplyStep.Preview) with { Text = draft });
        Assert.DoesNotContain("Input.Text", write.ToJson(), StringComparison.Ordinal);
        Assert.Null(write.Actions);
        Assert.DoesNotContain("\"Send\"", preview.ToJson(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData('字', 4600)]
    [InlineData('"', 7000)]
    [InlineData('w', 14_000)]
    public void The_longest_draft_a_form_holds_goes_back_whole(char letter, int count)
    {
        var draft = new string(letter, count);
        var card = ReplyForm.Draw(SampleCards.Reply(ReplyStep.Write) with
        {
            Text = draft,
            Quote = new string('字', 9000),
            Earlier = [.. Enumerable.Repeat(new EarlierMessage("Mira", new string('字', 2000)), 20)],
        });
        Assert.Equal(draft, card.Body.OfType<AdaptiveTextInput>().Single().Value);
        Assert.InRange(CardLimits.Bytes(card), 1, CardLimits.MostBytes);
    }

    [Theory]
    [MemberData(nameof(Golden_cards.Names), MemberType = typeof(Golden_cards))]
    public void No_set_of_buttons_is_longer_than_hosts_draw(string name)
    {
        foreach (var set in Sets(Golden_cards.Named(name).Body))
            Assert.InRange(set.Actions.Count, 1, CardLimits.MostActions);
    }

    private static AdaptiveRichTextBlock Quote(AdaptiveCard card) =>
        card.Body.OfType<AdaptiveContainer>().Select(field => field.Items[0]).OfType<AdaptiveRichTextBlock>().Last();

    private static IEnumerable<AdaptiveActionSet> Sets(IEnumerable<AdaptiveElement> elements) => elements.SelectMany(element => element switch
    {
        AdaptiveActionSet set => [set],
        AdaptiveContainer container => Sets(container.Items),
        AdaptiveColumnSet columns => columns.Columns.SelectMany(column => Sets(column.Items)),
        _ => [],
    });
}
