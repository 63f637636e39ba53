using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SocialCareBot.Cases;
using SocialCareBot.Chat;
using SocialCareBot.Chat.Slack;
using SocialCareBot.Desk;
using SocialCareBot.Store;
using SocialCareBot.Wiring;

namespace SocialCareBot.Tests.World;

/// <summary>The whole bot with Slack as its chat: both sides speak HTTP on real ports, and time waits for us.</summary>
public sealed class SlackCare : IAsyncDisposable
{
    private readonly HttpClient _http = new();
    private readonly HttpClient _api = ChatHttp.Client();
    private readonly ListLog _log = new("Slack");
    private WebApplication _door = null!;
    private SlackChores _chores = null!;
    private bool _ownsBot;

    private SlackCare(TheBot bot, FakeSlack slack)
    {
        (Bot, Slack) = (bot, slack);
        Channel = slack.AddChannel("complaints");
        Ana = slack.AddPerson("Ana");
        Ben = slack.AddPerson("Ben");
        Lea = slack.AddPerson("Lea");
        Dana = slack.AddPerson("Dana Meyer");
        Adi = slack.AddPerson("Adi");
        Una = slack.AddPerson("Una");
        Gus = slack.AddPerson("Gus", guest: true);
    }

    public TheBot Bot { get; }
    public FakeSlack Slack { get; }

    /// <summary>The channel the care route is bound to.</summary>
    public FakeSlackChannel Channel { get; }

    /// <summary>Two agents, a lead, a manager, an admin; somebody nobody listed, and a guest.</summary>
    public FakeSlackPerson Ana { get; }
    public FakeSlackPerson Ben { get; }
    public FakeSlackPerson Lea { get; }
    public FakeSlackPerson Dana { get; }
    public FakeSlackPerson Adi { get; }
    public FakeSlackPerson Una { get; }
    public FakeSlackPerson Gus { get; }

    /// <summary>Lines of warnings and errors of the Slack front.</summary>
    public IReadOnlyList<string> Log => _log.Lines;
    internal SlackTokens Tokens { get; private set; } = null!;
    internal SlackHome Home { get; private set; } = null!;
    internal SlackMemory Memory { get; private set; } = null!;

    /// <param name="on">A bot that has another chat too; null: one of its own.</param>
    public static async Task<SlackCare> Start(Func<SlackSettings, SlackSettings>? settings = null, TheBot? on = null)
    {
        var bot = on ?? await TheBot.Start(peopled: false);
        var care = new SlackCare(bot, await FakeSlack.Start(bot.Time)) { _ownsBot = on is null };
        await care.Plant();
        await care.Open(settings ?? (plain => plain));
        await care.Drain();
        return care;
    }

    public Actor Actor(FakeSlackPerson person) => Bot.People.ByName(person.Name) is { } known ? new Actor(known.Id, known.Role, "slack") : throw new InvalidOperationException(person.Name);

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
        await Drain();
        await Bot.Advance(by);
    }

    /// <summary>A customer writes, and the card stands in the channel.</summary>
    public async Task<FakeSlackMessage> Card(string id = "p1", string text = "No power since six")
    {
        Bot.Post(text, id, author: $"customer-{id}");
        await Tick();
        return Slack.Threads(Channel)[^1];
    }

    /// <summary>A customer writes; nothing is posted yet. Returns the case's number.</summary>
    public async Task<int> Heard(string id)
    {
        Bot.Post("No power", id, author: $"customer-{id}");
        await Bot.Listener.Once(Bot.Network, CancellationToken.None, now: true);
        return Bot.Database.Read(session => session.First<int>("select max(number) from cases"));
    }

    /// <summary>Presses a button, and what follows is done.</summary>
    public async Task<FakeSlackAnswer> Click(FakeSlackPerson by, FakeSlackMessage message, string verb)
    {
        var answer = await Slack.Click(by, message, verb);
        await Drain();
        return answer;
    }

    /// <summary>Submits the modal in front of somebody, and what follows is done.</summary>
    public async Task<FakeSlackAnswer> Submit(FakeSlackPerson by, object? inputs = null)
    {
        var answer = await Slack.Submit(by, Slack.Modal(by) ?? throw new InvalidOperationException("no modal is open"), inputs);
        await Drain();
        return answer;
    }

    /// <summary>A press with this case's id and version on a message, whether or not it has such a button.</summary>
    public async Task<FakeSlackAnswer> Press(FakeSlackPerson by, FakeSlackMessage on, int number, string verb, int? version = null, string? value = null)
    {
        var c = Bot.Case(number);
        var answer = await Slack.Press(by, on, verb, $"{c.Id}:{version ?? c.Version}{(value is null ? "" : $":{value}")}");
        await Drain();
        return answer;
    }

    /// <summary>The bot has looked somebody up, as it does with everybody in a routed channel.</summary>
    public Task Know(FakeSlackPerson person) => _door.Services.GetRequiredService<SlackProfiles>().Know(person.Team, person.Id, CancellationToken.None);

    /// <summary>Everybody in the routed channel is looked up. False: Slack did not say it of all of them.</summary>
    public Task<bool> KnowMembers() => _door.Services.GetRequiredService<SlackProfiles>().KnowMembers(Channel.Team, Channel.Id, CancellationToken.None);

    /// <summary>Types the slash command and returns what the person alone was told.</summary>
    public async Task<FakeSlackMessage?> Say(FakeSlackPerson by, string text, FakeSlackChannel? channel = null)
    {
        // People take their time; all at one instant would be a burst, and the bot would wait for a clock that stands.
        Bot.Time.Advance(TimeSpan.FromSeconds(2));
        var answer = await Slack.Command(by, channel ?? Channel, text);
        Assert.Equal(200, answer.Status);
        await Drain();
        return answer.Ephemerals.LastOrDefault();
    }

    /// <summary>Lets the clock run until an answer comes that waits for it.</summary>
    public async Task<T> Until<T>(Task<T> answer)
    {
        while (!answer.IsCompleted)
        {
            Bot.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(answer, Task.Delay(TimeSpan.FromMilliseconds(20)));
        }
        return await answer;
    }

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(Slack.Unexpected);
        await _door.DisposeAsync();
        await Slack.DisposeAsync();
        _http.Dispose();
        _api.Dispose();
        if (_ownsBot)
            Bot.Dispose();
    }

    private async Task Plant()
    {
        (FakeSlackPerson Person, Role Role)[] listed = [(Ana, Role.Agent), (Ben, Role.Agent), (Lea, Role.Lead), (Dana, Role.Manager), (Adi, Role.Admin)];
        await PeopleSeed.Plant(
            Bot.Writer,
            [.. listed.Select(row => new SeededPerson(row.Person.Name, row.Person.Name[..2].ToUpperInvariant(), row.Role, [new Identity("slack", row.Person.Team, row.Person.Id)]))],
            Bot.Time.GetUtcNow(),
            CancellationToken.None);
        Bot.People.Reload();
        await Route(Channel);
    }

    /// <summary>The care route's cases appear in this channel.</summary>
    public Task Route(FakeSlackChannel channel) => Bot.Writer.Run(
        session =>
        {
            RouteBindings.Bind(session, new RouteBinding("care", "slack", channel.Team, channel.Id), null, Bot.Time.GetUtcNow());
            return true;
        },
        CancellationToken.None);

    private async Task Open(Func<SlackSettings, SlackSettings> change)
    {
        var settings = change(new SlackSettings { Development = true, ApiRoot = Slack.ApiRoot, SigningSecret = Slack.SigningSecret, ClientId = FakeSlack.ClientId, ClientSecret = FakeSlack.ClientSecret });
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore().AddSingleton<TimeProvider>(Bot.Time).AddLogging(logging => logging.AddProvider(_log).AddProvider(Bot.Journal));
        builder.Services.AddSingleton(Bot.Database).AddSingleton(Bot.Writer).AddSingleton(Bot.People).AddSingleton(Bot.Facts).AddSingleton(Bot.Press);
        builder.Services.AddSingleton(Bot.Replies).AddSingleton(Bot.Cards).AddSingleton(Bot.Words).AddSingleton(Bot.Switch).AddSingleton(Bot.Opening).AddSingleton(Bot.Nudge).AddSingleton<Keep>();
        builder.Services.AddSingleton(Bot.Commands).AddSingleton(Bot.Linking).AddSingleton<ReplyForms>().AddSingleton<HomePages>().AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        builder.Services.AddSlackActing().AddSlackPlatform(settings, () => _api);
        _door = builder.Build();
        _door.UseSlackPlatform();
        await _door.StartAsync();
        var services = _door.Services;
        (_chores, Tokens, Home, Memory) = (services.GetRequiredService<SlackChores>(), services.GetRequiredService<SlackTokens>(), services.GetRequiredService<SlackHome>(), services.GetRequiredService<SlackMemory>());
        await Tokens.Save(new SlackInstallation { Team = Slack.Team.Id, BotUser = Slack.Team.Bot.Id, BotId = Slack.Team.BotId, Token = Slack.BotToken() }, CancellationToken.None);
        Bot.Fronts[SlackFront.FrontName] = services.GetRequiredService<SlackFront>();
        Slack.Connect(_http, new Uri(_door.Urls.First()));
    }
}
