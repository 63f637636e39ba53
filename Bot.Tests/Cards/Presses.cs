using System.Text.Json;

namespace SocialCareBot.Tests.Cards;

/// <summary>Reads what the buttons of a drawn card carry.</summary>
internal static class Presses
{
    /// <summary>The data of every button, those in small forms and fallbacks included.</summary>
    internal static IEnumerable<JsonElement> Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => member.Name is "data" ? [member.Value] : Of(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Of),
        _ => [],
    };
}
