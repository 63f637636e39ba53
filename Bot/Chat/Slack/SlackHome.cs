using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using SocialCareBot.Cards.BlockKit;
using SocialCareBot.Cards.Models;
using SocialCareBot.Cases;
using SocialCareBot.Desk;

namespace SocialCareBot.Chat.Slack;

/// <summary>The Home tab of each person: published when they open it, after their presses on it, and when something changed while it may be in view.</summary>
public sealed class SlackHome(SlackApi api, HomePages pages, SlackCallers callers, TimeProvider time)
{
    /// <summary>Who opened the tab within this time may still be looking.</summary>
    public static readonly TimeSpan Open = TimeSpan.FromHours(4);

    /// <summary>Slack takes a hundred of these a minute for a whole workspace.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<(string Team, string User), Opened> _opened = new();

    /// <summary>Shows the page somebody looks at, for the one who opened it or pressed on it.</summary>
    /// <param name="sentence">A first line above all others: why a press did nothing.</param>
    internal Task Show(SlackOrigin to, string? sentence, CancellationToken ct) =>
        Publish(_opened.GetValueOrDefault((to.Team, to.User), Opened.Never) with { By = to, At = time.GetUtcNow() }, sentence, ct);

    internal Task Turn(SlackOrigin to, int page, CancellationToken ct) =>
        Publish(_opened.GetValueOrDefault((to.Team, to.User), Opened.Never) with { By = to, At = time.GetUtcNow(), Page = page }, null, ct);

    /// <summary>Something changed: everybody who may be looking gets the page anew, each not too often.</summary>
    /// <returns>Whether somebody must wait for a later turn.</returns>
    internal async Task<bool> Refresh(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var waits = false;
        foreach (var (key, opened) in _opened)
        {
            if (now - opened.At > Open)
                _opened.TryRemove(key, out _);
            else if (now - opened.PublishedAt < Rest)
                waits = true;
            else
                await Publish(opened, null, ct);
        }
        return waits;
    }

    private async Task Publish(Opened opened, string? sentence, CancellationToken ct)
    {
        var by = opened.By!;
        var model = callers.Known(by) is { } actor ? pages.Model(actor, opened.Page, sentence) : HomePages.Closed(callers.Closed(by));
        var view = HomeTab.Draw(model).ToJson();
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(view.ToJsonString())));
        var shown = opened with { Page = model.Page, Hash = hash, PublishedAt = time.GetUtcNow() };
        if (hash != opened.Hash && !(await api.Call(by.Team, "views.publish", new JsonObject { ["user_id"] = by.User, ["view"] = view }, ct)).Done)
            shown = shown with { Hash = null };
        _opened[(by.Team, by.User)] = shown;
    }

    private sealed record Opened(SlackOrigin? By, DateTimeOffset At, int Page, string? Hash, DateTimeOffset PublishedAt)
    {
        public static Opened Never { get; } = new(null, default, 0, null, default);
    }
}

/// <summary>Watches for news and brings open Home tabs up to date.</summary>
public sealed class SlackHomeWatch(SlackHome home, Nudge nudge, TimeProvider time, ILogger<SlackHomeWatch> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);
    private volatile bool _news;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var subscription = nudge.Subscribe(_ => _news = true);
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (!_news)
                continue;
            _news = false;
            try
            {
                _news |= await home.Refresh(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                log.LogError(fault, "The Home tabs could not be brought up to date");
            }
        }
    }
}
