using System.Text.Json;
using System.Text.Json.Nodes;

namespace SocialCareBot.Tests.World;

/// <summary>A card with the eyes of the person in front of it: which buttons it has and what pressing one sends.</summary>
public static class FakeTeamsCard
{
    /// <summary>The action of a verb, wherever on the card it stands. Fails when there is none: nobody can press it.</summary>
    public static JsonElement Action(JsonElement card, string verb) => Actions(card).FirstOrDefault(action => Verb(action) == verb) is { ValueKind: JsonValueKind.Object } found
        ? found
        : throw new InvalidOperationException($"The card has no button '{verb}', only: {string.Join(", ", Verbs(card))}.");

    /// <summary>The verbs of all buttons, in the order they stand.</summary>
    public static IReadOnlyList<string> Verbs(JsonElement card) => [.. Actions(card).Select(Verb).OfType<string>().Distinct()];

    /// <summary>All literal words of the card, for looking up what it says.</summary>
    public static string Words(JsonElement card) => string.Join('\n', Strings(card));

    internal static string Kind(JsonElement action) =>
        FakeTeams.At(action, "data", "msteams", "type") is { ValueKind: JsonValueKind.String } special
            ? special.ToString()
            : FakeTeams.At(action, "type").ToString();

    /// <summary>The action's data with the inputs put into it, as clients merge them.</summary>
    internal static JsonObject Merge(JsonElement action, object? inputs)
    {
        var data = FakeTeams.At(action, "data") is { ValueKind: JsonValueKind.Object } given ? JsonObject.Create(given)! : [];
        var merged = (JsonObject)data.DeepClone();
        if (inputs is not null)
        {
            foreach (var (name, value) in JsonSerializer.SerializeToNode(inputs)!.AsObject())
                merged[name] = value?.DeepClone();
        }
        return merged;
    }

    private static string? Verb(JsonElement action) =>
        FakeTeams.At(action, "verb") is { ValueKind: JsonValueKind.String } verb ? verb.ToString()
        : FakeTeams.At(action, "data", "verb") is { ValueKind: JsonValueKind.String } inData ? inData.ToString()
        : null;

    private static IEnumerable<JsonElement> Actions(JsonElement part)
    {
        if (part.ValueKind == JsonValueKind.Array)
            return part.EnumerateArray().SelectMany(Actions);
        if (part.ValueKind != JsonValueKind.Object)
            return [];
        // A fallback is what older clients draw instead; this client is not one. A refresh is no button.
        var inner = part.EnumerateObject().Where(member => member.Name is not ("fallback" or "data" or "refresh")).SelectMany(member => Actions(member.Value));
        return FakeTeams.At(part, "type").ToString() is "Action.Execute" or "Action.Submit" ? [part, .. inner] : inner;
    }

    private static IEnumerable<string> Strings(JsonElement part) => part.ValueKind switch
    {
        JsonValueKind.Array => part.EnumerateArray().SelectMany(Strings),
        JsonValueKind.Object => part.EnumerateObject().SelectMany(member =>
            member is { Name: "text" or "title" or "value" or "label" or "placeholder", Value.ValueKind: JsonValueKind.String }
                ? [member.Value.GetString()!]
                : Strings(member.Value)),
        _ => [],
    };
}
