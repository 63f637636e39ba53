using SocialCareBot.Chat.Slack;
using SocialCareBot.Jobs;
using SocialCareBot.Settings;
using SocialCareBot.Store;
using SocialCareBot.Web;

namespace SocialCareBot.Wiring;

/// <summary>Slack, where the settings have an app for it.</summary>
public static class SlackWiring
{
    /// <summary>Adds the way to Slack and back, given the HTTP clients for the Web API and for response addresses; each is asked for once.</summary>
    public static void AddSlackPlatform(this IServiceCollection services, SlackSettings settings, Func<HttpClient> client)
    {
        services.AddSingleton(settings);
        services.AddSingleton(s => new SlackHttp(client(), settings));
        services.AddSingleton(_ => new SlackResponder(client(), settings));
        services.AddSingleton<SlackVault>().AddSingleton<SlackTokens>().AddSingleton(s => new SharedMemory(s.GetRequiredService<SlackTokens>().Load)).AddSingleton<SlackPace>().AddSingleton<SlackApi>();
        if (!settings.SocketMode)
            services.AddSingleton(new SlackSignature([.. new[] { settings.SigningSecret, settings.PreviousSigningSecret }.OfType<string>()])).AddSingleton<SlackEndpoints>();
        services.AddSingleton(s => new HealthProbe("slack token", () => s.GetRequiredService<SlackPace>().Problem));
        if (settings.ClientId is not null)
            services.AddSingleton<SlackInstall>();
        if (settings.SocketMode)
            services.AddSingleton<SocketMode>().AddSingleton(s => new HealthProbe("slack socket", () => s.GetRequiredService<SocketMode>().Problem));
    }

    /// <summary>Adds what goes on by itself: finding out whose token the settings hold, and the socket.</summary>
    public static void AddSlackWatches(this IServiceCollection services, SlackSettings settings)
    {
        services.AddHostedService<SlackAdoption>();
        if (settings.SocketMode)
            services.AddHostedService(s => s.GetRequiredService<SocketMode>());
    }

    /// <summary>Maps the endpoints, and brings back what was known before the restart: installations and the channels' windows.</summary>
    public static void UseSlackPlatform(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<SlackSettings>();
        if (!settings.SocketMode)
            SlackEndpoints.Map(app).WithMetadata(new PublicEndpoint());
        if (settings.ClientId is not null)
            SlackInstallPages.Map(app).WithMetadata(new PublicEndpoint());
        app.Services.GetRequiredService<SlackTokens>().Load();
        var pace = app.Services.GetRequiredService<SlackPace>();
        var since = app.Services.GetRequiredService<TimeProvider>().GetUtcNow().AddMinutes(-1);
        var sent = app.Services.GetRequiredService<Database>().Read(session => session.Query<(string Tenant, string Conversation, long SentAt)>(
            "select tenant, conversation, sent_at from message where front = 'slack' and conversation is not null and sent_at > @since",
            new { since = since.Ms() }));
        foreach (var channel in sent.GroupBy(row => (row.Tenant, row.Conversation), row => Instants.Of(row.SentAt)))
            pace.Sent(channel.Key.Tenant, channel.Key.Conversation, channel);
    }

    /// <summary>The settings with their credentials. Throws <see cref="SettingsException"/> with the first thing that is wrong.</summary>
    internal static SlackSettings Settings(CareHost host)
    {
        var care = host.Care.Slack;
        var settings = new SlackSettings
        {
            ApiRoot = new Uri(care.ApiRoot.EndsWith('/') ? care.ApiRoot : $"{care.ApiRoot}/"),
            SigningSecret = Secret(nameof(care.SigningSecret), care.SigningSecret) ?? "",
            PreviousSigningSecret = Secret(nameof(care.PreviousSigningSecret), care.PreviousSigningSecret),
            Token = Secret(nameof(care.Token), care.Token),
            AppToken = Secret(nameof(care.AppToken), care.AppToken),
            ClientId = care.ClientId,
            ClientSecret = Secret(nameof(care.ClientSecret), care.ClientSecret),
            SocketMode = care.Transport == "socket",
            Command = care.Command,
            Workspaces = care.Workspaces,
            ExternalPeopleMayAct = care.ExternalPeopleMayAct,
            SharedChannels = care.SharedChannels,
            Development = host.Builder.Environment.IsDevelopment(),
        };
        foreach (var problem in settings.Problems())
            throw new SettingsException($"{host.SettingsPath}: {problem}");
        return settings;
    }

    private static string? Secret(string key, string? reference) => reference is { Length: > 0 } ? SettingsFile.Secret($"Care:Slack:{key}", reference) : null;
}
