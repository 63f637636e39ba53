using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SocialCareBot.Chat.Slack;

/// <summary>Whether a request comes from Slack: version 0 of its request signing, over the raw bytes of the body.</summary>
public sealed class SlackSignature
{
    public const string TimestampHeader = "X-Slack-Request-Timestamp";
    public const string SignatureHeader = "X-Slack-Signature";

    /// <summary>Older is a replay; newer, by as much, is one that somebody made on stock. Slack's own advice is five minutes.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(300);

    private const string Version = "v0=";
    private readonly byte[][] _secrets;

    /// <param name="secrets">The signing secret, and the one before while it is being replaced. Throws for a blank one, with which everything would be signed.</param>
    public SlackSignature(params IReadOnlyList<string> secrets)
    {
        if (secrets.Count == 0 || secrets.Any(string.IsNullOrWhiteSpace))
            throw new ArgumentException("A signing secret is blank.", nameof(secrets));
        _secrets = [.. secrets.Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>True for a body signed with one of our secrets within the window. Anything else, however malformed, is false.</summary>
    public bool Holds(string? timestamp, string? signature, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || IsOutside(seconds, now))
            return false;
        Span<byte> given = stackalloc byte[SHA256.HashSizeInBytes];
        if (!Read(signature, given))
            return false;
        var holds = false;
        foreach (var secret in _secrets)
            holds |= CryptographicOperations.FixedTimeEquals(given, Of(secret, timestamp, body));
        return holds;
    }

    private static bool IsOutside(long seconds, DateTimeOffset now)
    {
        var age = now.ToUnixTimeSeconds() - (decimal)seconds;
        return Math.Abs(age) > (decimal)Window.TotalSeconds;
    }

    /// <summary>Slack writes lower-case digits.</summary>
    private static bool Read(string? signature, Span<byte> into) =>
        signature is { Length: 67 } && signature.StartsWith(Version, StringComparison.Ordinal) && !signature.AsSpan(Version.Length).ContainsAnyInRange('A', 'F')
        && Convert.FromHexString(signature.AsSpan(Version.Length), into, out _, out var written) == System.Buffers.OperationStatus.Done && written == into.Length;

    private static byte[] Of(byte[] secret, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        hash.AppendData("v0:"u8);
        hash.AppendData(Encoding.ASCII.GetBytes(timestamp));
        hash.AppendData(":"u8);
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}
