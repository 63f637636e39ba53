using System.Text.Json.Nodes;

namespace SocialCareBot.Tests.World;

/// <summary>Buttons, menus and inputs as Slack checks them.</summary>
internal static class FakeSlackElements
{
    private static readonly string[] Known =
    [
        "button", "overflow", "static_select", "external_select", "users_select", "conversations_select", "channels_select", "multi_static_select", "multi_users_select",
        "plain_text_input", "checkboxes", "radio_buttons", "datepicker", "datetimepicker", "timepicker", "number_input", "email_text_input", "url_text_input", "image",
        "rich_text_input", "workflow_button",
    ];

    internal static void Check(JsonNode element, string at, HashSet<string> actions, List<string> problems)
    {
        var type = FakeSlackBlocks.Word(element, "type");
        if (!Known.Contains(type, StringComparer.Ordinal))
        {
            problems.Add($"[ERROR] unsupported type: {type} [json-pointer:{at}/type]");
            return;
        }
        FakeSlackBlocks.Most(element, "action_id", 255, at, problems);
        if (FakeSlackBlocks.Word(element, "action_id") is { Length: > 0 } id && !actions.Add(id))
            problems.Add($"[ERROR] action_id {id} already exists [json-pointer:{at}/action_id]");
        FakeSlackBlocks.Text(element["placeholder"], $"{at}/placeholder", 150, plain: true, problems);
        Confirm(element["confirm"], $"{at}/confirm", problems);
        if (type == "button")
            Button(element, at, problems);
        else if (type == "overflow")
            Options(element["options"], $"{at}/options", 1, 5, problems);
        else if (type is "checkboxes" or "radio_buttons")
            Options(element["options"], $"{at}/options", 1, 10, problems);
        else if (type is "static_select" or "multi_static_select")
            Select(element, at, problems);
        else if (type == "plain_text_input")
            Input(element, at, problems);
    }

    private static void Button(JsonNode button, string at, List<string> problems)
    {
        FakeSlackBlocks.Text(button["text"], $"{at}/text", 75, plain: true, problems, needed: true);
        FakeSlackBlocks.Most(button, "value", 2000, at, problems);
        FakeSlackBlocks.Most(button, "url", 3000, at, problems);
        FakeSlackBlocks.Most(button, "accessibility_label", 75, at, problems);
        if (button["style"] is { } style && style.ToString() is not ("primary" or "danger"))
            problems.Add($"[ERROR] failed to match: style [json-pointer:{at}/style]");
    }

    private static void Confirm(JsonNode? confirm, string at, List<string> problems)
    {
        if (confirm is null)
            return;
        FakeSlackBlocks.Text(confirm["title"], $"{at}/title", 100, plain: true, problems, needed: true);
        FakeSlackBlocks.Text(confirm["text"], $"{at}/text", 300, plain: false, problems, needed: true);
        FakeSlackBlocks.Text(confirm["confirm"], $"{at}/confirm", 30, plain: true, problems, needed: true);
        FakeSlackBlocks.Text(confirm["deny"], $"{at}/deny", 30, plain: true, problems, needed: true);
    }

    private static void Select(JsonNode select, string at, List<string> problems)
    {
        if (select["option_groups"] is not null)
        {
            FakeSlackBlocks.List(select["option_groups"], $"{at}/option_groups", 1, 100, problems, (group, place) =>
            {
                FakeSlackBlocks.Text(group?["label"], $"{place}/label", 75, plain: true, problems, needed: true);
                Options(group?["options"], $"{place}/options", 1, 100, problems);
            });
            return;
        }
        Options(select["options"], $"{at}/options", 1, 100, problems);
        if (select["initial_option"] is { } first && select["options"] is JsonArray options && !options.Any(option => JsonNode.DeepEquals(option, first)))
            problems.Add($"[ERROR] initial_option does not match any option [json-pointer:{at}/initial_option]");
    }

    private static void Options(JsonNode? options, string at, int least, int most, List<string> problems) =>
        FakeSlackBlocks.List(options, at, least, most, problems, (option, place) =>
        {
            FakeSlackBlocks.Text(option?["text"], $"{place}/text", 75, plain: false, problems, needed: true);
            FakeSlackBlocks.Text(option?["description"], $"{place}/description", 75, plain: false, problems);
            if (FakeSlackBlocks.Word(option, "value").Length is 0 or > 150)
                problems.Add($"[ERROR] must be less than 151 characters [json-pointer:{place}/value]");
        });

    private static void Input(JsonNode input, string at, List<string> problems)
    {
        foreach (var name in (ReadOnlySpan<string>)["min_length", "max_length"])
        {
            if (input[name] is JsonValue limit && limit.TryGetValue<int>(out var length) && length is < 0 or > 3000)
                problems.Add($"[ERROR] must be no more than 3000 [json-pointer:{at}/{name}]");
        }
        if (input["max_length"] is JsonValue most && most.TryGetValue<int>(out var allowed) && FakeSlackBlocks.Word(input, "initial_value").Length > allowed)
            problems.Add($"[ERROR] initial_value is longer than max_length [json-pointer:{at}/initial_value]");
    }
}
