using System.Text.Json;

namespace SocialCareBot.Chat.Teams;

/// <summary>
/// The Bot Framework's signing keys. One fetch at a time, awaited by everybody who needs it; at most one a minute for an unknown key, so
/// that a flood of invented keys cannot make us hammer the issuer nor keep a rotated key out for longer. While the issuer is down the last
/// known keys go on being used, up to a limit. (The stock ConfigurationManager was tried: it refreshes without being awaited, and one
/// bogus key keeps a new one out for five minutes.)
/// </summary>
public sealed partial class SigningKeys(HttpClient http, TeamsSettings settings, TimeProvider time, ILogger<SigningKeys> log)
{
    /// <summary>After a fetch that worked, an unknown key makes no other within this time.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>After one that failed.</summary>
    public static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(15);

    /// <summary>Keys older than this are fetched anew in passing.</summary>
    public static readonly TimeSpan Old = TimeSpan.FromHours(12);

    /// <summary>Keys older than this are no longer believed. Five days is how long the Bot Framework SDK keeps them.</summary>
    public static readonly TimeSpan TooOld = TimeSpan.FromDays(5);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private volatile SigningKeySet? _known;
    private DateTimeOffset _next = DateTimeOffset.MinValue;
    private Task? _flight;

    /// <summary>The client this must be given.</summary>
    public static HttpClient Client() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        MaxResponseContentBufferSize = 1024 * 1024,
    };

    /// <summary>False while tokens are judged by old keys, or by none.</summary>
    public bool Healthy => _known is { } keys && time.GetUtcNow() - keys.At < Old * 2;

    /// <summary>The key as last published, if it is still believed; asks nobody.</summary>
    public SigningKey? Known(string? id) => Believed()?.Find(id);

    /// <summary>The key of that id, fetched if it is new; null when nobody published it.</summary>
    public async Task<SigningKey?> Find(string? id, CancellationToken ct)
    {
        if (id is null)
            return null;
        if (Known(id) is { } key)
            return key;
        await Refresh().WaitAsync(ct);
        return Known(id);
    }

    /// <summary>Fetches the keys if they are missing or old; for a chore, so that no click has to wait for it.</summary>
    public Task KeepFresh(CancellationToken ct) =>
        _known is { } keys && time.GetUtcNow() - keys.At < Old ? Task.CompletedTask : Refresh().WaitAsync(ct);

    private SigningKeySet? Believed() => _known is { } keys && time.GetUtcNow() - keys.At < TooOld ? keys : null;

    private Task Refresh()
    {
        lock (_gate)
        {
            if (_flight is { IsCompleted: false })
                return _flight;
            // A clock set back must not keep new keys out for as long as it was set back.
            if (_next - time.GetUtcNow() is var left && left > TimeSpan.Zero && left <= Pause)
                return Task.CompletedTask;
            return _flight = Fetch();
        }
    }

    private async Task Fetch()
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience, time);
            var keys = await Download(patience.Token);
            _known = keys;
            _next = time.GetUtcNow() + Pause;
            LogFetched(log, keys.Keys.Count);
        }
        catch (Exception problem) when (problem is HttpRequestException or OperationCanceledException or JsonException or InvalidOperationException or KeyNotFoundException)
        {
            _next = time.GetUtcNow() + PauseAfterFailure;
            LogNotFetched(log, settings.OpenIdMetadata, problem.Message);
        }
    }

    private async Task<SigningKeySet> Download(CancellationToken ct)
    {
        var metadata = await http.GetByteArrayAsync(settings.OpenIdMetadata, ct);
        var keys = SigningKeySet.Parse(await http.GetByteArrayAsync(KeysAddress(metadata), ct), time.GetUtcNow());
        return keys.Keys.Count > 0 ? keys : throw new JsonException("The issuer published no usable key.");
    }

    private Uri KeysAddress(byte[] metadata)
    {
        using var document = JsonDocument.Parse(metadata);
        var text = document.RootElement.GetProperty("jwks_uri").GetString();
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == settings.OpenIdMetadata.Scheme
            ? address
            : throw new JsonException($"The metadata names no usable address of keys: {text}");
    }

    [LoggerMessage(LogLevel.Information, "Teams signing keys fetched: {Count}")]
    private static partial void LogFetched(ILogger log, int count);

    [LoggerMessage(LogLevel.Warning, "Teams signing keys could not be fetched from {Address}: {Problem}. The last known ones stay in use.")]
    private static partial void LogNotFetched(ILogger log, Uri address, string problem);
}
