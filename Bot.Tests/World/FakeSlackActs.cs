using System.Text.Json;
using System.Text.Json.Nodes;

namespace SocialCareBot.Tests.World;

/// <summary>What people do in Slack, told to the bot as Slack tells it.</summary>
public sealed partial class FakeSlack
{
    /// <summary>Presses the button of that verb on a message, or chooses it in the overflow.</summary>
    public Task<FakeSlackAnswer> Click(FakeSlackPerson by, FakeSlackMessage message, string verb)
    {
        var (element, option, attachment) = FakeSlackCard.Action(message.Body, verb);
        return Click(by, message, Pressed(element, option), attachment);
    }

    /// <summary>Presses a button as it once was on a message, with any ids.</summary>
    public Task<FakeSlackAnswer> Press(FakeSlackPerson by, FakeSlackMessage message, string actionId, string value) =>
        Click(by, message, new JsonObject { ["type"] = "button", ["action_id"] = actionId, ["block_id"] = "old", ["value"] = value }, message.Color is null ? null : 1);

    private Task<FakeSlackAnswer> Click(FakeSlackPerson by, FakeSlackMessage message, JsonObject action, int? attachment)
    {
        var payload = Envelope("block_actions", by, message.Team);
        var channel = Channel(message.Channel);
        (payload["response_url"], payload["channel"]) = (NewResponseUrl(channel, by.Id, message), Named(channel));
        var container = new JsonObject { ["type"] = attachment is null ? "message" : "message_attachment", ["message_ts"] = message.Ts, ["channel_id"] = channel.Id, ["is_ephemeral"] = message.OnlyFor is not null };
        if (attachment is { } number)
            container["attachment_id"] = number;
        if (message.ThreadTs is { } thread)
            container["thread_ts"] = thread;
        payload["container"] = container;
        if (message.OnlyFor is null)
            Do(() => payload["message"] = Described(message));
        payload["state"] = new JsonObject { ["values"] = new JsonObject() };
        payload["actions"] = new JsonArray(action);
        return Act(by, payload);
    }

    /// <summary>Presses a button on the person's home page, or in the modal in front of them.</summary>
    public Task<FakeSlackAnswer> Click(FakeSlackPerson by, FakeSlackView view, string verb, object? inputs = null)
    {
        var (element, option, _) = FakeSlackCard.Action(view.Body, verb);
        var payload = Envelope("block_actions", by, view.Team);
        var state = FakeSlackCard.State(view.Body, FakeSlackCard.Typed(inputs));
        Do(() => payload["view"] = Described(view, state));
        payload["container"] = new JsonObject { ["type"] = "view", ["view_id"] = view.Id };
        payload["actions"] = new JsonArray(Pressed(element, option));
        return Act(by, payload);
    }

    /// <summary>Submits the modal in front of the person with what they typed, by the names of the inputs; and sees what comes of it.</summary>
    public async Task<FakeSlackAnswer> Submit(FakeSlackPerson by, FakeSlackView view, object? inputs = null)
    {
        var payload = Submission(by, view, inputs);
        var before = Messages.Count;
        var (status, body) = await Interaction(payload);
        if (status == 200)
            Follow(view, body);
        return new FakeSlackAnswer(this, by, status, body, before);
    }

    /// <summary>What Slack sends when the modal is submitted.</summary>
    public JsonObject Submission(FakeSlackPerson by, FakeSlackView view, object? inputs)
    {
        var typed = FakeSlackCard.Typed(inputs);
        if (typed.Keys.FirstOrDefault(name => !view.Inputs.Contains(name)) is { } unknown)
            throw new InvalidOperationException($"The modal has no input '{unknown}', only: {string.Join(", ", view.Inputs)}.");
        var payload = Envelope("view_submission", by, view.Team);
        var state = FakeSlackCard.State(view.Body, typed);
        Do(() => payload["view"] = Described(view, state));
        payload["response_urls"] = new JsonArray();
        return payload;
    }

    /// <summary>What a client does with the answer to a submission.</summary>
    private void Follow(FakeSlackView view, JsonElement body) => Do(() =>
    {
        var stack = Stack(view.Person);
        var told = FakeSlackCard.At(body, "response_action").ToString();
        if (told.Length == 0)
            stack.RemoveAll(one => one.Id == view.Id);
        else if (told == "clear")
            stack.Clear();
        else if (told == "errors")
        {
            foreach (var error in FakeSlackCard.At(body, "errors").EnumerateObject().Where(error => !view.Inputs.Contains(error.Name)))
                _unexpected.Enqueue($"an error about '{error.Name}', which is no input of the modal {view.Callback}");
        }
        else if (FakeSlackCard.Node(FakeSlackCard.At(body, "view")) is not { } next || Flaw(next, "modal") is not null || told is not ("update" or "push"))
            _unexpected.Enqueue($"an answer to a submission that no client understands: {body}");
        else if (told == "update")
            Redraw(view, next);
        else if (stack.Count < DeepestStack)
            Put(stack, view.Team, view.Person, next);
        else
            _unexpected.Enqueue("a fourth modal above three");
    });

    /// <summary>Closes the modal in front of the person, or all of them.</summary>
    public async Task<FakeSlackAnswer> Close(FakeSlackPerson by, bool all = false)
    {
        if (Modal(by) is not { } view)
            throw new InvalidOperationException($"{by.Name} has no modal open.");
        var payload = Envelope("view_closed", by, view.Team);
        Do(() => payload["view"] = Described(view));
        payload["is_cleared"] = all;
        Do(() => Stack(by.Id).RemoveAll(one => all || one.Id == view.Id));
        return FakeSlackCard.At(view.Body, "notify_on_close").ValueKind == JsonValueKind.True
            ? await Act(by, payload)
            : new FakeSlackAnswer(this, by, 200, default, Messages.Count);
    }

    /// <summary>Chooses a shortcut of the app in the menu of a message.</summary>
    public Task<FakeSlackAnswer> MessageAction(FakeSlackPerson by, FakeSlackMessage message, string callback)
    {
        var payload = Envelope("message_action", by, message.Team);
        var channel = Channel(message.Channel);
        (payload["callback_id"], payload["message_ts"]) = (callback, message.Ts);
        (payload["response_url"], payload["channel"]) = (NewResponseUrl(channel, by.Id, null), Named(channel));
        Do(() => payload["message"] = Described(message));
        return Act(by, payload);
    }

    /// <summary>Types a slash command.</summary>
    public async Task<FakeSlackAnswer> Command(FakeSlackPerson by, FakeSlackChannel channel, string text, string command = "/care")
    {
        var team = TeamOf(channel.Team);
        var before = Messages.Count;
        var (status, body) = await SlashCommand(new JsonObject
        {
            ["token"] = "deprecated",
            ["team_id"] = team.Id,
            ["team_domain"] = team.Name.ToLowerInvariant(),
            ["channel_id"] = channel.Id,
            ["channel_name"] = channel.Person is not null ? "directmessage" : channel.Private ? "privategroup" : channel.Name,
            ["user_id"] = by.Id,
            ["user_name"] = by.Name.ToLowerInvariant(),
            ["command"] = command,
            ["text"] = text,
            ["api_app_id"] = AppId,
            ["is_enterprise_install"] = "false",
            ["response_url"] = NewResponseUrl(channel, by.Id, null),
            ["trigger_id"] = NewTrigger(team.Id, by.Id),
        });
        if (status == 200)
            Say(channel, by.Id, body);
        return new FakeSlackAnswer(this, by, status, body, before);
    }

    /// <summary>Types into a select that asks the app for its options.</summary>
    public Task<FakeSlackAnswer> Suggest(FakeSlackPerson by, FakeSlackView view, string actionId, string typed)
    {
        var payload = Envelope("block_suggestion", by, view.Team);
        (payload["action_id"], payload["block_id"], payload["value"]) = (actionId, actionId, typed);
        Do(() => payload["view"] = Described(view));
        payload["container"] = new JsonObject { ["type"] = "view", ["view_id"] = view.Id };
        return Act(by, payload);
    }

    private async Task<FakeSlackAnswer> Act(FakeSlackPerson by, JsonObject payload)
    {
        var before = Messages.Count;
        var (status, body) = await Interaction(payload);
        return new FakeSlackAnswer(this, by, status, body, before);
    }

    private static JsonObject Pressed(JsonElement element, JsonElement option)
    {
        var action = new JsonObject { ["type"] = FakeSlackCard.Kind(element), ["action_id"] = FakeSlackCard.At(element, "action_id").ToString(), ["block_id"] = "b", ["action_ts"] = "1.1" };
        if (option.ValueKind == JsonValueKind.Object)
            action["selected_option"] = FakeSlackCard.Node(option);
        else if (FakeSlackCard.At(element, "value") is { ValueKind: JsonValueKind.String } value)
            action["value"] = value.GetString();
        return action;
    }

    private JsonObject Envelope(string type, FakeSlackPerson by, string team) => new()
    {
        ["type"] = type,
        ["token"] = "deprecated",
        ["team"] = new JsonObject { ["id"] = team, ["domain"] = TeamOf(team).Name.ToLowerInvariant() },
        ["user"] = new JsonObject { ["id"] = by.Id, ["username"] = by.Name.ToLowerInvariant(), ["name"] = by.Name.ToLowerInvariant(), ["team_id"] = by.Team },
        ["api_app_id"] = AppId,
        ["trigger_id"] = NewTrigger(team, by.Id),
        ["enterprise"] = null,
        ["is_enterprise_install"] = false,
    };

    private static JsonObject Named(FakeSlackChannel channel) => new() { ["id"] = channel.Id, ["name"] = channel.Name };

    private FakeSlackTeam TeamOf(string id) => Remembered(_teams).Find(team => team.Id == id) ?? throw new InvalidOperationException($"No workspace {id}.");

    private FakeSlackChannel Channel(string id) => Remembered(_channels).Find(channel => channel.Id == id)!;
}
