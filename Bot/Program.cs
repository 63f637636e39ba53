using System.CommandLine;
using SocialCareBot.Desk;
using SocialCareBot.Jobs;
using SocialCareBot.Networks.SignedWebhook;
using SocialCareBot.Settings;
using SocialCareBot.Store;
using SocialCareBot.Wiring;

var root = new RootCommand("SocialCareBot brings public complaints to the care team, and its answers back.") { TreatUnmatchedTokensAsErrors = false };
root.SetAction((_, ct) => Serve(args, ct));
return await root.Parse(args).InvokeAsync();

static async Task<int> Serve(string[] args, CancellationToken ct)
{
    try
    {
        await using var app = await Build(args, ct);
        await app.RunAsync(ct);
        return 0;
    }
    catch (Exception wrong) when (wrong is SettingsException or SchemaException)
    {
        await Console.Error.WriteLineAsync(wrong.Message);
        return 1;
    }
}

static async Task<WebApplication> Build(string[] args, CancellationToken ct)
{
    var host = CareHost.Create(args);
    var services = host.Builder.Services;
    await services.AddDesk(host, TimeProvider.System, ct);
    services.AddChores(services.AddNetworks(host));
    var app = host.Builder.Build();
    WebhookEndpoint.Map(app).WithMetadata(new PublicEndpoint());
    if (app.Environment.IsDevelopment())
        FailPoint.Arm(Environment.GetEnvironmentVariable("CARE_FAILPOINT"));
    app.Logger.LogInformation("Settings {Settings}, data {Data}", host.SettingsPath, host.DataFolder);
    await Opening.Open(app.Services, host.Care, ct);
    return app;
}
