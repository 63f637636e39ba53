using System.Net;
using System.Text;
using SocialCareBot.Store;

namespace SocialCareBot.Tests.Wiring;

/// <summary>Callers whose signature is good and whose tenant, workspace or account is none of ours, at every endpoint that takes a body: they learn nothing and leave nothing.</summary>
public sealed class Foreign_callers
{
    private const string Tenant = "99999999-8888-4777-8666-555555555555";
    private const string Press = """{"type":"block_actions","team":{"id":"T0ELSE"},"user":{"id":"U0EVE","team_id":"T0ELSE"},"channel":{"id":"C0ELSE"},"container":{"type":"message","channel_id":"C0ELSE","message_ts":"1.1"},"message":{"ts":"1.1"},"actions":[{"type":"button","action_id":"claim","value":"01900000-0000-7000-8000-000000000001:1"}]}""";
    private const string Asked = """{"type":"block_suggestion","team":{"id":"T0ELSE"},"user":{"id":"U0EVE","team_id":"T0ELSE"},"action_id":"person","block_id":"b","value":"a"}""";
    private const string Event = """{"type":"event_callback","team_id":"T0ELSE","event_id":"Ev1","event":{"type":"message","channel_type":"im","channel":"D0EVE","user":"U0EVE","text":"queue","ts":"1.1"}}""";
    private const string Command = "command=%2Fcare&text=queue&team_id=T0ELSE&user_id=U0EVE&channel_id=C0ELSE";

    [Fact]
    public async Task Learn_nothing_and_leave_no_trace()
    {
        await using var house = await PublicHouse.Open();
        var before = Traces(house);
        Assert.Equal((HttpStatusCode.Forbidden, ""), await house.Send(house.AsTeams("/api/messages", Bytes(PublicHouse.Message(Tenant, "queue")))));
        Assert.Equal((HttpStatusCode.OK, ""), await house.Send(house.AsSlack("/slack/events", Bytes(Event))));
        Assert.Equal((HttpStatusCode.OK, ""), await house.Send(house.AsSlack("/slack/interactivity", Form(Press))));
        Assert.Equal((HttpStatusCode.OK, """{"options":[]}"""), await house.Send(house.AsSlack("/slack/options", Form(Asked))));
        Assert.Equal((HttpStatusCode.OK, ""), await house.Send(house.AsSlack("/slack/commands", Bytes(Command))));
        Assert.Equal(HttpStatusCode.Unauthorized, (await house.Send(house.AsHook("/webhooks/other", Bytes("""{"type":"post.created"}""")))).Status);
        Assert.Equal(before, Traces(house));
    }

    private static int Traces(PublicHouse house) => house.Database.Read(session => session.First<int>(
        "select (select count(*) from cases) + (select count(*) from post) + (select count(*) from person) + (select count(*) from identity) + (select count(*) from route_binding)"));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Form(string payload) => Bytes($"payload={Uri.EscapeDataString(payload)}");
}
