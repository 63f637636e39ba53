using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SocialCareBot.Cases;
using SocialCareBot.Chat;
using SocialCareBot.Chat.Teams;
using SocialCareBot.Desk;
using SocialCareBot.Store;
using SocialCareBot.Wiring;

namespace SocialCareBot.Tests.World;

/// <summary>The whole bot with Teams as its chat: both sides speak HTTP on real ports, and time waits for us.</summary>
public sealed class TeamsCare : IAsyncDisposable
{
    private readonly HttpClient _http = new();
    private readonly HttpClient _connector = ChatHttp.Client();
    private readonly ListLog _log = new("Teams");
    private WebApplication _door = null!;
    private TeamsChores _chores = null!;
    private bool _ownsBot;
    private string _token = "";

    private TeamsCare(TheBot bot, FakeTeams teams)
    {
        (Bot, Teams) = (bot, teams);
        Channel = teams.AddChannel("Complaints");
        Ana = teams.AddPerson("Ana");
        Ben = teams.AddPerson("Ben");
        Lea = teams.AddPerson("Lea");
        Dana = teams.AddPerson("Dana Meyer");
        Adi = teams.AddPerson("Adi");
        Una = teams.AddPerson("Una");
        Gus = teams.AddPerson("Gus", role: "guest");
        Eve = teams.AddPerson("Eve", tenant: "99999999-8888-4777-8666-555555555555");
    }

    public TheBot Bot { get; }
    public FakeTeams Teams { get; }

    /// <summary>The channel the care route is bound to.</summary>
    public FakeTeamsChannel Channel { get; }

    /// <summary>Two agents, a lead, a manager, an admin; somebody nobody listed, a guest, and somebody of another organisation.</summary>
    public FakeTeamsPerson Ana { get; }
    public FakeTeamsPerson Ben { get; }
    public FakeTeamsPerson Lea { get; }
    public FakeTeamsPerson Dana { get; }
    public FakeTeamsPerson Adi { get; }
    public FakeTeamsPerson Una { get; }
    public FakeTeamsPerson Gus { get; }
    public FakeTeamsPerson Eve { get; }

    /// <summary>Lines of warnings and errors of the Teams front.</summary>
    public IReadOnlyList<string> Log => _log.Lines;
    public Uri Door => new($"{_door.Urls.First()}/api/messages");
    internal SigningKeys Keys { get; private set; } = null!;
    internal TeamsPace Pace { get; private set; } = null!;
    internal TeamsMemory Memory { get; private set; } = null!;

    /// <summary>In the thread of the newest card, as a press stands there.</summary>
    public FakeTeamsPlace Thread => Teams.Threads(Channel) is [.., var last] ? last.Place : Teams.ThreadIn(Channel);

    /// <param name="on">A bot that has another chat too; null: one of its own.</param>
    public static async Task<TeamsCare> Start(HttpMessageHandler? connector = null, TheBot? on = null)
    {
        var bot = on ?? await TheBot.Start(peopled: false);
        var care = new TeamsCare(bot, await FakeTeams.Start(bot.Time)) { _ownsBot = on is null };
        await care.Plant();
        await care.Open(connector);
        care.RenewToken();
        await care.Teams.InstallationUpdate(care.Adi, care.Thread);
        await care.Tick();
        return care;
    }

    /// <summary>With which the bot calls the connector.</summary>
    public string Token => _token;

    /// <summary>The bot gets a token that the connector takes.</summary>
    public void RenewToken() => _token = Teams.NewToken();

    public Actor Actor(FakeTeamsPerson person) => Bot.People.ByName(person.Name) is { } known ? new Actor(known.Id, known.Role, "teams") : throw new InvalidOperationException(person.Name);

    /// <summary>What was put aside is worked on.</summary>
    public Task Drain() => _chores.Drain(CancellationToken.None);

    /// <summary>What waits is worked on, posted and edited.</summary>
    public async Task Tick()
    {
        await Drain();
        await Bot.Tick();
    }

    public async Task Advance(TimeSpan by)
    {
        await _chores.Drain(CancellationToken.None);
        await Bot.Advance(by);
    }

    /// <summary>A customer writes, and the card stands in the channel.</summary>
    public async Task<FakeTeamsMessage> Card(string id = "p1", string text = "No power since six")
    {
        Bot.Post(text, id, author: $"customer-{id}");
        await Tick();
        return Teams.Threads(Channel)[^1];
    }

    /// <summary>A customer writes; nothing is posted yet. Returns the case's number.</summary>
    public async Task<int> Heard(string id)
    {
        Bot.Post("No power", id, author: $"customer-{id}");
        await Bot.Listener.Once(Bot.Network, CancellationToken.None, now: true);
        return Bot.Database.Read(session => session.First<int>("select max(number) from cases"));
    }

    /// <summary>A press with these inputs on a card of this version, without a card having to stand there.</summary>
    public Task<FakeTeamsAnswer> Press(FakeTeamsPerson by, int number, string verb, object? inputs = null, FakeTeamsPlace? place = null, string trigger = "manual")
    {
        var c = Bot.Case(number);
        var data = System.Text.Json.JsonSerializer.SerializeToNode(inputs ?? new { })!.AsObject();
        (data["verb"], data["case"], data["version"]) = (verb, c.Id.ToString(), c.Version);
        return Teams.InvokeAdaptiveCardAction(by, place ?? Thread, "0", verb, data, trigger);
    }

    /// <summary>Says something to the bot and returns what it said back, wherever that is.</summary>
    public async Task<FakeTeamsMessage?> Say(FakeTeamsPerson by, string text, FakeTeamsPlace? place = null)
    {
        // People take their time; all at one instant would be a burst, and the bot would wait for a clock that stands.
        Bot.Time.Advance(TimeSpan.FromSeconds(2));
        var before = Teams.Messages.Count;
        Assert.Equal(200, (await Teams.SendMessage(by, place ?? Thread, text)).Status);
        await _chores.Drain(CancellationToken.None);
        return Teams.Messages.Skip(before).LastOrDefault();
    }

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(Teams.Unexpected);
        await _door.DisposeAsync();
        await Teams.DisposeAsync();
        _http.Dispose();
        _connector.Dispose();
        if (_ownsBot)
            Bot.Dispose();
    }

    private async Task Plant()
    {
        (FakeTeamsPerson Person, Role Role)[] listed = [(Ana, Role.Agent), (Ben, Role.Agent), (Lea, Role.Lead), (Dana, Role.Manager), (Adi, Role.Admin)];
        await PeopleSeed.Plant(
            Bot.Writer,
            [.. listed.Select(row => new SeededPerson(row.Person.Name, row.Person.Name[..2].ToUpperInvariant(), row.Role, [new Identity("teams", FakeTeams.Tenant, row.Person.AadObjectId)]))],
            Bot.Time.GetUtcNow(),
            CancellationToken.None);
        Bot.People.Reload();
        await Bot.Writer.Run(
            session =>
            {
                RouteBindings.Bind(session, new RouteBinding("care", "teams", FakeTeams.Tenant, Channel.Id), null, Bot.Time.GetUtcNow());
                return true;
            },
            CancellationToken.None);
    }

    private async Task Open(HttpMessageHandler? connector)
    {
        var settings = new TeamsSettings { Development = true, AppId = FakeTeamsIssuer.AppId, Secret = "s", Tenant = FakeTeams.Tenant, OpenIdMetadata = Teams.Issuer.Metadata };
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore().AddSingleton<TimeProvider>(Bot.Time).AddLogging(logging => logging.AddProvider(_log).AddProvider(Bot.Journal));
        builder.Services.AddSingleton(settings).AddSingleton(Bot.Database).AddSingleton(Bot.Writer).AddSingleton(Bot.People).AddSingleton(Bot.Facts).AddSingleton(Bot.Press);
        builder.Services.AddSingleton(Bot.Replies).AddSingleton(Bot.Cards).AddSingleton(Bot.Words).AddSingleton(Bot.Switch).AddSingleton<Keep>();
        builder.Services.AddSingleton<ReplyForms>().AddSingleton(Bot.Commands).AddSingleton(Bot.Linking).AddSingleton(new OpenCase(Bot.Desk, Bot.Facts, Bot.Database, Bot.Time));
        builder.Services.AddSingleton<TeamsToken>((_, _) => Task.FromResult(_token)).AddTeams(settings, () => _http, () => connector is null ? _connector : new HttpClient(connector));
        _door = builder.Build();
        TeamsEndpoint.Map(_door);
        await _door.StartAsync();
        var services = _door.Services;
        (_chores, Keys, Pace, Memory) = (services.GetRequiredService<TeamsChores>(), services.GetRequiredService<SigningKeys>(), services.GetRequiredService<TeamsPace>(), services.GetRequiredService<TeamsMemory>());
        Bot.Fronts[TeamsFront.FrontName] = services.GetRequiredService<TeamsFront>();
        Teams.Connect(_http, Door);
    }
}
