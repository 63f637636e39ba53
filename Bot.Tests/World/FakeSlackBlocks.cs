using System.Text.Json.Nodes;

namespace SocialCareBot.Tests.World;

/// <summary>
/// Block Kit as Slack checks it, so that our own checker is not judged by itself. Limits: doc comments of @slack/types, the validators of
/// python-slack-sdk, and Slack's reference; where they differ, the stricter.
/// </summary>
internal static class FakeSlackBlocks
{
    /// <summary>Not published; measured by others at about this many rendered characters.</summary>
    internal const int LongestMessage = 13_200;

    private static readonly string[] Known =
        ["section", "header", "divider", "actions", "context", "context_actions", "image", "input", "rich_text", "markdown", "file", "video", "table", "alert"];

    internal static IReadOnlyList<string> OfMessage(JsonNode? blocks, JsonNode? attachments)
    {
        var problems = new List<string>();
        Check(blocks, "/blocks", 50, "message", problems);
        if (attachments is JsonArray list)
        {
            for (var i = 0; i < list.Count; i++)
                Check(list[i]?["blocks"], $"/attachments/{i}/blocks", 50, "message", problems);
        }
        return problems;
    }

    internal static IReadOnlyList<string> OfView(JsonNode view, string kind)
    {
        var problems = new List<string>();
        if (Word(view, "type") != kind)
            problems.Add($"[ERROR] failed to match all allowed schemas [json-pointer:/view/type] must be {kind}");
        Check(view["blocks"] ?? new JsonObject(), "/view/blocks", 100, kind, problems);
        Most(view, "private_metadata", 3000, "/view", problems);
        Most(view, "callback_id", 255, "/view", problems);
        Most(view, "external_id", 255, "/view", problems);
        if (kind != "modal")
            return problems;
        Text(view["title"], "/view/title", 24, plain: true, problems, needed: true);
        Text(view["submit"], "/view/submit", 24, plain: true, problems);
        Text(view["close"], "/view/close", 24, plain: true, problems);
        if (view["submit"] is null && view["blocks"] is JsonArray blocks && blocks.Any(block => Word(block, "type") == "input"))
            problems.Add("[ERROR] missing required field: submit [json-pointer:/view/submit] a modal with an input needs it");
        return problems;
    }

    /// <summary>The characters people see.</summary>
    internal static int Length(JsonNode? part) => part switch
    {
        JsonArray list => list.Sum(Length),
        JsonObject all => all.Sum(member => member is { Key: "text", Value: JsonValue words } ? words.ToString().Length : Length(member.Value)),
        _ => 0,
    };

    private static void Check(JsonNode? blocks, string at, int most, string where, List<string> problems)
    {
        if (blocks is null)
            return;
        if (blocks is not JsonArray list)
        {
            problems.Add($"format: must be an array [json-pointer:{at}]");
            return;
        }
        if (list.Count > most)
            problems.Add($"[ERROR] no more than {most} items allowed [json-pointer:{at}]");
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < list.Count; i++)
        {
            // An action_id is unique in its block, a block_id in its message.
            Block(list[i], $"{at}/{i}", where, new HashSet<string>(StringComparer.Ordinal), problems);
            if (Word(list[i], "block_id") is { Length: > 0 } id && !ids.Add(id))
                problems.Add($"[ERROR] block_id {id} already exists [json-pointer:{at}/{i}/block_id]");
        }
    }

    private static void Block(JsonNode? block, string at, string where, HashSet<string> actions, List<string> problems)
    {
        var type = Word(block, "type");
        if (!Known.Contains(type, StringComparer.Ordinal) || (type == "alert" && where != "modal"))
        {
            problems.Add($"[ERROR] unsupported type: {type} [json-pointer:{at}/type]");
            return;
        }
        Most(block!, "block_id", 255, at, problems);
        switch (type)
        {
            case "section":
                Section(block!, at, problems);
                Element(block!["accessory"], $"{at}/accessory", actions, problems);
                break;
            case "header":
                Text(block!["text"], $"{at}/text", 150, plain: true, problems, needed: true);
                break;
            case "image":
                Image(block!, at, problems);
                break;
            case "context":
                List(block!["elements"], $"{at}/elements", 1, 10, problems, (part, place) => Piece(part, place, problems));
                break;
            case "actions":
                List(block!["elements"], $"{at}/elements", 1, 25, problems, (part, place) => Element(part, place, actions, problems));
                break;
            case "input":
                Text(block!["label"], $"{at}/label", 2000, plain: true, problems, needed: true);
                Text(block["hint"], $"{at}/hint", 2000, plain: true, problems);
                Element(block["element"] ?? new JsonObject(), $"{at}/element", actions, problems);
                break;
            case "rich_text":
                List(block!["elements"], $"{at}/elements", 1, 1000, problems, (part, place) => RichText(part, place, problems));
                break;
        }
    }

    private static void Section(JsonNode block, string at, List<string> problems)
    {
        if (block["text"] is null && block["fields"] is null)
            problems.Add($"[ERROR] missing required field: text [json-pointer:{at}]");
        Text(block["text"], $"{at}/text", 3000, plain: false, problems);
        if (block["fields"] is not null)
            List(block["fields"], $"{at}/fields", 1, 10, problems, (part, place) => Text(part, place, 2000, plain: false, problems, needed: true));
    }

    private static void Piece(JsonNode? part, string at, List<string> problems)
    {
        if (Word(part, "type") == "image")
            Image(part!, at, problems);
        else
            Text(part, at, 3000, plain: false, problems, needed: true);
    }

    private static void Image(JsonNode image, string at, List<string> problems)
    {
        Most(image, "image_url", 3000, at, problems);
        Most(image, "alt_text", 2000, at, problems);
        if (Word(image, "alt_text").Length == 0)
            problems.Add($"[ERROR] missing required field: alt_text [json-pointer:{at}]");
        if (image["slack_file"] is null && !Uri.TryCreate(Word(image, "image_url"), UriKind.Absolute, out _))
            problems.Add($"[ERROR] invalid url [json-pointer:{at}/image_url]");
    }

    private static void RichText(JsonNode? part, string at, List<string> problems)
    {
        if (Word(part, "type") is not ("rich_text_section" or "rich_text_quote" or "rich_text_list" or "rich_text_preformatted"))
            problems.Add($"[ERROR] unsupported type: {Word(part, "type")} [json-pointer:{at}/type]");
        List(part?["elements"], $"{at}/elements", 0, 1000, problems, (piece, place) =>
        {
            if (Word(piece, "type") == "text" && Word(piece, "text").Length == 0)
                problems.Add($"[ERROR] must be more than 0 characters [json-pointer:{place}/text]");
        });
    }

    private static void Element(JsonNode? element, string at, HashSet<string> actions, List<string> problems)
    {
        if (element is not null)
            FakeSlackElements.Check(element, at, actions, problems);
    }

    internal static void Text(JsonNode? text, string at, int most, bool plain, List<string> problems, bool needed = false)
    {
        if (text is null)
        {
            if (needed)
                problems.Add($"[ERROR] missing required field [json-pointer:{at}]");
            return;
        }
        if (Word(text, "type") is not "plain_text" and not "mrkdwn" || (plain && Word(text, "type") != "plain_text"))
            problems.Add($"[ERROR] unsupported type: {Word(text, "type")} [json-pointer:{at}/type]");
        if (Word(text, "text").Length == 0)
            problems.Add($"[ERROR] must be more than 0 characters [json-pointer:{at}/text]");
        Most(text, "text", most, at, problems);
    }

    internal static void List(JsonNode? list, string at, int least, int most, List<string> problems, Action<JsonNode?, string> each)
    {
        if (list is not JsonArray array)
        {
            problems.Add($"[ERROR] missing required field [json-pointer:{at}]");
            return;
        }
        if (array.Count < least)
            problems.Add($"[ERROR] no fewer than {least} items allowed [json-pointer:{at}]");
        if (array.Count > most)
            problems.Add($"[ERROR] no more than {most} items allowed [json-pointer:{at}]");
        for (var i = 0; i < array.Count; i++)
            each(array[i], $"{at}/{i}");
    }

    internal static void Most(JsonNode part, string name, int most, string at, List<string> problems)
    {
        if (Word(part, name).Length > most)
            problems.Add($"[ERROR] must be less than {most + 1} characters [json-pointer:{at}/{name}]");
    }

    internal static string Word(JsonNode? part, string name) => part is JsonObject all && all[name] is JsonValue value ? value.ToString() : "";
}
