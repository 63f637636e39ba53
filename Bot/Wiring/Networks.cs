using SocialCareBot.Egress;
using SocialCareBot.Networks.Bluesky;
using SocialCareBot.Networks.SignedWebhook;
using SocialCareBot.Networks.TeamChat;
using SocialCareBot.Networks.TownSquare;
using SocialCareBot.Ports;
using SocialCareBot.Settings;
using SocialCareBot.Store;

namespace SocialCareBot.Wiring;

/// <summary>Makes the networks of the settings.</summary>
public static class NetworkWiring
{
    /// <summary>Registers every configured account; returns the ids of the sources that are polled.</summary>
    public static IReadOnlyList<string> AddNetworks(this IServiceCollection services, CareHost host)
    {
        services.AddSingleton(new EgressRules { AllowedPrivateHosts = host.Care.Public.AllowedPrivateHosts });
        services.AddSingleton<WebhookEndpoint>();
        services.AddSingleton<INetwork, ChatMessages>();
        List<string> sources = HasSquare(host.Care) ? [services.AddTownSquare(host.DataFolder)] : [];
        foreach (var (account, index) in host.Care.Accounts.Select((account, index) => (account, index)))
        {
            if (account.Network == "webhook")
                services.AddWebhook(account, $"Care:Accounts:{index}:Secret");
            else
                sources.AddRange(services.AddBluesky(account, $"Care:Accounts:{index}:Secret"));
        }
        return sources;
    }

    /// <summary>True when the practice network takes part: by setting, or while nothing real is configured.</summary>
    public static bool HasSquare(CareSettings care) => care.Square == "on" || (care.Square == "auto" && care.Accounts.Count == 0 && !care.Teams.Configured && !care.Slack.Configured);

    private static IEnumerable<string> AddBluesky(this IServiceCollection services, AccountSettings account, string key)
    {
        var settings = new BlueskySettings
        {
            Account = account.Id,
            Brand = account.Brand,
            Service = account.Service is { } service ? new Uri(service) : BlueskySettings.PublicService,
            Handle = account.Handle ?? "",
            Password = SettingsFile.Secret(key, account.Secret),
            Every = TimeSpan.FromSeconds(account.PollSeconds),
        };
        if (settings.Problems().FirstOrDefault() is { } problem)
            throw new SettingsException(problem);
        services.AddKeyedSingleton(account.Id, (s, _) => BlueskyAccount.Open(
            settings, s.GetRequiredService<Keep>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton(s => s.GetRequiredKeyedService<BlueskyAccount>(account.Id).Network);
        var sources = settings.Sources;
        foreach (var source in sources)
            services.AddSingleton(s => s.GetRequiredKeyedService<BlueskyAccount>(account.Id).Sources.Single(opened => opened.Id == source));
        return sources;
    }

    private static void AddWebhook(this IServiceCollection services, AccountSettings account, string key)
    {
        var settings = new WebhookSettings
        {
            Account = account.Id,
            Brand = account.Brand,
            Secrets = SettingsFile.Secret(key, account.Secret).Split(' ', StringSplitOptions.RemoveEmptyEntries),
            Callback = account.Callback is { } callback ? new Uri(callback) : null,
            Limit = account.Limit,
        };
        var source = new WebhookSource(settings, Signature(key, settings));
        services.AddSingleton(source);
        services.AddSingleton<INetwork>(s => new WebhookNetwork(source, GuardedHttp.Client(s.GetRequiredService<EgressRules>()), s.GetRequiredService<TimeProvider>()));
    }

    private static WebhookSignature Signature(string key, WebhookSettings settings)
    {
        try
        {
            return new WebhookSignature(settings.Secrets);
        }
        catch (FormatException wrong)
        {
            throw new SettingsException($"{key}: {wrong.Message}");
        }
    }
}
