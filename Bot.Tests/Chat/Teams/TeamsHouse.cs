using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SocialCareBot.Cases;
using SocialCareBot.Chat.Teams;
using SocialCareBot.Desk;
using SocialCareBot.Store;
using SocialCareBot.Tests.World;

namespace SocialCareBot.Tests.Chat.Teams;

/// <summary>The bot's Teams door on a real server, in front of the whole bot, with the fake Teams around it. Its channel is routed.</summary>
internal sealed class TeamsHouse : IAsyncDisposable
{
    private readonly HttpClient _http = new();
    private readonly WebApplication _app;

    private TeamsHouse(TheBot bot, FakeTeams teams)
    {
        (Bot, Teams) = (bot, teams);
        Channel = teams.AddChannel("Complaints");
        Place = teams.ThreadIn(Channel);
        var settings = new TeamsSettings { Development = true, AppId = FakeTeamsIssuer.AppId, Secret = "s", Tenant = FakeTeams.Tenant, OpenIdMetadata = teams.Issuer.Metadata };
        var hosts = new ServiceHosts(settings);
        var connector = new ConnectorClient(new ConnectorHttp(_http, hosts, (_, _) => Task.FromResult(teams.NewToken()), bot.Time));
        var memory = new TeamsMemory(new Keep(bot.Database, bot.Writer));
        var cards = new CaseCards(bot.Facts);
        var callers = new TeamsCallers(bot.Database, bot.People, bot.Facts, memory, bot.Time);
        var clicks = new TeamsClicks(bot.Database, bot.Press, cards, new ChatWords(bot.Facts, cards, bot.Switch), bot.Time);
        var forms = new TeamsForms(bot.Database, bot.Replies, new ReplyForms(bot.Facts), bot.Facts, bot.Time);
        var front = new TeamsFront(connector, memory, bot.People, new TeamsPace(bot.Time, NullLogger<TeamsPace>.Instance));
        var voice = new TeamsVoice(front, connector, bot.Time, NullLogger<TeamsVoice>.Instance);
        Events = new TeamsEvents(bot.Writer, memory, bot.Time);
        Talk = new TeamsTalk(bot.Commands, callers, clicks, cards, voice);
        Rosters = new TeamsRosters(connector, memory, bot.Writer, bot.People, bot.Time);
        var keys = new SigningKeys(_http, settings, bot.Time, NullLogger<SigningKeys>.Instance);
        var check = new EnvelopeCheck(settings, new TokenValidator(settings, keys, bot.Time), hosts);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(new TeamsEndpoint(check, new TeamsBot(clicks, forms, new TeamsExtension(new TeamsFinder(bot.Database, cards, bot.Time), forms, new TeamsIntake(new OpenCase(bot.Desk, bot.Facts, bot.Database, bot.Time), bot.Time)), callers, Events), bot.Time, NullLogger<TeamsEndpoint>.Instance));
        _app = builder.Build();
        TeamsEndpoint.Map(_app);
    }

    public TheBot Bot { get; }
    public FakeTeams Teams { get; }
    public FakeTeamsChannel Channel { get; }
    public FakeTeamsPlace Place { get; }
    public TeamsEvents Events { get; }
    public TeamsTalk Talk { get; }
    public TeamsRosters Rosters { get; }

    /// <summary>With one open case, C-1, that nobody owns.</summary>
    public static async Task<TeamsHouse> Open()
    {
        var bot = await TheBot.Start();
        var house = new TeamsHouse(bot, await FakeTeams.Start(bot.Time));
        await house._app.StartAsync();
        house.Teams.Connect(house._http, new Uri($"{house._app.Urls.First()}/api/messages"));
        await bot.Writer.Run(
            session =>
            {
                RouteBindings.Bind(session, new RouteBinding("care", "teams", FakeTeams.Tenant, house.Channel.Id), null, TheBot.Monday9);
                return true;
            },
            CancellationToken.None);
        bot.Post();
        await bot.Tick();
        return house;
    }

    /// <summary>Somebody in the channel. A name the bot knows keeps its role; with a role, they are listed with it.</summary>
    public async Task<FakeTeamsPerson> Person(string name, Role? role = null)
    {
        var person = Teams.AddPerson(name);
        if (role is null && Bot.People.ByName(name) is null)
            return person;
        var identity = new Identity("teams", FakeTeams.Tenant, person.AadObjectId.ToLowerInvariant());
        await PeopleSeed.Plant(
            Bot.Writer,
            [new SeededPerson(name, People.Initials(name), role ?? Bot.People.ByName(name)!.Role, [identity])],
            TheBot.Monday9,
            CancellationToken.None);
        Bot.People.Reload();
        return person;
    }

    /// <summary>A press on the case's card as it shows this version, now by default.</summary>
    public Task<FakeTeamsAnswer> Press(FakeTeamsPerson by, string verb, object? inputs = null, int? version = null, FakeTeamsPlace? place = null)
    {
        var shown = Bot.Case(1);
        var data = System.Text.Json.JsonSerializer.SerializeToNode(inputs ?? new { })!.AsObject();
        data["verb"] = verb;
        data["case"] = shown.Id.ToString();
        data["version"] = version ?? shown.Version;
        return Teams.InvokeAdaptiveCardAction(by, place ?? Place, "77", verb, data);
    }

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(Teams.Unexpected);
        await _app.DisposeAsync();
        await Teams.DisposeAsync();
        _http.Dispose();
        Bot.Dispose();
    }
}
