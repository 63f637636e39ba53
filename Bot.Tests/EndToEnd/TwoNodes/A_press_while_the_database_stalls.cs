using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Npgsql;
using SocialCareBot.Cards.Models;
using SocialCareBot.Desk;
using SocialCareBot.Tests.EndToEnd.Bluesky;
using SocialCareBot.Tests.House;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.EndToEnd.TwoNodes;

/// <summary>For a while no byte comes back from the database: whoever presses is answered after the click's patience of two seconds, however many press at once.</summary>
public sealed class A_press_while_the_database_stalls : IDisposable
{
    /// <summary>In each chat.</summary>
    private const int Presses = 32;

    /// <summary>Slack waits for three seconds.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(3);
    private readonly HttpClient _http = new();
    private readonly ShopDoor _shop = new();

    [FactWhen(PairOfNodes.Variable, PairOfNodes.Needed), Fault(19)]
    public async Task Is_answered_in_time_in_both_chats_also_when_many_press_at_once()
    {
        using var place = TestDatabase.On(TestDatabase.Postgres);
        var server = new NpgsqlConnectionStringBuilder(place.ConnectionString);
        using var wire = new StallingProxy(server.Host!, server.Port);
        await using var slack = await FakeSlack.Start(RealBluesky.Time);
        await using var teams = await FakeTeams.Start(RealBluesky.Time);
        (server.Host, server.Port) = ("127.0.0.1", wire.Port);
        var (here, there) = (slack.AddPerson("Ana"), teams.AddPerson("Ana"));
        await using var node = await Node(server.ToString(), (slack, here), (teams, there));
        for (var number = 0; number < (2 * Presses) + 2; number++)
            Assert.True(await _shop.Post(number));
        var ids = place.Open().Read(session => session.Query<string>("select id from cases")).ToList();
        var (message, _) = await slack.Write(here, slack.AddChannel("care"), "The power is out here too.");
        var thread = teams.ThreadIn(teams.AddChannel("Complaints"));
        async Task InSlack(string id) => Assert.False((await slack.Press(here, message, CardVerbs.Claim, $"{id}:1")).Warning);
        Task<FakeTeamsAnswer> InTeams(string id) => teams.InvokeAdaptiveCardAction(there, thread, "1", CardVerbs.Claim, new JsonObject { ["case"] = id, ["version"] = 1 });
        async Task Told(string id) => Assert.Contains((await InTeams(id)).Notice, (string[])[Refusals.Busy, Refusals.StillWorking]);
        await InSlack(ids[0]);
        Assert.Null((await InTeams(ids[1])).Notice);

        wire.Stall();
        var took = await Task.WhenAll(ids.Skip(2).Select((id, index) => Took(index % 2 == 0 ? InSlack(id) : Told(id))));
        wire.Flow();
        Assert.Equal(2 * Presses, took.Length);
        Assert.True(took.Max() < Soon, $"{took.Length} presses, the slowest answered after {took.Max().TotalMilliseconds:F0} ms");
    }

    public void Dispose()
    {
        _http.Dispose();
        _shop.Dispose();
    }

    private static async Task<TimeSpan> Took(Task press)
    {
        var began = Stopwatch.GetTimestamp();
        await press;
        return Stopwatch.GetElapsedTime(began);
    }

    private async Task<BotProcess> Node(string postgres, (FakeSlack Slack, FakeSlackPerson Ana) here, (FakeTeams Teams, FakeTeamsPerson Ana) there)
    {
        var (slack, teams) = (here.Slack, there.Teams);
        slack.Connect(_http, _shop.Address);
        teams.Connect(_http, new Uri(_shop.Address, "/api/messages"));
        var settings = JsonSerializer.Serialize(new
        {
            Care = new
            {
                Postgres = "env:CARE_E2E_POSTGRES",
                Public = new { Url = _shop.Address.GetLeftPart(UriPartial.Authority) },
                Routes = new[] { new { Name = "care", Zone = "Europe/Berlin" } },
                People = new[] { new { Name = "Ana Brandt", Slack = new { Team = slack.Team.Id, User = here.Ana.Id }, Teams = new { FakeTeams.Tenant, there.Ana.AadObjectId } } },
                Accounts = new[] { ShopDoor.Account },
                Slack = new { SigningSecret = "env:CARE_E2E_SIGNING", Token = "env:CARE_E2E_TOKEN", ApiRoot = slack.ApiRoot.ToString() },
                Teams = new { FakeTeamsIssuer.AppId, Secret = "env:CARE_E2E_TOKEN", FixedToken = "env:CARE_E2E_TEAMS", FakeTeams.Tenant, OpenIdMetadata = teams.Issuer.Metadata.ToString() },
            },
        });
        var secrets = new Dictionary<string, string?>
        {
            ["CARE_E2E_POSTGRES"] = postgres,
            ["CARE_E2E_SECRET"] = ShopDoor.Secret,
            ["CARE_E2E_SIGNING"] = slack.SigningSecret,
            ["CARE_E2E_TOKEN"] = slack.BotToken(),
            ["CARE_E2E_TEAMS"] = teams.NewToken(),
        };
        var node = await BotProcess.Start(Directory.CreateTempSubdirectory("care-stall-").FullName, settings, secrets);
        Assert.True(node.Desk is not null, node.ToString());
        return node;
    }
}
