using SocialCareBot.Chat;
using SocialCareBot.Chat.Slack;
using SocialCareBot.Jobs;
using SocialCareBot.Ports;

namespace SocialCareBot.Wiring;

/// <summary>The part of the Slack front that acts: cards, forms, commands, the Home tab. What speaks with Slack itself is registered beside it.</summary>
public static class SlackActing
{
    /// <summary>Registers Slack where it is configured. Throws <see cref="Settings.SettingsException"/> for what cannot be started.</summary>
    public static bool AddSlack(this IServiceCollection services, CareHost host)
    {
        if (!host.Care.Slack.Configured)
            return false;
        var settings = SlackWiring.Settings(host);
        services.AddSlackPlatform(settings, ChatHttp.Client);
        services.AddSlackWatches(settings);
        services.AddSlackActing().AddSingleton<IChatFront>(s => s.GetRequiredService<SlackFront>());
        services.AddHostedService(s => s.GetRequiredService<SlackChores>()).AddHostedService<SlackHomeWatch>().AddHostedService<SlackRosterWatch>();
        return true;
    }

    /// <summary>Maps the endpoints, and brings back what was known before the restart.</summary>
    public static void UseSlack(this WebApplication app)
    {
        app.UseSlackPlatform();
        app.Services.GetRequiredService<SlackMemory>().Load();
    }

    /// <summary>Cards, forms, commands, events and the Home tab as services.</summary>
    public static IServiceCollection AddSlackActing(this IServiceCollection services)
    {
        services.AddSingleton(s => new SharedMemory(s.GetRequiredService<SlackMemory>().Load)).AddSingleton<SlackMemory>().AddSingleton<SlackRooms>().AddSingleton<SlackProfiles>().AddSingleton<SlackPermalinks>().AddSingleton<SlackCallers>();
        services.AddSingleton<SlackFront>().AddSingleton<SlackVoice>().AddSingleton<SlackCopies>().AddSingleton<SlackHome>().AddSingleton<SlackAside>().AddSingleton<SlackNewcomers>().AddSingleton<SlackAftermath>();
        services.AddSingleton<SlackModals>().AddSingleton<SlackForms>().AddSingleton<SlackSubmissions>().AddSingleton<SlackClicks>();
        services.AddSingleton<SlackTalk>().AddSingleton<SlackShortcuts>().AddSingleton<SlackAsks>().AddSingleton<SlackEventWork>().AddSingleton<SlackEvents>();
        return services.AddSingleton<SlackChores>().AddSingleton<SlackBot>().AddSingleton<ISlackHandler>(s => s.GetRequiredService<SlackBot>());
    }
}
