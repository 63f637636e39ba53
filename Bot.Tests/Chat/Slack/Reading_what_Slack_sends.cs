using System.Text.Json;
using SocialCareBot.Chat.Slack;

namespace SocialCareBot.Tests.Chat.Slack;

/// <summary>Payloads as Slack makes them, and as nobody should: read without a fault.</summary>
public sealed class Reading_what_Slack_sends
{
    private const string Press =
        """
        {"type":"block_actions","team":{"id":"T1","domain":"care"},"user":{"id":"U1","username":"ana","team_id":"T1"},"trigger_id":"1.2.3",
         "container":{"type":"message_attachment","message_ts":"1700.000100","channel_id":"C1","thread_ts":"1699.5","is_ephemeral":false,"attachment_id":1},
         "channel":{"id":"C1","name":"care"},"message":{"ts":"1700.000100","text":"x"},"response_url":"https://hooks.slack.com/actions/1",
         "actions":[{"type":"button","action_id":"claim","block_id":"b","value":"v"},{"type":"overflow","action_id":"more","selected_option":{"value":"note:1:2"}}]}
        """;

    private const string Submission =
        """
        {"type":"view_submission","team":{"id":"T1"},"user":{"id":"W9","name":"bo","team_id":"T2"},"view":{"id":"V1","type":"modal","callback_id":"reply","private_metadata":"m",
         "state":{"values":{"text":{"text":{"type":"plain_text_input","value":"A & B <c>"}},"audience":{"audience":{"type":"radio_buttons","selected_option":{"value":"public"}}},
         "assignTo":{"assignTo":{"type":"static_select","selected_option":null}},"snoozeFor":{"snoozeFor":{"type":"plain_text_input","value":null}}}}}}
        """;

    [Fact]
    public void A_press_names_who_where_and_what()
    {
        var payload = Json(Press);
        Assert.Equal(new SlackOrigin("T1", "U1", "T1", "ana", "C1"), SlackOrigin.OfInteraction(payload));
        Assert.Equal([new SlackAction("claim", "v"), new SlackAction("more", "note:1:2")], SlackAction.Of(payload));
        Assert.Equal(new SlackSpot("C1", "1700.000100", "1699.5", false), SlackSpot.Of(payload));
        Assert.Equal("C1/1700.000100", SlackSpot.Of(payload).Reference);
        Assert.Null(SlackView.Of(payload));
    }

    [Fact]
    public void A_submission_brings_what_was_typed_and_chosen_and_nothing_of_what_was_left_empty()
    {
        var view = SlackView.Of(Json(Submission))!;
        Assert.Equal(("V1", "reply", "m", false), (view.Id, view.Kind, view.Metadata, view.IsHome));
        Assert.Equal([("audience", "public"), ("text", "A & B <c>")], view.Inputs.Select(input => (input.Key, input.Value)).Order());
        Assert.True(SlackOrigin.OfInteraction(Json(Submission))!.IsForeign);
    }

    [Fact]
    public void Where_the_team_is_missing_the_view_says_where_the_app_is_installed()
    {
        var payload = Json("""{"team":null,"user":{"id":"U1","team_id":"T7"},"view":{"id":"V1","app_installed_team_id":"T1"}}""");
        Assert.Equal(("T1", "T7"), (SlackOrigin.OfInteraction(payload)!.Team, SlackOrigin.OfInteraction(payload)!.UserTeam));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("17")]
    [InlineData("{}")]
    [InlineData("""{"user":7,"team":[],"view":"V","actions":{"action_id":1},"container":null}""")]
    [InlineData("""{"user":{"id":{}},"team":{"id":"T1"},"view":{"id":"V1","state":{"values":[1,{"x":2}]}},"actions":[1,null,{"action_id":5},{"value":"v"}]}""")]
    public void Whatever_else_comes_is_nobody_pressing_nothing(string json)
    {
        var payload = Json(json);
        Assert.Null(SlackOrigin.OfInteraction(payload));
        Assert.Null(SlackOrigin.OfCommand(payload));
        Assert.Null(SlackOrigin.OfEvent(payload));
        Assert.Empty(SlackAction.Of(payload));
        Assert.Null(SlackSpot.Of(payload).Reference);
        Assert.Empty(SlackView.Of(payload)?.Inputs ?? new Dictionary<string, string>());
    }

    [Fact]
    public void Letters_that_no_database_takes_are_repaired_in_a_form_as_in_json()
    {
        var origin = SlackOrigin.OfCommand(SlackBody.Form("team_id=T1%00&user_id=%00U1&user_name=a%00&channel_id=C%ED%A0%80"u8))!;
        Assert.Equal(("T1\uFFFD", "\uFFFDU1"), (origin.Team, origin.User));
        Assert.DoesNotContain('\0', origin.ToString());
    }

    [Theory]
    [InlineData("route here care", "route here care")]
    [InlineData("  \u201Ccase C-1\u201D ", "case C-1")]
    [InlineData("case \u2018C-1\u2019", "case C-1")]
    [InlineData("route here <#C012|care>", "route here #care")]
    [InlineData("link &lt;3 &amp;amp;", "link <3 &amp;")]
    [InlineData("<@U1|ana> and <@U2>", "@ana and @U2")]
    [InlineData(null, "")]
    public void A_command_is_what_the_person_typed(string? text, string expected) => Assert.Equal(expected, SlackText.Command(text));

    [Theory]
    [InlineData("see <https://a.example/x?a=1&amp;b=2|a.example> or <https://b.example>", "see a.example or https://b.example")]
    [InlineData("<!here> <!subteam^S1|@care> <!date^1700^{date}|Monday>", "@here @care Monday")]
    [InlineData("5 &lt; 6 &amp;&amp; 7 &gt; 6", "5 < 6 && 7 > 6")]
    [InlineData("&amp;lt;b&amp;gt;", "&lt;b&gt;")]
    public void Markup_of_Slack_becomes_the_words_it_shows(string text, string expected) => Assert.Equal(expected, SlackText.Read(text));

    [Fact]
    public void A_reference_is_the_channel_and_the_ts_as_they_came()
    {
        Assert.Equal(("C1", "1700000000.000100"), SlackPlaces.Parse(SlackPlaces.Reference("C1", "1700000000.000100")));
        Assert.Equal(("D1", ""), SlackPlaces.Parse("D1"));
    }

    private static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement;
}
