using System.Text.Json;

namespace SocialCareBot.Chat.Slack;

/// <summary>The message or view a press stands on.</summary>
/// <param name="IsEphemeral">Shown to one person; only the response url can change it.</param>
internal sealed record SlackSpot(string? Channel, string? Ts, string? Thread, bool IsEphemeral)
{
    public static SlackSpot Of(JsonElement payload) => new(
        payload.Text("container", "channel_id") ?? payload.Text("channel", "id"),
        payload.Text("container", "message_ts") ?? payload.Text("message", "ts"),
        payload.Text("container", "thread_ts") ?? payload.Text("message", "thread_ts"),
        payload.IsTrue("container", "is_ephemeral"));

    public string? Reference => Channel is { } channel && Ts is { } ts ? SlackPlaces.Reference(channel, ts) : null;
}

/// <summary>A control that was used: the action's id, and what it carries. Compared, never believed.</summary>
internal sealed record SlackAction(string Id, string? Value)
{
    /// <summary>All of a block_actions payload; nearly always one.</summary>
    public static IReadOnlyList<SlackAction> Of(JsonElement payload) =>
        [.. payload.At("actions").Each().Where(action => action.Text("action_id") is not null).Select(action => new SlackAction(action.Text("action_id")!, SlackInput.Value(action)))];
}

/// <summary>What somebody typed or chose, whatever the kind of input.</summary>
internal static class SlackInput
{
    /// <summary>The value of one control; null where nothing was typed or chosen.</summary>
    public static string? Value(JsonElement control) =>
        control.Text("value")
        ?? control.Text("selected_option", "value")
        ?? control.Text("selected_user")
        ?? control.Text("selected_conversation")
        ?? control.Text("selected_channel")
        ?? control.Text("selected_date")
        ?? control.Text("selected_time");

    /// <summary>All inputs of a view by their names; what was left empty is not among them.</summary>
    public static Dictionary<string, string> Of(JsonElement view)
    {
        var inputs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var control in view.At("state", "values").Members().SelectMany(block => block.Value.Members()))
        {
            if (Value(control.Value) is { } value)
                inputs[Name(control.Name)] = value;
        }
        return inputs;
    }

    /// <summary>A field that was drawn anew carries its turn behind its name ("text#1").</summary>
    public static string Name(string id) => id.Split('#', 2)[0];
}

/// <summary>A view that was submitted or pressed in.</summary>
/// <param name="Id">One per opened view, so it also makes a repeated submission harmless.</param>
/// <param name="Kind">The callback id.</param>
/// <param name="Fields">The block ids of its inputs, filled in or not.</param>
internal sealed record SlackView(string Id, string Kind, string Metadata, IReadOnlyDictionary<string, string> Inputs, IReadOnlyList<string> Fields)
{
    public bool IsHome { get; private init; }

    public static SlackView? Of(JsonElement payload) => payload.At("view") is { ValueKind: JsonValueKind.Object } view && view.Text("id") is { } id
        ? new SlackView(id, view.Text("callback_id") ?? "", view.Text("private_metadata") ?? "", SlackInput.Of(view), [.. view.At("state", "values").Members().Select(block => block.Name)])
        {
            IsHome = view.Text("type") == "home",
        }
        : null;

    /// <summary>The block id of an input; the first one's where there is none of this name, null where there are none at all.</summary>
    public string? Field(string? name) => Fields.FirstOrDefault(field => SlackInput.Name(field) == name) ?? (Fields.Count > 0 ? Fields[0] : null);

    public string? Input(string name) => Inputs.GetValueOrDefault(name);
}
