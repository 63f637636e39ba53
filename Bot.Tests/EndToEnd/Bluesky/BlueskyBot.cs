using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using SocialCareBot.Cases;
using SocialCareBot.Store;

namespace SocialCareBot.Tests.EndToEnd.Bluesky;

/// <summary>The whole bot for one brand on the real network, over all lives of its process; its desk is used over HTTP, its file is only read.</summary>
internal sealed partial class BlueskyBot : IAsyncDisposable
{
    private const string Account = "gridco-bluesky";

    private readonly string _folder = Directory.CreateTempSubdirectory("care-e2e-").FullName;
    private readonly List<BotProcess> _lives = [];
    private readonly string _settings;

    public BlueskyBot(RealPerson brand, int countdown = 0)
    {
        Database = Database.Sqlite(Path.Combine(_folder, "data", "care.db"));
        _settings = JsonSerializer.Serialize(new
        {
            Care = new
            {
                CountdownSeconds = countdown,
                Routes = new[] { new { Name = "care", Zone = "Europe/Berlin" } },
                Accounts = new[] { new { Id = Account, Network = "bluesky", Brand = "GridCo", Service = RealBluesky.Service, brand.Handle, Secret = "env:CARE_E2E_PASSWORD", PollSeconds = 1 } },
            },
        });
    }

    public Database Database { get; }

    /// <summary>Starts the process; it dies at the line named by <paramref name="failPoint"/>.</summary>
    public async Task<BotProcess> Start(string? failPoint = null)
    {
        var life = await BotProcess.Start(_folder, _settings, new Dictionary<string, string?> { ["CARE_E2E_PASSWORD"] = "pw", ["CARE_FAILPOINT"] = failPoint });
        _lives.Add(life);
        return life;
    }

    public async Task<BotProcess> StartWell()
    {
        var life = await Start();
        Assert.True(life.Desk is not null, life.ToString());
        return life;
    }

    /// <summary>Every case there is, with the customer's words.</summary>
    public IReadOnlyList<QueueLine> Cases() => Database.Read(session => CaseQueries.ByStatus(session, null, 0, 1000));

    /// <summary>Waits until both ears have listened to their end since then.</summary>
    public Task Heard(DateTimeOffset since) => Patience.Until(() =>
        Database.Read(SourceStates.All) is { Count: 2 } sources && sources.All(source => source.CaughtUp && source.HeardAt > since));

    /// <summary>Waits for so many cases.</summary>
    public async Task<IReadOnlyList<QueueLine>> Cases(int count)
    {
        await Patience.Until(() => Cases().Count >= count);
        return Cases();
    }

    /// <summary>The three steps of the desk's reply form, as a browser does them.</summary>
    public static async Task Answer(HttpClient desk, Case @case, string text)
    {
        var form = $"/cases/{@case.Name}/reply";
        var token = ("__RequestVerificationToken", Field(await desk.GetStringAsync(form), "__RequestVerificationToken"));
        using var previewed = await Submit(desk, form + "?handler=preview", token, ("text", text), ("audience", "public"));
        var preview = await previewed.Content.ReadAsStringAsync();
        using var sent = await Submit(desk, form + "?handler=send", token, ("nonce", Field(preview[preview.IndexOf("reply?handler=send", StringComparison.Ordinal)..], "nonce")));
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
    }

    /// <summary>A button of the case's page at the desk.</summary>
    public static async Task Press(HttpClient desk, Case @case, string verb)
    {
        var page = $"/cases/{@case.Name}";
        var token = ("__RequestVerificationToken", Field(await desk.GetStringAsync(page), "__RequestVerificationToken"));
        using var pressed = await Submit(desk, page, token, ("verb", verb), ("version", $"{@case.Version}"));
        Assert.Equal(HttpStatusCode.Redirect, pressed.StatusCode);
    }

    /// <summary>Waits until the only case's reply is held, and says why.</summary>
    public async Task<HoldReason> Held()
    {
        await Patience.Until(() => Assert.Single(Cases()).Case.Pending?.Stage == ReplyStage.Held);
        return Cases()[0].Case.Pending!.Held!.Reason;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var life in _lives)
            await life.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private static Task<HttpResponseMessage> Submit(HttpClient desk, string action, params (string Name, string Value)[] fields) =>
        desk.PostAsync(action, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    private static string Field(string page, string name) =>
        Fields().Matches(page).First(field => field.Groups["name"].Value == name).Groups["value"].Value;

    [GeneratedRegex("<input[^>]*name=\"(?<name>[^\"]+)\"[^>]*value=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Fields();
}
