using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using SocialCareBot.Store;

namespace SocialCareBot.Chat.Slack;

/// <summary>Our tokens, one for each workspace, and their rotation: one refresh at a time, the new pair stored before it is used.</summary>
public sealed class SlackTokens(SlackHttp http, SlackVault vault, IWriter writer, SlackSettings settings, TimeProvider time)
{
    /// <summary>A token is renewed this long before it ends, so that a refresh that fails can be tried again.</summary>
    public static readonly TimeSpan Early = TimeSpan.FromHours(2);

    /// <summary>No refresh takes longer; afterwards another process may try.</summary>
    private static readonly TimeSpan Lock = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<string, SlackInstallation> _installed = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly string _me = Guid.CreateVersion7(time.GetUtcNow()).ToString("N");

    public IReadOnlyList<SlackInstallation> All => [.. _installed.Values];

    /// <summary>Whether people of this workspace may use the bot: it is listed, and the app is installed there.</summary>
    public bool Knows(string team) => settings.Lists(team) && _installed.TryGetValue(team, out var found) && found.DeadBecause is null;

    public SlackInstallation? Of(string team) => _installed.GetValueOrDefault(team);

    /// <summary>Reads what is stored, at start and where other nodes install and renew too.</summary>
    public void Load()
    {
        foreach (var installation in vault.All())
            _installed[installation.Team] = installation;
    }

    /// <summary>Keeps an installation, or what changed of it.</summary>
    public async Task Save(SlackInstallation installation, CancellationToken ct)
    {
        await writer.Run(
            session =>
            {
                vault.Put(session, installation);
                return true;
            },
            ct);
        _installed[installation.Team] = installation;
    }

    /// <summary>The workspace took the app out or the token back: it rests until it is installed again. Its cases stay.</summary>
    public Task Revoke(string team, CancellationToken ct) =>
        Of(team) is { } known ? Save(known with { DeadBecause = "the app was removed from the workspace", Token = null, RefreshToken = null, ExpiresAt = null }, ct) : Task.CompletedTask;

    /// <summary>Learns whose workspace the token of the settings belongs to. Null: done; otherwise the reason, in one line.</summary>
    public async Task<string?> Adopt(CancellationToken ct)
    {
        if (settings.Token is not { Length: > 0 } token)
            return null;
        var asked = await http.Send(SlackMethod.Of("auth.test")!, Bearer(token), [], ct);
        if (asked.Fault is { } fault)
            return fault.Reason;
        if (asked.Body.Text("team_id") is not { } team)
            return "auth.test did not name a workspace";
        await Save(
            new SlackInstallation
            {
                Team = team,
                Enterprise = asked.Body.Text("enterprise_id"),
                TeamName = asked.Body.Text("team"),
                BotUser = asked.Body.Text("user_id"),
                BotId = asked.Body.Text("bot_id"),
                Scopes = asked.Scopes,
            },
            ct);
        return null;
    }

    /// <summary>The token to call with; renewed early where it ends. Null: the app is not installed there, or no longer.</summary>
    internal async Task<string?> Current(string team, CancellationToken ct)
    {
        if (Of(team) is not { DeadBecause: null } found)
            return null;
        if (found.ExpiresAt is { } end && end - Early <= time.GetUtcNow())
            await Refresh(team, found.Token!, ct);
        return Of(team) is { DeadBecause: null } now ? now.Token ?? settings.Token : null;
    }

    /// <summary>Renews a token that is old or was refused; false when that was not possible now. Whoever comes second finds it done.</summary>
    internal async Task<bool> Refresh(string team, string used, CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            if (Of(team) is not { RefreshToken: { } refresh } found)
                return false;
            if (found.Token != used)
                return true;
            // Looked at before the lock, which another process may hold still, and behind it.
            return RenewedElsewhere(team, used) || (await Locked(team, ct) && (RenewedElsewhere(team, used) || await Renew(found, refresh, ct)));
        }
        finally
        {
            _one.Release();
        }
    }

    private bool RenewedElsewhere(string team, string used)
    {
        if (vault.All().FirstOrDefault(row => row.Team == team) is not { } stored || stored.Token == used)
            return false;
        _installed[team] = stored;
        return true;
    }

    /// <summary>From here on the old refresh token is worth nothing, so the new pair is written whatever becomes of the caller.</summary>
    private async Task<bool> Renew(SlackInstallation found, string refresh, CancellationToken ct)
    {
        var arguments = new JsonObject { ["grant_type"] = "refresh_token", ["refresh_token"] = refresh };
        var answer = await http.Send(SlackMethod.Of("oauth.v2.access")!, App(settings), arguments, ct);
        if (answer.Fault is not null || answer.Body.Text("access_token") is null)
            return false;
        await Save(found.With(answer.Body, time.GetUtcNow()), CancellationToken.None);
        return true;
    }

    private Task<bool> Locked(string team, CancellationToken ct) => writer.Run(
        session =>
        {
            var (name, now) = ($"slack-refresh:{team}", time.GetUtcNow());
            return Leases.Take(session, name, _me, now, Lock) is not null;
        },
        ct);

    internal static AuthenticationHeaderValue Bearer(string token) => new("Bearer", token);

    /// <summary>The app itself, as the OAuth methods want it.</summary>
    internal static AuthenticationHeaderValue App(SlackSettings settings) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{settings.ClientId}:{settings.ClientSecret}")));
}
