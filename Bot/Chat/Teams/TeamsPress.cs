using System.Text.Json;
using SocialCareBot.Cards.AdaptiveCards;
using SocialCareBot.Cases;

namespace SocialCareBot.Chat.Teams;

/// <summary>What a press in Teams carries: the verb, and the data with the inputs merged in. Whatever a client made of it is read without a fault; compared, never believed.</summary>
internal sealed record TeamsPress(string Verb, JsonElement Data)
{
    public CaseId? Case => Guid.TryParse(Text("case"), out var id) ? new CaseId(id) : null;

    /// <summary>The client asks by itself for the card as it is now; nothing may change.</summary>
    public bool IsRefresh { get; private init; }

    /// <summary>The press of a submitted card or form: the verb stands in the data.</summary>
    public static TeamsPress Of(JsonElement data) => new(String(data, "verb") ?? "", data);

    /// <summary>The press of an adaptiveCard/action; null where it carries none.</summary>
    public static TeamsPress? Of(Activity activity) =>
        activity.Value is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty("action", out var action) && action.ValueKind == JsonValueKind.Object
            ? new TeamsPress(String(action, "verb") ?? "", action.TryGetProperty("data", out var data) ? data : default) { IsRefresh = String(value, "trigger") == "automatic" || String(action, "verb") == CaseCard.RefreshVerb }
            : null;

    public string? Text(string name) => String(Data, name);

    public int? Number(string name) =>
        Data.ValueKind == JsonValueKind.Object && Data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;

    public Dictionary<string, string> Inputs()
    {
        var inputs = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Data.ValueKind != JsonValueKind.Object)
            return inputs;
        foreach (var member in Data.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.String))
            inputs[member.Name] = member.Value.GetString()!;
        return inputs;
    }

    internal static string? String(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
