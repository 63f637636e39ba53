using System.Buffers.Binary;
using System.Security.Cryptography;
using SocialCareBot.Cases;

namespace SocialCareBot.Networks.Bluesky;

/// <summary>
/// The key under which a reply is published: a timestamp identifier (13 letters of base32-sortable: 53 bits of microseconds, 10 bits of clock id).
/// Made from the reply alone, so that every attempt writes to the same place.
/// </summary>
internal static class RecordKey
{
    private const string Letters = "234567abcdefghijklmnopqrstuvwxyz";
    private const int Length = 13;

    /// <summary>The millisecond is true; the microseconds below it and the clock id come from the reply's id, a million places for one millisecond.</summary>
    public static string For(ReplyId reply, DateTimeOffset at)
    {
        var hash = SHA256.HashData(reply.Value.ToByteArray(bigEndian: true));
        var micros = (ulong)at.ToUnixTimeMilliseconds() * 1000 + BinaryPrimitives.ReadUInt32BigEndian(hash) % 1000;
        var clock = BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(4)) % 1024;
        return Text((micros << 10) | clock);
    }

    private static string Text(ulong value) => string.Create(Length, value, static (text, rest) =>
    {
        for (var i = Length - 1; i >= 0; i--, rest >>= 5)
            text[i] = Letters[(int)(rest & 31)];
    });
}
