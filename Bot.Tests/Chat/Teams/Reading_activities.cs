using System.Text.Json;
using SocialCareBot.Chat.Teams;

namespace SocialCareBot.Tests.Chat.Teams;

public sealed class Reading_activities
{
    [Fact]
    public void Unknown_members_are_kept_on_the_way_through_and_a_strange_instant_is_none()
    {
        var activity = Read(
            """
            {
              "type": "message",
              "importance": "high",
              "timestamp": "gibberish",
              "from": { "id": "29:a", "objectType": "person" },
              "channelData": { "tenant": { "id": "t" }, "meeting": { "id": "m" } }
            }
            """);
        var json = JsonSerializer.SerializeToElement(activity, TeamsJson.Default.Activity);
        Assert.Equal("high", json.GetProperty("importance").GetString());
        Assert.Equal("person", json.GetProperty("from").GetProperty("objectType").GetString());
        Assert.Equal("m", json.GetProperty("channelData").GetProperty("meeting").GetProperty("id").GetString());
        Assert.Null(activity.Timestamp);
    }

    [Fact]
    public void What_is_absent_is_not_written()
    {
        var json = JsonSerializer.Serialize(Activity.Plain("Grüße <b>"), TeamsJson.Default.Activity);
        Assert.Equal("""{"type":"message","text":"Grüße <b>","textFormat":"plain"}""", json);
    }

    [Fact]
    public void A_reference_remembers_where_to_speak()
    {
        var activity = Read("""{"type":"installationUpdate","serviceUrl":"https://s/","recipient":{"id":"28:b"},"conversation":{"id":"19:c"},"channelData":{"team":{"id":"19:t"}}}""");
        var at = new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
        var reference = ConversationReference.Of(activity, "tenant", at);
        Assert.Equal(("https://s/", "28:b", "19:c", "19:t", at), (reference.ServiceUrl, reference.Bot!.Id, reference.Conversation!.Id, reference.Team!.Id, reference.LastSeen));
    }

    private static Activity Read(string json) => JsonSerializer.Deserialize(json, TeamsJson.Default.Activity)!;
}
