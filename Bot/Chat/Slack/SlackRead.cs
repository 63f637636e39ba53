using System.Text.Json;

namespace SocialCareBot.Chat.Slack;

/// <summary>Reads what Slack sent without a fault, whatever a client made of it.</summary>
internal static class SlackRead
{
    /// <summary>The member at the end of this path; undefined where any step is missing.</summary>
    public static JsonElement At(this JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out var next))
                return default;
            element = next;
        }
        return element;
    }

    /// <summary>The words at the end of this path; null where there are none.</summary>
    public static string? Text(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.At(path) is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 } text ? text : null;

    public static bool IsTrue(this JsonElement element, params ReadOnlySpan<string> path) => element.At(path).ValueKind == JsonValueKind.True;

    /// <summary>The elements of a list; none where it is no list.</summary>
    public static IEnumerable<JsonElement> Each(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : [];

    /// <summary>The members of an object; none where it is no object.</summary>
    public static IEnumerable<JsonProperty> Members(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : [];
}
