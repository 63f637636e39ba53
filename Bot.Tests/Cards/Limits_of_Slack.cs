using System.Text.Json.Nodes;
using SocialCareBot.Cards.BlockKit;
using SocialCareBot.Cards.Models;

namespace SocialCareBot.Tests.Cards;

/// <summary>Each limit of the checker is met by something one too large, and not by what is just within it.</summary>
public sealed class Limits_of_Slack
{
    private const string Divider = """{"type":"divider"}""";
    private const string Input = """{"type":"input","block_id":"text","label":LABEL,"element":{"type":"plain_text_input","action_id":"text"}}""";

    public static TheoryData<string, string, string> TooMuch => new()
    {
        { "50 blocks", Blocks(Repeat(50, Divider)), Blocks(Repeat(51, Divider)) },
        { "100 blocks in a view", Home(Repeat(100, Divider)), Home(Repeat(101, Divider)) },
        { "50 blocks in all", Message(Repeat(20, Divider), Repeat(30, Divider)), Message(Repeat(20, Divider), Repeat(31, Divider)) },
        { "a block at least", Home(Divider), Home("") },
        { "section.text 3000", Blocks(Section(3000)), Blocks(Section(3001)) },
        { "no empty text", Blocks(Section(1)), Blocks(Section(0)) },
        { "no blank text", Blocks(Section(1)), """{"text":"x","blocks":[{"type":"section","text":{"type":"plain_text","text":" "}}]}""" },
        { "10,000 in all", Blocks(Repeat(5, Section(2000))), Blocks(Repeat(5, Section(2001))) },
        { "header 150", Blocks(Header(150)), Blocks(Header(151)) },
        { "context 10", Blocks(Context(10)), Blocks(Context(11)) },
        { "actions 25", Blocks(Buttons(25)), Blocks(Buttons(26)) },
        { "button text 75", Blocks(Actions(Button(text: 75))), Blocks(Actions(Button(text: 76))) },
        { "button value 2000", Blocks(Actions(Button(value: 2000))), Blocks(Actions(Button(value: 2001))) },
        { "button style", Blocks(Actions(Button(style: "danger"))), Blocks(Actions(Button(style: "positive"))) },
        { "action_id 255", Blocks(Actions(Button(id: 255))), Blocks(Actions(Button(id: 256))) },
        { "action ids once", Blocks(Buttons(2)), Blocks(Actions($"{Button()},{Button()}")) },
        { "url 3000", Blocks(Link($"https://a.example/{Words(2982)}")), Blocks(Link($"https://a.example/{Words(2983)}")) },
        { "https", Blocks(Link("https://a.example/")), Blocks(Link("http://a.example/")) },
        { "encoded", Blocks(Link("https://a.example/%7C")), Blocks(Link("https://a.example/|")) },
        { "confirm title 100", Blocks(Actions(Confirm(100, 300, 30))), Blocks(Actions(Confirm(101, 300, 30))) },
        { "confirm text 300", Blocks(Actions(Confirm(100, 300, 30))), Blocks(Actions(Confirm(100, 301, 30))) },
        { "confirm buttons 30", Blocks(Actions(Confirm(100, 300, 30))), Blocks(Actions(Confirm(100, 300, 31))) },
        { "overflow 5", Blocks(Actions(Options("overflow", 5))), Blocks(Actions(Options("overflow", 6))) },
        { "overflow 2", Blocks(Actions(Options("overflow", 2))), Blocks(Actions(Options("overflow", 1))) },
        { "options 100", Blocks(Actions(Options("static_select", 100))), Blocks(Actions(Options("static_select", 101))) },
        { "radio buttons 10", Blocks(Actions(Options("radio_buttons", 10))), Blocks(Actions(Options("radio_buttons", 11))) },
        { "option text 75", Blocks(Actions(Options("overflow", 2, text: 75))), Blocks(Actions(Options("overflow", 2, text: 76))) },
        { "option value 75", Blocks(Actions(Options("overflow", 2, value: 75))), Blocks(Actions(Options("overflow", 2, value: 76))) },
        { "image alt 2000", Blocks(Image(2000)), Blocks(Image(2001)) },
        { "input label 2000", Modal(Labelled(2000)), Modal(Labelled(2001)) },
        { "max_length 3000", Modal(Field("\"max_length\":3000")), Modal(Field("\"max_length\":3001")) },
        { "initial value", Modal(Field($"\"max_length\":5,\"initial_value\":\"{Words(5)}\"")), Modal(Field($"\"max_length\":5,\"initial_value\":\"{Words(6)}\"")) },
        { "placeholder 150", Modal(Field($"\"placeholder\":{Plain(150)}")), Modal(Field($"\"placeholder\":{Plain(151)}")) },
        { "block ids once", Modal(Labelled(1)), Modal($"{Labelled(1)},{Labelled(1)}") },
        { "block_id 255", Modal(Labelled(1, Words(255))), Modal(Labelled(1, Words(256))) },
        { "an input has an id", Modal(Labelled(1)), Modal(Labelled(1).Replace("\"block_id\":\"text\",", "", StringComparison.Ordinal)) },
        { "modal title 24", Modal(Divider, title: 24), Modal(Divider, title: 25) },
        { "modal submit 24", Modal(Divider, submit: 24), Modal(Divider, submit: 25) },
        { "inputs need submit", Modal(Labelled(1)), Modal(Labelled(1), submit: 0) },
        { "metadata 3000", Modal(Divider, metadata: 3000), Modal(Divider, metadata: 3001) },
        { "callback_id 255", Modal(Divider, callback: 255), Modal(Divider, callback: 256) },
        { "text 300 beside blocks", Text(300, Divider), Text(301, Divider) },
        { "text 4000 alone", Text(4000), Text(4001) },
        { "an edit names both", """{"text":"x","blocks":[],"attachments":[]}""", """{"text":"","blocks":[],"attachments":[]}""" },
        { "text", Text(1), """{"blocks":[{"type":"divider"}]}""" },
        { "20 attachments", Attachments(20), Attachments(21) },
        { "colour", Attachments(1), Attachments(1).Replace("#2e8b57", "green!", StringComparison.Ordinal) },
        { "known blocks", Blocks(Divider), Blocks("""{"type":"video"}""") },
        { "words are plain", Blocks(Section(1)), Blocks(Section(1).Replace("plain_text", "mrkdwn", StringComparison.Ordinal)) },
        { "mentions of people", Blocks(User("U0ANA")), Blocks(User("S0CARE")) },
        { "no broadcast", Blocks(User("U0ANA")), Blocks(User("U0ANA").Replace("\"user\"", "\"broadcast\"", StringComparison.Ordinal)) },
        { "buttons in actions", Blocks(Actions(Button())), Blocks(Actions($$"""{"type":"plain_text_input","action_id":"a"}""")) },
    };

    [Theory]
    [MemberData(nameof(TooMuch))]
    public void One_more_is_too_much(string limit, string within, string beyond)
    {
        Assert.True(BlockLimits.Problems(JsonNode.Parse(within)!) is [], $"{limit}: {string.Join('\n', BlockLimits.Problems(JsonNode.Parse(within)!))}");
        Assert.NotEmpty(BlockLimits.Problems(JsonNode.Parse(beyond)!));
    }

    [Fact]
    public void A_problem_says_where_and_what() =>
        Assert.Equal(["blocks[1].text.text: 151 characters of 1 to 150"], BlockLimits.Problems(JsonNode.Parse(Blocks($"{Divider},{Header(151)}"))!));

    private static string Words(int length) => new('w', length);

    private static string Plain(int length) => $$"""{"type":"plain_text","text":"{{Words(length)}}"}""";

    private static string Repeat(int count, string what) => string.Join(',', Enumerable.Repeat(what, count));

    private static string Blocks(string blocks) => $$"""{"text":"x","blocks":[{{blocks}}]}""";

    private static string Text(int length, string? blocks = null) => $$"""{"text":"{{Words(length)}}"{{(blocks is null ? "" : $",\"blocks\":[{blocks}]")}}}""";

    private static string Message(string blocks, string attached) => $$"""{"text":"x","blocks":[{{blocks}}],"attachments":[{"color":"#2e8b57","blocks":[{{attached}}]}]}""";

    private static string Attachments(int count) => $$"""{"text":"x","attachments":[{{Repeat(count, $$"""{"color":"#2e8b57","blocks":[{{Divider}}]}""")}}]}""";

    private static string Home(string blocks) => $$"""{"type":"home","blocks":[{{blocks}}]}""";

    private static string Modal(string blocks, int title = 1, int submit = 1, int metadata = 0, int callback = 1) =>
        $$"""{"type":"modal","callback_id":"{{Words(callback)}}","private_metadata":"{{Words(metadata)}}","title":{{Plain(title)}},"blocks":[{{blocks}}]{{(submit > 0 ? $",\"submit\":{Plain(submit)}" : "")}}}""";

    private static string Section(int length) => $$"""{"type":"section","text":{{Plain(length)}}}""";

    private static string Header(int length) => $$"""{"type":"header","text":{{Plain(length)}}}""";

    private static string Context(int count) => $$"""{"type":"context","elements":[{{Repeat(count, Plain(1))}}]}""";

    private static string Actions(string elements) => $$"""{"type":"actions","elements":[{{elements}}]}""";

    private static string Buttons(int count) => Actions(string.Join(',', Enumerable.Range(1, count).Select(i => Button(id: i))));

    private static string Button(int text = 1, int value = 1, int id = 1, string style = "primary") =>
        $$"""{"type":"button","action_id":"{{Words(id)}}","text":{{Plain(text)}},"value":"{{Words(value)}}","style":"{{style}}"}""";

    private static string Confirm(int title, int text, int buttons) =>
        $$"""{"type":"button","action_id":"a","text":{{Plain(1)}},"confirm":{"title":{{Plain(title)}},"text":{{Plain(text)}},"confirm":{{Plain(buttons)}},"deny":{{Plain(buttons)}} } }""";

    private static string Options(string type, int count, int text = 1, int value = 1) =>
        $$"""{"type":"{{type}}","action_id":"a","options":[{{Repeat(count, $$"""{"text":{{Plain(text)}},"value":"{{Words(value)}}"}""")}}]}""";

    private static string Link(string url) => Rich($$"""{"type":"link","url":"{{url}}","text":"x"}""");

    private static string User(string id) => Rich($$"""{"type":"user","user_id":"{{id}}"}""");

    private static string Rich(string run) => $$"""{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{{run}}]}]}""";

    private static string Image(int alt) => $$"""{"type":"context","elements":[{"type":"image","image_url":"https://a.example/","alt_text":"{{Words(alt)}}"}]}""";

    private static string Labelled(int length, string id = "text") =>
        Input.Replace("LABEL", Plain(length), StringComparison.Ordinal).Replace("\"block_id\":\"text\"", $"\"block_id\":\"{id}\"", StringComparison.Ordinal);

    private static string Field(string more) => Labelled(1).Replace("\"action_id\":\"text\"", $"\"action_id\":\"text\",{more}", StringComparison.Ordinal);
}
