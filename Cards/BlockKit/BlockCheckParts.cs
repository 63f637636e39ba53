using System.Text.Json.Nodes;

namespace SocialCareBot.Cards.BlockKit;

/// <summary>The blocks, their elements and their words.</summary>
internal sealed partial class BlockCheck
{
    // One block's action ids; Slack wants them unique there.
    private readonly HashSet<string> _actionIds = new(StringComparer.Ordinal);

    private void Block(JsonObject block, string path)
    {
        _actionIds.Clear();
        switch (Text(block, "type"))
        {
            case "section":
                PlainText(block, "text", 3000, path, required: true);
                if (block["accessory"] is JsonObject accessory)
                    Element(accessory, $"{path}.accessory", "image", "button", "overflow", "static_select", "radio_buttons");
                break;
            case "header":
                PlainText(block, "text", 150, path, required: true);
                break;
            case "context":
                Elements(block, path, 10, "plain_text", "image");
                break;
            case "actions":
                Elements(block, path, 25, "button", "overflow", "static_select", "radio_buttons");
                break;
            case "input":
                Input(block, path);
                break;
            case "rich_text":
                RichText(block, path);
                break;
            case "divider":
                break;
            case var type:
                Add(path, $"unknown block \"{type}\"");
                break;
        }
    }

    private void Input(JsonObject block, string path)
    {
        PlainText(block, "label", 2000, path, required: true);
        PlainText(block, "hint", 2000, path);
        if (Text(block, "block_id") is null)
            Add(path, "an input without block_id cannot be answered");
        Element(block["element"] as JsonObject ?? [], $"{path}.element", "plain_text_input", "static_select", "radio_buttons");
    }

    private void Elements(JsonObject block, string path, int most, params string[] types)
    {
        var elements = block["elements"] as JsonArray ?? [];
        if (elements.Count is 0 || elements.Count > most)
            Add($"{path}.elements", $"{elements.Count} elements of 1 to {most}");
        foreach (var (element, at) in Objects(elements, $"{path}.elements"))
            Element(element, at, types);
    }

    private void Element(JsonObject element, string path, params string[] types)
    {
        var type = Text(element, "type");
        if (type is null || !types.Contains(type))
        {
            Add(path, $"\"{type}\" cannot stand here");
            return;
        }
        if (type is not ("plain_text" or "image"))
            ActionId(element, path);
        switch (type)
        {
            case "plain_text":
                Words(element, 3000, path);
                break;
            case "image":
                Url(element, "image_url", path);
                Length(element, "alt_text", 1, 2000, path, required: true, shown: true);
                break;
            case "button":
                Button(element, path);
                break;
            case "plain_text_input":
                Field(element, path);
                break;
            default:
                Options(element, path, type is "overflow" ? (2, 5) : type is "radio_buttons" ? (1, 10) : (1, 100));
                break;
        }
    }

    private void ActionId(JsonObject element, string path)
    {
        Length(element, "action_id", 1, 255, path, required: true);
        if (Text(element, "action_id") is { } id && !_actionIds.Add(id))
            Add(path, $"action_id \"{id}\" comes twice in its block");
    }

    private void Button(JsonObject button, string path)
    {
        PlainText(button, "text", 75, path, required: true);
        Length(button, "value", 1, 2000, path);
        if (button["url"] is not null)
            Url(button, "url", path);
        if (Text(button, "style") is { } style && style is not ("primary" or "danger"))
            Add($"{path}.style", $"\"{style}\"");
        if (button["confirm"] is not JsonObject confirm)
            return;
        foreach (var (part, most) in new[] { ("title", 100), ("text", 300), ("confirm", 30), ("deny", 30) })
            PlainText(confirm, part, most, $"{path}.confirm", required: true);
    }

    private void Field(JsonObject field, string path)
    {
        var most = field["max_length"]?.GetValue<int>() ?? 3000;
        if (most is < 1 or > 3000)
            Add($"{path}.max_length", $"{most} of 1 to 3000");
        Length(field, "initial_value", 1, most, path, shown: true);
        PlainText(field, "placeholder", 150, path);
    }

    private void Options(JsonObject element, string path, (int Least, int Most) count)
    {
        var options = element["options"] as JsonArray ?? [];
        if (options.Count < count.Least || options.Count > count.Most)
            Add($"{path}.options", $"{options.Count} options of {count.Least} to {count.Most}");
        foreach (var (option, at) in Objects(options, $"{path}.options"))
        {
            PlainText(option, "text", 75, at, required: true);
            // @slack/types says 75, the Python SDK 150.
            Length(option, "value", 1, 75, at, required: true);
        }
        PlainText(element, "placeholder", 150, path);
        if (element["initial_option"] is { } initial && !options.Any(option => JsonNode.DeepEquals(option, initial)))
            Add($"{path}.initial_option", "is not among the options");
    }

    private void RichText(JsonObject block, string path)
    {
        foreach (var (part, at) in NotEmpty(block, path))
        {
            if (Text(part, "type") is not ("rich_text_section" or "rich_text_quote"))
                Add(at, $"unknown part \"{Text(part, "type")}\"");
            foreach (var (run, where) in NotEmpty(part, at))
                Run(run, where);
        }
    }

    private void Run(JsonObject run, string path)
    {
        switch (Text(run, "type"))
        {
            case "text":
                Length(run, "text", 1, 3000, path, required: true, shown: true);
                break;
            case "link":
                Url(run, "url", path);
                Length(run, "text", 1, 3000, path, required: true, shown: true);
                break;
            case "user" when BlockMarkup.User(Text(run, "user_id")) is not null:
                break;
            case var type:
                Add(path, $"a run \"{type}\" that cannot stand here");
                break;
        }
    }

    private IEnumerable<(JsonObject Node, string Path)> NotEmpty(JsonObject node, string path)
    {
        var elements = node["elements"] as JsonArray ?? [];
        if (elements.Count == 0)
            Add($"{path}.elements", "empty");
        return Objects(elements, $"{path}.elements");
    }

    private void PlainText(JsonObject holder, string name, int most, string path, bool required = false)
    {
        if (holder[name] is JsonObject text)
            Words(text, most, $"{path}.{name}");
        else if (required)
            Add($"{path}.{name}", "missing");
    }

    private void Words(JsonObject text, int most, string path)
    {
        if (Text(text, "type") is not "plain_text")
            Add(path, "words are plain_text here");
        if (Text(text, "text") is { Length: > 0 } words && string.IsNullOrWhiteSpace(words))
            Add(path, "blank");
        Length(text, "text", 1, most, path, required: true, shown: true);
    }

    private void Url(JsonObject holder, string name, string path)
    {
        Length(holder, name, 1, BlockMarkup.MostUrl, path, required: true);
        if (Text(holder, name) is { } url && BlockMarkup.Url(url) != url)
            Add($"{path}.{name}", "is no encoded https address");
        _shown += Text(holder, name)?.Length ?? 0;
    }

    private void Length(JsonObject holder, string name, int least, int most, string path, bool required = false, bool shown = false)
    {
        if (Text(holder, name) is not { } text)
        {
            if (required)
                Add($"{path}.{name}", "missing");
            return;
        }
        if (text.Length < least || text.Length > most)
            Add($"{path}.{name}", $"{text.Length} characters of {least} to {most}");
        if (shown)
            _shown += text.Length;
    }
}
