using System.Text.Json;
using System.Text.RegularExpressions;
using SocialCareBot.Cards.AdaptiveCards;
using SocialCareBot.Cards.Models;
using SocialCareBot.Tests.House;

namespace SocialCareBot.Tests.Cards;

public sealed partial class Drawing_hostile_text
{
    public static TheoryData<int> Indexes => HostileText.Indexes;

    [Theory, Fault(33)]
    [MemberData(nameof(Indexes))]
    public void Every_card_stays_light_and_inert(int index)
    {
        foreach (var card in Everywhere(HostileText.All[index]))
        {
            Assert.InRange(CardLimits.Bytes(card), 1, CardLimits.MostBytes);
            foreach (var (property, text) in Strings(card.ToElement()))
                AssertInert(property, text);
        }
    }

    [Theory]
    [MemberData(nameof(Indexes))]
    public void An_escaped_text_has_no_bare_markup(int index)
    {
        var escaped = AdaptiveText.Escape(HostileText.All[index]);
        Assert.DoesNotContain('<', escaped);
        Assert.DoesNotMatch(BareMarkup(), escaped);
        Assert.DoesNotMatch(BareAmpersand(), escaped);
    }

    [Theory]
    [MemberData(nameof(Indexes))]
    public void Clean_text_has_nothing_hidden(int index) =>
        Assert.DoesNotMatch(Hidden(), PlainText.Clean(HostileText.All[index]));

    [Fact]
    public void The_corpus_is_large() => Assert.True(HostileText.All.Count >= 60, $"{HostileText.All.Count} strings");

    [Fact]
    public void A_quote_keeps_the_words_as_they_were_written()
    {
        const string words = "*really* [out](https://a.example) & <dark> _since_ 6\nfix it";
        Assert.Contains(words, Strings(CaseCard.Draw(SampleCards.Case(CardState.New) with { Quote = words }).ToElement()).Select(s => s.Text));
    }

    [Fact]
    public void Braces_are_broken_with_a_word_joiner() =>
        Assert.Equal("{\u2060{\u2060{DATE(x)}}", AdaptiveText.Literal("{{{DATE(x)}}"));

    [Fact]
    public void A_mention_stands_in_its_card_letter_for_letter()
    {
        var card = NagCard.Draw(SampleCards.Nag with { To = [new("29:x", "</at>*Ana* <b> \"O'Neil\"")] });
        var mention = Assert.Single(card.MsTeams!.Entities!);
        Assert.Equal("<at>/atAna b O'Neil</at>", mention.Text);
        Assert.Contains(mention.Text, Assert.IsType<AdaptiveTextBlock>(card.Body[0]).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("//evil.example/")]
    [InlineData("not a url")]
    [InlineData("")]
    [InlineData(null)]
    public void Only_web_addresses_open(string? url) => Assert.Null(AdaptiveText.Url(url));

    private static IEnumerable<AdaptiveCard> Everywhere(string text)
    {
        foreach (var state in new[] { CardState.New, CardState.Held, CardState.Resolved })
            yield return CaseCard.Draw(SampleCards.Case(state) with
            {
                PriorityAndTopic = text,
                CustomerName = text,
                CustomerLine = text,
                Quote = text,
                MediaLine = text,
                StandLine = text,
                DeadlineLine = text,
                Rule = text,
                Notice = text,
                PostUrl = text,
                AvatarUrl = text,
                CaseUrl = text,
                Thumbs = [.. Enumerable.Repeat(new CardImage("https://media.example/a.png", text), 40)],
                Choices = SampleCards.Choices with { People = [.. Enumerable.Range(0, 300).Select(i => new CardChoice($"p{i}", text))] },
            });
        foreach (var step in Enum.GetValues<ReplyStep>())
            yield return ReplyForm.Draw(SampleCards.Reply(step) with
            {
                Banner = text,
                Quote = text,
                Text = text,
                Counter = text,
                Signature = text,
                PrivateNotPossible = text,
                Error = text,
                LinksLine = text,
                CostLine = text,
                Closing = text,
                Earlier = [.. Enumerable.Repeat(new EarlierMessage(text, text), 200)],
                Findings = [.. Enumerable.Repeat(new ReplyFinding(text), 30)],
                Suggestions = [.. Enumerable.Repeat(new ReplySuggestion("s", text, text), 30)],
            });
        yield return CasePicker.Draw(SampleCards.Picker with { Error = text, Cases = [.. Enumerable.Range(0, 300).Select(i => new CardChoice($"c{i}", text))] });
        yield return NagCard.Draw(SampleCards.Nag with { Text = text, To = [.. Enumerable.Repeat(new CardPerson("29:x", text), 40)] });
        yield return NagCard.Draw(SampleCards.Nag with { Outcome = $"Done. {text}" });
        yield return AlertCard.Draw(SampleCards.Alert with { Headline = text, Why = text, CustomerName = text, CustomerLine = text, Quote = text });
        yield return AlertCard.Draw(SampleCards.Alert with { Outcome = text, Quote = text });
        yield return ManagerCard.Draw(SampleCards.Manager with { Headline = text, Why = text, LadderLine = text, CustomerName = text, CustomerLine = text, Quote = text, Notice = text, LogLines = [.. Enumerable.Repeat(text, 50)] });
        yield return HandOverCard.Draw(new HandOverModel { Title = text, Text = text, Sources = [.. Enumerable.Repeat(text, 20)], Items = [.. Enumerable.Repeat(SampleCards.HandOver.Items[0] with { Title = text, Text = text, Lines = [text, text, text] }, 300)] });
        yield return NoticeCard.Draw(new NoticeModel { Title = text, Text = text, Rows = [.. Enumerable.Repeat(new NoticeRow(text, text, text), 300)] });
    }

    private static void AssertInert(string property, string text)
    {
        // The agent's own draft goes back into its field as it came.
        if (property is "value")
            return;
        Assert.DoesNotMatch(Hidden(), text);
        if (property is not "fallbackText")
            Assert.DoesNotContain("{{", text, StringComparison.Ordinal);
        if (property is "url")
            Assert.StartsWith("http", text, StringComparison.Ordinal);
    }

    private static IEnumerable<(string Property, string Text)> Strings(JsonElement element, string property = "") => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Strings(member.Value, member.Name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(item => Strings(item, property)),
        JsonValueKind.String => [(property, element.GetString()!)],
        _ => [],
    };

    [GeneratedRegex(@"(?<!\\)(?:\\\\)*[`*_{}\[\]()#+\-.!~>|]", RegexOptions.None, 1000)]
    private static partial Regex BareMarkup();

    [GeneratedRegex("&(?!amp;|lt;)", RegexOptions.None, 1000)]
    private static partial Regex BareAmpersand();

    [GeneratedRegex(@"[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u206F\uFEFF]", RegexOptions.None, 1000)]
    private static partial Regex Hidden();
}
