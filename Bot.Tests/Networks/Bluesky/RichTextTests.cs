using System.Text;
using System.Text.Json.Nodes;
using SocialCareBot.Networks.Bluesky;

namespace SocialCareBot.Tests.Networks.Bluesky;

public sealed class Links_in_a_text
{
    [Theory]
    [InlineData("see https://gridco.test/a.", "https://gridco.test/a")]
    [InlineData("👨‍👩‍👧 (https://gridco.test/wiki/A_(b)) done", "https://gridco.test/wiki/A_(b)")]
    [InlineData("ask @bob.test, please", "@bob.test")]
    [InlineData("é@no.test but .@yes.test", "@yes.test")]
    [InlineData("mail me at bob@gridco.test", null)]
    [InlineData("#Störung2026 heute!", "#Störung2026")]
    [InlineData("number #2026 is no tag", null)]
    [InlineData("https://gridco.test/#part/@bob.test", "https://gridco.test/#part/@bob.test")]
    [InlineData("https:// is nothing", null)]
    public void Are_found_where_a_reader_would_see_them(string text, string? expected) =>
        Assert.Equal(expected is null ? [] : [expected], RichText.Spans(text).Select(span => text.Substring(span.Start, span.Length)));

    [Fact]
    public void Stand_at_their_place_in_bytes_whatever_stands_before()
    {
        const string Text = "Grüße 👨‍👩‍👧‍👦 @bob.test: https://gridco.test/ü #Störung";

        var facets = RichText.Facets(Text, new Dictionary<string, string> { ["bob.test"] = "did:plc:bob" });

        var bytes = Encoding.UTF8.GetBytes(Text);
        Assert.Equal(["@bob.test", "https://gridco.test/ü", "#Störung"], facets.Select(facet =>
            Encoding.UTF8.GetString(bytes[(int)facet!["index"]!["byteStart"]!..(int)facet["index"]!["byteEnd"]!])));
        Assert.Equal("did:plc:bob", (string?)facets[0]!["features"]![0]!["did"]);
        Assert.Equal("Störung", (string?)facets[2]!["features"]![0]!["tag"]);
    }

    [Fact]
    public void A_mention_of_nobody_known_is_left_as_text() =>
        Assert.Empty(RichText.Facets("hello @nobody.test", new Dictionary<string, string>(StringComparer.Ordinal)));
}
