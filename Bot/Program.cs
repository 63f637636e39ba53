using System.CommandLine;
using SocialCareBot.Desk;
using SocialCareBot.Jobs;
using SocialCareBot.Networks.SignedWebhook;
using SocialCareBot.Networks.TownSquare;
using SocialCareBot.Settings;
using SocialCareBot.Store;
using SocialCareBot.Web;
using SocialCareBot.Wiring;

var doctor = new Command("doctor", "Looks at settings, store, accounts, chat and people. Posts nothing; fails when anything fails.") { TreatUnmatchedTokensAsErrors = false };
doctor.SetAction((_, ct) => With(args, (app, host) => Doctor.Examine(app, host, Console.Out, ct), ct));
var root = new RootCommand("SocialCareBot brings public complaints to the care team, and its answers back.") { TreatUnmatchedTokensAsErrors = false };
root.Subcommands.Add(doctor);
root.SetAction((_, ct) => With(args, (app, _) => Serve(app, ct), ct));
return await root.Parse(args).InvokeAsync();

static async Task<int> Serve(WebApplication app, CancellationToken ct)
{
    await app.RunAsync(ct);
    return 0;
}

static async Task<int> With(string[] args, Func<WebApplication, CareHost, Task<int>> work, CancellationToken ct)
{
    try
    {
        var host = CareHost.Create([.. args.Where(arg => arg != "doctor")]);
        await using var app = await Build(host, ct);
        return await work(app, host);
    }
    catch (Exception wrong) when (wrong is SettingsException or SchemaException)
    {
        await Console.Error.WriteLineAsync(wrong.Message);
        return 1;
    }
}

static async Task<WebApplication> Build(CareHost host, CancellationToken ct)
{
    var services = host.Builder.Services;
    await services.AddDesk(host, TimeProvider.System, ct);
    services.AddWebDesk(host.Care, host.DataFolder);
    services.AddSingleton(Opening.Operator);
    services.AddChores(services.AddNetworks(host));
    var hasTeams = services.AddTeams(host);
    var app = host.Builder.Build();
    if (app.Environment.IsDevelopment())
        FailPoint.Arm(Environment.GetEnvironmentVariable("CARE_FAILPOINT"));
    app.Logger.LogInformation("Settings {Settings}, data {Data}", host.SettingsPath, host.DataFolder);
    app.MapWebDesk();
    if (NetworkWiring.HasSquare(host.Care))
        app.MapTownSquare();
    WebhookEndpoint.Map(app).WithMetadata(new PublicEndpoint());
    if (hasTeams)
        app.UseTeams();
    await Opening.Open(app.Services, host.Care, ct);
    return app;
}
