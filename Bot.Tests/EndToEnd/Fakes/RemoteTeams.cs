using System.Text.Json.Nodes;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.EndToEnd.Fakes;

/// <summary>The fake Teams' cruelties and memory, as programs in other languages reach them.</summary>
internal sealed class RemoteTeams
{
    private readonly FakeTeams _teams;
    private readonly FakeTeamsChannel _care;
    private readonly FakeTeamsPerson _ana;
    private readonly string _token;

    public RemoteTeams(FakeTeams teams)
    {
        (_teams, _token) = (teams, teams.NewToken());
        _care = teams.AddChannel("Care");
        _ana = teams.AddPerson("Ana");
        // More than one page of them.
        for (var i = 0; i < 60; i++)
            teams.AddPerson($"Person{i}");
    }

    public Task<JsonNode> Do(string act, JsonObject asked)
    {
        if (act == "next")
        {
            var operation = asked["operation"]!.ToString();
            _teams.Next(asked["how"]!.ToString() == "412" ? FakeTeamsCruelty.Concurrent : FakeTeamsCruelty.Throttled(2), call => call.Operation == operation, asked["times"]?.GetValue<int>() ?? 1);
        }
        return Task.FromResult<JsonNode>(Facts());
    }

    private JsonObject Facts() => new()
    {
        ["serviceUrl"] = _teams.ServiceUrl,
        ["token"] = _token,
        ["tenant"] = FakeTeams.Tenant,
        ["bot"] = FakeTeams.BotId,
        ["care"] = _care.Id,
        ["ana"] = _ana.Mri,
        ["anaObject"] = _ana.AadObjectId,
        ["messages"] = new JsonArray([.. _teams.Messages.Select(JsonNode? (message) => new JsonObject
        {
            ["id"] = message.Id,
            ["root"] = message.Root,
            ["text"] = message.Text,
            ["edits"] = message.Edits,
            ["deleted"] = message.Deleted,
        })]),
        ["calls"] = new JsonArray([.. _teams.Calls.Select(JsonNode? (call) => $"{call.Operation} {call.Status}")]),
        ["unexpected"] = new JsonArray([.. _teams.Unexpected.Select(JsonNode? (call) => call)]),
    };
}
