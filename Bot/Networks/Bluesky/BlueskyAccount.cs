using SocialCareBot.Ports;
using SocialCareBot.Store;

namespace SocialCareBot.Networks.Bluesky;

/// <summary>One account with everything it needs: the ears and the hand share its session, its rate limits and what they know of authors.</summary>
public sealed record BlueskyAccount(INetwork Network, IReadOnlyList<ISource> Sources)
{
    /// <param name="http">Null: a client of its own, with time-outs and without redirects.</param>
    public static BlueskyAccount Open(BlueskySettings settings, Keep keep, TimeProvider clock, ILoggerFactory logs, HttpClient? http = null) =>
        Open(settings, SessionShelf.In(keep, settings.Account), clock, logs, http ?? BlueskyWire.Http());

    internal static BlueskyAccount Open(BlueskySettings settings, SessionShelf shelf, TimeProvider clock, ILoggerFactory logs, HttpClient http)
    {
        var wire = new BlueskyWire(http, settings.Service, clock);
        var client = new BlueskyClient(wire, new BlueskySession(settings, wire, shelf, clock));
        var (views, posts, profiles) = (new BlueskyViews(client), new BlueskyPosts(settings, clock), new BlueskyProfiles(client, clock));
        var logger = logs.CreateLogger("SocialCareBot.Networks.Bluesky");
        BlueskyIntake Intake() => new(views, posts, profiles, logger);
        return new BlueskyAccount(
            new BlueskyNetwork(settings, client, new BlueskyReadings(client, views, posts, profiles), new BlueskyReplies(client)),
            [new BlueskyNotifications(settings, client, Intake(), clock, logger), new BlueskySearch(settings, client, Intake(), clock)]);
    }
}
