using SocialCareBot.Desk;
using SocialCareBot.Jobs;
using SocialCareBot.Networks.SignedWebhook;
using SocialCareBot.Networks.TownSquare;
using SocialCareBot.Web;

namespace SocialCareBot.Wiring;

/// <summary>The whole bot put together, ready to be run.</summary>
public static class House
{
    /// <summary>Throws a settings or schema exception with one line for people when it cannot stand.</summary>
    public static async Task<WebApplication> Build(CareHost host, TimeProvider time, CancellationToken ct)
    {
        var services = host.Builder.Services;
        await services.AddDesk(host, time, ct);
        services.AddWebDesk(host.Care, host.DataFolder);
        services.AddSingleton(Opening.Operator);
        services.AddChores(services.AddNetworks(host));
        services.AddPaging(host);
        services.AddTelemetry(host.Care);
        var (hasTeams, hasSlack) = (services.AddTeams(host), services.AddSlack(host));
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
        if (hasSlack)
            app.UseSlack();
        await Opening.Open(app.Services, host.Care, ct);
        return app;
    }
}
