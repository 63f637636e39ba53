using SocialCareBot.Chat;
using SocialCareBot.Chat.Teams;
using SocialCareBot.Jobs;
using SocialCareBot.Ports;
using SocialCareBot.Settings;
using SocialCareBot.Store;
using SocialCareBot.Web;

namespace SocialCareBot.Wiring;

/// <summary>The Teams front as services.</summary>
public static class TeamsWiring
{
    /// <summary>Registers Teams where it is configured. Throws <see cref="SettingsException"/> for what cannot be started.</summary>
    public static bool AddTeams(this IServiceCollection services, CareHost host)
    {
        var settings = Settings(host);
        if (settings.Problems().FirstOrDefault() is { } problem)
            throw new SettingsException($"{host.SettingsPath}: {problem}");
        if (settings.AppId is null && !settings.DangerouslyAllowUnauthenticatedRequests)
            return false;
        services.AddSingleton(s => Token(host, settings, s.GetRequiredService<TimeProvider>()));
        services.AddTeams(settings, SigningKeys.Client, ChatHttp.Client);
        services.AddSingleton(s => new HealthProbe("teams signing keys", () => s.GetRequiredService<SigningKeys>().Healthy ? null : "old or missing: the issuer of tokens cannot be reached"));
        services.AddSingleton(s => new HealthProbe("teams credential", () => s.GetRequiredService<TeamsPace>().Problem));
        services.AddSingleton<IChatFront>(s => s.GetRequiredService<TeamsFront>());
        services.AddHostedService(s => s.GetRequiredService<TeamsChores>()).AddHostedService<TeamsRosterWatch>().AddHostedService<SigningKeyWatch>();
        return true;
    }

    /// <summary>The parts of the front, given where tokens for the connector come from; the HTTP clients are asked for once.</summary>
    public static void AddTeams(this IServiceCollection services, TeamsSettings settings, Func<HttpClient> issuer, Func<HttpClient> connector)
    {
        services.AddSingleton(settings).AddSingleton<ServiceHosts>().AddSingleton<TokenValidator>().AddSingleton<EnvelopeCheck>();
        services.AddSingleton(s => new SigningKeys(issuer(), settings, s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<SigningKeys>>()));
        services.AddSingleton(s => new ConnectorHttp(connector(), s.GetRequiredService<ServiceHosts>(), s.GetRequiredService<TeamsToken>(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ConnectorClient>().AddSingleton<TeamsMemory>().AddSingleton(s => new SharedMemory(s.GetRequiredService<TeamsMemory>().Load)).AddSingleton<TeamsCallers>().AddSingleton<TeamsEvents>().AddSingleton<TeamsPace>();
        services.AddSingleton<TeamsClicks>().AddSingleton<TeamsForms>().AddSingleton<TeamsFinder>().AddSingleton<TeamsIntake>().AddSingleton<TeamsExtension>().AddSingleton<TeamsBot>().AddSingleton<TeamsTalk>().AddSingleton<TeamsVoice>();
        services.AddSingleton<TeamsRosters>().AddSingleton<TeamsCopies>().AddSingleton<TeamsNewcomers>().AddSingleton<TeamsFront>().AddSingleton<TeamsEndpoint>().AddSingleton<TeamsChores>();
    }

    /// <summary>Maps the endpoint, and brings back what was known before the restart: conversations, guests and rate windows.</summary>
    public static void UseTeams(this WebApplication app)
    {
        TeamsEndpoint.Map(app).WithMetadata(new PublicEndpoint());
        app.Services.GetRequiredService<TeamsMemory>().Load();
        var pace = app.Services.GetRequiredService<TeamsPace>();
        var hourAgo = app.Services.GetRequiredService<TimeProvider>().GetUtcNow().AddHours(-1);
        var sent = app.Services.GetRequiredService<Database>().Read(session => session.Query<(string Conversation, long SentAt)>(
            "select conversation, sent_at from message where front = @front and conversation is not null and sent_at > @since",
            new { front = TeamsFront.FrontName, since = hourAgo.Ms() }));
        foreach (var conversation in sent.GroupBy(row => row.Conversation, row => Instants.Of(row.SentAt), StringComparer.Ordinal))
            pace.Sent(conversation.Key, conversation);
        if (app.Services.GetRequiredService<TeamsSettings>().DangerouslyAllowUnauthenticatedRequests)
            app.Logger.LogCritical("TOKEN CHECKS ARE OFF: anybody who reaches /api/messages is believed. Never run like this outside a test.");
    }

    private static TeamsSettings Settings(CareHost host)
    {
        var care = host.Care.Teams;
        var plain = TeamsSettings.In(TeamsCloud.Of(care.Cloud)!);
        return plain with
        {
            AppId = care.AppId,
            Secret = TeamsCredentials.Secret(care),
            Certificate = TeamsCredentials.Certificate(care),
            ManagedIdentity = care.ManagedIdentity,
            Tenant = care.Tenant,
            Tenants = care.Tenants,
            OpenIdMetadata = care.OpenIdMetadata is { } metadata ? new Uri(metadata) : plain.OpenIdMetadata,
            Issuer = care.Issuer ?? plain.Issuer,
            AllowedServiceHosts = care.ServiceHosts.Count > 0 ? care.ServiceHosts : plain.AllowedServiceHosts,
            TokenScope = care.TokenScope ?? plain.TokenScope,
            Authority = care.Authority,
            DangerouslyAllowUnauthenticatedRequests = care.DangerouslyAllowUnauthenticatedRequests,
            Development = host.Builder.Environment.IsDevelopment(),
        };
    }

    private static TeamsToken Token(CareHost host, TeamsSettings settings, TimeProvider time)
    {
        if (host.Care.Teams.FixedToken is not { } reference)
            return new MsalToken(settings, time).Get;
        if (!settings.Development)
            throw new SettingsException("Care:Teams:FixedToken: is possible in Development only.");
        var token = SettingsFile.Secret("Care:Teams:FixedToken", reference);
        return (_, _) => Task.FromResult(token);
    }
}
