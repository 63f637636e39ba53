using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SocialCareBot.Egress;

/// <summary>
/// Signs and verifies in the Standard Webhooks form: HMAC-SHA256 over <c>id.timestamp.body</c>, written as <c>v1,</c> and base64.
/// The body is taken as the bytes received, before anything parses it.
/// </summary>
public sealed class WebhookSignature
{
    /// <summary>A stamp further from our clock than this, either way, is refused.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private readonly IReadOnlyList<byte[]> _keys;

    /// <param name="secrets">Each <c>whsec_</c> and base64; several while a secret is being rotated. The first one signs. Throws <see cref="FormatException"/> for any other form.</param>
    public WebhookSignature(IEnumerable<string> secrets)
    {
        _keys = [.. secrets.Select(Key)];
        if (_keys.Count == 0)
            throw new FormatException("A webhook needs a secret of the form whsec_…");
    }

    /// <summary>The value of the <c>webhook-signature</c> header.</summary>
    public string Sign(string id, DateTimeOffset at, ReadOnlySpan<byte> body) =>
        $"v1,{Convert.ToBase64String(Mac(_keys[0], id, Stamp(at), body))}";

    /// <summary>Unix seconds, as the header carries them.</summary>
    public static string Stamp(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>Null when the call is who it says it is; otherwise why not, without helping anybody to guess.</summary>
    public string? Refuse(string? id, string? stamp, string? signatures, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (id is not { Length: > 0 and <= 256 } || stamp is null || signatures is not { Length: > 0 and <= 2048 })
            return "The headers webhook-id, webhook-timestamp and webhook-signature are needed.";
        if (!long.TryParse(stamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || Math.Abs(now.ToUnixTimeSeconds() - (decimal)seconds) > (decimal)Tolerance.TotalSeconds)
            return "The timestamp is more than five minutes from our clock.";
        var matches = false;
        foreach (var signature in signatures.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            matches |= Matches(signature, id, stamp, body);
        return matches ? null : "The signature does not fit.";
    }

    private bool Matches(string signature, string id, string stamp, ReadOnlySpan<byte> body)
    {
        if (!signature.StartsWith("v1,", StringComparison.Ordinal))
            return false;
        Span<byte> given = stackalloc byte[64];
        if (!Convert.TryFromBase64String(signature[3..], given, out var length))
            return false;
        var matches = false;
        foreach (var key in _keys)
            matches |= CryptographicOperations.FixedTimeEquals(given[..length], Mac(key, id, stamp, body));
        return matches;
    }

    private static byte[] Mac(byte[] key, string id, string stamp, ReadOnlySpan<byte> body)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        mac.AppendData(Encoding.UTF8.GetBytes($"{id}.{stamp}."));
        mac.AppendData(body);
        return mac.GetHashAndReset();
    }

    private static byte[] Key(string secret)
    {
        if (!secret.StartsWith("whsec_", StringComparison.Ordinal))
            throw new FormatException("A webhook secret begins with whsec_.");
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        return key.Length is >= 24 and <= 64 ? key : throw new FormatException("A webhook secret holds 24 to 64 bytes in base64 after whsec_.");
    }
}
