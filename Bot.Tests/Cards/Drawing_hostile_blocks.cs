using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SocialCareBot.Cards.BlockKit;
using SocialCareBot.Cards.Models;
using SocialCareBot.Tests.House;

namespace SocialCareBot.Tests.Cards;

/// <summary>Foreign words in every place of every drawing for Slack: within the limits, and nothing in them works.</summary>
public sealed partial class Drawing_hostile_blocks
{
    public static TheoryData<int> Indexes => HostileText.Indexes;

    [Theory, Fault(33)]
    [MemberData(nameof(Indexes))]
    public void Every_drawing_fits_and_is_inert(int index)
    {
        foreach (var (name, json) in Everywhere(HostileText.All[index]))
        {
            Assert.True(BlockLimits.Problems(json) is [], $"{name}: {string.Join('\n', BlockLimits.Problems(json))}");
            Assert.Empty(Golden_blocks.JudgedByFake(json));
            Assert.Empty(BlockWords.Of(json, "mrkdwn", "broadcast", "user", "usergroup", "channel", "date", "emoji", "markdown"));
            Assert.DoesNotContain("\"emoji\":true", json.ToJsonString(), StringComparison.Ordinal);
            foreach (var (member, text) in BlockWords.Strings(json))
                AssertInert(member, text);
            AssertPlain(json["text"]);
        }
    }

    [Fact]
    public void A_quote_keeps_the_words_as_they_were_written()
    {
        const string words = "*really* <@U0ANA> <!channel> :boom: & <https://evil.example|bank> _since_ 6\nfix it";
        Assert.Contains(words, BlockWords.Strings(CaseBlocks.Draw(SampleCards.Case(CardState.New) with { Quote = words }).ToJson()).Select(each => each.Text));
    }

    [Theory]
    [InlineData("U0ANA", "U0ANA")]
    [InlineData("W012A3CDE", "W012A3CDE")]
    [InlineData("u0ana", null)]
    [InlineData("U0", null)]
    [InlineData("29:ana", null)]
    [InlineData("U0ANA>", null)]
    [InlineData("U0ANA\n", null)]
    [InlineData("S0CARE", null)]
    [InlineData("!channel", null)]
    [InlineData(null, null)]
    public void Only_a_user_id_is_mentioned(string? address, string? id)
    {
        Assert.Equal(id, BlockMarkup.User(address));
        var nag = NagBlocks.Draw(SampleCards.Nag with { To = [new(address ?? "", "Ana")] });
        Assert.Equal(id is null ? [] : new[] { id }, BlockWords.Of(nag.ToJson(), "user").Select(user => BlockWords.Text(user, "user_id")));
        Assert.StartsWith(id is null ? "Ana, C-128" : $"<@{id}>, C-128", nag.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://social.example/a b|c>d<e\"f", "https://social.example/a%20b%7Cc%3Ed%3Ce%22f")]
    [InlineData("https://social.example/ä?q=|", "https://social.example/%C3%A4?q=%7C")]
    [InlineData("http://social.example/", null)]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("//social.example/", null)]
    [InlineData("slack://channel", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Only_encoded_https_addresses_open(string? url, string? address) => Assert.Equal(address, BlockMarkup.Url(url));

    [Fact]
    public void An_old_copy_has_no_buttons_and_says_where_the_live_card_is()
    {
        var json = CaseBlocks.Draw(SampleCards.Case(CardState.New) with { LiveCardUrl = "https://team.slack.example/archives/C1/p1" }).ToJson();
        Assert.Empty(BlockWords.Of(json, "actions"));
        Assert.Contains("https://team.slack.example/archives/C1/p1", BlockWords.Of(json, "link").Select(link => BlockWords.Text(link, "url")));
    }

    [Fact]
    public void A_card_without_pictures_says_the_rest()
    {
        var card = CaseBlocks.Draw(SampleCards.Case(CardState.New));
        var bare = card.WithoutPictures().ToJson();
        Assert.Empty(BlockWords.Of(bare, "image"));
        Assert.Equal(BlockWords.Shown(card.ToJson()), BlockWords.Shown(bare));
        Assert.Empty(BlockLimits.Problems(bare));
    }

    private static IEnumerable<(string Name, JsonObject Json)> Everywhere(string text) =>
    [
        .. HostileBlocks.Messages(text).Select(each => (each.Name, each.Message.ToJson())),
        .. HostileBlocks.Views(text).Select(each => (each.Name, each.View.ToJson())),
    ];

    private static void AssertInert(string member, string text)
    {
        // The agent's own draft goes back into its field as it came.
        if (member is "initial_value")
            return;
        Assert.DoesNotMatch(Hidden(), text);
        if (member is "url" or "image_url")
            Assert.StartsWith("https://", text, StringComparison.Ordinal);
    }

    /// <summary>The notification's text is the one place where Slack reads markup.</summary>
    private static void AssertPlain(JsonNode? text)
    {
        if (text?.GetValue<string>() is not { } words)
            return;
        Assert.DoesNotContain('<', words);
        Assert.DoesNotContain('>', words);
        Assert.DoesNotMatch(BareAmpersand(), words);
        Assert.DoesNotMatch(BareFormatting(), words);
        Assert.DoesNotContain("://", words, StringComparison.Ordinal);
        Assert.DoesNotMatch(EmojiCode(), words);
    }

    [GeneratedRegex("&(?!amp;|lt;|gt;)", RegexOptions.None, 1000)]
    private static partial Regex BareAmpersand();

    [GeneratedRegex("(?<!\u2060)[*_~`]|[*_~`](?!\u2060)", RegexOptions.None, 1000)]
    private static partial Regex BareFormatting();

    [GeneratedRegex("(?<![0-9]):[a-z0-9_+-]+:", RegexOptions.None, 1000)]
    private static partial Regex EmojiCode();

    [GeneratedRegex(@"[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u206F\uFEFF\uFFF9-\uFFFB]", RegexOptions.None, 1000)]
    private static partial Regex Hidden();
}
