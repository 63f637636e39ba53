using System.Text;
using SocialCareBot.Cases;
using SocialCareBot.Networks;

namespace SocialCareBot.Tests.Networks;

public sealed class Foreign_text
{
    [Theory]
    [InlineData("""{"t":"a\ud800b"}""", "a\uFFFDb")]
    [InlineData("""{"t":"a\udc00\ud800"}""", "a\uFFFD\uFFFD")]
    [InlineData("""{"t":"a\u0000b"}""", "a\uFFFDb")]
    [InlineData("""{"t":"\ud83d\ude00"}""", "😀")]
    [InlineData("""{"t":"\"\\\/\n\t\u00e9"}""", "\"\\/\n\té")]
    [InlineData("""{"\ud800":1,"t":"fine"}""", "fine")]
    [InlineData("""{"t":3}""", null)]
    [InlineData("""{}""", null)]
    public void What_is_not_unicode_becomes_the_replacement_letter(string json, string? expected) =>
        Assert.Equal(expected, ForeignJson.Parse(Encoding.UTF8.GetBytes(json))!.Value.Text("t"));

    [Fact]
    public void Broken_utf8_is_repaired() =>
        Assert.Equal("a\uFFFDb", ForeignJson.Parse((byte[])[.. "{\"t\":\"a"u8, 0xC0, .. "b\"}"u8])!.Value.Text("t"));

    [Fact]
    public void Deep_nesting_beside_the_text_does_no_harm()
    {
        var json = $$"""{"deep":{{new string('[', 10_000)}}{{new string(']', 10_000)}},"t":"fine"}""";

        Assert.Equal("fine", ForeignJson.Parse(Encoding.UTF8.GetBytes(json))!.Value.Text("t"));
    }

    [Fact]
    public void Text_without_fault_is_not_copied() => Assert.Same("fine 😀", Letters.Repair("fine 😀"));

    [Fact]
    public void What_is_no_json_is_null() => Assert.Null(ForeignJson.Parse("<html>"u8.ToArray()));
}
