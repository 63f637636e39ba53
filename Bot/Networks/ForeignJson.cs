using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace SocialCareBot.Networks;

/// <summary>
/// Reads JSON that others made, without ever throwing: what is missing, of another kind or unreadable is null or empty.
/// Names are compared as bytes, because unescaping a broken name beside the wanted one would throw.
/// </summary>
public static class ForeignJson
{
    /// <summary>Deep nesting in one hostile post must not make a page unreadable; the parser keeps one bit for each level.</summary>
    private static readonly JsonDocumentOptions Lenient = new() { MaxDepth = 20_000 };

    /// <summary>Null when the bytes are no JSON.</summary>
    public static JsonElement? Parse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, Lenient);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The member of that (ASCII) name; an undefined element where there is none. The last one wins, as in the parser itself.</summary>
    public static JsonElement Part(this JsonElement element, string name)
    {
        JsonElement found = default;
        if (element.ValueKind != JsonValueKind.Object)
            return found;
        var wanted = Encoding.ASCII.GetBytes(name);
        foreach (var member in element.EnumerateObject())
        {
            if (JsonMarshal.GetRawUtf8PropertyName(member).SequenceEqual(wanted))
                found = member.Value;
        }
        return found;
    }

    public static JsonElement Part(this JsonElement element, string name, string inner) => element.Part(name).Part(inner);

    public static string? Text(this JsonElement element, string name) => ForeignText.Of(element.Part(name));

    public static string? Text(this JsonElement element, string name, string inner) => ForeignText.Of(element.Part(name, inner));

    public static bool Yes(this JsonElement element, string name) => element.Part(name).ValueKind == JsonValueKind.True;

    public static int? Count(this JsonElement element, string name) =>
        element.Part(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var count) ? count : null;

    /// <summary>The instant in UTC; null when it is none.</summary>
    public static DateTimeOffset? Instant(this JsonElement element, string name) =>
        DateTimeOffset.TryParse(element.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? at
            : null;

    /// <summary>The items of an array; empty for anything else.</summary>
    public static IReadOnlyList<JsonElement> Items(this JsonElement element, string name) =>
        element.Part(name) is { ValueKind: JsonValueKind.Array } array ? [.. array.EnumerateArray()] : [];
}
