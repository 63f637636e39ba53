using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SocialCareBot.Store;

namespace SocialCareBot.Networks.Bluesky;

/// <summary>Where a session outlives the process.</summary>
internal sealed record SessionShelf(Func<CancellationToken, Task<string?>> Read, Func<string, CancellationToken, Task> Write)
{
    public static SessionShelf In(Keep keep, string account) => new(
        ct => keep.Read($"bluesky/{account}", "session", ct),
        (json, ct) => keep.Write($"bluesky/{account}", "session", json, ct));
}

/// <summary>A signed-in account, as it is kept.</summary>
internal sealed record SessionTokens(string Service, string Identifier, string Did, string Handle, string Access, string Refresh)
{
    public override string ToString() => $"session of {Did}";
}

/// <summary>
/// The signed-in state of one account. Signing in is scarce (30 in 5 minutes, 300 a day), so a session is kept over restarts, renewed by its refresh token,
/// and renewed once however many callers find it expired. A refused password is not tried again before its pause is over.
/// </summary>
internal sealed class BlueskySession(BlueskySettings settings, BlueskyWire wire, SessionShelf shelf, TimeProvider clock)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(30);

    // A token that is refused right after signing in must not become a sign-in for every call.
    private static readonly TimeSpan BetweenSignIns = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim _one = new(1, 1);
    private SessionTokens? _tokens;
    private XrpcAnswer.Locked? _locked;
    private TimeSpan _pause = FirstPause;
    private DateTimeOffset _notBefore;

    /// <summary>The tokens to call with, or why there are none.</summary>
    public Task<(SessionTokens? Tokens, XrpcAnswer? Problem)> Current(CancellationToken ct) =>
        Volatile.Read(ref _tokens) is { } tokens ? Task.FromResult<(SessionTokens?, XrpcAnswer?)>((tokens, null)) : Renew(null, ct);

    /// <summary>Others than <paramref name="stale"/>, which the service has refused.</summary>
    public async Task<(SessionTokens? Tokens, XrpcAnswer? Problem)> Renew(SessionTokens? stale, CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            var known = await Kept(ct) ?? _tokens;
            if (known is not null && known.Access != stale?.Access)
                return (_tokens = known, null);
            return await Fresh(known, ct);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<SessionTokens?> Kept(CancellationToken ct)
    {
        if (await shelf.Read(ct) is not { } json || ForeignJson.Parse(Encoding.UTF8.GetBytes(json)) is not { } kept)
            return null;
        if (kept.Text("Identifier") != settings.Handle || kept.Text("Service") != settings.Service.AbsoluteUri)
            return null;
        return Tokens(kept.Text("Did"), kept.Text("Handle"), kept.Text("Access"), kept.Text("Refresh"));
    }

    private SessionTokens? Tokens(string? did, string? handle, string? access, string? refresh) => did is null || access is null || refresh is null
        ? null
        : new SessionTokens(settings.Service.AbsoluteUri, settings.Handle, did, handle ?? settings.Handle, access, refresh);

    private async Task<(SessionTokens?, XrpcAnswer?)> Fresh(SessionTokens? known, CancellationToken ct)
    {
        if (known is not null)
        {
            // An answer lost here does no harm: the old refresh token returns the same successor for a while.
            var refreshed = await wire.Post("com.atproto.server.refreshSession", null, known.Refresh, ct);
            if (refreshed is XrpcAnswer.Good good)
                return await Adopt(good, ct);
            if (refreshed is not XrpcAnswer.Bad { TooMany: false })
                return (null, refreshed);
        }
        return await SignIn(ct);
    }

    private async Task<(SessionTokens?, XrpcAnswer?)> SignIn(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (now < _notBefore)
            return (null, _locked is null ? new XrpcAnswer.NotSent("Signing in to Bluesky pauses for a moment.", _notBefore - now) : _locked with { After = _notBefore - now });
        _notBefore = now + BetweenSignIns;
        var body = new JsonObject { ["identifier"] = settings.Handle, ["password"] = settings.Password };
        var answer = await wire.Post("com.atproto.server.createSession", body, null, ct);
        return answer switch
        {
            XrpcAnswer.Good good => await Adopt(good, ct),
            XrpcAnswer.Bad { TooMany: false } bad => (null, Lock(bad, now)),
            _ => (null, answer),
        };
    }

    private XrpcAnswer.Locked Lock(XrpcAnswer.Bad bad, DateTimeOffset now)
    {
        // Without the answer's own words: some answer with what they were sent, and that was the password.
        var reason = bad switch
        {
            { AccountGone: true } => $"Bluesky has suspended or closed @{settings.Handle}.",
            { Error: "AuthFactorTokenRequired" } => $"@{settings.Handle} asks for a code sent by e-mail. Use an app password instead of the account's own.",
            { Status: HttpStatusCode.Unauthorized } => $"Bluesky refuses the app password of @{settings.Handle}. Make a new one and restart the bot.",
            _ => $"Signing in as @{settings.Handle} failed: Bluesky answered {(int)bad.Status} {bad.Error}.",
        };
        _locked = new XrpcAnswer.Locked(reason, _pause);
        _notBefore = now + _pause;
        _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
        return _locked;
    }

    private async Task<(SessionTokens?, XrpcAnswer?)> Adopt(XrpcAnswer.Good answer, CancellationToken ct)
    {
        var body = answer.Body;
        if (Tokens(body.Text("did"), body.Text("handle"), body.Text("accessJwt"), body.Text("refreshJwt")) is not { } tokens)
            return (null, new XrpcAnswer.Unclear("Bluesky's answer to signing in could not be read."));
        await shelf.Write(JsonSerializer.Serialize(tokens), ct);
        (_locked, _pause) = (null, FirstPause);
        return (_tokens = tokens, null);
    }
}
