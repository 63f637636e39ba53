using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace SocialCareBot.Chat.Teams;

/// <summary>One key of the Bot Framework, and for which channels it may speak.</summary>
public sealed record SigningKey(string Id, string Fingerprint, SecurityKey Key, IReadOnlySet<string> Endorsements);

/// <summary>The keys as they were published at one instant.</summary>
public sealed record SigningKeySet(DateTimeOffset At, IReadOnlyDictionary<string, SigningKey> Keys)
{
    private const int WeakestModulus = 2048 / 8;

    /// <summary>The key of that id. Never "any key that fits".</summary>
    public SigningKey? Find(string? id) => id is not null && Keys.TryGetValue(id, out var key) ? key : null;

    /// <summary>Reads a JWKS document; RSA signing keys only, the rest is skipped. Throws <see cref="JsonException"/> when it is none.</summary>
    public static SigningKeySet Parse(ReadOnlyMemory<byte> utf8, DateTimeOffset at)
    {
        using var document = JsonDocument.Parse(utf8);
        if (document.RootElement.ValueKind != JsonValueKind.Object
            || !document.RootElement.TryGetProperty("keys", out var list)
            || list.ValueKind != JsonValueKind.Array)
        {
            throw new JsonException("No list of keys.");
        }
        var keys = new Dictionary<string, SigningKey>(StringComparer.Ordinal);
        foreach (var item in list.EnumerateArray())
        {
            if (Key(item) is { } key)
                keys.TryAdd(key.Id, key);
        }
        return new SigningKeySet(at, keys);
    }

    private static SigningKey? Key(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object || Text(item, "kty") != "RSA" || Text(item, "use") is not (null or "sig"))
            return null;
        if (Text(item, "kid") is not { Length: > 0 } id || Text(item, "n") is not { } n || Text(item, "e") is not { } e)
            return null;
        RSAParameters numbers;
        try
        {
            numbers = new RSAParameters { Modulus = Base64UrlEncoder.DecodeBytes(n), Exponent = Base64UrlEncoder.DecodeBytes(e) };
        }
        catch (FormatException)
        {
            return null;
        }
        return numbers.Modulus.Length < WeakestModulus
            ? null
            : new SigningKey(id, $"{n}.{e}", new RsaSecurityKey(numbers) { KeyId = id }, Endorsed(item));
    }

    private static HashSet<string> Endorsed(JsonElement item) =>
        item.TryGetProperty("endorsements", out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!).ToHashSet(StringComparer.Ordinal)
            : [];

    private static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
