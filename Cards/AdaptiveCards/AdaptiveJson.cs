using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SocialCareBot.Cards.AdaptiveCards;

/// <summary>Source-generated JSON of the card model: camel case, no nulls.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(AdaptiveCard))]
internal sealed partial class AdaptiveJson : JsonSerializerContext
{
    static AdaptiveJson()
    {
        // A card is sent as application/json, never put into a page, and must be small: letters stay letters.
        Default = new AdaptiveJson(new JsonSerializerOptions(s_defaultOptions) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }
}
