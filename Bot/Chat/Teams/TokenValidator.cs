using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace SocialCareBot.Chat.Teams;

/// <summary>What a valid token promises: for which service address and which channels its bearer speaks, and until when.</summary>
public sealed record VerifiedToken(string ServiceUrl, SigningKey Key, DateTimeOffset Until)
{
    /// <summary>Null, or why the activity is not the one this token was made for.</summary>
    public string? Objection(Activity activity)
    {
        if (activity.ServiceUrl is null || !string.Equals(ServiceUrl, activity.ServiceUrl, StringComparison.Ordinal))
            return "the serviceurl claim is not the activity's serviceUrl";
        if (activity.ChannelId is null || !Key.Endorsements.Contains(activity.ChannelId))
            return $"the key is not endorsed for channel '{activity.ChannelId}'";
        return null;
    }
}

/// <summary>A token judged: either it stands, or why not. The reason is for the log only.</summary>
public sealed record TokenVerdict(VerifiedToken? Token, string? Reason)
{
    internal static TokenVerdict Refuse(string reason) => new(null, reason);
}

/// <summary>
/// Judges the token on an inbound request by the rules of the public Bot Framework channel: RS256/384/512, the key named by kid and no
/// other, exact issuer and audience, five minutes of skew. Judgements are remembered until the token ends or its key goes.
/// </summary>
public sealed class TokenValidator(TeamsSettings settings, SigningKeys keys, TimeProvider time)
{
    private const int LongestToken = 16 * 1024;
    private const int MostRemembered = 4096;
    private const string Scheme = "Bearer ";

    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);
    private static readonly JsonWebTokenHandler Handler = new() { MaximumTokenSizeInBytes = LongestToken };

    private readonly ConcurrentDictionary<string, VerifiedToken> _remembered = new(StringComparer.Ordinal);

    internal int Remembered => _remembered.Count;

    /// <summary>Judges the value of the Authorization header.</summary>
    public async Task<TokenVerdict> Validate(string? authorization, CancellationToken ct)
    {
        if (settings.AppId is null)
            return TokenVerdict.Refuse("no application id is configured");
        if (authorization is null || !authorization.StartsWith(Scheme, StringComparison.Ordinal))
            return TokenVerdict.Refuse("no bearer token");
        var text = authorization[Scheme.Length..];
        if (text.Length is 0 or > LongestToken)
            return TokenVerdict.Refuse("no token of a sensible length");
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        if (Recall(hash) is { } known)
            return new TokenVerdict(known, null);
        var verdict = await Judge(text, ct);
        if (verdict.Token is { } token)
            Remember(hash, token);
        return verdict;
    }

    private VerifiedToken? Recall(string hash)
    {
        if (!_remembered.TryGetValue(hash, out var token))
            return null;
        if (time.GetUtcNow() - Skew <= token.Until && keys.Known(token.Key.Id) is { } key && key.Fingerprint == token.Key.Fingerprint)
            return token with { Key = key };
        _remembered.TryRemove(hash, out _);
        return null;
    }

    private async Task<TokenVerdict> Judge(string text, CancellationToken ct)
    {
        JsonWebToken token;
        try
        {
            token = new JsonWebToken(text);
        }
        catch (ArgumentException)
        {
            return TokenVerdict.Refuse("not a token");
        }
        if (await keys.Find(token.Kid, ct) is not { } key)
            return TokenVerdict.Refuse("its key is not among the published ones");
        var result = await Handler.ValidateTokenAsync(token, Rules(key));
        if (!result.IsValid)
            return TokenVerdict.Refuse(result.Exception?.GetType().Name ?? "not valid");
        return token.TryGetPayloadValue<string>("serviceurl", out var serviceUrl) && !string.IsNullOrEmpty(serviceUrl)
            ? new TokenVerdict(new VerifiedToken(serviceUrl, key, new DateTimeOffset(token.ValidTo, TimeSpan.Zero)), null)
            : TokenVerdict.Refuse("it has no serviceurl claim");
    }

    private TokenValidationParameters Rules(SigningKey key) => new()
    {
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512],
        IssuerSigningKey = key.Key,
        TryAllIssuerSigningKeys = false,
        ValidateIssuerSigningKey = true,
        RequireSignedTokens = true,
        ValidIssuer = settings.Issuer,
        ValidAudience = settings.AppId,
        IgnoreTrailingSlashWhenValidatingAudience = false,
        RequireExpirationTime = true,
        LifetimeValidator = (from, until, _, _) => IsAlive(from, until),
    };

    private bool IsAlive(DateTime? from, DateTime? until)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return until is { } end && now - Skew <= end && (from is not { } start || start <= now + Skew);
    }

    private void Remember(string hash, VerifiedToken token)
    {
        // Only valid tokens get here, and Teams uses one for an hour: the bound is a belt, not a policy.
        if (_remembered.Count >= MostRemembered)
            _remembered.Clear();
        _remembered[hash] = token;
    }
}
