using System.Text.Json;
using System.Text.Json.Nodes;

namespace SocialCareBot.Tests.World;

/// <summary>A message or view with the eyes of the person in front of it: what it says, which buttons it has, what its inputs hold.</summary>
public static class FakeSlackCard
{
    /// <summary>The verbs of all buttons and overflow options, in the order they stand.</summary>
    public static IReadOnlyList<string> Verbs(JsonElement body) => [.. Pressable(body).SelectMany(VerbsOf).Distinct()];

    /// <summary>The words on all buttons and overflow options, in the order they stand.</summary>
    public static IReadOnlyList<string> Titles(JsonElement body) =>
        [.. Pressable(body).SelectMany(element => Kind(element) == "overflow" ? Options(element).Select(option => At(option, "text", "text").ToString()) : [At(element, "text", "text").ToString()])];

    /// <summary>All words a person reads.</summary>
    public static string Words(JsonElement body) => string.Join('\n', Strings(body));

    /// <summary>The element of a verb, and the option of it where it is an overflow. Fails where there is none: nobody can press it.</summary>
    internal static (JsonElement Element, JsonElement Option, int? Attachment) Action(JsonElement body, string verb)
    {
        foreach (var (element, attachment) in Placed(body))
        {
            if (Kind(element) == "overflow")
            {
                var option = Options(element).FirstOrDefault(option => Head(At(option, "value").ToString(), ':') == verb);
                if (option.ValueKind == JsonValueKind.Object)
                    return (element, option, attachment);
            }
            if (Head(At(element, "action_id").ToString(), '#') == verb || At(element, "action_id").ToString() == verb)
                return (element, default, attachment);
        }
        throw new InvalidOperationException($"There is no button '{verb}', only: {string.Join(", ", Verbs(body))}.");
    }

    /// <summary>The input blocks of a view.</summary>
    internal static IEnumerable<JsonElement> Inputs(JsonElement view) =>
        At(view, "blocks") is { ValueKind: JsonValueKind.Array } blocks ? blocks.EnumerateArray().Where(block => Kind(block) == "input") : [];

    /// <summary>What the inputs of a view hold once a person typed these; the others keep what they began with.</summary>
    internal static JsonObject State(JsonElement view, IReadOnlyDictionary<string, string> typed)
    {
        var values = new JsonObject();
        foreach (var input in Inputs(view))
        {
            var (block, element) = (At(input, "block_id").ToString(), At(input, "element"));
            values[block] = new JsonObject { [At(element, "action_id").ToString()] = Held(element, typed.GetValueOrDefault(block)) };
        }
        return values;
    }

    /// <summary>What a person typed, taken from an object's members or a dictionary.</summary>
    internal static IReadOnlyDictionary<string, string> Typed(object? inputs) => inputs switch
    {
        null => new Dictionary<string, string>(),
        IReadOnlyDictionary<string, string> given => given,
        _ => JsonSerializer.SerializeToNode(inputs)!.AsObject().ToDictionary(member => member.Key, member => member.Value?.ToString() ?? ""),
    };

    private static JsonObject Held(JsonElement element, string? typed)
    {
        var held = new JsonObject { ["type"] = Kind(element) };
        if (Kind(element) is "plain_text_input" or "number_input" or "email_text_input" or "url_text_input")
            held["value"] = (typed ?? Word(At(element, "initial_value"))) is { Length: > 0 } text ? text : null;
        else if (Kind(element) is "users_select")
            held["selected_user"] = typed ?? Word(At(element, "initial_user"));
        else if (Kind(element) is "checkboxes")
            held["selected_options"] = new JsonArray([.. AllOptions(element).Where(option => typed?.Split(',').Contains(At(option, "value").ToString()) == true).Select(Node)]);
        else
            held["selected_option"] = typed is null ? Node(At(element, "initial_option")) : Node(Chosen(element, typed));
        return held;
    }

    private static JsonElement Chosen(JsonElement element, string typed)
    {
        if (Kind(element) is "external_select")
            return JsonSerializer.SerializeToElement(new { text = new { type = "plain_text", text = typed }, value = typed });
        var option = AllOptions(element).FirstOrDefault(option => At(option, "value").ToString() == typed || At(option, "text", "text").ToString() == typed);
        return option.ValueKind == JsonValueKind.Object ? option : throw new InvalidOperationException($"Nobody can choose '{typed}' here.");
    }

    private static IEnumerable<JsonElement> AllOptions(JsonElement element) =>
        Options(element).Concat(At(element, "option_groups") is { ValueKind: JsonValueKind.Array } groups ? groups.EnumerateArray().SelectMany(Options) : []);

    internal static IEnumerable<JsonElement> Options(JsonElement element) => At(element, "options") is { ValueKind: JsonValueKind.Array } options ? options.EnumerateArray() : [];

    internal static string Kind(JsonElement part) => At(part, "type") is { ValueKind: JsonValueKind.String } type ? type.GetString()! : "";

    private static IEnumerable<string> VerbsOf(JsonElement element) => Kind(element) == "overflow"
        ? Options(element).Select(option => Head(At(option, "value").ToString(), ':'))
        : [Head(At(element, "action_id").ToString(), '#')];

    private static IEnumerable<JsonElement> Pressable(JsonElement body) => Placed(body).Select(placed => placed.Element).Where(element => Kind(element) is "button" or "overflow");

    private static IEnumerable<(JsonElement Element, int? Attachment)> Placed(JsonElement body)
    {
        foreach (var element in Elements(At(body, "blocks")))
            yield return (element, null);
        if (At(body, "attachments") is not { ValueKind: JsonValueKind.Array } attachments)
            yield break;
        var number = 0;
        foreach (var attachment in attachments.EnumerateArray())
        {
            number++;
            foreach (var element in Elements(At(attachment, "blocks")))
                yield return (element, number);
        }
    }

    private static IEnumerable<JsonElement> Elements(JsonElement blocks) => blocks.ValueKind != JsonValueKind.Array
        ? []
        : blocks.EnumerateArray().SelectMany(block => Kind(block) switch
        {
            "actions" when At(block, "elements") is { ValueKind: JsonValueKind.Array } elements => elements.EnumerateArray(),
            "section" when At(block, "accessory") is { ValueKind: JsonValueKind.Object } accessory => [accessory],
            "input" when At(block, "dispatch_action").ValueKind == JsonValueKind.True => [At(block, "element")],
            _ => Enumerable.Empty<JsonElement>(),
        });

    private static IEnumerable<string> Strings(JsonElement part) => part.ValueKind switch
    {
        JsonValueKind.Array => part.EnumerateArray().SelectMany(Strings),
        JsonValueKind.Object => part.EnumerateObject().Where(member => member.Name is not ("private_metadata" or "metadata" or "value" or "fallback")).SelectMany(member =>
            member is { Name: "text" or "initial_value", Value.ValueKind: JsonValueKind.String } ? [member.Value.GetString()!] : Strings(member.Value)),
        _ => [],
    };

    private static string Head(string words, char end) => words.Split(end)[0];

    private static string? Word(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    internal static JsonNode? Node(JsonElement value) => value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? null : JsonNode.Parse(value.GetRawText());

    /// <summary>The value at a path of names; undefined where there is none.</summary>
    internal static JsonElement At(JsonElement element, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                return default;
        }
        return element;
    }
}
