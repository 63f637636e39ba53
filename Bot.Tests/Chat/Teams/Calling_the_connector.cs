using System.Globalization;
using SocialCareBot.Chat.Teams;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Chat.Teams;

/// <summary>Each call as Teams gets it, over a real wire.</summary>
public sealed class Calling_the_connector : IAsyncLifetime
{
    private readonly ConnectorBench _bench = new();

    private FakeTeams Teams => _bench.Teams;

    private ConnectorClient Client => _bench.Client;

    public Task InitializeAsync() => _bench.Start();

    public async Task DisposeAsync()
    {
        Assert.Empty(Teams.Unexpected);
        await _bench.DisposeAsync();
    }

    [Fact]
    public async Task A_new_thread_has_its_own_id_and_its_first_message()
    {
        var channel = Teams.AddChannel("Complaints");
        var made = await Client.CreateThread(Teams.ServiceUrl, FakeTeams.Tenant, channel.Id, _bench.Card("one"), default);
        var message = Assert.Single(Teams.Threads(channel));
        Assert.Equal((message.Id, $"{channel.Id};messageid={message.Id}"), (made.Value!.ActivityId, made.Value.Id));
        Assert.Equal("one", message.Card.GetProperty("body")[0].GetProperty("text").GetString());
        Assert.Equal("Summary", message.Activity.GetProperty("summary").GetString());
        Assert.False(message.Activity.TryGetProperty("text", out _));
    }

    [Fact]
    public async Task An_answer_stands_in_the_thread_and_a_bare_channel_starts_a_new_one()
    {
        var channel = Teams.AddChannel("Complaints");
        var root = await _bench.Thread(channel);
        var below = await Client.Send(Teams.ServiceUrl, root.Place.Id, Activity.Plain("below"), default);
        await Client.Send(Teams.ServiceUrl, channel.Id, Activity.Plain("beside"), default);
        Assert.Equal(below.Value!.Id, Assert.Single(Teams.Below(root)).Id);
        Assert.Equal(2, Teams.Threads(channel).Count);
    }

    [Fact]
    public async Task Ids_are_escaped_on_the_wire()
    {
        var root = await _bench.Thread(Teams.AddChannel("Complaints"));
        await Client.Update(Teams.ServiceUrl, root.Place.Id, root.Id, _bench.Card("two"), default);
        Assert.Equal($"/amer/v3/conversations/19%3Acomplaints-1%40thread.tacv2%3Bmessageid%3D{root.Id}/activities/{root.Id}", Teams.Calls[^1].RawPath);
        Assert.Equal(200, Teams.Calls[^1].Status);
    }

    [Fact]
    public async Task A_message_is_edited_by_thread_or_by_channel_and_then_deleted()
    {
        var channel = Teams.AddChannel("Complaints");
        var root = await _bench.Thread(channel);
        var first = await Client.Update(Teams.ServiceUrl, root.Place.Id, root.Id, _bench.Card("two"), default);
        var second = await Client.Update(Teams.ServiceUrl, channel.Id, root.Id, _bench.Card("three"), default);
        Assert.Equal((root.Id, root.Id, 2), (first.Value!.Id, second.Value!.Id, root.Edits));
        Assert.Null((await Client.Delete(Teams.ServiceUrl, channel.Id, root.Id, default)).Fault);
        Assert.True(root.Deleted);
        Assert.IsType<ConnectorFault.Gone>((await Client.Update(Teams.ServiceUrl, channel.Id, root.Id, _bench.Card("four"), default)).Fault);
    }

    [Fact]
    public async Task A_person_is_told_alone_and_the_chat_is_the_same_every_time()
    {
        var dana = Teams.AddPerson("Dana");
        var chat = await Client.CreateChat(Teams.ServiceUrl, FakeTeams.Tenant, dana.Mri, default);
        var again = await Client.CreateChat(Teams.ServiceUrl, FakeTeams.Tenant, dana.Mri, default);
        await Client.Send(Teams.ServiceUrl, chat.Value!.Id!, Activity.Plain("C-1 is late."), default);
        Assert.Equal(chat.Value.Id, again.Value!.Id);
        Assert.Equal("C-1 is late.", Assert.Single(Teams.Told(dana)).Text);
    }

    [Fact]
    public async Task Members_come_in_pages_with_tokens_that_need_escaping()
    {
        for (var i = 0; i < 120; i++)
            Teams.AddPerson(string.Create(CultureInfo.InvariantCulture, $"P{i}"));
        List<TeamsChannelAccount> all = [];
        string? token = null;
        do
        {
            var page = await Client.Members(Teams.ServiceUrl, Teams.TeamId, 10, token, default);
            all.AddRange(page.Value!.Members!);
            token = page.Value.ContinuationToken;
        }
        while (token is not null);
        Assert.Equal(120, all.Select(member => member.AadObjectId).Distinct().Count());
        Assert.Equal(3, Teams.Calls.Count);
    }

    [Fact]
    public async Task One_member_the_channels_and_the_team_can_be_asked_for()
    {
        var ana = Teams.AddPerson("Ana", "guest");
        Teams.AddChannel("Complaints", "shared");
        var member = await Client.Member(Teams.ServiceUrl, Teams.TeamId, ana.Mri, default);
        var channels = await Client.Channels(Teams.ServiceUrl, Teams.TeamId, default);
        var team = await Client.Team(Teams.ServiceUrl, Teams.TeamId, default);
        Assert.Equal((ana.AadObjectId, "guest"), (member.Value!.AadObjectId, member.Value.UserRole));
        Assert.Equal([null, "shared"], channels.Value!.Conversations!.Select(channel => channel.Name is null ? null : channel.Type));
        Assert.Equal("Care", team.Value!.Name);
        Assert.IsType<ConnectorFault.Gone>((await Client.Member(Teams.ServiceUrl, Teams.TeamId, "29:nobody", default)).Fault);
    }

    [Fact]
    public async Task A_mention_stands_in_the_text_as_its_entity_says()
    {
        var ana = Teams.AddPerson("Ana");
        var root = await _bench.Thread(Teams.AddChannel("Complaints"));
        var activity = new Activity { Type = ActivityTypes.Message, Text = "<at>Ana</at>, C-1 is late.", Entities = [Entity.Mention(ana.Mri, "Ana", "<at>Ana</at>")] };
        Assert.NotNull((await Client.Send(Teams.ServiceUrl, root.Place.Id, activity, default)).Value);
    }

    [Fact]
    public async Task Text_beside_a_card_is_accepted_without_an_id_so_we_cannot_know_it()
    {
        var root = await _bench.Thread(Teams.AddChannel("Complaints"));
        var both = _bench.Card("one") with { Text = "and words" };
        Assert.IsType<ConnectorFault.Unknown>((await Client.Send(Teams.ServiceUrl, root.Place.Id, both, default)).Fault);
    }
}
